"""Builders for tests of inspections, through the services as everybody does."""

from datetime import date, timedelta
from typing import Any

from actions.choices import Framework, WeaknessKind
from actions.models import Inspection, Weakness
from actions.services import inspections
from tests.factories import STARTS_ON, Place, Scene

BEGAN_ON = STARTS_ON - timedelta(days=90)
ENDED_ON = BEGAN_ON + timedelta(days=4)
REVISITED_ON = STARTS_ON + timedelta(days=400)


def make_inspection(place: Place, began_on: date = BEGAN_ON, **given: Any) -> Inspection:
    """An inspection of 2017 with its dates, or the one that began on the day already."""
    framework = given.pop("framework", Framework.LOCAL_AREA_2016)
    there = Inspection.objects.filter(
        area=place.area, framework=framework, began_on=began_on
    ).first()
    if there is not None:
        return there
    ended_on = given.pop("ended_on", began_on + timedelta(days=4))
    values: dict[str, Any] = {
        "letter_on": ended_on + timedelta(days=30),
        "received_on": ended_on + timedelta(days=31),
        "published_on": ended_on + timedelta(days=38),
        "bodies": (place.council, place.health),
        "by": place.manager,
        **given,
    }
    return inspections.record_inspection(
        area=place.area, framework=framework, began_on=began_on, ended_on=ended_on, **values
    )


def make_weakness(inspection: Inspection, place: Place, title: str = "", **given: Any) -> Weakness:
    """The next weakness that the inspection found."""
    number = inspection.weaknesses.count() + 1
    values: dict[str, Any] = {
        "title": title or f"Weakness {number}",
        "words": f"The letter says what weakness {number} is.",
        "by": place.manager,
        **given,
    }
    return inspections.add_weakness(inspection=inspection, **values)


def make_revisit(
    inspection: Inspection, place: Place, on: date = REVISITED_ON, **given: Any
) -> Inspection:
    """A revisit that follows the inspection up."""
    is_2023 = inspection.framework == Framework.AREA_2023
    values: dict[str, Any] = {
        "framework": Framework.MONITORING_2023 if is_2023 else Framework.REVISIT,
        "revisits": inspection,
        **given,
    }
    return make_inspection(place, on, **values)


def answering(scene: Scene, weaknesses: int = 2, **given: Any) -> list[Weakness]:
    """Weaknesses of an inspection that the scene's plan answers."""
    inspection = make_inspection(scene.place, **given)
    inspections.set_inspection(plan=scene.plan, inspection=inspection, by=scene.manager)
    missing = weaknesses - inspection.weaknesses.count()
    for _ in range(max(0, missing)):
        make_weakness(inspection, scene.place)
    return list(inspection.weaknesses.all())


def make_priority(inspection: Inspection, place: Place, **given: Any) -> Weakness:
    """An area for priority action, of an inspection under the 2023 framework."""
    return make_weakness(inspection, place, kind=WeaknessKind.PRIORITY_ACTION, **given)
