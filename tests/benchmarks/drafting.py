"""Times what a report officer waits for while a paper is written: each section's preview, the whole paper's, its web version, Word, PDF.

Called by served.py; not a test. Needs the demonstration. Django has to be set up. Everything remembered is thrown away before each
request, so that every figure is read from the history.
"""

import statistics
from collections.abc import Callable

from django.test import Client

from actions.position.memory import forget_all
from reports.models import Paper
from tests.benchmarks.timing import Taken, browser, once
from wsoa.models import User

REPEATS = 7
MOST = "may take 150 ms"


def main() -> None:
    """Print the table: one block a paper of the demonstration."""
    print(
        f"{'Papers being written, nothing remembered':58}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}"
    )
    for paper in Paper.objects.select_related("plan__area", "template").order_by("pk"):
        _time(paper)


def _time(paper: Paper) -> None:
    area = paper.plan.area.slug
    client = browser(User.objects.get(email=f"officer@{area}.example"))
    name, below = f"{area}, {paper.template.key}", f"/{area}/{paper.plan.slug}/papers/{paper.pk}/"
    sections = [
        _cold(_post(client, f"{below}sections/{each.pk}/preview/", each.text), 3)
        for each in paper.sections.all()
    ]
    slowest = max(sections, key=lambda taken: taken.cpu)
    print(slowest.row(f"{name}: slowest section's preview", MOST))
    print(_cold(_get(client, f"{below}preview/")).row(f"{name}: whole preview", MOST))
    if paper.publications.exists():
        address = f"/published/{area}/{paper.pk}/"
        print(
            _cold(_get(Client(SERVER_NAME="localhost"), address)).row(
                f"{name}: web version, published", ""
            )
        )
    print(_cold(_get(client, f"{below}draft.docx")).row(f"{name}: Word", "may take 300 ms"))
    print(_cold(_get(client, f"{below}draft.pdf"), 1).row(f"{name}: PDF", ""))


def _get(client: Client, address: str) -> Callable[[], None]:
    def ask() -> None:
        assert client.get(address).status_code == 200, address

    return ask


def _post(client: Client, address: str, text: str) -> Callable[[], None]:
    def ask() -> None:
        assert client.post(address, {"text": text}).status_code == 200, address

    return ask


def _cold(ask: Callable[[], None], repeats: int = REPEATS) -> Taken:
    """The medians of asking so often, everything remembered thrown away each time."""
    ask()
    taken = []
    for _ in range(repeats):
        forget_all()
        taken.append(once(ask))
    return Taken(
        statistics.median(each.wall for each in taken),
        statistics.median(each.cpu for each in taken),
        taken[0].queries,
    )
