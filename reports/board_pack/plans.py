"""What a pack says of a plan: where it stands, what moved since the board was last shown it, and all of it."""

from collections.abc import Callable, Iterator

from actions.position import Line, Movement, Position
from actions.text import say_day
from boards.pack_values import PlanShown
from boards.trend_charts import burn_up, by_rating, said_of_planned, worth_drawing
from reports.action_plan import action_plan, count_actions, rating_tag
from reports.board_pack import document as doc
from wsoa.templatetags.components import signed

_FIGURES: tuple[tuple[str, bool, Callable[[Position], tuple[Line, ...]]], ...] = (
    ("Complete", True, lambda position: position.complete),
    ("In progress", True, lambda position: position.in_progress),
    ("Not started", True, lambda position: position.not_started),
    ("Progress not stated", False, lambda position: position.progress_not_stated),
    ("Overdue", True, lambda position: position.overdue),
    (
        "Past due, completion not recorded",
        False,
        lambda position: position.completion_not_recorded,
    ),
    ("Completed late", True, lambda position: position.completed_late),
    ("Slipped", True, lambda position: position.slippage.slipped),
    ("Not heard of lately", True, lambda position: position.stale),
    (
        "In trouble without a remedial action",
        True,
        lambda position: position.lacking_remedial_action,
    ),
    ("Unrated", False, lambda position: position.unrated),
)
"""A figure's words, whether it is printed also where it is nought, and the actions that it counts."""


def dashboard(shown: PlanShown) -> tuple[doc.Block, ...]:
    """Where the plan stands: the headline, Table 1 with movement, the figures."""
    position, earlier = shown.position, shown.earlier
    note = f"Figures as at {say_day(position.as_at)}."
    if earlier is not None:
        note = f"{note} Changes are those since {say_day(earlier.as_at)}, which the board was shown when it last met."
    headline = doc.Sentence(shown.headline, note)
    if not position.total:
        return (headline,)
    table = position.by_theme()
    return (
        headline,
        doc.TableOne(
            caption="Actions by rating",
            stub=position.plan.theme_word.capitalize(),
            table=table.compared_with(earlier.by_theme()) if earlier else table,
            number="Table 1",
        ),
        *_over_time(shown),
    )


def _over_time(shown: PlanShown) -> Iterator[doc.Block]:
    """The figures, between the charts of how the plan got here; one meeting alone is no trend."""
    figures = _figures(shown.position, shown.earlier)
    if not worth_drawing(shown.trend):
        yield figures
        yield doc.Sentence("", "Charts over time begin with the second pack of the board.")
        return
    yield doc.TrendChart(by_rating(shown.trend), "Actions by rating, as the board was shown them")
    yield figures
    yield doc.BurnUpChart(
        burn_up(shown.trend, shown.position),
        "Completion against the plan",
        said_of_planned(shown.position),
    )


def _figures(position: Position, earlier: Position | None) -> doc.Figures:
    verb = "stands" if position.total == 1 else "stand"
    return doc.Figures(
        caption=f"Where the {count_actions(position.total)} {verb}",
        since=say_day(earlier.as_at) if earlier else "",
        rows=tuple(_figure_rows(position, earlier)),
    )


def _figure_rows(position: Position, earlier: Position | None) -> Iterator[doc.Figure]:
    for label, always, found in _FIGURES:
        now = len(found(position))
        before = len(found(earlier)) if earlier else 0
        if always or now or before:
            yield doc.Figure(
                label,
                f"{now:,}",
                f"{before:,}" if earlier else "",
                signed(now - before) if earlier else "",
            )


def movement(shown: PlanShown) -> tuple[doc.Block, ...]:
    """What moved since the board was last shown the plan."""
    moves, earlier = shown.movement, shown.earlier
    if moves is None or earlier is None:
        return (
            doc.Sentence(
                "No earlier pack of this board shows the plan, so there is nothing to compare it with."
            ),
        )
    day = say_day(earlier.as_at)
    if moves.is_empty:
        return (
            doc.Sentence(
                f"Nothing moved since {day}: no rating, date or wording has changed, and no action was "
                "added or withdrawn."
            ),
        )
    return tuple(_moves(moves, day))


def _moves(moves: Movement, day: str) -> Iterator[doc.Block]:
    yield doc.Sentence(_counted(moves, day))
    if moves.moved:
        yield doc.RatingChanges(
            f"Another rating: {count_actions(len(moves.moved))}",
            tuple(
                doc.RatingChange(
                    move.line.reference,
                    move.line.title,
                    rating_tag(move.before),
                    rating_tag(move.after),
                )
                for move in moves.moved
            ),
        )
    if moves.redated:
        yield doc.PlainTable(
            heading="",
            caption=f"Another due date: {count_actions(len(moves.redated))}",
            heads=(
                doc.Head("Ref", "pack__w10"),
                doc.Head("Action"),
                doc.Head("Was due", "pack__w20"),
                doc.Head("Is now due", "pack__w20"),
            ),
            rows=tuple(
                doc.TableRow(
                    move.line.reference,
                    (
                        doc.Cell("Action", move.line.title),
                        doc.Cell("Was due", str(move.before) if move.before else "No date"),
                        doc.Cell("Is now due", str(move.after) if move.after else "No date"),
                    ),
                )
                for move in moves.redated
            ),
            empty="",
        )
    for what, lines in (
        ("Completed", moves.completed),
        ("Reopened", moves.reopened),
        ("Added", moves.added),
        ("No longer in the plan", moves.withdrawn),
        ("Reworded", moves.reworded),
    ):
        if lines:
            yield _listed(what, lines)


def _counted(moves: Movement, day: str) -> str:
    """The moves in one sentence."""
    counts = (
        (len(moves.moved), "with another rating"),
        (len(moves.redated), "with another due date"),
        (len(moves.completed), "completed"),
        (len(moves.reopened), "reopened"),
        (len(moves.added), "added"),
        (len(moves.withdrawn), "no longer in the plan"),
        (len(moves.reworded), "reworded"),
    )
    said = [f"{number:,} {words}" for number, words in counts if number]
    return f"Since {day}: {', '.join(said)}."


def _listed(what: str, lines: tuple[Line, ...]) -> doc.PlainTable:
    return doc.PlainTable(
        heading="",
        caption=f"{what}: {count_actions(len(lines))}",
        heads=(
            doc.Head("Ref", "pack__w10"),
            doc.Head("Action"),
            doc.Head("Lead and owners", "pack__w30"),
            doc.Head("Due", "pack__w20"),
        ),
        rows=tuple(
            doc.TableRow(
                line.reference,
                (
                    doc.Cell("Action", line.title),
                    doc.Cell("Lead and owners", _owners(line) or "Nobody yet"),
                    doc.Cell("Due", str(line.due) if line.due else "No date"),
                ),
            )
            for line in lines
        ),
        empty="",
    )


def _owners(line: Line) -> str:
    return "\n".join(
        filter(None, (line.lead_organisation, *(owner.title for owner in line.owners)))
    )


def whole_plan(shown: PlanShown, anchor: str, heading: str) -> doc.ActionPlan:
    """Every action by theme."""
    return doc.ActionPlan(action_plan(anchor, heading, shown.position))
