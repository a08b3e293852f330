"""Write a plan's inspection readiness pack as a PDF file."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.commands import find_plan, read_as_at
from reports.documents import readiness_pdf
from reports.management.writing import output_file, write_file
from reports.pdf.render import PdfError
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """readiness AREA PLAN [--as-at DATE] --output FILE.pdf"""

    help = "Write the inspection readiness pack as at a date, as an accessible PDF (PDF/UA-1)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and plan by slug."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("--as-at", metavar="YYYY-MM-DD", help="today when left out")
        parser.add_argument("--output", required=True, metavar="FILE.pdf")

    def handle(self, **options: Any) -> None:
        """Render, then write the file whole or not at all."""
        plan = find_plan(options["area"], options["plan"])
        as_at = read_as_at(options["as_at"])
        output = output_file(options["output"])
        try:
            pdf = readiness_pdf(plan, as_at)
        except PdfError as error:
            raise CommandError(str(error)) from error
        write_file(output, pdf)
        self.stdout.write(f"Wrote {output} ({len(pdf) // 1024} KB).")
