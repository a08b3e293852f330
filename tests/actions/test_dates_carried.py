"""What becomes of a plan's open dates when another plan takes its place: none of them is lost sight of."""

from datetime import date
from typing import Any

import pytest

from actions.choices import (
    DeadlineBasis,
    DeadlineKind,
    DeadlineUnit,
    Framework,
    PlanEventKind,
    PlanKind,
)
from actions.clock import DeadlineStanding, DeadlineValue, deadlines_as_at
from actions.errors import Refused
from actions.models import Deadline, Inspection, Plan
from actions.services import clock
from actions.services.deadline_ends import apply_again, end_deadline
from actions.services.inspections import record_inspection, set_inspection
from actions.services.succession import record_event, succeed
from tests.actions.clocks import DUE, inspected, make_deadline
from tests.actions.cycling import with_addresses
from tests.factories import Scene, at

NOW = date(2018, 5, 2)
OTHER: dict[str, Any] = {
    "kind": DeadlineKind.OTHER,
    "title": "Evidence for the next review",
    "basis": DeadlineBasis.OTHER_DAY,
    "basis_on": date(2018, 4, 9),
    "basis_words": "the day the review was announced",
    "count": 30,
}


def _succeed(plan: Plan, scene: Scene, on: date = NOW, **given: Any) -> Plan:
    values: dict[str, Any] = {
        "slug": f"app-{on:%Y%m%d}",
        "title": f"Accelerated Progress Plan of {on:%B}",
        "kind": PlanKind.APP,
        "starts_on": on,
        "by": scene.manager,
        "now": at(on),
        **given,
    }
    return succeed(plan=plan, **values)


def _of(plan: Plan, day: date = NOW) -> dict[str, DeadlineValue]:
    return {each.title: each for each in deadlines_as_at(plan, day)}


def _told(scene: Scene, **given: Any) -> Deadline:
    with_addresses(scene)
    return make_deadline(scene, listeners=scene.place.posts[1:2], **given)


def test_open_dates_are_carried_unless_somebody_says_otherwise_and_met_ones_stay(
    scene: Scene,
) -> None:
    inspected(scene)
    _told(scene, **OTHER)
    met = make_deadline(scene)
    clock.meet(deadline=met, met_on=date(2018, 4, 30), by=scene.manager)
    before = _of(scene.plan)[OTHER["title"]]
    new = _succeed(scene.plan, scene)
    assert list(_of(new)) == [OTHER["title"]], "what is met is not carried"
    carried = _of(new)[OTHER["title"]]
    for name in ("day", "how", "count", "unit", "listeners", "warn_days", "standing", "says"):
        assert getattr(carried, name) == getattr(before, name), name
    assert carried.carried_from is not None
    assert (carried.carried_from.id, carried.continues) == (scene.plan.pk, before.id)
    old = _of(scene.plan)
    assert old[str(met)].standing == DeadlineStanding.MET
    left = old[OTHER["title"]]
    assert (left.standing, left.says) == (DeadlineStanding.CARRIED, f"Carried into {new.title}")
    assert (left.working_days_left, left.working_days_late) == (None, None)
    earlier = _of(scene.plan, date(2018, 5, 1))[OTHER["title"]]
    assert earlier.standing == DeadlineStanding.NEAR, "the day before, it ran on the old plan"


def test_day_that_was_set_by_hand_is_carried_with_its_reason_and_what_was_recorded(
    scene: Scene,
) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    day = date(2018, 6, 15)
    clock.set_day(
        deadline=deadline, day=day, reason="Agreed", by=scene.manager, now=at(date(2018, 4, 3))
    )
    new = _succeed(scene.plan, scene)
    (carried,) = deadlines_as_at(new, NOW)
    assert (carried.day, carried.counted, carried.reason) == (day, DUE, "Agreed")
    assert [(each.since, each.what, each.reason, each.plan) for each in carried.recorded] == [
        (date(2018, 4, 3), "Set to another day: 15 June 2018", "Agreed", scene.plan.title),
        (NOW, "Carried on", f"Carried into {new.title}", scene.plan.title),
    ]
    clock.put_back(
        deadline=Deadline.objects.get(plan=new), reason="Withdrawn", by=scene.manager, now=at(NOW)
    )
    assert deadlines_as_at(new, NOW)[0].day == DUE


