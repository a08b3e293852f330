"""`tick`: does what is due because time has passed. Run twice, it does nothing twice."""

from datetime import date, datetime, time
from time import sleep
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from wsoa import ticking
from wsoa.commands import PlainCommand

FIRST_YEAR, LAST_YEAR = 1990, 2200
"""Far enough for any moment that somebody may want to try, and dates can be counted from all of them."""


class Command(PlainCommand):
    """Opens and closes update cycles, sends reminders and their fallbacks, removes what has expired."""

    help = "Do what is due: update cycles, reminders, expiry. Safe to run at any time, and twice."

    def add_arguments(self, parser: CommandParser) -> None:
        """The arguments, as README.md documents them."""
        parser.add_argument(
            "--at",
            metavar="TIME",
            help="as though it were then: 2026-12-01 or 2026-12-01T09:00. What expires by then is "
            "removed for good, so try the future on a copy",
        )
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on, once in so many seconds"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every step once, or again and again."""
        moment = _moment(options["at"]) if options["at"] else None
        if options["every"] is not None and options["every"] < 1:
            raise CommandError("--every must be 1 second or more.")
        while True:
            try:
                for said in ticking.run(moment or timezone.now()):
                    self.stdout.write(said)
            except ticking.StepFailed as failed:
                if options["every"] is None:
                    raise CommandError(str(failed)) from failed
            self.stdout.flush()
            if options["every"] is None:
                return
            sleep(options["every"])
            close_old_connections()


def _moment(text: str) -> datetime:
    """The time in local terms; a day alone means nine in the morning."""
    try:
        found: datetime | None = datetime.combine(date.fromisoformat(text), time(9))
    except ValueError:
        found = _time_of_day(text)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CommandError(
            f"“{text[:60]}” is not a time that can be tried. Write 2026-12-01 or 2026-12-01T09:00."
        )
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _time_of_day(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
