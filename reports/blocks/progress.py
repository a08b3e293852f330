"""Blocks filled from how far the actions have come: by rating, theme by theme, since the last meeting, since a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from actions.position import Line, Movement, Position, RatingValue, ThemeValue, movement
from actions.text import plural, say_day
from reports import paper
from reports.action_plan import count_actions
from reports.blocks.setting import BlockKind, Setting, sentence
from reports.text import Run
from wsoa.charts import Column, DataCell, DataTable, stacked
from wsoa.parts import Cell, ChartPart, Head, Row, TablePart, Tag


def _chart(setting: Setting) -> Iterable[paper.Block]:
    """A bar a top-level theme, its actions stacked by rating, and the figures with their totals below."""
    position = setting.facts.position
    table = position.by_theme()
    if len(position.unrated) == position.total:
        yield sentence("No action is rated yet, so there is no chart of ratings.")
        return
    chart = stacked(
        [
            Column(position.as_at, f"{row.reference} {row.title}", row.reference, row.cells)
            for row in table.rows
        ]
    )
    figures = chart.frame.table
    total = (*(cell.value for cell in table.total.cells), table.total.total)
    last = ("All", tuple(DataCell(f"{value:,}") for value in total))
    said = "; ".join(
        f"{row.reference} {row.title}: "
        + (
            ", ".join(f"{cell.value} {cell.label}" for cell in row.cells if cell.value)
            or "no action"
        )
        for row in table.rows
    )
    frame = replace(
        chart.frame,
        description=f"Actions stacked by rating. {said}.",
        table=DataTable(figures.headings, (*figures.rows, last)),
    )
    yield paper.PartBlock(
        ChartPart(
            setting.caption,
            position.plan.theme_word.capitalize(),
            replace(chart, frame=frame),
            "Number of actions",
        )
    )


def _by_group(setting: Setting) -> Iterable[paper.Block]:
    """Each top-level theme with its actions, those complete, those completed since the last meeting, those late."""
    position, earlier = setting.facts.position, setting.facts.earlier(setting.draft.body)
    newly = movement(earlier, position).completed if earlier else ()
    groups = [
        (f"{theme.reference} {theme.title}", _of(position, theme), _under(newly, theme))
        for theme in position.top_themes
    ]
    rows = [*groups, ("All", position, newly)] if len(groups) > 1 else groups
    heads = [
        Head(position.plan.theme_word.capitalize(), width=40),
        Head("Actions", is_number=True),
        Head("Complete", is_number=True),
    ]
    if earlier:
        heads.append(Head(f"Completed since {say_day(earlier.as_at)}", is_number=True))
    heads.append(Head("Overdue", is_number=True))
    yield paper.PartBlock(
        TablePart(
            setting.caption,
            tuple(heads),
            tuple(_group_row(title, of, new, earlier) for title, of, new in rows),
            f"The plan has no {plural(position.plan.theme_word)} yet.",
        )
    )


def _group_row(
    title: str, position: Position, newly: tuple[Line, ...], earlier: Position | None
) -> Row:
    cells = [Cell(f"{position.total:,}"), Cell(f"{len(position.complete):,}")]
    if earlier:
        cells.append(Cell(f"{len(newly):,}"))
    cells.append(Cell(f"{len(position.overdue):,}"))
    return Row(Cell(title), tuple(cells))


def _one_group(setting: Setting) -> Iterable[paper.Block]:
    """One top-level theme: counts, what was completed since the last meeting, and what is late."""
    position = setting.facts.position
    told = setting.argument.casefold()
    theme = next((each for each in position.top_themes if each.reference.casefold() == told), None)
    if theme is None:
        yield sentence(f"The plan has no {position.plan.theme_word} “{setting.argument}”.")
        return
    group = _of(position, theme)
    if not group.total:
        yield sentence(f"{theme.title} has no action yet.")
        return
    done = len(group.complete)
    said = (
        f"of which {done} {'is' if done == 1 else 'are'} complete"
        if done
        else "none of them complete yet"
    )
    yield sentence(f"{theme.reference} has {count_actions(group.total)}, {said}.")
    items = list(_named("Overdue", group.overdue))
    earlier = setting.facts.earlier(setting.draft.body)
    if earlier:
        newly = _under(movement(earlier, position).completed, theme)
        items = [*_named(f"Completed since {say_day(earlier.as_at)}", newly), *items]
    if items:
        yield paper.Bullets(tuple((Run(each),) for each in items))


def _named(what: str, lines: tuple[Line, ...]) -> Iterator[str]:
    if lines:
        yield f"{what}: {'; '.join(f'{line.reference} {line.title}' for line in lines)}."


def _of(position: Position, theme: ThemeValue) -> Position:
    """The Position of one top-level theme alone."""
    return replace(position, lines=_under(position.lines, theme))


def _under(lines: tuple[Line, ...], theme: ThemeValue) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.top_theme.id == theme.id)


def _movement(setting: Setting) -> Iterable[paper.Block]:
    """What moved since the day that is told, or since the last meeting."""
    facts = setting.facts
    if setting.argument:
        earlier = facts.position_on(setting.argument)
        if earlier is None:
            yield sentence(
                f"“{setting.argument}” is not a day before {say_day(facts.day)} on which the plan was under way."
            )
            return
    else:
        earlier = facts.earlier(setting.draft.body)
    if earlier is None:
        yield sentence("No earlier meeting was shown the plan, so nothing can be compared.")
        return
    moves = movement(earlier, facts.position)
    since = say_day(earlier.as_at)
    yield paper.PartBlock(
        TablePart(
            setting.caption,
            (Head("Action", width=50), Head(f"On {since}"), Head(f"On {say_day(facts.day)}")),
            tuple(_moves(moves)),
            f"Nothing has moved since {since}: no rating and no due date has changed, and no action was "
            "completed, added or taken out.",
        )
    )


def _moves(moves: Movement) -> Iterator[Row]:
    for move in moves.moved:
        yield _moved(move.line, _rated(move.before), _rated(move.after))
    rated = {move.line.action_id for move in moves.moved}
    for line in moves.completed:
        if line.action_id not in rated:
            yield _moved(line, Cell("Open"), Cell("Complete"))
    for line in moves.reopened:
        if line.action_id not in rated:
            yield _moved(line, Cell("Complete"), Cell("Open again"))
    for redated in moves.redated:
        before, after = (
            f"Due {due}" if due else "No date" for due in (redated.before, redated.after)
        )
        yield _moved(redated.line, Cell(before), Cell(after))
    for line in moves.added:
        yield _moved(line, Cell("Not in the plan"), Cell("Added"))
    for line in moves.withdrawn:
        yield _moved(line, Cell("In the plan"), Cell("No longer in the plan"))


def _moved(line: Line, before: Cell, after: Cell) -> Row:
    return Row(Cell(f"{line.reference} {line.title}"), (before, after))


def _rated(rating: RatingValue | None) -> Cell:
    return Cell(tag=Tag(rating.code, rating.label, rating.tone)) if rating else Cell("Unrated")


KINDS = (
    BlockKind("summary-chart", "Ratings as a chart", "Actions by rating", _chart),
    BlockKind(
        "progress-by-group", "Progress, theme by theme", "Progress, theme by theme", _by_group
    ),
    BlockKind(
        "group-progress",
        "Progress of a theme",
        "",
        _one_group,
        "a theme, by its reference",
        lambda facts: [(each.reference, each.title) for each in facts.position.top_themes],
    ),
    BlockKind(
        "movement",
        "What moved",
        "What moved",
        _movement,
        "a day such as 2018-01-31; nothing for the last meeting",
    ),
)
