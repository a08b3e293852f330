"""Print when a plan will finish, as far as its area's record tells."""

import json
from typing import Any

from django.core.management.base import CommandParser

from actions.commands import find_plan, read_as_at
from boards.forecast import Forecast, Spread
from boards.forecast_words import sentence
from boards.forecasting import forecast_of
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """forecast AREA PLAN [--as-at DATE] [--format text|json]"""

    help = "Print when a plan will finish: a sentence, or every figure behind it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and plan by slug."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("--as-at", metavar="YYYY-MM-DD", help="today when left out")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, **options: Any) -> None:
        """Forecast once, print in the format asked for."""
        plan = find_plan(options["area"], options["plan"])
        made = forecast_of(plan, read_as_at(options["as_at"]))
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(made), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(sentence(made))


def _as_json(made: Forecast) -> dict[str, Any]:
    return {
        "as_at": made.day.isoformat(),
        "state": made.state,
        "sentence": sentence(made),
        "complete": made.done,
        "open": made.dated,
        "left_out": made.undated,
        "finish": _spread(made.finish),
        "nine_tenths": _spread(made.nine_tenths),
        "in_time": made.in_time,
        "likely_to_miss": len(made.likely_to_miss),
        "fan": [
            {
                "day": point.day.isoformat(),
                "low": point.low,
                "lower": point.lower,
                "middle": point.middle,
                "upper": point.upper,
                "high": point.high,
                "planned": point.planned,
            }
            for point in made.fan
        ],
        "themes": [
            {"ref": theme.theme, "open": theme.open, "last": theme.last, **_dates(theme.finish)}
            for theme in made.themes
        ],
    }


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    return None if spread is None else {**_dates(spread), "within_horizon": spread.within}


def _dates(spread: Spread) -> dict[str, str | None]:
    return {
        "half": spread.half.isoformat() if spread.half else None,
        "most": spread.most.isoformat() if spread.most else None,
    }
