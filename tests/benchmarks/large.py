"""Times the pages of a plan of 1,000 actions, and an import of 2,000 rows. Called by served.py; not a test.

All in one process, without a network between: time by the clock, and the time that the processor spent. Warm
means that the page was asked for before, so that the plan's Position is remembered. What takes seconds is done
once. The plan is made through the services; nothing of it is a real council's. Django has to be set up.
"""

import io
from collections.abc import Iterator
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from actions.importing.columns import guess_for
from actions.importing.outcome import Options
from actions.importing.table import CellTable, Row
from actions.models import Plan
from actions.services.importing import import_actions
from tests.benchmarks.timing import browser, once, page, warm
from tests.factories import Scene, at, make_place, make_scene

ACTIONS = 1_000
CARDS = 30
"""Actions that the action owner's post owns."""
IMPORTED = 2_000
REPEATS = 15
STARTS_ON = date(2024, 1, 1)

HEADER = (
    *("Reference", "Action", "Theme", "Workstream", "Report group", "Lead organisation", "Owners"),
    *("Due date", "Rating", "Commentary", "Remedial action"),
)
_DUE = ("Ongoing", "30 April 2026", "June 2027", "Q3 2027/28", "31 December 2028")
FILTERS = (
    *("q=pathway", "q=families", "q=12", "rating=R", "rating=R&rating=A", "theme=2", "theme=2A"),
    *("workstream=WS1", "owner=none", "owner={post}", "organisation=Council", "group=Workforce"),
    *("state=complete", "state=in-progress", "state=not-started", "state=overdue"),
    *("state=due-soon", "state=stale", "state=no-remedial-action", "state=waiting"),
    *("state=starting-next", "state=slipped", "state=unowned", "state=no-evidence"),
    *("state=completed-late", "state=overdue&rating=R&theme=2", "changed_since={day}"),
)
"""Every filter of the register, two that search many words, and some of several at once."""


def cells(number: int, turn: int, titles: list[str]) -> Iterator[tuple[str, ...]]:
    """The cells of so many actions, whose owners are the posts with the titles; other words in each turn."""
    step = max(number // CARDS, 1)
    for index in range(number):
        is_card = index % step == 0 and index // step < CARDS
        yield (
            f"{index // 26 + 1}{chr(ord('A') + index % 26)}",
            f"Agree and publish the pathway for children who wait for support, part {index + 1}",
            ("1", "2", "2A")[index % 3],
            ("WS1", "WS2", "")[index % 3],
            ("Co-production", "Workforce", "")[index % 3],
            "Council" if index % 2 else "Health",
            titles[0] if is_card else titles[1 + index % 2],
            _DUE[index % len(_DUE)],
            "GGGARW"[(index + turn) % 6],
            f"In turn {turn + 1} the group met twice. "
            + "Families asked for shorter letters. " * 6,
            "A second officer has been asked for." if index % 3 else "",
        )


def workbook(rows: Iterator[tuple[str, ...]]) -> bytes:
    """The cells below their headings, as a council's workbook has them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for row in (HEADER, *rows):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def main() -> None:
    """Make the plan and print the table."""
    place = make_place("benchmark")
    scene = make_scene(place, title="Large plan", starts_on=STARTS_ON)
    _tell(scene)
    title = f"Plan of {ACTIONS:,} actions, one process"
    print(f"{title:58}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}")
    manager, owner = (browser(user) for user in (place.manager, place.owner))
    register = f"{scene.address}actions/"
    print(warm(page(manager, register)).row("Register, unfiltered", "aim: 60 ms"))
    given = {"post": place.posts[1].pk, "day": timezone.localdate() - timedelta(days=60)}
    filters = [each.format(**given) for each in FILTERS]
    found = {each: warm(page(manager, f"{register}?{each}")) for each in filters}
    worst = max(found, key=lambda each: found[each].cpu)
    print(found[worst].row(f"Register, slowest of {len(found)} filters: {worst}", "aim: 60 ms"))
    my_work = warm(page(owner, f"{scene.address}my-work/"))
    print(my_work.row(f"My work, {CARDS} cards", "aim: 40 ms"))
    print(warm(page(manager, f"{scene.address}audit/")).row("Audit", ""))
    print(warm(page(manager, f"{scene.address}actions.xlsx"), 3).row("Workbook (XLSX)", ""))
    empty = make_scene(place, slug="empty", title="Plan to import into", starts_on=STARTS_ON)
    _import(manager, empty)


def _titles(scene: Scene) -> list[str]:
    return [post.title for post in scene.place.posts]


def _tell(scene: Scene) -> None:
    """Give the plan its actions, each with two updates, the last six weeks old."""
    for turn, days in enumerate((75, 42)):
        day = timezone.localdate() - timedelta(days=days)
        numbered = enumerate(cells(ACTIONS, turn, _titles(scene)), start=2)
        table = CellTable("", HEADER, tuple(Row(number, row) for number, row in numbered))
        options = Options(guess_for(table, scene.plan), day, f"returns-{turn}.csv")
        import_actions(plan=scene.plan, table=table, options=options, by=scene.manager, now=at(day))


def _import(manager: Client, scene: Scene) -> None:
    """Print how long a file takes into the empty plan."""
    data = workbook(cells(IMPORTED, 0, _titles(scene)))
    drafts: list[str] = []

    def choose_and_look() -> None:
        file = io.BytesIO(data)
        file.name = "plan.xlsx"
        form = {"file": file, "as_at": timezone.localdate()}
        answer = manager.post(f"{scene.address}import/", form)
        assert answer.status_code == 302, answer.content.decode()
        drafts.append(answer["Location"])
        page(manager, drafts[-1])()

    name = f"Import of {IMPORTED:,} rows (XLSX, {len(data) // 1024} KB)"
    print(once(choose_and_look).row(f"{name}: read, preview", "aim: 3,000 ms"))
    form = {"revision": Plan.objects.get(pk=scene.plan.pk).revision}

    def confirm() -> None:
        manager.post(f"{drafts[-1]}confirm/", form)

    confirmed = once(confirm)
    assert scene.plan.actions.count() == IMPORTED
    print(confirmed.row(f"{name}: confirm", "aim: 5,000 ms"))
