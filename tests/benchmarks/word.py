"""Times the cabinet paper of Windsor and Maidenhead as a Word file and as a workbook. Called by served.py; not a test.

Needs the demonstration. Django has to be set up.
"""

from collections.abc import Callable
from datetime import date

from actions.models import Plan
from reports.documents import plan_paper
from reports.spreadsheet import paper_xlsx
from reports.word import paper_docx
from tests.benchmarks.timing import warm
from tests.reports.house_documents import house_document


def main() -> None:
    """Print the table."""
    plan = Plan.objects.select_related("area").get(area__slug="windsor-and-maidenhead", slug="wsoa")
    day = date(2018, 4, 30)
    content, house = plan_paper(plan, "cabinet", day), house_document()
    title = "Cabinet paper with an appendix of 107 rows, one process"
    print(f"{title:58}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}")
    for name, write in (
        ("Reading it and writing Word", lambda: paper_docx(plan_paper(plan, "cabinet", day))),
        ("Word alone", lambda: paper_docx(content)),
        ("Word alone, in a council's own styles", lambda: paper_docx(content, house)),
        ("Workbook alone", lambda: paper_xlsx(content)),
    ):
        print(warm(_written(write)).row(name, "may take 300 ms"))


def _written(write: Callable[[], bytes]) -> Callable[[], None]:
    def ask() -> None:
        assert write()

    return ask
