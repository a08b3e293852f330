"""States of the pages of the statutory clock, the timeline and succession."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from actions.choices import DeadlineBasis, DeadlineKind, PlanEventKind, PlanKind
from actions.models import Deadline
from actions.services import clock, succession
from tests.actions.clocks import inspected, make_deadline
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open, errors
from tests.factories import day


def _counted(showcase: Showcase) -> Deadline:
    """Dates that are met, set to another day, near, passed and not to be counted yet, with who is told."""
    scene, by = showcase.scene, showcase.manager
    inspected(scene, received_on=None)
    met = make_deadline(scene, listeners=showcase.place.posts)
    clock.meet(deadline=met, met_on=day(139), by=by)
    make_deadline(scene, kind=DeadlineKind.PROGRESS_ADVICE)
    make_deadline(scene, basis=DeadlineBasis.RECEIPT)
    near = make_deadline(scene, kind=DeadlineKind.OTHER, title="A date " + "with a long name " * 9)
    clock.set_day(
        deadline=near,
        day=timezone.localdate() + timedelta(days=9),
        reason="DfE asked for it.\n\nIn two sentences.",
        by=by,
    )
    return met


def _lived(showcase: Showcase) -> None:
    """A plan submitted, returned and approved, with its dates."""
    _counted(showcase)
    for event, on in (
        (PlanEventKind.SUBMITTED, day(139)),
        (PlanEventKind.RETURNED, day(160)),
        (PlanEventKind.APPROVED, day(200)),
    ):
        succession.record_event(
            plan=showcase.plan, event=event, happened_on=on, note="By letter", by=showcase.manager
        )


def _clock(open_page: Open, showcase: Showcase) -> Page:
    _counted(showcase)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}clock/")
    for details in page.locator("main details").all():
        details.locator("summary").click()
    return page


def _previewed(open_page: Open, showcase: Showcase) -> Page:
    inspected(showcase.scene)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}clock/add/?kind=wsoa")
    page.get_by_role("button", name="Show the day").click()
    expect(page.get_by_role("heading", name="Tuesday 22 May 2018")).to_be_visible()
    return page


def _refused(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}clock/add/")
    page.get_by_role("button", name="Add this date").click()
    expect(errors(page)).to_be_visible()
    return page


def _setting(open_page: Open, showcase: Showcase) -> Page:
    deadline = _counted(showcase)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}clock/{deadline.pk}/day/")
    return page


def _timeline(open_page: Open, showcase: Showcase) -> Page:
    _lived(showcase)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}timeline/")
    return page


def _carried(open_page: Open, showcase: Showcase) -> Page:
    action = showcase.actions["1.2"]
    succession.succeed(
        plan=showcase.plan,
        slug="app",
        title="Accelerated Progress Plan",
        kind=PlanKind.APP,
        starts_on=timezone.localdate(),
        actions=[action],
        by=showcase.manager,
    )
    page = open_page(showcase.manager)
    page.goto(f"/{showcase.place.area.slug}/app/actions/1.2/")
    page.get_by_text("Its history in").click()
    return page


STATES: dict[str, State] = {
    "statutory dates": _clock,
    "statutory dates, none": address(lambda s: s.member, lambda s: f"{s.dashboard}clock/"),
    "statutory date, shown before it is saved": _previewed,
    "statutory date, refused": _refused,
    "statutory date, another day": _setting,
    "timeline": _timeline,
    "succession": address(lambda s: s.manager, lambda s: f"{s.dashboard}succeed/"),
    "action carried from the plan before": _carried,
}
"""Name -> what brings a page into the state."""