def test_carried_date_is_counted_from_the_same_letter_whatever_the_new_plan_comes_to_answer(
    scene: Scene,
) -> None:
    first = inspected(scene)
    make_deadline(scene)
    new = _succeed(scene.plan, scene)
    revisit = record_inspection(
        area=scene.place.area,
        framework=Framework.REVISIT,
        began_on=date(2018, 4, 9),
        ended_on=date(2018, 4, 10),
        published_on=date(2018, 4, 20),
        revisits=first,
        by=scene.manager,
    )
    set_inspection(plan=new, inspection=revisit, by=scene.manager)
    new = Plan.objects.get(pk=new.pk)
    assert deadlines_as_at(new, NOW)[0].day == DUE
    Inspection.objects.filter(pk=first.pk).update(published_on=date(2018, 2, 9))
    assert deadlines_as_at(new, NOW)[0].day == date(2018, 5, 23), "as the letter is known now"


def test_date_left_open_stands_on_both_clocks_until_it_is_met(scene: Scene) -> None:
    deadline = _told(scene, **OTHER)
    new = _succeed(scene.plan, scene, left=[deadline])
    (seen,) = deadlines_as_at(new, NOW)
    assert (seen.id, seen.is_left_open, seen.plan.id) == (deadline.pk, True, scene.plan.pk)
    assert seen.called == f"{OTHER['title']} (of {scene.plan.title})"
    (own,) = deadlines_as_at(scene.plan, NOW)
    assert (own.standing, own.is_left_open) == (seen.standing, False)
    clock.meet(deadline=deadline, met_on=NOW, by=scene.manager)
    assert deadlines_as_at(new, date(2018, 5, 3)) == ()


def test_date_is_not_left_open_where_nobody_would_be_told(scene: Scene) -> None:
    deadline = make_deadline(scene, **OTHER)
    with pytest.raises(Refused, match="Nobody would be told of “Evidence") as refusal:
        _succeed(scene.plan, scene, left=[deadline])
    assert refusal.value.field == f"date_{deadline.pk}"
    assert Plan.objects.count() == 1


def test_date_that_applies_no_longer_says_why_and_can_apply_again(scene: Scene) -> None:
    deadline = make_deadline(scene, **OTHER)
    with pytest.raises(Refused, match="Say why") as refusal:
        _succeed(scene.plan, scene, ended=[deadline])
    assert refusal.value.field == "ended_reason"
    new = _succeed(scene.plan, scene, ended=[deadline], ended_reason="DfE let it go")
    assert deadlines_as_at(new, NOW) == ()
    (value,) = deadlines_as_at(scene.plan, NOW)
    assert (value.standing, value.says) == (DeadlineStanding.ENDED, "DfE let it go")
    with pytest.raises(Refused, match="applies no longer"):
        clock.meet(deadline=deadline, met_on=NOW, by=scene.manager)
    apply_again(deadline=deadline, reason="They had not", by=scene.manager)
    assert deadlines_as_at(scene.plan, NOW)[0].standing == DeadlineStanding.NEAR
    assert deadlines_as_at(new, NOW)[0].is_left_open, "and is not lost sight of on the new plan"


def test_what_was_carried_is_recorded_in_the_new_plan_and_stays(scene: Scene) -> None:
    deadline = make_deadline(scene, **OTHER)
    new = _succeed(scene.plan, scene)
    with pytest.raises(Refused, match=r"Carried into .* Record it there"):
        clock.meet(deadline=deadline, met_on=NOW, by=scene.manager)
    with pytest.raises(Refused, match="Carried on already"):
        end_deadline(deadline=deadline, reason="Done", by=scene.manager)
    with pytest.raises(Refused, match="so it stays"):
        clock.remove_deadline(deadline=Deadline.objects.get(plan=new), by=scene.manager)


