"""States of the pages of the register, its files, views and bulk changes."""

from playwright.sync_api import Page

from actions.cells import COLUMNS
from actions.services.desk import choose_columns, save_view
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open


def _with_views(open_page: Open, showcase: Showcase) -> Page:
    """The register with saved views, every column and several filters in use."""
    for name, is_shared in (("Red and late", False), ("For the board " * 5, True)):
        save_view(
            plan=showcase.plan,
            name=name.strip(),
            query="rating=R&state=overdue",
            is_shared=is_shared,
            by=showcase.manager,
        )
    choose_columns(plan=showcase.plan, columns=list(COLUMNS), by=showcase.manager)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.register}?rating=R&rating=A&owner=none&theme=1")
    page.goto(f"{showcase.register}?rating=R&rating=A")
    return page


def _preview(open_page: Open, showcase: Showcase) -> Page:
    """What a bulk update would do, with problems: red, and nothing said."""
    page = open_page(showcase.manager)
    page.goto(f"{showcase.scene.address}several/?all=1&what=update")
    page.get_by_label("Red").check()
    with page.expect_navigation():
        page.get_by_role("button", name="See what would change").click()
    return page


STATES: dict[str, State] = {
    "register, filters in use": address(
        lambda showcase: showcase.member,
        lambda showcase: f"{showcase.register}?rating=R&rating=A&theme=1&state=overdue",
    ),
    "register, more filters open": address(
        lambda showcase: showcase.member, lambda showcase: f"{showcase.register}?owner=none"
    ),
    "register, unfit filter": address(
        lambda showcase: showcase.member,
        lambda showcase: f"{showcase.register}?rating=Q&changed_since=2999-01-01",
        400,
    ),
    "register, views and columns": _with_views,
    "register, choosing": address(
        lambda showcase: showcase.manager, lambda showcase: f"{showcase.register}?choose=1"
    ),
    "saved views, none": address(
        lambda showcase: showcase.member, lambda showcase: f"{showcase.scene.address}views/"
    ),
    "saved views, a new one": address(
        lambda showcase: showcase.manager,
        lambda showcase: f"{showcase.scene.address}views/?rating=R&sort=-due",
    ),
    "columns": address(
        lambda showcase: showcase.member, lambda showcase: f"{showcase.scene.address}columns/"
    ),
    "bulk change, nobody chosen": address(
        lambda showcase: showcase.manager, lambda showcase: f"{showcase.scene.address}several/"
    ),
    "bulk change, owner": address(
        lambda showcase: showcase.manager,
        lambda showcase: f"{showcase.scene.address}several/?all=1&what=owner",
    ),
    "bulk change, preview with problems": _preview,
}
"""Name -> what brings a page into the state."""
