"""What is done against a risk: in words of its own or by an action of a plan, from day to day."""

from datetime import date
from typing import Any

import pytest

from actions.choices import MitigationState
from actions.due_dates import DueDate
from actions.errors import Refused, Stale
from actions.models import Mitigation, Plan, Risk
from actions.risking import RiskLine, risks_as_at
from actions.services.actions import withdraw_action
from actions.services.mitigations import add_mitigation, change_mitigation
from actions.services.writing import Seen, newest_id
from tests.actions.risking import make_risk
from tests.factories import (
    Place,
    Scene,
    at,
    day,
    make_action,
    make_place,
    make_scene,
    rate,
)


def _line(risk: Risk, on: date | None = None) -> RiskLine | None:
    plan = Plan.objects.select_related("area").get(plan_risks__risk=risk)
    return risks_as_at(plan, on or day(400)).line(risk.pk)


def _on(risk: Risk, on: date | None = None) -> RiskLine:
    line = _line(risk, on)
    assert line is not None
    return line


def _mitigate(risk: Risk, scene: Scene, **given: Any) -> Mitigation:
    values: dict[str, Any] = {
        "state": MitigationState.PLANNED,
        "effective_date": day(0),
        "by": scene.manager,
        **given,
    }
    return add_mitigation(risk=risk, **values)


def test_mitigation_of_its_own_words_is_planned_then_in_place(scene: Scene) -> None:
    risk = make_risk(scene)
    mitigation = _mitigate(
        risk,
        scene,
        text="Ask the advisers to read it first",
        owner=scene.place.posts[1],
        due=DueDate.parse("March 2018"),
    )
    planned = _on(risk, day(5)).mitigations[0]
    assert (planned.text, planned.owner) == (
        "Ask the advisers to read it first",
        "Head of the virtual school",
    )
    assert (str(planned.due), planned.state) == ("March 2018", MitigationState.PLANNED)
    assert not _on(risk, date(2018, 3, 31)).mitigations[0].is_late
    assert _on(risk, date(2018, 4, 1)).mitigations[0].is_late
    change_mitigation(
        mitigation=mitigation,
        state=MitigationState.IN_PLACE,
        effective_date=day(60),
        text="Ask the advisers to read it first",
        by=scene.manager,
    )
    in_place = _on(risk, day(120)).mitigations[0]
    assert (in_place.state, in_place.owner) == (MitigationState.IN_PLACE, "")
    assert not _on(risk, day(400)).mitigations[0].is_late
    assert _on(risk, day(59)).mitigations[0].state == MitigationState.PLANNED


def test_mitigation_that_is_an_action_says_what_the_position_says(scene: Scene) -> None:
    action = make_action(scene, "1.1", owners=scene.place.posts[:2], due="30 April 2018")
    rate(action, scene.ratings["R"], day(10), by=scene.manager)
    risk = make_risk(scene)
    _mitigate(risk, scene, action=action)
    found = _on(risk, day(12)).mitigations[0]
    assert (found.text, found.reference) == ("Do what 1.1 says", "1.1")
    assert found.owner == "Head of SEND, Head of the virtual school"
    assert (str(found.due), found.rating and found.rating.label) == ("30 April 2018", "Red")
    assert _on(risk, day(9)).mitigations[0].rating is None
    with pytest.raises(Refused, match="mitigation of the risk already"):
        _mitigate(risk, scene, action=action)


def test_mitigation_whose_action_was_withdrawn_says_so(scene: Scene) -> None:
    action = make_action(scene, "1.1")
    risk = make_risk(scene)
    _mitigate(risk, scene, action=action)
    withdraw_action(action=action, effective_date=day(20), reason="Done", by=scene.manager)
    assert _on(risk, day(19)).mitigations[0].departed == ""
    gone = _on(risk, day(20)).mitigations[0]
    assert (gone.reference, gone.text, gone.departed) == ("1.1", "Do what 1.1 says", "Withdrawn")


def test_mitigation_may_be_an_action_of_another_plan_of_the_area(
    scene: Scene, place: Place
) -> None:
    other = make_scene(place, slug="next")
    risk = make_risk(scene)
    _mitigate(risk, scene, action=make_action(other, "7"))
    found = _on(risk).mitigations[0]
    assert (found.reference, found.plan_slug) == ("7", "next")


def test_dropped_mitigation_leaves_the_register_from_the_day_with_a_reason(scene: Scene) -> None:
    risk = make_risk(scene)
    mitigation = _mitigate(risk, scene, text="Hire")
    given: dict[str, Any] = {
        "mitigation": mitigation,
        "state": MitigationState.DROPPED,
        "effective_date": day(30),
        "text": "Hire",
        "by": scene.manager,
    }
    with pytest.raises(Refused, match="Give a reason"):
        change_mitigation(**given)
    change_mitigation(**given, reason="No money")
    assert len(_on(risk, day(29)).mitigations) == 1
    assert _on(risk, day(30)).mitigations == ()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "–"}, "text"),
        ({"text": "x" * 50_000}, "text"),
        ({"text": "Hire", "state": MitigationState.DROPPED}, "state"),
        ({"text": "Hire", "effective_date": date(2999, 1, 1)}, "effective_date"),
    ],
)
def test_mitigation_that_breaks_a_rule_is_refused_with_its_field(
    scene: Scene, wrong: dict[str, Any], field: str
) -> None:
    risk = make_risk(scene)
    with pytest.raises(Refused) as refused:
        _mitigate(risk, scene, **wrong)
    assert refused.value.field == field


def test_mitigation_takes_no_action_or_post_of_another_area_and_no_words_beside_an_action(
    scene: Scene,
) -> None:
    risk = make_risk(scene)
    other = make_scene(make_place("elsewhere"))
    for wrong in (
        {"action": make_action(other, "1")},
        {"text": "Hire", "owner": other.place.posts[0]},
        {"text": "Hire", "action": make_action(scene, "1")},
    ):
        with pytest.raises(Refused):
            _mitigate(risk, scene, **wrong)


def test_mitigation_sent_twice_is_added_once_and_one_that_changed_since_is_refused(
    scene: Scene,
) -> None:
    risk = make_risk(scene)
    first = _mitigate(risk, scene, text="Hire", now=at(day(3)))
    assert _mitigate(risk, scene, text="Hire", now=at(day(3))) == first
    seen = Seen(newest_id(first.entries.all()))
    given: dict[str, Any] = {
        "mitigation": first,
        "state": MitigationState.IN_PLACE,
        "effective_date": day(4),
        "text": "Hire",
        "seen": seen,
        "by": scene.manager,
    }
    change_mitigation(**given)
    with pytest.raises(Stale):
        change_mitigation(**given)
    with pytest.raises(Refused, match="Nothing is changed"):
        change_mitigation(**{**given, "seen": None})
