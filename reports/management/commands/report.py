"""Write a plan's paper in one of its templates as a file."""

from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.commands import find_plan, read_as_at, show_argument
from actions.models import Plan
from reports.blocks import UnknownBlock
from reports.documents import plan_paper
from reports.figures import UnknownFigure
from reports.formats import WRITERS
from reports.management.writing import output_file, write_file
from reports.models import PaperTemplate
from reports.paper import PaperContent
from reports.pdf.render import PdfError
from reports.shipped import shipped_keys
from wsoa.commands import PlainCommand

_WRITERS = {f".{file_format}": write for file_format, write in WRITERS.items()}
"""By the ending of the file's name."""


class Command(PlainCommand):
    """report AREA PLAN --template KEY --as-at DATE --output FILE.(pdf|docx|html|xlsx)"""

    help = "Write a plan's paper as at a date: accessible PDF (PDF/UA-1), Word file, web page, or its tables as a workbook."

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and plan by slug."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("--template", required=True, metavar="KEY")
        parser.add_argument("--as-at", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--output", required=True, metavar="FILE")

    def handle(self, **options: Any) -> None:
        """Render, write beside the file, then put it in its place: a failure leaves no half file."""
        plan = find_plan(options["area"], options["plan"])
        as_at = read_as_at(options["as_at"])
        output = output_file(options["output"], *_WRITERS)
        key = options["template"]
        if as_at < plan.starts_on:
            raise CommandError(
                f"The plan starts on {plan.starts_on}: there are no figures of {as_at}."
            )
        own = PaperTemplate.objects.filter(area=plan.area).values_list("key", flat=True)
        known = sorted({*shipped_keys(), *own})
        if key not in known:
            raise CommandError(
                f"There is no template {show_argument(key)}. Choose one of {', '.join(known)}."
            )
        try:
            content = _WRITERS[output.suffix.lower()](_paper(plan, key, as_at))
        except PdfError as error:
            raise CommandError(str(error)) from error
        write_file(output, content)
        self.stdout.write(f"Wrote {output} ({len(content) // 1024} KB).")


def _paper(plan: Plan, key: str, as_at: date) -> PaperContent:
    try:
        return plan_paper(plan, key, as_at)
    except (UnknownFigure, UnknownBlock) as error:
        raise CommandError(f"{error} Figures as at {as_at}.") from error
