"""When a plan will finish, simulated from the area's own record: pure, seeded, the same on every machine.

1. The record (`boards/pace.py`): for each distance from a promised date, how many completions came for the
   days spent there, what is still open counted for as long as it has lasted.
2. A run: every rate is drawn as it may be for all that the record allows, and a pace for each theme. Each
   open action then waits, from the distance to its due date in force at which it stands on the day, for as
   long as those rates make it wait: a promise that has outlived its date goes on at the pace of those that
   did so before. What moves all actions together (a rate that is lower than it seemed) so moves them together.
3. `RUNS` runs are made. The day by which half of them have finished every open action is the 50 % date, the
   day by which 85 in 100 have is the 85 % date; where fewer runs finish within `HORIZON_MONTHS`, there is none.

The generator is seeded with a digest of what is known, so that the same facts give the same figures; only
`random()` is used, which Python keeps the same for ever. Facts that became effective after the day are not
there to be seen. Left out: actions without a due date or "ongoing", which cannot be said to finish late or in
time; actions yet to be added; completions yet to be taken back; what ratings and comments say.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate, groupby, pairwise
from math import ceil, log
from random import Random

from boards.forecast_history import Known
from boards.pace import EDGES, Pace, pace

RUNS = 1000
FEWEST = 8
"""Completions with a due date that the area must have before anything is forecast."""
HORIZON_MONTHS = 36
"""How far ahead a run looks; what is not complete by then is said to be unfinished."""
NEVER = 36_500
"""Days after which a run is taken never to finish."""
MONTHS_BACK = 12
"""How many months of what has been go before the forecast."""
HALF, MOST = 0.5, 0.85
"""The shares of runs that the range gives."""
QUANTILES = (0.075, 0.25, 0.5, 0.75, 0.925)
"""The quantiles of the fan: the middle, half of the runs about it, 85 in 100 about it."""
NINE_TENTHS = 0.9


class State(StrEnum):
    """Whether there is a forecast, and why not."""

    READY = "ready"
    NO_ACTIONS = "no-actions"
    COMPLETE = "complete"
    NO_DATES = "no-dates"
    TOO_LITTLE = "too-little"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Spread:
    """A day that runs differ on: by when half have reached it, by when 85 in 100, None where it lies beyond
    the horizon; and the share of runs that reach it within the horizon."""

    half: date | None
    most: date | None
    within: float


@dataclass(frozen=True, slots=True)
class FanPoint:
    """How many actions are complete at the end of a day: the `QUANTILES`, lowest first, and how
    many would be if every date in force were kept."""

    day: date
    low: int
    lower: int
    middle: int
    upper: int
    high: int
    planned: int


@dataclass(frozen=True, slots=True)
class ActionOdds:
    """How likely an open action is to miss its due date in force, and the end of the plan, from 0 to 1.
    `has_missed` says that the date has passed; `after_end` is None for a plan without an end."""

    action_id: int
    theme: str
    due: date
    misses: float
    after_end: float | None
    has_missed: bool


@dataclass(frozen=True, slots=True)
class ThemeOdds:
    """What a theme does to the plan's finish: its open actions, how many of them are likely to miss their
    date, when it finishes, the share of runs in which it finishes last, and the plan's 85 % date without it."""

    theme: str
    open: int
    likely_to_miss: int
    finish: Spread
    last: float
    most_without: date | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of a plan, made on a day. All but the counts are empty unless `state` is READY.

    `done`, `dated` and `undated` count the live actions: complete, open with a due date that has an end,
    and open without; `completions` those of the area that the record rests on. `in_time` is the share of runs that finish
    by `plan_end`. `pace` is the record. `so_far` says how many of the actions complete on the day were so at
    the ends of the months before it.
    """

    state: State
    day: date
    plan_end: date | None
    done: int
    dated: int
    undated: int
    completions: int
    pace: Pace | None = None
    finish: Spread | None = None
    nine_tenths: Spread | None = None
    in_time: float | None = None
    so_far: tuple[tuple[date, int], ...] = ()
    fan: tuple[FanPoint, ...] = ()
    themes: tuple[ThemeOdds, ...] = ()
    actions: tuple[ActionOdds, ...] = ()

    @property
    def total(self) -> int:
        """The actions that the forecast is about: complete, or open with a due date."""
        return self.done + self.dated

    @property
    def likely_to_miss(self) -> tuple[ActionOdds, ...]:
        """Open actions that are more likely than not to miss their date in force, or have."""
        return tuple(each for each in self.actions if each.misses > HALF)

    @property
    def likely_after_end(self) -> tuple[ActionOdds, ...]:
        """Open actions that are more likely than not still open at the end of the plan."""
        return tuple(each for each in self.actions if (each.after_end or 0) > HALF)


def forecast(
    actions: Iterable[Known],
    day: date,
    *,
    plan_end: date | None = None,
    is_closed: bool = False,
    runs: int = RUNS,
) -> Forecast:
    """The forecast on the day, from what was known of every action of the area (`Known.in_plan` marks the
    plan's own). The order of the actions does not matter."""
    known = sorted(actions, key=_content)
    live = [action for action in known if action.in_plan and action.is_live]
    waiting = [action for action in live if action.is_open and action.due is not None]
    done = sum(action.completed_on is not None for action in live)
    record = pace(known, day)
    counted = Forecast(
        state=State.READY,
        day=day,
        plan_end=plan_end,
        done=done,
        dated=len(waiting),
        undated=len(live) - done - len(waiting),
        completions=record.completions if record else 0,
        pace=record,
    )
    state = _state(counted, is_closed=is_closed)
    if state != State.READY or record is None:
        return replace(counted, state=state)
    return replace(
        _simulated(counted, record, waiting, _seed(known, day), runs), so_far=_so_far(live, day)
    )


def _state(counted: Forecast, *, is_closed: bool) -> State:
    if is_closed:
        return State.CLOSED
    if not counted.total + counted.undated:
        return State.NO_ACTIONS
    if not counted.dated + counted.undated:
        return State.COMPLETE
    if not counted.dated:
        return State.NO_DATES
    if counted.completions < FEWEST:
        return State.TOO_LITTLE
    return State.READY


def _content(action: Known) -> str:
    """Everything a forecast reads of an action, and not the number that a database gave it."""
    return repr(
        (
            action.in_plan,
            action.theme if action.in_plan else "",
            action.due,
            action.added_on,
            action.left_on,
            action.completed_on,
            action.promises,
        )
    )


def _seed(known: Sequence[Known], day: date) -> int:
    content = repr((day, [_content(action) for action in known]))
    return int.from_bytes(sha256(content.encode()).digest())


def _so_far(live: Iterable[Known], day: date) -> tuple[tuple[date, int], ...]:
    """The ends of the last `MONTHS_BACK` months before the day, from the plan's first action on."""
    found = list(live)
    first = min(action.added_on for action in found)
    completed = sorted(action.completed_on for action in found if action.completed_on)
    ends = [month_end(day, -back) for back in range(MONTHS_BACK, 0, -1)]
    return tuple((end, bisect_right(completed, end)) for end in ends if end >= first)


@dataclass(frozen=True, slots=True)
class _Group:
    """Open actions of one theme with one due date: alike in all that a run knows of them."""

    theme: str
    due: date
    members: tuple[Known, ...]


def _groups(waiting: Iterable[Known]) -> list[_Group]:
    def key(action: Known) -> tuple[str, date]:
        return action.theme, action.due or date.max

    return [
        _Group(theme, due, tuple(members))
        for (theme, due), members in groupby(sorted(waiting, key=key), key)
    ]


def _simulated(
    counted: Forecast, record: Pace, waiting: Sequence[Known], seed: int, runs: int
) -> Forecast:
    groups = _groups(waiting)
    day = counted.day
    limit = (month_end(day, HORIZON_MONTHS) - day).days
    drawn = _run_all(record, groups, day, seed, runs)
    columns = list(zip(*drawn, strict=True))
    odds: list[ActionOdds] = []
    finishes: dict[str, list[int]] = {}
    until_end = (counted.plan_end - day).days if counted.plan_end else None
    for group in groups:
        mine = columns[len(odds) : len(odds) + len(group.members)]
        misses = _share_beyond(mine, max((group.due - day).days, 0))
        after = None if until_end is None else _share_beyond(mine, until_end)
        odds += [
            ActionOdds(member.action_id, group.theme, group.due, misses, after, group.due < day)
            for member in group.members
        ]
        last = mine if group.theme not in finishes else [*mine, finishes[group.theme]]
        finishes[group.theme] = [max(waits) for waits in zip(*last, strict=True)]
    for waits in drawn:
        waits.sort()
    finish = [waits[-1] for waits in drawn]
    enough = ceil(NINE_TENTHS * counted.total) - counted.done
    return replace(
        counted,
        finish=_spread(finish, day, limit),
        nine_tenths=(
            _spread([waits[enough - 1] for waits in drawn], day, limit)
            if enough > 0
            else Spread(day, day, 1.0)
        ),
        in_time=None if until_end is None else 1 - _share_beyond([finish], until_end),
        fan=_fan(counted, drawn, [group.due for group in groups for _ in group.members]),
        themes=_theme_odds(finishes, odds, day, limit),
        actions=tuple(odds),
    )


def _share_beyond(columns: Sequence[Sequence[int]], days: int) -> float:
    """The share of all the waits that last longer than so many days."""
    longer = sum(sum(map(days.__lt__, waits)) for waits in columns)
    return longer / sum(map(len, columns))


def _run_all(
    record: Pace, groups: Sequence[_Group], day: date, seed: int, runs: int
) -> list[list[int]]:
    """For each run, the days until each open action is complete, by group; at most `NEVER`."""
    draw = Random(seed).random  # noqa: S311 - repeatable, nothing secret
    names = sorted({group.theme for group in groups})
    starts = []
    for group in groups:
        lag = (day - group.due).days
        band = bisect_right(EDGES, lag)
        starts.append((lag, band, EDGES[max(band - 1, 0)], group.theme, range(len(group.members))))
    widths = [later - earlier for earlier, later in pairwise(EDGES)]
    drawn: list[list[int]] = []
    for _ in range(runs):
        rates = record.draw_rates(draw)
        theme_paces = {name: record.draw_theme(draw, name) for name in names}
        inner = [rate * width for rate, width in zip(rates[1:], widths, strict=False)]
        hazards = list(accumulate(inner, initial=0.0))
        waits: list[int] = []
        for lag, band, edge, theme, places in starts:
            speed = theme_paces[theme]
            start = hazards[max(band - 1, 0)] + rates[band] * (lag - edge)
            for _place in places:
                target = start - log(1.0 - draw()) / speed
                into = bisect_left(hazards, target)
                reached = into - 1 if into else 0
                until = EDGES[reached] + (target - hazards[reached]) / rates[into] - lag
                waits.append((ceil(until) or 1) if until < NEVER else NEVER)
        drawn.append(waits)
    return drawn


def _spread(waits: Sequence[int], day: date, limit: int) -> Spread:
    inorder = sorted(waits)
    half, most = (inorder[ceil(share * len(inorder)) - 1] for share in (HALF, MOST))
    return Spread(
        half=day + timedelta(half) if half <= limit else None,
        most=day + timedelta(most) if most <= limit else None,
        within=bisect_right(inorder, limit) / len(inorder),
    )


def _fan(
    counted: Forecast, inorder: Sequence[Sequence[int]], dues: Sequence[date]
) -> tuple[FanPoint, ...]:
    """The day itself and each month's end until nearly every run has finished and the plan's end has come."""
    day, done = counted.day, counted.done
    planned = sorted(dues)
    last = max([*planned, counted.plan_end or day])
    ends = [month_end(day, months) for months in range(HORIZON_MONTHS + 1)]
    points: list[FanPoint] = []
    for end in [day, *(end for end in ends if end > day)]:
        counts = sorted(bisect_right(waits, (end - day).days) for waits in inorder)
        low, lower, middle, upper, high = (
            done + counts[int(share * len(counts))] for share in QUANTILES
        )
        points.append(
            FanPoint(end, low, lower, middle, upper, high, done + bisect_right(planned, end))
        )
        if low == counted.total and end >= last:
            break
    return tuple(points)


def _theme_odds(
    finishes: Mapping[str, Sequence[int]], odds: Sequence[ActionOdds], day: date, limit: int
) -> tuple[ThemeOdds, ...]:
    """Each theme, the one that finishes last most often first."""
    names = list(finishes)
    runs = [
        sorted(zip(waits, names, strict=True)) for waits in zip(*finishes.values(), strict=True)
    ]
    last = Counter(run[-1][1] for run in runs)
    found = []
    for name, waits in finishes.items():
        mine = [each for each in odds if each.theme == name]
        others = [
            (run[-1][0] if run[-1][1] != name else run[-2][0]) if len(run) > 1 else 0
            for run in runs
        ]
        found.append(
            ThemeOdds(
                theme=name,
                open=len(mine),
                likely_to_miss=sum(each.misses > HALF for each in mine),
                finish=_spread(waits, day, limit),
                last=last[name] / len(runs),
                most_without=_spread(others, day, limit).most,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.last, each.theme)))


def month_end(day: date, months: int) -> date:
    """The last day of the month that lies so many months from the day's."""
    index = day.year * 12 + day.month + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(1)
