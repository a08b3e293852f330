"""The tables of coverage: the matrix, delivery beside impact, and what answers nothing."""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from actions.coverage.outcomes import Outcomes, outcomes
from actions.coverage.story import Story
from actions.coverage.values import Coverage, CoverageRow
from actions.measuring.values import MeasureValue, Standing
from actions.position import Line, Position
from actions.risking import RiskLine, ScoreValue, gravest_first
from actions.text import plural, say_count, say_day, say_list
from wsoa.parts import Cell, Head, Row, TablePart, Tag

RowLink = Callable[[CoverageRow, str], str]
"""Where a row's value leads: `row` for its page, `actions`, `complete`, `overdue`, `measures`, `risks`, `voices`
or `rating:CODE` for what it counts. "" for nowhere."""

MeasureLink = Callable[[MeasureValue], str]
RiskLink = Callable[[RiskLine], str]

NOTHING = "None"


def _nowhere(row: CoverageRow, what: str) -> str:
    return ""


def matrix(coverage: Coverage, link: RowLink = _nowhere) -> TablePart:
    """Each weakness by what answers it, the ones with gaps first; of a plan without any, each theme by actions
    and owners."""
    word = coverage.row_word
    heads = [Head(word.capitalize(), width=24), Head("What is missing", width=18)]
    if not coverage.is_by_theme:
        heads.append(Head(plural(coverage.position.plan.theme_word).capitalize(), width=12))
    heads.append(Head("Actions", is_number=True, width=8))
    if not coverage.is_by_theme:
        heads += [
            Head("Measures", is_number=True, width=9),
            Head("Risks", is_number=True, width=7),
        ]
    heads.append(Head("Who answers for it"))
    return TablePart(
        caption=f"What answers each {word}",
        heads=tuple(heads),
        rows=tuple(_matrix_row(row, coverage, link) for row in coverage.gaps_first),
        empty=f"No {word} is on record.",
        note=(
            "Measures and risks are not tied to"
            f" {plural(word)}: they belong to the plan as a whole."
            if coverage.is_by_theme
            else ""
        ),
    )


def _matrix_row(row: CoverageRow, coverage: Coverage, link: RowLink) -> Row:
    cells = [missing_cell(row)]
    if not coverage.is_by_theme:
        cells.append(Cell(", ".join(theme.reference for theme in row.themes) or NOTHING))
    cells.append(_count(len(row.lines), link(row, "actions")))
    if not coverage.is_by_theme:
        cells.append(_count(len(row.measures), link(row, "measures")))
        cells.append(_count(len(row.risks), link(row, "risks")))
    cells.append(who_cell(row))
    return Row(_head(row, link), tuple(cells))


def _head(row: CoverageRow, link: RowLink) -> Cell:
    return Cell(heading(row), href=link(row, "row"))


def heading(row: CoverageRow) -> str:
    """The row's number and title."""
    return f"{row.key}. {row.title}" if row.weakness else f"{row.key} {row.title}"


def missing_cell(row: CoverageRow) -> Cell:
    """What is missing of the row, in symbol and words."""
    if not row.gaps:
        return Cell(tag=Tag("✓", "No gap", "green"))
    words = ", ".join(
        gap.label if not place else gap.label.lower() for place, gap in enumerate(row.gaps)
    )
    return Cell(tag=Tag("!", say_count(len(row.gaps), "gap"), "red"), note=words)


def who_cell(row: CoverageRow) -> Cell:
    """Who answers for all of it, else whose actions they are."""
    owners = tuple(post.in_full for post in row.owners)
    if row.leads:
        beside = [owner for owner in owners if owner not in row.leads]
        return Cell(
            say_list(row.leads),
            note=f"with {say_count(len(beside), 'other owner')}" if beside else "",
        )
    if not owners:
        return Cell("Nobody")
    return Cell(
        "Nobody as a whole",
        note=f"actions owned by {owners[0]}"
        + (f" and {say_count(len(owners) - 1, 'other')}" if owners[1:] else ""),
    )


def _count(number: int, href: str = "") -> Cell:
    return Cell(f"{number:,}", href=href if number else "")


def delivery(coverage: Coverage, link: RowLink = _nowhere) -> TablePart:
    """Each row's actions by rating beside what its measures say."""
    word = coverage.row_word
    heads = [
        Head(word.capitalize(), width=24),
        Head("Actions", is_number=True),
        *(Head(column.label, is_number=True) for column in coverage.columns),
        Head("Complete", is_number=True),
        Head("Overdue", is_number=True),
    ]
    if not coverage.is_by_theme:
        heads += [Head("Measures against target", width=20), Head("Children’s lives", width=14)]
    return TablePart(
        caption="Delivery" if coverage.is_by_theme else "Delivery beside impact",
        heads=tuple(heads),
        rows=tuple(_delivery_row(row, coverage, link) for row in coverage.rows),
        empty=f"No {word} is on record.",
        note="" if coverage.is_by_theme else _counted_twice(coverage),
    )


