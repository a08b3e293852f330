"""How readily an area completes its actions, by how far each is from a date it was promised for.

Every due date ever given is a promise. From the day it was given until the action is complete, the promise
spends days at growing distances from its date: long before it, in its last month, a month late. For each
band of distance the area's own record says how many days were spent there and how many completions came,
and so the rate of completion. A promise whose action is still open counts for the days it has lasted and no
more (it is censored), one that was put back stays what it was (so slippage shows as lateness), and an action
withdrawn counts until it left. Nothing is assumed of the shape beyond this.

What is known of a band is uncertain, the more so the less it has seen: a rate is drawn for each simulated
run from the gamma distribution that the record allows. The last month before the date starts from the pace of
all that is near a date (`NEAR`), every other band from the band nearer to the date, as if `PRIOR` completions at
that pace had been seen: so a distance at which nothing has happened yet has a pace, and an unsure one. Each
theme goes a little faster or slower than the whole by its own record.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log

from boards.forecast_history import Known

EDGES = (-365, -181, -89, -59, -28, 0, 31, 62, 92, 184, 366)
"""Days from the due date at which bands end, the day itself included. Chosen so that what is reported a
whole number of months early or late (28 to 31 days and so on) falls into one band."""

BANDS = (
    "More than a year before",
    "6 months to a year before",
    "3 to 6 months before",
    "2 to 3 months before",
    "1 to 2 months before",
    "In the last month, or on the day",
    "Up to 1 month late",
    "1 to 2 months late",
    "2 to 3 months late",
    "3 to 6 months late",
    "6 months to a year late",
    "More than a year late",
)
LAST_MONTH = 5
"""The band that ends with the due date."""
NEAR = slice(4, 9)
"""The bands near the date: from two months before it to three months late."""
PRIOR = 2.0
"""How many completions at the pace of the band nearer to the date each band starts from."""
THEME_PRIOR = 4.0
"""How many expected completions a theme needs before its own record weighs as much as the whole's."""
STEADINESS = 8.0
"""How steady the pace of the whole is taken to be: in the months to come it differs from the record's, by a
factor that is the same for all actions of a run and spreads by about a third (one over the root of this)."""
MOST_CERTAIN = 100.0
"""No rate is held to be better known than so many completions would make it: one part in ten."""

Draw = Callable[[], float]


@dataclass(frozen=True, slots=True)
class BandRecord:
    """What was seen at one distance: days that promises spent there, completions, and completions a day."""

    label: str
    days: float
    completions: float
    rate: float


@dataclass(frozen=True, slots=True)
class Pace:
    """The record of an area.

    `sharing` is the number of actions for each promise, at most 1: an action with two dates is seen twice and
    known once. `completions` counts actions, `late_completions` those after a date in force when it fell.
    `themes` gives each theme's completions, and those the whole's rates would have brought it.
    """

    bands: tuple[BandRecord, ...]
    sharing: float
    completions: int
    late_completions: int
    themes: dict[str, tuple[float, float]]

    def draw_rates(self, draw: Draw) -> list[float]:
        """Completions a day in each band, as they may be for all that is known."""
        whole = gamma(draw, STEADINESS) / STEADINESS
        rates: list[float] = []
        for band in self.bands:
            shape = min(PRIOR + self.sharing * band.completions, MOST_CERTAIN)
            rates.append(whole * band.rate * gamma(draw, shape) / shape)
        return rates

    def draw_theme(self, draw: Draw, theme: str) -> float:
        """How many times as fast as the whole the theme goes, as it may be for all that is known."""
        seen, expected = self.themes.get(theme, (0.0, 0.0))
        shape = min(THEME_PRIOR + self.sharing * seen, MOST_CERTAIN)
        mean = (THEME_PRIOR + self.sharing * seen) / (THEME_PRIOR + self.sharing * expected)
        return mean * gamma(draw, shape) / shape


def pace(actions: Iterable[Known], day: date) -> Pace | None:
    """The record of the actions up to the day; None where nothing with a due date was ever completed."""
    spent: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(BANDS))
    came: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(BANDS))
    promised = promises = completions = late = 0
    for action in actions:
        theme = action.theme if action.in_plan else ""
        seen = is_completed = False
        for promise in action.promises:
            start = max(promise.made_on, action.added_on)
            ends = (day, action.left_on, promise.dropped_on, action.completed_on)
            stop = min(end for end in ends if end is not None)
            if stop <= start:
                continue
            promises += 1
            seen = True
            first, last = (start - promise.end).days, (stop - promise.end).days
            _spend(spent[theme], first, last)
            if stop == action.completed_on:
                came[theme][bisect_left(EDGES, last)] += 1
                is_completed = True
        promised += seen
        completions += is_completed
        late += bool(
            is_completed
            and action.completed_on
            and any(each.end < action.completed_on for each in action.promises)
        )
    if not completions:
        return None
    days = [sum(column) for column in zip(*spent.values(), strict=True)]
    counts = [sum(column) for column in zip(*came.values(), strict=True)] if came else []
    sharing = promised / promises
    rates = _rates(days, counts, sharing)
    return Pace(
        bands=tuple(BandRecord(*row) for row in zip(BANDS, days, counts, rates, strict=True)),
        sharing=sharing,
        completions=completions,
        late_completions=late,
        themes={
            theme: (
                sum(came[theme]),
                sum(each * rate for each, rate in zip(spent[theme], rates, strict=True)),
            )
            for theme in sorted(spent)
            if theme
        },
    )


def _spend(days: list[float], first: int, last: int) -> None:
    """Add the days after `first` up to `last` (both counted from the due date) to their bands."""
    band = bisect_left(EDGES, first + 1)
    while first < last:
        until = min(last, EDGES[band]) if band < len(EDGES) else last
        days[band] += until - first
        first, band = until, band + 1


def _rates(days: list[float], completions: list[float], sharing: float) -> list[float]:
    """Completions a day in each band, each starting from the band nearer to the due date."""
    near = sum(completions[NEAR]) + PRIOR, sum(days[NEAR]) + PRIOR * sum(days) / sum(completions)
    rates = [near[0] / near[1]] * len(BANDS)

    def learn(band: int, start: float) -> None:
        rates[band] = (PRIOR + sharing * completions[band]) / (PRIOR / start + sharing * days[band])

    learn(LAST_MONTH, rates[LAST_MONTH])
    for nearer, band in pairwise(range(LAST_MONTH, len(BANDS))):
        learn(band, rates[nearer])
    for nearer, band in pairwise(range(LAST_MONTH, -1, -1)):
        learn(band, rates[nearer])
    return rates


def gamma(draw: Draw, shape: float) -> float:
    """A number from the gamma distribution with scale 1, by uniform numbers alone. `shape` is 1 or more.

    The waiting time for `shape` events; where that is no whole number, for one more or one fewer, by chance.
    Python promises the same `random()` for a seed in every version, and not the same `gammavariate`.
    """
    events = int(shape)
    if draw() < shape - events:
        events += 1
    product = 1.0
    for _ in range(events):
        product *= 1.0 - draw()
    return -log(product)
