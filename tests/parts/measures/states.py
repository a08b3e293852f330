"""States of the pages that show measures."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from playwright.sync_api import Page

from actions.choices import Bound, MarkKind, MeasureFrequency, Unit
from actions.models import Measure
from actions.services.measures import correct_reading, record_reading, retire_measure, set_mark
from tests.actions.measured import make_measure, read_month, set_target
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open


def _fill(showcase: Showcase) -> Measure:
    """Measures of every kind; the first has months enough for its normal range, one of them corrected."""
    scene, by = showcase.scene, showcase.manager
    first = make_measure(
        scene, is_public=True, definition="Of all assessments.\n\nWithout exceptions."
    )
    first_day = date(2016, 12, 31)
    for place, value in enumerate((40, 42, 41, 43, 41, 40, 42, 44, 41, 43, 42, 44, 60)):
        start = (first_day + timedelta(days=31 * place)).replace(day=1)
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        reading = record_reading(
            measure=first,
            value=Decimal(value),
            period_start=start,
            period_end=end,
            printed=f"{end:%B %Y}",
            effective_date=end + timedelta(days=5),
            is_provisional=place == 12,
            by=by,
        )
    correct_reading(
        reading=reading,
        value=Decimal(61),
        period_start=reading.period_start,
        period_end=reading.period_end,
        printed=reading.period_printed,
        is_provisional=True,
        reason="A digit was misread",
        by=by,
    )
    for said, until in (("50", date(2017, 12, 31)), ("75", date(2018, 12, 31))):
        agreed = date(2017, 2, 1)
        set_target(first, said, until, effective_date=agreed, by=by, note="Agreed by the board")
    for kind, said in ((MarkKind.BASELINE, "40"), (MarkKind.NATIONAL, "60")):
        set_target(first, said, date(2016, 12, 31), mark=kind, printed="2016", by=by)
    counted = make_measure(
        scene, "Children out of school", unit=Unit.COUNT, decimals=0, is_public=True
    )
    read_month(counted, 1, "12", by=by)
    read_month(counted, 2, "3", by=by, bound=Bound.ABOVE)
    make_measure(scene, "What families say", unit=Unit.SCORE, frequency=MeasureFrequency.TERMLY)
    old = make_measure(scene, "Referrals by post", unit=Unit.COUNT, decimals=0)
    read_month(old, 1, "30", by=by)
    retire_measure(measure=old, retired_on=date(2018, 3, 1), reason="No more post", by=by)
    set_mark(
        measure=counted,
        mark=MarkKind.BASELINE,
        value=Decimal(14),
        period_end=date(2017, 12, 31),
        printed="December 2017",
        effective_date=date(2018, 1, 1),
        by=by,
    )
    return first


def _page(path: Callable[[Measure], str], *, is_open: bool = False) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        found = _fill(showcase)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}measures/{path(found)}")
        if is_open:
            for each in page.locator("main details > summary").all():
                each.click()
        return page

    return state


def _empty(path: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}{path}")
        return page

    return state


def _without_readings(open_page: Open, showcase: Showcase) -> Page:
    found = make_measure(showcase.scene)
    page = open_page(showcase.member)
    page.goto(f"{showcase.dashboard}measures/{found.pk}/")
    return page


STATES: dict[str, State] = {
    "measures": _page(lambda _: ""),
    "measures, how they are judged": _page(lambda _: "", is_open=True),
    "measures, none yet": _empty("measures/"),
    "measures, on an earlier day": _page(lambda _: "?as_at=2018-01-20"),
    "measure": _page(lambda found: f"{found.pk}/", is_open=True),
    "measure without readings": _without_readings,
    "measures as the public sees them": _page(lambda _: "public/", is_open=True),
    "measures as the public sees them, none": _empty("measures/public/"),
}
"""Name -> what brings a page into the state."""
