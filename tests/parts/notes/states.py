"""States of the pages of notes, watching and links between actions."""

from playwright.sync_api import Page, expect

from actions.choices import LinkRelation
from actions.services import links, notes, watching
from tests.browser.showcase import LATER, Showcase, State, address
from tests.browser.visitors import Open, errors


def _discussed(open_page: Open, showcase: Showcase) -> Page:
    """An action with notes, one taken back, that waits on one in trouble and repeats another."""
    by, action = showcase.manager, showcase.actions["1.2"]
    notes.add_note(
        action=action, text=f"@{showcase.owner.email} see action 1.4:\n- this\n- that", by=by
    )
    notes.withdraw_note(note=notes.add_note(action=action, text="Mistaken", by=by), by=by)
    for reference, relation in (
        ("1.3", LinkRelation.DEPENDS_ON),
        ("1.8", LinkRelation.DEPENDS_ON),
        ("1.5", LinkRelation.DUPLICATES),
    ):
        links.link_actions(
            action=action,
            other=showcase.actions[reference],
            relation=relation,
            effective_date=LATER,
            by=by,
        )
    page = open_page(by)
    page.goto(showcase.action("1.2"))
    page.get_by_text("Tell people by email").click()
    expect(page.get_by_text("Taken back")).to_be_visible()
    return page


def _watching(open_page: Open, showcase: Showcase) -> Page:
    for action in showcase.actions.values():
        watching.watch(action=action, by=showcase.manager)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}watching/")
    return page


def _refused(where: str, button: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(showcase.manager)
        page.goto(f"{showcase.action('1.2')}{where}")
        page.get_by_role("button", name=button).click()
        expect(errors(page)).to_be_visible()
        return page

    return state


def _taking_back(open_page: Open, showcase: Showcase) -> Page:
    note = notes.add_note(action=showcase.actions["1.2"], text="Mistaken", by=showcase.manager)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.action('1.2')}notes/{note.pk}/withdraw/")
    return page


STATES: dict[str, State] = {
    "action, discussed and linked": _discussed,
    "actions watched": _watching,
    "actions watched, none": address(
        lambda showcase: showcase.manager, lambda showcase: f"{showcase.dashboard}watching/"
    ),
    "note, refused": _refused("notes/", "Add note"),
    "note taken back": _taking_back,
    "link, refused": _refused("links/", "Link the actions"),
}
"""Name -> what brings a page into the state."""
