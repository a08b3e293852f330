"""Days so far off that they are a slip of the hand: refused in words, beside their field, whatever has the day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from actions.choices import DeadlineBasis, Framework, MitigationState
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.services import clock, inspections
from actions.services.mitigations import add_mitigation, change_mitigation
from actions.services.writing import check_not_far_off
from boards.services.board_actions import raise_board_action
from tests.actions.clocks import make_deadline
from tests.actions.measured import make_measure, set_target
from tests.actions.risking import make_risk
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day

CENTURY = date(2088, 4, 30)


def _mitigation(scene: Scene) -> None:
    add_mitigation(
        risk=make_risk(scene),
        text="Hire",
        due=DueDate.on(CENTURY),
        state=MitigationState.PLANNED,
        effective_date=day(0),
        by=scene.manager,
    )


def _changed_mitigation(scene: Scene) -> None:
    given: dict[str, Any] = {
        "text": "Hire",
        "state": MitigationState.PLANNED,
        "by": scene.manager,
    }
    made = add_mitigation(risk=make_risk(scene), effective_date=day(0), **given)
    change_mitigation(
        mitigation=made, due=DueDate.on(date(1991, 1, 1)), effective_date=day(1), **given
    )


def _target(scene: Scene) -> None:
    set_target(make_measure(scene), "50", CENTURY, by=scene.manager)


def _day_of_a_deadline(scene: Scene) -> None:
    clock.set_day(deadline=make_deadline(scene), day=CENTURY, reason="Agreed", by=scene.manager)


def _day_counted_from(scene: Scene) -> None:
    make_deadline(
        scene, basis=DeadlineBasis.OTHER_DAY, basis_on=date(1980, 1, 2), basis_words="Agreed"
    )


def _inspection(scene: Scene, **given: Any) -> None:
    inspections.record_inspection(
        area=scene.place.area,
        framework=Framework.LOCAL_AREA_2016,
        by=scene.manager,
        **{"began_on": date(2017, 12, 4), "ended_on": date(2017, 12, 8), **given},
    )


def _last_day_of_an_inspection(scene: Scene) -> None:
    _inspection(scene, ended_on=date(2019, 12, 8))


def _letter_of_an_inspection(scene: Scene) -> None:
    _inspection(scene, published_on=date(2021, 2, 8))


def _board_action(scene: Scene) -> None:
    meeting = make_meeting(make_board(scene), date(2018, 2, 26))
    raise_board_action(meeting=meeting, text="Write", due_on=CENTURY, by=scene.manager)


@pytest.mark.parametrize(
    ("act", "field", "said"),
    [
        (_mitigation, "due", "The due date must be within 10 years of 1 January 2018"),
        (_changed_mitigation, "due", "1 January 1991 is not"),
        (_target, "period", "The day it is to be reached by must be within 20 years"),
        (_day_of_a_deadline, "day", "must be within 20 years"),
        (_day_counted_from, "basis_on", "The day it is counted from must be within 20 years"),
        (_last_day_of_an_inspection, "ended_on", "within a year of 4 December 2017"),
        (_letter_of_an_inspection, "published_on", "within 2 years of 8 December 2017"),
        (_board_action, "due_on", "within 10 years of 26 February 2018"),
    ],
)
def test_day_that_cannot_be_meant_is_refused(
    scene: Scene, act: Callable[[Scene], None], field: str, said: str
) -> None:
    with pytest.raises(Refused, match=said) as refused:
        act(scene)
    assert refused.value.field == field
    assert "Check the year." in refused.value.message


@pytest.mark.parametrize("given", [date(2013, 1, 1), date(2018, 1, 1), date(2023, 1, 1)])
def test_day_within_the_years_is_taken_before_and_after(given: date) -> None:
    check_not_far_off(given, date(2018, 1, 1), 5, field="day", what="The day")
