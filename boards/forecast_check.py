"""How good forecasts would have been: each past month's end is forecast from what was known then, and compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from boards.forecast import Forecast, State, forecast, month_end
from boards.forecast_history import ActionHistory, known_on
from boards.forecast_words import Likelihood

RUNS = 300
"""Runs of each forecast of the past: enough for the bands of a count."""
AHEAD = (1, 3, 6)
"""How many months after a forecast it is compared with what had happened."""
FALLS_WITHIN = 3
"""Months after a forecast within which a date has to fall for its likelihood to be compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A forecast made on `made_on` of the actions complete on `day`, `ahead` months later, and the number that
    were. The bands are those of a FanPoint; withdrawn actions stay incomplete."""

    made_on: date
    ahead: int
    day: date
    before: int
    low: int
    lower: int
    middle: int
    upper: int
    high: int
    happened: int

    @property
    def in_half(self) -> bool:
        """Whether what happened lies in the band of half the runs."""
        return self.lower <= self.happened <= self.upper

    @property
    def in_most(self) -> bool:
        """Whether it lies in the band of 85 in 100 runs."""
        return self.low <= self.happened <= self.high

    @property
    def error(self) -> int:
        """Actions more than the middle of the forecast; negative where fewer were completed."""
        return self.happened - self.middle


@dataclass(frozen=True, slots=True)
class Score:
    """The comparisons of so many months ahead, together: how many there are, how many lie in each band, the
    mean distance from the middle, and the mean error, positive where more was completed than forecast."""

    ahead: int
    number: int
    in_half: int
    in_most: int
    distance: float
    bias: float


@dataclass(frozen=True, slots=True)
class Kept:
    """Dates said to be missed with a likelihood in a range: how many, how likely on average, and how many
    were missed."""

    likelihood: Likelihood
    dates: int
    said: float
    missed: int


@dataclass(frozen=True, slots=True)
class Check:
    """Every comparison, newest forecast first, its scores, and what became of the likelihoods.

    `too_little` is the number of month ends on which there was too little history to forecast.
    """

    months: int
    too_little: int
    comparisons: tuple[Comparison, ...]
    scores: tuple[Score, ...]
    kept: tuple[Kept, ...]

    @property
    def forecasts(self) -> int:
        """How many month ends could be forecast."""
        return self.months - self.too_little


def check(
    histories: Sequence[ActionHistory],
    plan_id: int,
    *,
    day: date,
    months: int,
    plan_end: date | None = None,
    runs: int = RUNS,
) -> Check:
    """The forecasts of the plan at the ends of the last so many months of which the next has ended by the
    day, newest first, and what had happened by then."""
    comparisons: list[Comparison] = []
    dates: list[tuple[float, bool]] = []
    too_little = 0
    last_end = max(end for end in (month_end(day, -1), month_end(day, 0)) if end <= day)
    for back in range(1, months + 1):
        made_on = month_end(last_end, -back)
        known = known_on(histories, made_on, plan_id)
        made = forecast(known, made_on, plan_end=plan_end, runs=runs)
        too_little += made.state != State.READY
        if made.state != State.READY:
            continue
        completed = _completed(histories, made)
        for ahead in AHEAD:
            then = month_end(made_on, ahead)
            if then <= day:
                comparisons.append(_compared(made, completed, ahead, then))
        last = month_end(made_on, FALLS_WITHIN)
        dates += [
            (odds.misses, not _is_by(completed[odds.action_id], odds.due))
            for odds in made.actions
            if made_on < odds.due <= min(last, day)
        ]
    return Check(
        months=months,
        too_little=too_little,
        comparisons=tuple(comparisons),
        scores=tuple(_score(ahead, comparisons) for ahead in AHEAD),
        kept=_kept(dates),
    )


def _completed(
    histories: Sequence[ActionHistory], made: Forecast
) -> dict[int, tuple[tuple[date, bool], ...]]:
    waited = {odds.action_id for odds in made.actions}
    return {
        history.action_id: history.completions
        for history in histories
        if history.action_id in waited
    }


def _is_by(completions: Sequence[tuple[date, bool]], day: date) -> bool:
    """Whether the action was complete at the end of the day, as far as was known then."""
    states = [is_complete for since, is_complete in completions if since <= day]
    return bool(states) and states[-1]


def _compared(
    made: Forecast,
    completed: dict[int, tuple[tuple[date, bool], ...]],
    ahead: int,
    then: date,
) -> Comparison:
    point = next((point for point in made.fan if point.day == then), made.fan[-1])
    return Comparison(
        made_on=made.day,
        ahead=ahead,
        day=then,
        before=made.done,
        low=point.low,
        lower=point.lower,
        middle=point.middle,
        upper=point.upper,
        high=point.high,
        happened=made.done + sum(_is_by(each, then) for each in completed.values()),
    )


def _score(ahead: int, comparisons: Sequence[Comparison]) -> Score:
    mine = [each for each in comparisons if each.ahead == ahead]
    number = max(len(mine), 1)
    return Score(
        ahead=ahead,
        number=len(mine),
        in_half=sum(each.in_half for each in mine),
        in_most=sum(each.in_most for each in mine),
        distance=sum(abs(each.error) for each in mine) / number,
        bias=sum(each.error for each in mine) / number,
    )


def _kept(dates: Sequence[tuple[float, bool]]) -> tuple[Kept, ...]:
    found = []
    for likelihood in Likelihood:
        mine = [each for each in dates if Likelihood.of(each[0]) == likelihood]
        found.append(
            Kept(
                likelihood=likelihood,
                dates=len(mine),
                said=sum(misses for misses, _ in mine) / max(len(mine), 1),
                missed=sum(is_missed for _, is_missed in mine),
            )
        )
    return tuple(found)
