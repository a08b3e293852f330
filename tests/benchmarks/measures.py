"""Times the pages of a plan with 25 measures of 36 monthly readings each. Called by served.py; not a test.

The aim is 40 ms of server time for the page of all of them. They are recorded through the services; nothing of them
is a real council's. Django has to be set up.
"""

from datetime import date, timedelta
from decimal import Decimal

from actions.choices import GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.models import Measure
from actions.services.measures import NewReading, add_measure, record_readings, set_mark
from tests.benchmarks.timing import browser, page, warm
from tests.factories import Scene, make_place, make_scene

MEASURES = 25
READINGS = 36
FIRST = date(2017, 1, 31)


def main() -> None:
    """Make the measures and print the table."""
    place = make_place("measures")
    scene = make_scene(place, title="Plan with measures", starts_on=FIRST)
    measures = [_measure(scene, number) for number in range(MEASURES)]
    title = f"{MEASURES} measures of {READINGS} readings, one process"
    print(f"{title:58}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}")
    manager = browser(place.manager)
    for name, path, aim in (
        ("Measures", "measures/", "aim: 40 ms"),
        ("One measure", f"measures/{measures[0].pk}/", "aim: 40 ms"),
        (f"What the public sees, {MEASURES} charts", "measures/public/", ""),
    ):
        print(warm(page(manager, f"{scene.address}{path}")).row(name, aim))


def _measure(scene: Scene, number: int) -> Measure:
    """A measure with a baseline, two targets, a benchmark and its readings."""
    by = scene.manager
    measure = add_measure(
        area=scene.place.area,
        plan=scene.plan,
        name=f"Assessments completed in 20 weeks, district {number + 1}",
        unit=Unit.PERCENT,
        direction=GoodDirection.UP,
        frequency=MeasureFrequency.MONTHLY,
        decimals=1,
        owner=scene.place.posts[0],
        is_public=True,
        by=by,
    )
    marks = (
        (MarkKind.BASELINE, 30, FIRST),
        (MarkKind.TARGET, 60, date(2018, 12, 31)),
        (MarkKind.TARGET, 90, date(2020, 12, 31)),
        (MarkKind.NATIONAL, 55, date(2016, 12, 31)),
    )
    for kind, value, end in marks:
        set_mark(
            measure=measure,
            mark=kind,
            value=Decimal(value),
            period_end=end,
            printed=f"{end:%B %Y}",
            effective_date=FIRST + timedelta(days=1),
            by=by,
        )
    record_readings(
        area=scene.place.area,
        readings=[_reading(measure, number, place) for place in range(READINGS)],
        by=by,
    )
    return measure


def _reading(measure: Measure, number: int, place: int) -> NewReading:
    start = date(FIRST.year + place // 12, place % 12 + 1, 1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    value = Decimal(30 + place + (7 * place + number) % 11)
    return NewReading(
        measure=measure,
        value=value,
        period_start=start,
        period_end=end,
        printed=f"{end:%B %Y}",
        effective_date=end + timedelta(days=5),
        numerator=value * 2,
        denominator=Decimal(200),
        is_provisional=place == READINGS - 1,
    )