def _counted_twice(coverage: Coverage) -> str:
    shared = sum(len(row.lines) for row in coverage.rows) - coverage.answering.total
    if not shared:
        return ""
    return "An action that answers several weaknesses counts in the row of each."


def _delivery_row(row: CoverageRow, coverage: Coverage, link: RowLink) -> Row:
    cells = [
        _count(len(row.lines), link(row, "actions")),
        *(_count(cell.value, link(row, f"rating:{cell.code}")) for cell in row.counts),
        _count(row.complete, link(row, "complete")),
        _count(row.overdue, link(row, "overdue")),
    ]
    if not coverage.is_by_theme:
        cells += [
            Cell(say_standings(row), href=link(row, "measures") if row.measures else ""),
            Cell(say_outcomes(outcomes(row.measures))),
        ]
    return Row(_head(row, link), tuple(cells))


def say_standings(row: CoverageRow) -> str:
    """How its measures stand, such as `2 on trajectory, 1 target missed`."""
    said = ", ".join(f"{each.value} {_lower(each.standing)}" for each in row.standings)
    return said or "No measure"


def _lower(standing: Standing) -> str:
    return standing.label[:1].lower() + standing.label[1:]


def say_outcomes(found: Outcomes) -> str:
    """What became of them for children, such as `2 better, 1 worse`."""
    open_ = len(found.unknown) + len(found.unread)
    parts = [
        f"{len(measures)} {label}"
        for measures, label in (
            (found.better, "better"),
            (found.same, "no different"),
            (found.worse, "worse"),
        )
        if measures
    ]
    if open_:
        parts.append(f"{open_} cannot be said")
    return ", ".join(parts) or "Nothing shows it"


def summary(story: Story) -> TablePart:
    """One weakness in one table: what was delivered, and beside it what it changed."""
    row = story.row
    done, changed = tuple(_delivered(story)), tuple(_changed(story))
    pairs = zip_longest(done, changed, fillvalue="")
    return TablePart(
        caption="Delivery beside impact",
        heads=(Head("What was delivered", width=50), Head("What changed for children", width=50)),
        rows=tuple(Row(Cell(left), (Cell(right),)) for left, right in pairs),
        empty="",
        note=heading(row),
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


def measures_table(row: CoverageRow, link: MeasureLink = lambda measure: "") -> TablePart:
    """The measures of a weakness: where each stands, and what changed since its baseline."""
    return TablePart(
        caption="Measures",
        heads=(
            Head("Measure", width=28),
            Head("Latest", width=14),
            Head("Target", width=14),
            Head("Stands", width=16),
            Head("What changed"),
        ),
        rows=tuple(
            Row(
                Cell(measure.name, note=measure.owner or "Nobody owns it", href=link(measure)),
                (
                    Cell(
                        measure.latest_said or "No reading",
                        note=measure.latest.printed if measure.latest else "",
                    ),
                    Cell(measure.target_said or "No target"),
                    Cell(
                        tag=Tag(
                            measure.standing.code, measure.standing.label, measure.standing.tone
                        )
                    ),
                    Cell(
                        _sentence(measure.since_baseline or measure.change) or "Nothing yet",
                        note=measure.note,
                    ),
                ),
            )
            for measure in row.measures
        ),
        empty="No measure shows yet whether it gets better for children.",
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def risks_table(row: CoverageRow, link: RiskLink = lambda risk: "") -> TablePart:
    """The risks tied to a weakness, the gravest first."""
    return TablePart(
        caption="Risks",
        heads=(
            Head("Risk", width=36),
            Head("Score", width=16),
            Head("Target", width=16),
            Head("Who owns it, and when it is reviewed"),
        ),
        rows=tuple(
            Row(
                Cell(f"{risk.reference} {risk.title}", href=link(risk)),
                (
                    _score(risk.current) if risk.is_open else Cell("Closed"),
                    _score(risk.target) if risk.target else Cell("None set"),
                    Cell(
                        risk.owner.in_full if risk.owner else "Nobody owns it",
                        note=risk.review_in_words,
                    ),
                ),
            )
            for risk in gravest_first(row.risks)
        ),
        empty="No risk is tied to it.",
    )


def _score(score: ScoreValue) -> Cell:
    return Cell(tag=Tag(score.code, score.band.label, score.band.tone), note=score.in_words)


ActionLink = Callable[[Line], str]


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
