"""Write a plan's cabinet paper: the short name of `report --template cabinet`."""

from typing import Any

from django.core.management.base import CommandParser

from reports.management.commands import report


class Command(report.Command):
    """cabinet_report AREA PLAN --as-at DATE --output FILE.pdf"""

    help = "Write the cabinet paper as at a date, as an accessible PDF (PDF/UA-1)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and plan by slug."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("--as-at", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--output", required=True, metavar="FILE.pdf")

    def handle(self, **options: Any) -> None:
        """As `report` with the cabinet template."""
        super().handle(**options, template="cabinet")
