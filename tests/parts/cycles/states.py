"""States of the pages of update cycles, emailed links and the mailbox."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from actions.choices import CycleFrequency
from actions.models import Plan, Post
from actions.services.cycles import open_cycle
from tests.actions.cycling import with_addresses
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open, errors
from tests.letters import newest_letter

POST = "post1@riverton.example"


def _asked(showcase: Showcase, days: int = 0) -> None:
    """A cycle that opened some days ago; one of the three posts cannot be asked."""
    with_addresses(showcase.scene)
    Post.objects.filter(pk=showcase.place.posts[2].pk).update(email="")
    plan = Plan.objects.select_related("area").get(pk=showcase.plan.pk)
    open_cycle(plan=plan, by=showcase.manager, now=timezone.now() - timedelta(days=days))


def link() -> str:
    """The path of the link in the message to the second post."""
    found = re.search(r"http://\S+?(/answer/\S+)", newest_letter(POST))
    assert found
    return found[1]


def _updates(before: Callable[[Showcase], None]) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        before(showcase)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}updates/")
        return page

    return state


def _silent(showcase: Showcase) -> None:
    Plan.objects.filter(pk=showcase.plan.pk).update(cycle_frequency=CycleFrequency.NONE)


def _answer(open_page: Open, showcase: Showcase) -> Page:
    _asked(showcase)
    page = open_page()
    page.goto(link())
    expect(page.get_by_role("heading", name="Updates from")).to_be_visible()
    return page


def _answered(open_page: Open, showcase: Showcase) -> Page:
    page = _answer(open_page, showcase)
    page.get_by_role("button", name="Nothing has changed").first.click()
    expect(page.get_by_text("is saved.")).to_be_visible()
    return page


def _refused(open_page: Open, showcase: Showcase) -> Page:
    page = _answer(open_page, showcase)
    page.get_by_text("Say what has changed").first.click()
    page.get_by_label("What has happened").first.fill("x" * 5_001)
    page.get_by_role("button", name="Send this answer").first.click()
    expect(errors(page)).to_be_visible()
    return page


def _mailbox(open_page: Open, showcase: Showcase) -> Page:
    _asked(showcase)
    page = open_page(showcase.manager)
    with override_settings(DEMO=True):
        page.goto("/mailbox/")
    page.get_by_text("need your update").first.click()
    expect(page.get_by_role("heading", name="Mailbox")).to_be_visible()
    return page


STATES: dict[str, State] = {
    "updates, a cycle is open": _updates(_asked),
    "updates, some days later": _updates(lambda showcase: _asked(showcase, 6)),
    "updates, none is open": address(lambda s: s.manager, lambda s: f"{s.dashboard}updates/"),
    "updates, nobody is asked": _updates(_silent),
    "emailed link": _answer,
    "emailed link, answered": _answered,
    "emailed link, refused": _refused,
    "emailed link that does not work": address(
        lambda _: None, lambda _: "/answer/1.1tabcd.forged/", 404
    ),
    "mailbox": _mailbox,
}
"""Name -> what brings a page into the state."""
