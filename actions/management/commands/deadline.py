"""Print the day that lies so many working days of England, or months, after another."""

import json
import re
from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.choices import DeadlineUnit
from actions.clock.counting import Counted, count_months, count_working_days
from actions.clock.wording import say_count
from actions.commands import read_day, show_argument
from actions.errors import Refused
from actions.text import say_day
from wsoa.commands import PlainCommand

_NUMBER = re.compile(r"-?[0-9]+")
_DIGITS = 12
"""More than any number has that can be counted; what is longer is too large whatever its end."""


class Command(PlainCommand):
    """deadline --from DATE (--working-days N | --months N) [--format text|json]"""

    help = (
        "Print the day so many working days, or months, after a date, which is not counted itself. Weekends "
        "and England's bank holidays are no working days; months are not rolled off a weekend, and the end "
        "of a month stays one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The day and how far to count."""
        parser.add_argument("--from", required=True, metavar="YYYY-MM-DD")
        counted = parser.add_mutually_exclusive_group(required=True)
        counted.add_argument("--working-days", metavar="N")
        counted.add_argument("--months", metavar="N")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, **options: Any) -> None:
        """Count once, print in the format asked for."""
        start = read_day(options["from"], label="--from")
        try:
            if options["months"] is not None:
                unit, number = DeadlineUnit.MONTHS, _number(options["months"], "--months")
                found = count_months(start, number)
            else:
                unit = DeadlineUnit.WORKING_DAYS
                number = _number(options["working_days"], "--working-days")
                found = count_working_days(start, number)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(f"{found.due:%A} {say_day(found.due)}")
            self.stdout.write(say_count(number, unit, say_day(start), found))


def _number(text: str, label: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise CommandError(
            f"{label} must be a whole number, such as 70, not “{show_argument(text)}”."
        )
    return int(text[:_DIGITS])


def _as_json(found: Counted) -> dict[str, Any]:
    return {
        "due": found.due.isoformat(),
        "skipped": [{"date": each.day.isoformat(), "name": each.name} for each in found.skipped],
    }
