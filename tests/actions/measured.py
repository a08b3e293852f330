"""Measures and readings for tests, made through the services."""

from datetime import date
from decimal import Decimal
from typing import Any

from actions.choices import GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.models import Measure, MeasureMark, Reading
from actions.services.measures import add_measure, record_reading, set_mark
from tests.factories import STARTS_ON, Scene, at


def make_measure(scene: Scene, name: str = "Assessments in 20 weeks", **given: Any) -> Measure:
    """A percentage of the plan's, printed to one decimal, better when higher, owned by the first post; the plan has
    used it from its beginning."""
    values: dict[str, Any] = {
        "unit": Unit.PERCENT,
        "direction": GoodDirection.UP,
        "frequency": MeasureFrequency.MONTHLY,
        "decimals": 1,
        "owner": scene.place.posts[0],
        "by": scene.manager,
        "plan": scene.plan,
        "now": at(STARTS_ON),
        **given,
    }
    return add_measure(area=scene.place.area, name=name, **values)


def read_month(measure: Measure, month: int, value: str, **given: Any) -> Reading:
    """A reading for a month of 2018, known from the fifth of the next."""
    end = date(2018, month + 1, 1) if month < 12 else date(2019, 1, 1)
    values: dict[str, Any] = {
        "period_start": date(2018, month, 1),
        "period_end": date.fromordinal(end.toordinal() - 1),
        "printed": f"{date(2018, month, 1):%B %Y}",
        "effective_date": end.replace(day=5),
        **given,
    }
    return record_reading(measure=measure, value=Decimal(value), **values)


def set_target(measure: Measure, value: str, by_day: date, **given: Any) -> MeasureMark:
    """A target agreed on the first day of 2018."""
    values: dict[str, Any] = {
        "mark": MarkKind.TARGET,
        "period_end": by_day,
        "printed": f"{by_day:%B %Y}",
        "effective_date": date(2018, 1, 1),
        **given,
    }
    return set_mark(measure=measure, value=Decimal(value), **values)
