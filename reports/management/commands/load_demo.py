"""load_demo: builds the demonstration in an empty database. A second run changes nothing."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from actions.commands import read_day
from reports.demo.accounts import PASSWORD, address
from reports.demo.loading import SLUGS, Contents, contents, holds_only_demonstration, load
from reports.demo.starting_afresh import rebuild_database
from wsoa.capabilities import Role
from wsoa.commands import PlainCommand

_OTHER_DATA = "This database holds data other than the demonstration"
_GO_ELSEWHERE = (
    "Load it into a folder or a database of its own: set WSOA_DATA or DATABASE_URL, or give bin/run "
    "another --data."
)


class Command(PlainCommand):
    """Parses the arguments and reports; the work is in reports/demo."""

    help = (
        "Load the demonstration: five areas from published papers and an invented one. "
        "If it is there already, nothing changes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """--fresh, --today and --quiet."""
        parser.add_argument(
            "--fresh", action="store_true", help="empty the demonstration and load it again"
        )
        parser.add_argument(
            "--today",
            metavar="YYYY-MM-DD",
            help="the day that the invented area counts back from (default: today)",
        )
        parser.add_argument("--quiet", action="store_true", help="say nothing unless it fails")

    def handle(
        self, *args: Any, fresh: bool, today: str | None, quiet: bool, **options: Any
    ) -> None:
        """Load, or raise CommandError naming what to do."""
        present = timezone.localdate()
        counted_from = present if today is None else read_day(today, label="--today")
        if counted_from > present:
            raise CommandError(f"--today may not be in the future; today is {present}.")
        found = contents()
        if fresh and found != Contents.NOTHING:
            if not holds_only_demonstration():
                raise CommandError(f"{_OTHER_DATA}, so nothing was emptied. {_GO_ELSEWHERE}")
            rebuild_database()
            found = Contents.NOTHING
        if found == Contents.OTHER_DATA:
            raise CommandError(f"{_OTHER_DATA}, so nothing was loaded. {_GO_ELSEWHERE}")
        if found == Contents.NOTHING:
            load(counted_from)
        if not quiet:
            self._report(loaded=found == Contents.NOTHING)

    def _report(self, *, loaded: bool) -> None:
        state = "Demonstration loaded." if loaded else "The demonstration is loaded already."
        self.stdout.write(f"{state} Sign in with the password {PASSWORD} as, for example:")
        for slug in SLUGS:
            self.stdout.write(f"    {address(Role.MANAGER, slug)}")
        self.stdout.write("For other roles put admin@, owner@, officer@, member@ or monitor@.")
