"""A plan's dashboard: everything that its page, the full screen and a board's page show of it, read once.

It counts nothing itself: figures are the Position's, movement is the difference of two, and the trend is
read by trend.py. What it was compared with is what a meeting was shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from actions.choices import Concern, PlanStage, Progress
from actions.models import Plan
from actions.position import (
    SOON_DAYS,
    IssueLines,
    Line,
    Movement,
    Position,
    SummaryRow,
    SummaryTable,
    ThemeValue,
    group_by_issue,
    movement,
    position_as_at,
)
from actions.position.memory import Memory
from actions.text import say_day, say_days
from boards.direction import Travel, travel, travel_by_theme
from boards.headline import headline
from boards.models import Meeting
from boards.shown import meetings_of, snapshot_shown
from boards.snapshots import position_of

PUBLISHED = "published"
NOTHING = "nothing"
MEETINGS_OFFERED = 36
"""How many of the last meetings one may compare with."""

_frozen: Memory[tuple[int, UUID], Position] = Memory(32)
"""Positions of snapshots, by the snapshot and the revision of its plan, which a redaction replaces."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """Something to compare with: `key` names it in the address, `words` say what it is; `meeting` is None
    for figures last published and for nothing."""

    key: str
    words: str
    since: str
    day: date | None
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A top-level theme: its row of Table 1, where it is going, and the last thing said of its actions.

    `travel` is None where there is nothing to compare with, `said` where nothing was ever said.
    """

    theme: ThemeValue
    row: SummaryRow
    travel: Travel | None
    complete: int
    said: Line | None


@dataclass(frozen=True, slots=True)
class Noted:
    """An action in a list, with why it is there."""

    line: Line
    note: str


LINES_IN_A_LIST = 5


