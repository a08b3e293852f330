"""Write a plan's cabinet paper as a PDF file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.commands import find_plan, read_as_at
from reports.documents import cabinet_pdf
from reports.pdf.render import PdfError
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """cabinet_report AREA PLAN --as-at DATE --output FILE.pdf"""

    help = "Write the cabinet paper as at a date, as an accessible PDF (PDF/UA-1)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and plan by slug."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("--as-at", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--output", required=True, metavar="FILE.pdf")

    def handle(self, **options: Any) -> None:
        """Render first, then write, so that a failure leaves no half file."""
        plan = find_plan(options["area"], options["plan"])
        as_at = read_as_at(options["as_at"])
        output = Path(options["output"])
        if output.suffix.lower() != ".pdf":
            raise CommandError("The output file's name must end in .pdf.")
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder “{output.parent}” to write to.")
        try:
            pdf = cabinet_pdf(plan, as_at)
        except PdfError as error:
            raise CommandError(str(error)) from error
        try:
            output.write_bytes(pdf)
        except OSError as error:
            raise CommandError(f"Cannot write {output}: {error.strerror}.") from error
        self.stdout.write(f"Wrote {output} ({len(pdf) // 1024} KB).")
