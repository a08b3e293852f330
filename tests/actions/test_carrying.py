"""What the plan that takes another's place takes over: how actions stood, their dates, what mitigates risks, who watches."""

from datetime import date, timedelta
from typing import Any

import pytest

from actions.choices import MitigationState, PlanEventKind, PlanKind
from actions.coverage import coverage_as_at
from actions.coverage.story import stories
from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import CarriedAction, Plan, PlanEvent
from actions.position import Line, position_as_at
from actions.risking import risks_as_at
from actions.services.actions import change_due_date
from actions.services.mitigations import add_mitigation
from actions.services.proposals import submit_update
from actions.services.succession import record_event, succeed
from boards.models import BoardPlan
from tests.actions.covering import answers
from tests.actions.inspecting import answering
from tests.actions.risking import make_risk
from tests.boards.making import make_board
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, rate
from tests.parts.answering.asking import let_wait

pytestmark = pytest.mark.django_db

START = day(400)


def _succeed(scene: Scene, **given: Any) -> Plan:
    values: dict[str, Any] = {
        "slug": "app",
        "title": "Accelerated Progress Plan",
        "kind": PlanKind.APP,
        "starts_on": START,
        "by": scene.manager,
        **given,
    }
    return succeed(plan=scene.plan, **values)


def _line(plan: Plan, reference: str, on: date = START) -> Line:
    return next(line for line in position_as_at(plan, on).lines if line.reference == reference)


def test_an_action_goes_on_as_it_stood_with_its_first_date_and_the_present_one(
    scene: Scene,
) -> None:
    action = make_action(scene, "1.1", due=DueDate.parse("March 2018"))
    change_due_date(
        action=action,
        due=DueDate.parse("June 2018"),
        effective_date=day(60),
        reason="Agreed in May",
        by=scene.manager,
    )
    rate(action, scene.ratings["R"], day(90), by=scene.manager, commentary="A post is vacant")
    line = _line(_succeed(scene, actions=[action]), "1.1")
    assert line.rating is not None
    assert (line.rating.code, line.commentary) == ("R", "A post is vacant")
    assert (str(line.original_due), str(line.due)) == ("March 2018", "June 2018")


def test_an_action_that_was_complete_begins_without_a_rating(scene: Scene) -> None:
    action = make_action(scene, "1.1")
    rate(action, scene.ratings["B"], day(90), by=scene.manager)
    assert _line(_succeed(scene, actions=[action]), "1.1").rating is None


def test_the_old_plan_is_closed_on_the_day_on_which_the_new_one_starts(scene: Scene) -> None:
    _succeed(scene)
    (closed,) = PlanEvent.objects.filter(plan=scene.plan, event=PlanEventKind.CLOSED)
    assert closed.effective_date == START


def test_a_new_plan_cannot_start_before_what_is_on_record_of_the_old_one(scene: Scene) -> None:
    action = make_action(scene, "1.1")
    rate(action, scene.ratings["G"], day(90), by=scene.manager)
    with pytest.raises(Refused, match="can start from that day") as refusal:
        _succeed(scene, actions=[action], starts_on=day(89))
    assert refusal.value.field == "starts_on"
    assert _line(_succeed(scene, actions=[action], starts_on=day(90)), "1.1", day(90)).rating


def test_what_waits_for_a_decision_is_decided_first(scene: Scene) -> None:
    action = make_action(scene, "1.1", owners=(scene.place.posts[0],))
    let_wait(scene.plan, updates=True)
    submit_update(
        action=action,
        rating=scene.ratings["G"],
        effective_date=day(30),
        commentary="Well",
        by=scene.place.owner,
    )
    with pytest.raises(Refused, match="1 proposal waits for a decision"):
        _succeed(scene, actions=[action])


def test_what_mitigates_a_risk_is_the_action_of_the_plan_that_is_asked(scene: Scene) -> None:
    action = make_action(scene, "1.1")
    risk = make_risk(scene)
    add_mitigation(
        risk=risk,
        state=MitigationState.IN_PLACE,
        effective_date=day(60),
        action=action,
        by=scene.manager,
    )
    new = _succeed(scene, actions=[action], risks=[risk])
    carried = CarriedAction.objects.get(source=action).action

    def mitigated_by(plan: Plan, on: date) -> list[tuple[int | None, str]]:
        (line,) = risks_as_at(plan, on).lines
        return [(each.action_id, each.plan_slug) for each in line.mitigations]

    assert mitigated_by(new, START) == [(carried.pk, "app")]
    assert mitigated_by(scene.plan, START) == [(action.pk, scene.plan.slug)]
    third = succeed(
        plan=new,
        slug="second-app",
        title="Second Accelerated Progress Plan",
        kind=PlanKind.APP,
        starts_on=START + timedelta(days=9),
        actions=[carried],
        risks=[risk],
        by=scene.manager,
    )
    last = CarriedAction.objects.get(source=carried).action
    assert mitigated_by(third, START + timedelta(days=9)) == [(last.pk, "second-app")]


def test_boards_that_watched_the_old_plan_watch_the_new_one(scene: Scene) -> None:
    board = make_board(scene)
    make_board(scene, "elsewhere", plans=())
    new = _succeed(scene)
    assert [each.board for each in BoardPlan.objects.filter(plan=new).standing()] == [board]


def test_the_story_of_a_weakness_tells_what_the_plan_before_did(scene: Scene) -> None:
    weakness, _ = answering(scene)
    action, other = make_action(scene, "1.1"), make_action(scene, "1.2")
    answers(scene, weakness, action=action)
    answers(scene, weakness, action=other)
    rate(action, scene.ratings["B"], day(90), by=scene.manager)
    new = _succeed(scene, actions=[other])
    (story, *_) = stories(new, START, coverage_as_at(new, START).rows)
    assert story.before is not None
    assert "answered it with 2 actions, of which 1 was complete" in story.before.says
    page = signed_in(scene.manager).get(f"/{scene.place.area.slug}/app/weaknesses/1/")
    assert "answered it with 2 actions" in page.content.decode()


@pytest.mark.parametrize(
    ("event", "on", "said"),
    [
        (PlanEventKind.APPROVED, date(2018, 5, 1), "cannot be before it"),
        (PlanEventKind.SIGNED_OFF, date(2018, 4, 1), "cannot be before it"),
        (PlanEventKind.SUBMITTED, date(2016, 1, 1), "The inspectors came on"),
    ],
)
def test_steps_are_taken_in_their_order(
    scene: Scene, event: PlanEventKind, on: date, said: str
) -> None:
    answering(scene)
    submitted: dict[str, Any] = {
        "plan": scene.plan,
        "event": PlanEventKind.SUBMITTED,
        "by": scene.manager,
    }
    record_event(happened_on=date(2018, 5, 21), **submitted)
    with pytest.raises(Refused, match=said):
        record_event(plan=scene.plan, event=event, happened_on=on, by=scene.manager)
    record_event(
        plan=scene.plan,
        event=PlanEventKind.APPROVED,
        happened_on=date(2018, 7, 31),
        by=scene.manager,
    )
    with pytest.raises(Refused, match="cannot be after it"):
        record_event(happened_on=date(2018, 8, 1), **submitted)


def test_a_closed_plan_asks_for_nothing(scene: Scene) -> None:
    make_action(scene, "1.1", owners=(scene.place.posts[0],))
    _succeed(scene)
    client = signed_in(scene.manager)
    assert b"Add an action" not in client.get(f"{scene.address}actions/").content
    assert b"wait for your decision" not in client.get(scene.address).content
