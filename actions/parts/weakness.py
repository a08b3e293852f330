"""The tables of one weakness: delivery beside impact, its actions and their evidence, how impact was assessed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from actions.coverage.outcomes import outcomes
from actions.coverage.story import EvidenceValue, Story
from actions.coverage.values import Coverage
from actions.parts.coverage import say_outcomes, say_standings
from actions.position import Line, Position
from actions.text import say_count, say_day, say_list
from wsoa.parts import Cell, Head, Row, TablePart, Tag

ActionLink = Callable[[Line], str]


def summary(story: Story) -> TablePart:
    """One weakness in one table: what was delivered, and beside it what it changed."""
    done, changed = tuple(_delivered(story)), tuple(_changed(story))
    pairs = zip_longest(done, changed, fillvalue="")
    return TablePart(
        caption="Delivery beside impact",
        heads=(Head("What was delivered", width=50), Head("What changed for children", width=50)),
        rows=tuple(Row(Cell(left), (Cell(right),)) for left, right in pairs),
        empty="",
    )


def _delivered(story: Story) -> Iterator[str]:
    row, position = story.row, story.row.position
    yield _of_actions(position)
    rated = [f"{cell.value} {cell.label}" for cell in row.counts if cell.value]
    if rated:
        yield f"Rated: {', '.join(rated)}"
    if position.completed_late:
        yield f"{len(position.completed_late)} completed late"
    yield (
        f"{say_count(len(story.evidence), 'link or file', 'links or files')} of evidence"
        if story.evidence
        else "No link or file of evidence"
    )


def _of_actions(position: Position) -> str:
    if not position.total:
        return "No action"
    return (
        f"{say_count(position.total, 'action')}: {len(position.complete)} complete,"
        f" {len(position.overdue)} overdue"
    )


def _changed(story: Story) -> Iterator[str]:
    row = story.row
    if not row.measures:
        yield "No measure"
    else:
        yield f"{say_count(len(row.measures), 'measure')}: {say_outcomes(outcomes(row.measures))}"
        yield f"Against target: {say_standings(row)}"
    assessed = _tally(note.impact.label for note in story.impacts)
    if assessed:
        yield f"Impact of its actions: {assessed}"
    unanswered = sum(not voice.is_answered for voice in row.voices)
    if row.voices:
        yield (
            f"{say_count(len(row.voices), 'thing')} that families and young people said"
            + (f", {unanswered} not answered yet" if unanswered else "")
        )


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
