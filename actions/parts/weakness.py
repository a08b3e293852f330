"""The tables of one weakness: delivery beside impact, its actions and their evidence, how impact was assessed."""

from collections.abc import Callable, Iterable

from actions.coverage.outcomes import outcomes
from actions.coverage.story import EvidenceValue, Story
from actions.coverage.values import Coverage, CoverageRow
from actions.parts.coverage import say_outcomes, say_standings
from actions.position import Line, Position
from actions.text import say_count, say_day, say_list
from wsoa.parts import Cell, Head, Row, TablePart, Tag

ActionLink = Callable[[Line], str]


def summary(story: Story) -> TablePart:
    """One weakness in one table: what was delivered, and beside it what it changed."""
    row = story.row
    found = outcomes(row.measures)
    return TablePart(
        caption="Delivery beside impact",
        heads=(
            Head("In short", width=20),
            Head("What was delivered", width=40),
            Head("What changed for children", width=40),
        ),
        rows=(
            _beside(
                "How much",
                say_count(row.position.total, "action") if row.lines else "No action",
                say_count(len(row.measures), "measure") if row.measures else "No measure",
            ),
            _beside("How it stands", _stands(row), say_standings(row)),
            _beside("What moved", _moved(row.position), say_outcomes(found)),
            _beside("What shows it", _evidence(story), _heard(story)),
        ),
        empty="",
    )


def _beside(what: str, delivered: str, changed: str) -> Row:
    return Row(Cell(what), (Cell(delivered), Cell(changed)))


def _stands(row: CoverageRow) -> str:
    if not row.lines:
        return "Nothing to do yet"
    rated = ", ".join(f"{cell.value} {cell.label}" for cell in row.counts if cell.value)
    return f"{row.complete} complete, {row.overdue} overdue ({rated})"


def _moved(position: Position) -> str:
    parts = [
        f"{number} {words}"
        for number, words in (
            (len(position.open_slipped), "open and due later than first agreed"),
            (len(position.completed_late), "completed late"),
        )
        if number
    ]
    return ", ".join(parts) or "No date slipped"


def _evidence(story: Story) -> str:
    if not story.evidence:
        return "No link or file of evidence"
    return f"{say_count(len(story.evidence), 'link or file', 'links or files')} of evidence"


def _heard(story: Story) -> str:
    """How the impact of its actions was assessed, and what those said whom it is for."""
    voices = story.row.voices
    assessed = _tally(note.impact.label for note in story.impacts)
    parts = [f"Impact of its actions: {assessed}"] if assessed else []
    if voices:
        waiting = sum(not voice.is_answered for voice in voices)
        parts.append(
            f"{say_count(len(voices), 'thing')} that families and young people said"
            + (f", {waiting} not answered yet" if waiting else "")
        )
    return ". ".join(parts) or "Nobody’s word on it yet"


def _tally(labels: Iterable[str]) -> str:
    counted: dict[str, int] = {}
    for label in labels:
        counted[label] = counted.get(label, 0) + 1
    return ", ".join(f"{number} {label.lower()}" for label, number in counted.items())


def actions_table(
    lines: Iterable[Line], *, caption: str, empty: str, link: ActionLink = lambda line: ""
) -> TablePart:
    """Actions with their rating, when they are or were to be done, and the newest word on each."""
    return TablePart(
        caption=caption,
        heads=(
            Head("Action", width=30),
            Head("Rating", width=14),
            Head("Done or due", width=16),
            Head("Newest word", width=40),
        ),
        rows=tuple(
            Row(
                Cell(
                    f"{line.reference} {line.title}",
                    note=say_list([post.in_full for post in line.owners]) or "Nobody owns it",
                    href=link(line),
                ),
                (
                    Cell(tag=Tag(line.rating.code, line.rating.label, line.rating.tone))
                    if line.rating
                    else Cell("Unrated"),
                    _when(line),
                    Cell(line.commentary or "Nothing has been said yet", note=_said_on(line)),
                ),
            )
            for line in lines
        ),
        empty=empty,
    )


def _when(line: Line) -> Cell:
    due = str(line.due) if line.due else "no due date"
    if line.completed_on:
        late = f", {say_count(line.days_late, 'day')} late" if line.days_late else ""
        return Cell(f"Complete {say_day(line.completed_on)}", note=f"due {due}{late}")
    if line.is_overdue:
        return Cell(f"Due {due}", note=f"overdue by {say_count(line.days_overdue, 'day')}")
    if line.is_completion_not_recorded:
        return Cell(f"Due {due}", note="completion not recorded")
    return Cell(f"Due {due}" if line.due else "No due date")


def _said_on(line: Line) -> str:
    return f"{say_day(line.rated_on)}" if line.rated_on else ""


def impacts_table(story: Story, link: ActionLink = lambda line: "") -> TablePart:
    """How the impact of its actions was assessed."""
    return TablePart(
        caption="Impact of its actions",
        heads=(Head("Action", width=34), Head("Impact", width=20), Head("What shows it", width=46)),
        rows=tuple(
            Row(
                Cell(f"{note.line.reference} {note.line.title}", href=link(note.line)),
                (
                    Cell(tag=Tag(note.impact.code, note.impact.label, note.impact.tone)),
                    Cell(note.commentary or "Nothing noted", note=say_day(note.since)),
                ),
            )
            for note in story.impacts
        ),
        empty="Nobody has assessed the impact of its actions.",
    )


def evidence_table(story: Story) -> TablePart:
    """The links and files beside its actions."""
    return TablePart(
        caption="Evidence",
        heads=(Head("Evidence", width=40), Head("Action", width=40), Head("Added")),
        rows=tuple(
            Row(
                Cell(each.title, note=_kind(each)),
                (
                    Cell(f"{each.line.reference} {each.line.title}"),
                    Cell(say_day(each.added_on), note=each.added_by),
                ),
            )
            for each in story.evidence
        ),
        empty="No link or file shows yet what was done.",
    )


def _kind(evidence: EvidenceValue) -> str:
    if evidence.is_removed:
        return f"{evidence.what}, removed because it held personal data"
    return f"Link to {evidence.host}" if evidence.host else evidence.what


def stray_table(coverage: Coverage) -> TablePart:
    """The actions (by reference), measures and risks that answer no weakness: a row a kind."""
    found = (
        ("action", [line.reference for line in coverage.stray_lines]),
        ("measure", [measure.name for measure in coverage.stray_measures]),
        ("risk", [f"{risk.reference} {risk.title}" for risk in coverage.stray_risks]),
    )
    return TablePart(
        caption="What answers no weakness",
        heads=(Head("How many", width=16), Head("Which")),
        rows=tuple(
            Row(Cell(say_count(len(names), word)), (Cell("; ".join(names)),))
            for word, names in found
            if names
        ),
        empty="Every action, measure and risk of the plan answers a weakness.",
    )
