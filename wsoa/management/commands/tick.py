"""`tick`: does what is due because time has passed. Run twice, it does nothing twice."""

import time
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from wsoa import ticking
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """Opens and closes update cycles, sends reminders and their fallbacks, removes what has expired."""

    help = "Do what is due: update cycles, reminders, expiry. Safe to run at any time, and twice."

    def add_arguments(self, parser: CommandParser) -> None:
        """The arguments, as README.md documents them."""
        parser.add_argument(
            "--at", metavar="TIME", help="as though it were then: 2026-12-01 or 2026-12-01T09:00"
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
            for said in ticking.run(moment or timezone.now()):
                self.stdout.write(said)
            if options["every"] is None:
                return
            time.sleep(options["every"])


def _moment(text: str) -> datetime:
    try:
        found = parse_datetime(text)
        day = parse_date(text) if found is None else None
    except ValueError:
        found = day = None
    if found is None and day is not None:
        found = datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001 - made aware below
    if found is None:
        raise CommandError(f"“{text[:60]}” is not a time. Write 2026-12-01 or 2026-12-01T09:00.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
