"""A forecast in words: one plain sentence, and a likelihood as people say it."""

from enum import StrEnum

from actions.text import say_count, say_day, say_month
from boards.forecast import FEWEST, HORIZON_MONTHS, Forecast, Spread, State, month_end

YEARS_AHEAD = {24: "two years", 36: "three years", 48: "four years"}[HORIZON_MONTHS]
LIKELY = 0.65
"""Above this share something is called likely; below the rest, unlikely."""


class Likelihood(StrEnum):
    """A likelihood in words."""

    LIKELY = "likely"
    EVEN = "even"
    UNLIKELY = "unlikely"

    @classmethod
    def of(cls, share: float) -> "Likelihood":
        """Even from 35 to 65 in 100."""
        if share > LIKELY:
            return cls.LIKELY
        return cls.EVEN if share >= 1 - LIKELY else cls.UNLIKELY


def sentence(forecast: Forecast) -> str:
    """When the plan will finish, or why that cannot be said, in one sentence."""
    match forecast.state:
        case State.READY:
            return _ready(forecast)
        case State.TOO_LITTLE:
            return (
                "Too little has happened to say when this plan will finish: "
                f"{_completed(forecast.completions)} in this area, "
                f"and a forecast needs at least {FEWEST}."
            )
        case State.NO_ACTIONS:
            return (
                f"There is nothing to forecast: the plan has no actions on {say_day(forecast.day)}."
            )
        case State.COMPLETE:
            done = forecast.done
            every = "The only action is" if done == 1 else f"All {done:,} actions are"
            return f"{every} complete: there is nothing left to forecast."
        case State.NO_DATES:
            return (
                "There is nothing to forecast from: no open action has a due date with an end "
                f"({say_count(forecast.undated, 'open action')})."
            )
        case State.CLOSED:
            return "The plan is closed: there is nothing to forecast."


def _completed(number: int) -> str:
    if not number:
        return "no action with a due date has been completed"
    have = "has" if number == 1 else "have"
    return f"{say_count(number, 'action')} with due dates {have} been completed"


def _ready(forecast: Forecast) -> str:
    assert forecast.finish is not None
    if forecast.finish.half is None:
        return f"At the pace shown so far, {_unlikely(forecast, forecast.finish)}."
    return f"At the pace shown so far, {_range(forecast.finish)}{_own_end(forecast)}."


def _unlikely(forecast: Forecast, finish: Spread) -> str:
    said = (
        f"the plan is unlikely to finish within {YEARS_AHEAD}: "
        f"the chance is {say_share(finish.within)}"
    )
    end = forecast.plan_end
    if end is None or end > month_end(forecast.day, HORIZON_MONTHS):
        return said
    passed = "has passed" if end <= forecast.day else "is sooner still"
    return f"{said}, and its own end, {say_day(end)}, {passed}"


def _range(finish: Spread) -> str:
    assert finish.half is not None
    half = f"the plan has an even chance of finishing by {say_month(finish.half)}"
    if finish.most is None:
        unfinished = say_share(1 - finish.within)
        return f"{half}, and a chance of {unfinished} of not finishing within {YEARS_AHEAD}"
    if say_month(finish.half) == say_month(finish.most):
        return f"the plan is 85% likely to finish by {say_month(finish.most)}"
    return f"{half}, and is 85% likely to finish by {say_month(finish.most)}"


def _own_end(forecast: Forecast) -> str:
    if forecast.plan_end is None or forecast.in_time is None:
        return ""
    end = say_day(forecast.plan_end)
    if forecast.plan_end <= forecast.day:
        return f"; its own end, {end}, has passed"
    return f"; the chance of finishing by its own end, {end}, is {say_share(forecast.in_time)}"


def say_share(share: float) -> str:
    """A share rounded to 5 in 100, such as `about 35%`; never none and never all."""
    rounded = percent(share)
    if rounded < 5:
        return "under 5%"
    return "over 95%" if rounded > 95 else f"about {rounded}%"


def percent(share: float) -> int:
    """The share in 100, rounded to 5."""
    return int(share * 20 + 0.5) * 5
