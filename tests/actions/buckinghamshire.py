"""What Buckinghamshire's paper of 29 September 2020 says of its measures, recorded through the services."""

from datetime import date
from decimal import Decimal
from typing import Any

from actions.choices import Bound, GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.models import Measure, Plan
from actions.services.measures import add_measure, record_reading, set_mark
from tests.actions.measuring import month
from wsoa.models import User

KNOWN = date(2020, 9, 15)


def record_paper(plan: Plan, by: User) -> dict[str, Measure]:
    """The five measures of the paper with their readings and benchmarks, by a short name."""
    made = {
        name: _add(plan, by, *about)
        for name, about in {
            "assessments": ("Assessments completed in 20 weeks", Unit.PERCENT, 1),
            "advice": ("Educational psychology advice on time", Unit.PERCENT, 0),
            "quality": ("Plans judged good or better", Unit.PERCENT, 0),
            "plans": ("Children with a plan", Unit.COUNT, 0),
            "support": ("Children with SEN support", Unit.PERCENT, 1),
        }.items()
    }
    assessments = made["assessments"]
    for year, value in ((2017, "18.9"), (2018, "32.7"), (2019, "40")):
        span = (date(year, 1, 1), date(year, 12, 31))
        _read(assessments, value, *span, str(year), by, effective_date=date(2020, 1, 31))
    so_far = "January to August 2020 (cumulative)"
    _read(assessments, "65", date(2020, 1, 1), month(8)[1], so_far, by, is_cumulative=True)
    for each in (5, 6, 7, 8):
        start, end = month(each)
        _read(assessments, "75", start, end, f"{end:%B %Y}", by, bound=Bound.ABOVE)
    _england(assessments, "60", date(2019, 12, 31), "2019", by)
    for name, number, value in (("quality", 7, "19"), ("quality", 8, "47"), ("advice", 8, "89")):
        start, end = month(number)
        _read(made[name], value, start, end, f"{end:%B %Y}", by)
    day = date(2020, 9, 7)
    _read(made["plans"], "4879", None, day, "7 September 2020", by, effective_date=day)
    census = date(2020, 1, 16)
    _read(made["support"], "10", None, census, "January 2020", by, numerator=Decimal(9590))
    _england(made["support"], "12.1", census, "January 2020", by)
    return made


def _add(plan: Plan, by: User, name: str, unit: Unit, decimals: int) -> Measure:
    return add_measure(
        area=plan.area,
        plan=plan,
        name=name,
        unit=unit,
        direction=GoodDirection.UP,
        frequency=MeasureFrequency.MONTHLY,
        decimals=decimals,
        is_public=True,
        by=by,
    )


def _read(
    measure: Measure,
    value: str,
    start: date | None,
    end: date,
    printed: str,
    by: User,
    **given: Any,
) -> None:
    record_reading(
        measure=measure,
        value=Decimal(value),
        period_start=start,
        period_end=end,
        printed=printed,
        by=by,
        **{"effective_date": KNOWN, **given},
    )


def _england(measure: Measure, value: str, end: date, printed: str, by: User) -> None:
    set_mark(
        measure=measure,
        mark=MarkKind.NATIONAL,
        value=Decimal(value),
        period_end=end,
        printed=printed,
        effective_date=KNOWN,
        by=by,
    )