def test_dates_of_another_plan_or_not_open_are_refused(scene: Scene) -> None:
    met = make_deadline(scene, **OTHER)
    clock.meet(deadline=met, met_on=date(2018, 5, 1), by=scene.manager)
    with pytest.raises(Refused, match="open dates of this plan, each once"):
        _succeed(scene.plan, scene, left=[met])
    running = make_deadline(scene, **OTHER | {"title": "Other"})
    with pytest.raises(Refused, match="open dates of this plan, each once"):
        _succeed(scene.plan, scene, left=[running], ended=[running])


def test_dates_are_carried_from_plan_to_plan_in_as_many_queries_for_two_as_for_five(
    scene: Scene, django_assert_num_queries: Any
) -> None:
    inspected(scene)
    _told(scene, **OTHER)
    left = _told(scene, **OTHER | {"title": "Left"})
    plan = _succeed(scene.plan, scene, left=[left])
    for month in (6, 7, 8):
        with django_assert_num_queries(5):
            found = _of(Plan.objects.get(pk=plan.pk), max(NOW, plan.starts_on))
        assert found["Left"].plan.id == scene.plan.pk
        assert found[OTHER["title"]].plan.id == plan.pk
        plan = _succeed(plan, scene, date(2018, month, 1), left=[left])
    carried = _of(plan, date(2018, 9, 3))[OTHER["title"]]
    assert [each.what for each in carried.recorded] == ["Carried on"] * 4


def test_usual_dates_of_the_new_kind_are_added_and_told_to_whoever_was_told(scene: Scene) -> None:
    inspected(scene)
    _told(scene, **OTHER)
    new = _succeed(scene.plan, scene, with_usual=True)
    review = next(e for e in deadlines_as_at(new, NOW) if e.kind == DeadlineKind.APP_REVIEW)
    assert (review.day, review.basis) == (date(2018, 11, 2), "the day the plan began")
    assert [each.post.id for each in review.listeners] == [scene.place.posts[1].pk]


def test_usual_date_that_lies_before_the_new_plans_start_is_the_plan_befores(scene: Scene) -> None:
    inspected(scene)
    new = _succeed(scene.plan, scene, kind=PlanKind.PAP, with_usual=True)
    assert deadlines_as_at(new, NOW) == (), "35 working days after the old letter are over"


def test_resubmission_runs_only_once_the_statement_is_returned(scene: Scene) -> None:
    inspected(scene)
    record_event(
        plan=scene.plan,
        event=PlanEventKind.SUBMITTED,
        happened_on=date(2018, 5, 21),
        by=scene.manager,
    )
    make_deadline(scene, kind=DeadlineKind.RESUBMISSION, basis=DeadlineBasis.OTHER_DAY, count=10)
    (value,) = deadlines_as_at(scene.plan, date(2026, 1, 5))
    assert (value.standing, value.day, value.is_late) == (DeadlineStanding.WAITING, None, False)
    assert value.says == "Applies only if the statement is returned as not fit for purpose"
    assert value.basis == "the day the statement was returned"
    record_event(
        plan=scene.plan,
        event=PlanEventKind.RETURNED,
        happened_on=date(2018, 6, 4),
        by=scene.manager,
    )
    (value,) = deadlines_as_at(scene.plan, date(2018, 6, 5))
    assert (value.day, value.standing) == (date(2018, 6, 18), DeadlineStanding.NEAR)
    record_event(
        plan=scene.plan,
        event=PlanEventKind.SUBMITTED,
        happened_on=date(2018, 6, 15),
        by=scene.manager,
    )
    (value,) = deadlines_as_at(scene.plan, date(2018, 7, 5))
    assert (value.standing, value.met_on) == (DeadlineStanding.MET, date(2018, 6, 15))


def test_other_kinds_cannot_wait_for_a_day_that_nobody_gave(scene: Scene) -> None:
    with pytest.raises(Refused, match="Give the day that it is counted from"):
        make_deadline(scene, **OTHER | {"basis_on": None, "unit": DeadlineUnit.MONTHS})
