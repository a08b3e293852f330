"""The tables of coverage: the matrix of what answers each weakness, and delivery beside impact."""

from collections.abc import Callable

from actions.coverage.outcomes import Outcomes, outcomes
from actions.coverage.values import Coverage, CoverageRow
from actions.measuring.values import Standing
from actions.text import plural, say_count, say_list
from wsoa.parts import Cell, Head, Row, TablePart, Tag

RowLink = Callable[[CoverageRow, str], str]
"""Where a row's value leads: `row` for its page, `actions`, `complete`, `overdue`, `measures`, `risks`, `voices`
or `rating:CODE` for what it counts. "" for nowhere."""

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
        caption=f"Each {word} by what answers it",
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
        beside = [post for post in row.owners if not {post.title, post.in_full} & {*row.leads}]
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
        heads += [Head("Measures against target", width=20), Head("For children", width=14)]
    return TablePart(
        caption=f"The actions of each {word} by rating"
        + ("" if coverage.is_by_theme else ", beside what its measures say"),
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
