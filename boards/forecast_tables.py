"""A forecast as its page lays it out: the fan, the rows of its tables, the likelihoods in words."""

from dataclasses import dataclass
from math import exp

from actions.position import Line, Position, ThemeValue
from actions.text import say_count, say_day, say_month
from boards.forecast import ActionOdds, Forecast, Spread, ThemeOdds
from boards.forecast_check import Check, Kept, Score
from boards.forecast_words import YEARS_AHEAD, Likelihood, percent, say_share
from boards.pace import BandRecord
from wsoa.charts import FanChart, FanPoint, fan

DAYS_A_MONTH = 30.4
LEAN = 0.5
"""Actions by which forecasts have to be off one way, on average, to be called hopeful or gloomy."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme's part in the finish, in words; `without` is blank where the plan has no 85 % date even so."""

    theme: ThemeValue
    odds: ThemeOdds
    half: str
    most: str
    last: str
    without: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """How likely an action is to miss its date, and the plan's end, in words."""

    line: Line
    odds: ActionOdds
    misses: str
    after_end: str

    @property
    def is_worth_a_look(self) -> bool:
        """Whether it is not unlikely to miss its date."""
        return Likelihood.of(self.odds.misses) != Likelihood.UNLIKELY


@dataclass(frozen=True, slots=True)
class PaceRow:
    """What was seen at one distance from a due date: months that actions spent there, completions, and how
    many of those that are open there a month long are completed in it."""

    label: str
    months: int
    completions: int
    chance: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What became of the dates said to be missed with one likelihood; the shares are blank without any."""

    kept: Kept
    said: str
    missed: str


def fan_of(forecast: Forecast) -> FanChart:
    """The fan of the numbers of actions complete, after what has been."""
    past = [
        FanPoint(day, say_day(day), f"{day:%b %Y}", so_far=count) for day, count in forecast.so_far
    ]
    to_come = [
        FanPoint(
            point.day,
            say_day(point.day),
            f"{point.day:%b %Y}",
            so_far=point.middle if point.day == forecast.day else None,
            median=point.middle,
            inner=(point.lower, point.upper),
            outer=(point.low, point.high),
            planned=point.planned,
        )
        for point in forecast.fan
    ]
    return fan(
        [*past, *to_come],
        total=forecast.total,
        inner_name="Half of the runs",
        outer_name="85 in 100 runs",
        median_name="The middle run",
        planned_name="If every date in force is kept",
        total_name=f"All {forecast.total:,} actions",
    )


def theme_rows(forecast: Forecast, position: Position) -> list[ThemeRow]:
    """The themes with open actions, the one that most often finishes last first."""
    themes = {theme.reference: theme for theme in position.top_themes}
    return [
        ThemeRow(
            theme=themes[odds.theme],
            odds=odds,
            half=say_by(odds.finish, is_half=True),
            most=say_by(odds.finish, is_half=False),
            last=say_share(odds.last),
            without=say_month(odds.most_without) if odds.most_without else "",
        )
        for odds in forecast.themes
        if odds.theme in themes
    ]


def say_by(spread: Spread, *, is_half: bool) -> str:
    """The month by which half or 85 in 100 runs are there."""
    day = spread.half if is_half else spread.most
    return say_month(day) if day else f"Not within {YEARS_AHEAD}"


def action_rows(forecast: Forecast, position: Position) -> list[ActionRow]:
    """Open actions whose date is still to come, the likeliest to miss it first, the earliest due of those."""
    lines = {line.action_id: line for line in position.lines}
    rows = [
        ActionRow(
            line=lines[odds.action_id],
            odds=odds,
            misses=say_odds(odds.misses),
            after_end="" if odds.after_end is None else say_odds(odds.after_end),
        )
        for odds in forecast.actions
        if not odds.has_missed and odds.action_id in lines
    ]
    return sorted(
        rows,
        key=lambda row: (-percent(row.odds.misses), row.odds.due, row.line.sort_key),
    )


def past_due(forecast: Forecast) -> int:
    """Open actions whose date has passed."""
    return sum(odds.has_missed for odds in forecast.actions)


def say_odds(share: float) -> str:
    """A likelihood in a word and in 100, such as `Likely, about 75%`."""
    return f"{Likelihood.of(share).capitalize()}, {say_share(share)}"


def left_out(forecast: Forecast) -> str:
    """What the forecast is not about, in a sentence; empty where it leaves nothing out."""
    if not forecast.undated:
        return ""
    counted = say_count(forecast.undated, "open action")
    have = "has" if forecast.undated == 1 else "have"
    is_ = "is" if forecast.undated == 1 else "are"
    return f"{counted} {have} no due date with an end, and {is_} left out."


def pace_rows(forecast: Forecast) -> list[PaceRow]:
    """The record that the forecast rests on."""
    assert forecast.pace is not None
    return [_pace_row(band) for band in forecast.pace.bands]


def _pace_row(band: BandRecord) -> PaceRow:
    return PaceRow(
        label=band.label,
        months=round(band.days / DAYS_A_MONTH),
        completions=int(band.completions),
        chance=say_share(1 - exp(-band.rate * DAYS_A_MONTH)),
    )


def check_headline(check: Check) -> str:
    """How often what happened lay within the wider band, over all that can be compared."""
    number = len(check.comparisons)
    right = sum(each.in_most for each in check.comparisons)
    return (
        f"Of {say_count(number, 'comparison')} with what happened, {right} lay within the band that was to hold "
        f"85 in 100, and {sum(each.in_half for each in check.comparisons)} within the one that was to hold half."
    )


def check_words(check: Check) -> list[str]:
    """How good the forecasts were, in sentences; none where none could be made."""
    return [_scored(score) for score in check.scores if score.number]


def _scored(score: Score) -> str:
    ahead = say_count(score.ahead, "month")
    off = f"{score.distance:.1f} {'action' if score.distance == 1 else 'actions'}"
    lean = (
        "neither too hopeful nor too gloomy on the whole"
        if abs(score.bias) < LEAN
        else f"too {'hopeful' if score.bias < 0 else 'gloomy'} by {abs(score.bias):.1f} on average"
    )
    return (
        f"{ahead.capitalize()} ahead: {score.in_half} of {say_count(score.number, 'forecast')} had what happened "
        f"within the narrower band and {score.in_most} within the wider one; "
        f"the middle was {off} off, {lean}."
    )


def kept_rows(check: Check) -> list[KeptRow]:
    """What became of the dates, by the likelihood of missing them."""
    return [
        KeptRow(
            kept=each,
            said=say_share(each.said) if each.dates else "–",
            missed=f"{percent(each.missed / each.dates)}%" if each.dates else "",
        )
        for each in check.kept
    ]
