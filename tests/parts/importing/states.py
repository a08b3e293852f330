"""States of the pages of importing a plan."""

from playwright.sync_api import Page, expect

from tests.actions.importing.files import Cells, as_csv
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open
from tests.factories import day

HEADER = ("Ref", "Action", "By when", "BRAG", "Comments")
NEW = ("1.11", "Write it down", "Dec 18", "G", "Drafted")
CHANGED = ("1.2", "Do what 1.2 says in other words", "", "A", "Slower than was said")
LONG = ("1.12", "A long sentence about what will be done " * 20, "", "G", "x" * 300)
WRONG = ("1.13", "", "soon", "purple", "=1+1")


def _chosen(open_page: Open, showcase: Showcase, rows: Cells) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}import/")
    page.get_by_label("As at").fill(day(200).isoformat())
    page.set_input_files(
        "input[type=file]",
        {"name": "plan.csv", "mimeType": "text/csv", "buffer": as_csv((HEADER, *rows))},
    )
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="Check the import")).to_be_visible()
    return page


def _clean(open_page: Open, showcase: Showcase) -> Page:
    return _chosen(open_page, showcase, (NEW, CHANGED, LONG))


def _changes(open_page: Open, showcase: Showcase) -> Page:
    page = _clean(open_page, showcase)
    page.get_by_role("link", name="1 To change").click()
    expect(page.get_by_text("Slower than was said")).to_be_visible()
    return page


def _problems(open_page: Open, showcase: Showcase) -> Page:
    return _chosen(open_page, showcase, (NEW, WRONG))


def _options(open_page: Open, showcase: Showcase) -> Page:
    page = _problems(open_page, showcase)
    page.get_by_text("How the file is read").first.click()
    expect(page.get_by_label("Rating of rows without one")).to_be_visible()
    return page


def _same_column_twice(open_page: Open, showcase: Showcase) -> Page:
    page = _options(open_page, showcase)
    page.get_by_label("Detail").select_option("1")
    page.get_by_role("button", name="Read the file this way").click()
    expect(page.get_by_text("is chosen for Action already").first).to_be_visible()
    return page


def _no_table(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}import/")
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def _confirmed(open_page: Open, showcase: Showcase) -> Page:
    page = _clean(open_page, showcase)
    page.get_by_role("button", name="Confirm the import").click()
    expect(page.get_by_text("Imported plan.csv: 2 added, 1 changed")).to_be_visible()
    return page


STATES: dict[str, State] = {
    "import": address(lambda showcase: showcase.manager, lambda s: f"{s.dashboard}import/"),
    "import, nothing chosen": _no_table,
    "import, to confirm": _clean,
    "import, changes": _changes,
    "import, problems": _problems,
    "import, columns": _options,
    "import, columns refused": _same_column_twice,
    "import, confirmed": _confirmed,
}
"""Name -> what brings a page into the state."""
