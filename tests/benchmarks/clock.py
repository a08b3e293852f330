"""Times the pages of the statutory clock and the timeline of a plan that took the place of two others. Called by
served.py; not a test.

Everything is recorded through the services; nothing of it is a real council's. Django has to be set up.
"""

from dataclasses import replace
from datetime import date

from actions.choices import DeadlineBasis, DeadlineKind, PlanEventKind, PlanKind
from actions.due_dates import DueDate
from actions.models import Plan
from actions.services.clock import set_day
from actions.services.succession import record_event, succeed
from boards.services.visits import plan_visit
from tests.actions.clocks import inspected, make_deadline
from tests.benchmarks.timing import browser, page, warm
from tests.factories import STARTS_ON, Scene, day, make_place, make_scene

DATES = 8
PLANS = 2


def main() -> None:
    """Make the plans and print the table."""
    scene = make_scene(make_place("clock"), title="Plan with dates")
    inspected(scene)
    _live(scene, 0)
    for number in range(1, PLANS + 1):
        scene = replace(scene, plan=_next(scene, number))
        _live(scene, number)
    title = f"{DATES} dates a plan, {PLANS} plans before, one process"
    print(f"{title:58}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}")
    manager = browser(scene.manager)
    for name, path in (("Statutory dates", "clock/"), ("Timeline", "timeline/")):
        address = f"/{scene.place.area.slug}/{scene.plan.slug}/{path}"
        print(warm(page(manager, address)).row(name, "aim: 40 ms"))


def _live(scene: Scene, number: int) -> None:
    """Dates with those who are told, one set by hand; steps and visits."""
    for each in range(DATES):
        deadline = make_deadline(
            scene,
            kind=DeadlineKind.OTHER,
            title=f"Date {number + 1}.{each + 1}",
            basis=DeadlineBasis.OTHER_DAY,
            basis_on=date(2018, 6, each + 1),
            basis_words="the letter",
            listeners=scene.place.posts,
        )
        plan_visit(
            plan=scene.plan,
            title=f"Visit {each + 1}",
            delivery=DueDate.parse("November 2018"),
            by=scene.manager,
        )
        record_event(
            plan=scene.plan,
            event=PlanEventKind.REVIEWED,
            happened_on=day(30 * (each + 1)),
            by=scene.manager,
        )
    set_day(deadline=deadline, day=date(2027, 6, 1), reason="Agreed", by=scene.manager)


def _next(scene: Scene, number: int) -> Plan:
    return succeed(
        plan=scene.plan,
        slug=f"app-{number}",
        title=f"Accelerated Progress Plan {number}",
        kind=PlanKind.APP,
        starts_on=STARTS_ON,
        by=scene.manager,
    )