@dataclass(frozen=True, slots=True)
class Attention:
    """A list of actions that somebody should look at: `choice` narrows the register to them; `what` they are,
    as in "no action is ...".
    """

    title: str
    what: str
    choice: str
    lines: tuple[Line, ...]
    note: Callable[[Line], str]

    @property
    def first(self) -> tuple[Noted, ...]:
        """Those that the page names."""
        return tuple(Noted(line, self.note(line)) for line in self.lines[:LINES_IN_A_LIST])

    @property
    def others(self) -> int:
        """How many more there are."""
        return max(len(self.lines) - LINES_IN_A_LIST, 0)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A plan on a day. `compared_with` is what stands behind `earlier`, `movement` and the directions, which
    are None without it."""

    position: Position
    headline: str
    table: SummaryTable
    compared_with: Comparable
    earlier: Position | None
    movement: Movement | None
    travel: Travel | None
    cards: tuple[ThemeCard, ...]
    trouble: tuple[IssueLines, ...]
    attention: tuple[Attention, ...]

    @property
    def lists(self) -> tuple[Attention, ...]:
        """The lists that have anything in them."""
        return tuple(each for each in self.attention if each.lines)

    @property
    def none_is(self) -> str:
        """What no action is, in words, by the lists without anything; empty where each has something."""
        *first, last = [each.what for each in self.attention if not each.lines] or [""]
        return f"{', '.join(first)} or {last}" if first else last


def meetings_before(plan: Plan, day: date) -> list[Meeting]:
    """The last meetings before the day that watch the plan, in order. One query."""
    found: QuerySet[Meeting] = meetings_of(plan).filter(held_on__lt=day)
    return list(found.order_by("-held_on", "-id")[:MEETINGS_OFFERED])[::-1]


def comparables(plan: Plan, day: date, meetings: Sequence[Meeting]) -> tuple[Comparable, ...]:
    """What the plan on the day may be compared with; the first is what it is unless one asks otherwise."""
    boards = {meeting.board_id for meeting in meetings}
    found = [
        Comparable(
            str(meeting.pk),
            f"{meeting.board.title}, {say_day(meeting.held_on)}",
            f"since the {'meeting' if len(boards) == 1 else meeting.board.title} of "
            f"{say_day(meeting.held_on)}",
            meeting.held_on,
            meeting,
        )
        for meeting in reversed(meetings)
    ]
    published = plan.reported_as_at
    if published is not None and published < day:
        found.append(
            Comparable(
                PUBLISHED,
                f"Figures last published, {say_day(published)}",
                f"since {say_day(published)}, when figures were last published",
                published,
            )
        )
    return (*found, Comparable(NOTHING, "Nothing", "", None))


def on_board(
    plans: Sequence[Plan], day: date, meetings: Sequence[Meeting]
) -> tuple[Dashboard, ...]:
    """The dashboards of a board's plans on the day, each with what changed since the last of its meetings,
    which are given in order."""
    met = [meeting for meeting in meetings if meeting.held_on < day and not meeting.is_cancelled]
    return tuple(
        dashboard(plan, position_as_at(plan, day), comparables(plan, day, met[-1:])[0])
        for plan in plans
    )


def dashboard(plan: Plan, position: Position, compared_with: Comparable) -> Dashboard:
    """The Position as a dashboard, with what changed since what it is compared with."""
    earlier = earlier_position(plan, compared_with)
    table = position.by_theme()
    return Dashboard(
        position=position,
        headline=headline(position, PlanStage(plan.stage)),
        table=table.compared_with(earlier.by_theme()) if earlier else table,
        compared_with=compared_with,
        earlier=earlier,
        movement=movement(earlier, position) if earlier else None,
        travel=travel(earlier, position) if earlier and position.ratings else None,
        cards=_cards(position, table, earlier),
        trouble=group_by_issue(position.with_concern(Concern.SIGNIFICANT)),
        attention=_attention(position, asks_for_evidence=plan.completions_need_evidence),
    )


def earlier_position(plan: Plan, chosen: Comparable) -> Position | None:
    """What the meeting was shown, what was published, or None. A meeting whose pack is open was shown the
    plan as at its cut-off."""
    if chosen.meeting is None:
        return position_as_at(plan, chosen.day) if chosen.day else None
    snapshot = snapshot_shown(chosen.meeting, plan)
    if snapshot is None:
        return position_as_at(plan, chosen.meeting.as_at)
    key = (snapshot.pk, plan.revision)
    position = _frozen.recall(key)
    if position is None:
        position = position_of(snapshot)
        _frozen.remember(key, position)
    return position


def _cards(
    position: Position, table: SummaryTable, earlier: Position | None
) -> tuple[ThemeCard, ...]:
    lines: dict[int, list[Line]] = {theme.id: [] for theme in position.top_themes}
    for line in position.lines:
        lines[line.top_theme.id].append(line)
    ways = travel_by_theme(earlier, position) if earlier and position.ratings else {}
    return tuple(
        ThemeCard(
            theme,
            row,
            ways.get(theme.id),
            sum(line.progress == Progress.COMPLETE for line in lines[theme.id]),
            _last_said(lines[theme.id]),
        )
        for theme, row in zip(position.top_themes, table.rows, strict=True)
    )


def _last_said(lines: Sequence[Line]) -> Line | None:
    """The line of the newest commentary, by the day it holds from and then by when it was recorded."""
    said = [line for line in lines if line.commentary and line.rated_on and line.recorded_at]
    return max(said, key=lambda line: (line.rated_on, line.recorded_at), default=None)


def _attention(position: Position, *, asks_for_evidence: bool) -> tuple[Attention, ...]:
    lists = [
        Attention(
            "Overdue",
            "overdue",
            "state=overdue",
            tuple(sorted(position.overdue, key=lambda line: -line.days_overdue)),
            lambda line: f"Due {line.due}, {say_days(line.days_overdue)} ago",
        ),
        Attention(
            "Slipped",
            "later than first planned",
            "state=slipped",
            position.open_slipped,
            lambda line: f"From {line.original_due} to {line.due}",
        ),
        Attention(
            "Stale",
            "stale",
            "state=stale",
            tuple(sorted(position.stale, key=lambda line: -line.days_silent)),
            lambda line: f"Nothing said for {say_days(line.days_silent)}",
        ),
        Attention(
            "Starting next",
            "about to start",
            "state=starting-next",
            _soonest(position.starting_within(SOON_DAYS)),
            lambda line: f"Not started, due {line.due}",
        ),
        Attention(
            "Due next",
            f"due in the next {SOON_DAYS} days",
            "state=due-soon",
            _soonest(position.due_within(SOON_DAYS)),
            lambda line: f"Due {line.due}",
        ),
        Attention(
            "Without an owner",
            "without an owner",
            "state=unowned",
            _soonest(position.unowned),
            lambda line: f"Due {line.due}" if line.due else "No due date",
        ),
    ]
    if asks_for_evidence:
        lists.append(
            Attention(
                "Evidence awaited",
                "complete without evidence",
                "state=no-evidence",
                position.lacking_evidence,
                lambda line: (
                    f"Complete since {say_day(line.completed_on)}" if line.completed_on else ""
                ),
            )
        )
    return tuple(lists)


def _soonest(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: line.due_order))
