"""What tests of the statutory clock share: a plan with its inspection, and a deadline of it."""

from datetime import date
from typing import Any

from actions.choices import DeadlineBasis, DeadlineKind, DeadlineUnit, Framework
from actions.models import Deadline, Inspection, Plan
from actions.services import clock
from tests.factories import Scene

LETTER, RECEIVED, PUBLISHED = date(2018, 1, 31), date(2018, 2, 2), date(2018, 2, 8)
DUE = date(2018, 5, 22)
"""70 working days after the publication."""


def inspected(scene: Scene, **given: Any) -> Inspection:
    """The plan answers an inspection whose letter was dated, received and published on three days."""
    values: dict[str, Any] = {
        "framework": Framework.LOCAL_AREA_2016,
        "began_on": date(2017, 12, 4),
        "ended_on": date(2017, 12, 8),
        "letter_on": LETTER,
        "received_on": RECEIVED,
        "published_on": PUBLISHED,
        **given,
    }
    inspection = Inspection.objects.create(area=scene.place.area, **values)
    Plan.objects.filter(pk=scene.plan.pk).update(inspection=inspection)
    scene.plan.refresh_from_db()
    return inspection


def make_deadline(scene: Scene, **given: Any) -> Deadline:
    """Submitting the statement, 70 working days after publication."""
    values: dict[str, Any] = {
        "kind": DeadlineKind.WSOA,
        "basis": DeadlineBasis.PUBLICATION,
        "count": 70,
        "unit": DeadlineUnit.WORKING_DAYS,
        "by": scene.manager,
        **given,
    }
    return clock.add_deadline(plan=scene.plan, **values)
