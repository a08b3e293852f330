"""Adding a plan's deadlines and changing them: what is offered, what is refused, who may, and what the trail tells."""

from datetime import date, timedelta
from typing import Any

import pytest

from actions.choices import (
    DeadlineBasis,
    DeadlineKind,
    DeadlineUnit,
    Framework,
    PlanEventKind,
    PlanKind,
    PlanStage,
)
from actions.clock import DeadlineStanding, DeadlineValue, deadlines_as_at
from actions.errors import NotAllowed, Refused, Stale
from actions.models import AuditEntry, Deadline, DeadlineEntry, Inspection
from actions.services import clock, succession
from actions.services.plans import change_plan_stage
from actions.services.rows import version
from actions.services.writing import Seen
from tests.actions.clocks import DUE, PUBLISHED, inspected, make_deadline
from tests.factories import Scene, at, make_place, make_plan, make_scene
from wsoa.capabilities import Role

MAY = date(2018, 5, 1)
ONE_DAY = timedelta(days=1)


def _only(scene: Scene, day: date, today: date | None = None) -> DeadlineValue:
    (found,) = deadlines_as_at(scene.plan, day, today)
    return found


def test_usual_dates_of_a_statement_are_added_at_once_and_only_once(scene: Scene) -> None:
    inspected(scene)
    added = clock.add_usual(plan=scene.plan, by=scene.manager)
    assert [each.kind for each in added] == [DeadlineKind.WSOA, DeadlineKind.PROGRESS_ADVICE]
    assert [each.day for each in deadlines_as_at(scene.plan, MAY)] == [DUE, date(2019, 2, 8)]
    with pytest.raises(Refused, match="no usual date to add"):
        clock.add_usual(plan=scene.plan, by=scene.manager)
    for event, day in (
        (PlanEventKind.RETURNED, date(2018, 6, 1)),
        (PlanEventKind.APPROVED, date(2018, 7, 31)),
    ):
        succession.record_event(plan=scene.plan, event=event, happened_on=day, by=scene.manager)
    later = clock.add_usual(plan=scene.plan, by=scene.manager)
    days = {each.kind: each.day for each in deadlines_as_at(scene.plan, date(2018, 8, 1))}
    assert [each.kind for each in later] == [
        DeadlineKind.RESUBMISSION,
        DeadlineKind.REVISIT_FROM,
        DeadlineKind.REVISIT_BY,
    ]
    assert days[DeadlineKind.RESUBMISSION] == date(2018, 6, 15)
    assert days[DeadlineKind.REVISIT_FROM] == date(2020, 1, 31)
    assert days[DeadlineKind.REVISIT_BY] == date(2020, 7, 31)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (PlanKind.APP, [DeadlineKind.APP_REVIEW]),
        (PlanKind.PAP, [DeadlineKind.PAP]),
    ],
)
def test_usual_dates_fit_the_kind_of_plan(
    scene: Scene, kind: PlanKind, wanted: list[DeadlineKind]
) -> None:
    plan = make_plan(scene.place, slug="next", kind=kind)
    assert [each.kind for each in clock.add_usual(plan=plan, by=scene.manager)] == wanted


def test_improvement_plan_has_no_usual_dates(scene: Scene) -> None:
    plan = make_plan(scene.place, slug="next", kind=PlanKind.IMPROVEMENT)
    with pytest.raises(Refused, match="no usual date to add"):
        clock.add_usual(plan=plan, by=scene.manager)


def test_deadline_changed_is_counted_anew_and_what_was_met_stays(scene: Scene) -> None:
    inspected(scene)
    deadline = make_deadline(scene, listeners=scene.place.posts[:1])
    clock.meet(deadline=deadline, met_on=date(2018, 5, 15), by=scene.manager)
    seen = version(deadline)
    values: dict[str, Any] = {
        "kind": DeadlineKind.WSOA,
        "basis": DeadlineBasis.LETTER,
        "count": 70,
        "unit": DeadlineUnit.WORKING_DAYS,
        "by": scene.manager,
    }
    clock.change_deadline(deadline=deadline, **values, listeners=scene.place.posts[1:2], seen=seen)
    found = _only(scene, DUE)
    assert (found.day, found.standing) == (date(2018, 5, 14), DeadlineStanding.MET_LATE)
    assert [each.post.title for each in found.listeners] == ["Head of the virtual school"]
    with pytest.raises(Stale):
        clock.change_deadline(deadline=deadline, **values, seen=seen)


def test_change_of_who_is_told_alone_makes_an_older_form_stale(scene: Scene) -> None:
    deadline = make_deadline(scene)
    seen = version(deadline)
    values: dict[str, Any] = {
        "kind": DeadlineKind.WSOA,
        "basis": DeadlineBasis.PUBLICATION,
        "count": 70,
        "unit": DeadlineUnit.WORKING_DAYS,
        "by": scene.manager,
        "listeners": scene.place.posts[:1],
    }
    clock.change_deadline(deadline=deadline, **values, seen=seen)
    with pytest.raises(Stale):
        clock.change_deadline(deadline=deadline, **values, seen=seen)


def test_deadline_of_which_nothing_was_recorded_can_be_removed(scene: Scene) -> None:
    deadline = make_deadline(scene, listeners=scene.place.posts)
    clock.remove_deadline(deadline=deadline, by=scene.manager)
    assert not Deadline.objects.exists()
    kept = make_deadline(scene)
    clock.meet(deadline=kept, met_on=MAY, by=scene.manager)
    with pytest.raises(Refused, match="so it stays"):
        clock.remove_deadline(deadline=kept, by=scene.manager)


def test_everything_about_a_deadline_is_in_the_audit_trail(scene: Scene) -> None:
    deadline = make_deadline(scene)
    clock.set_day(deadline=deadline, day=DUE, reason="Agreed", by=scene.manager)
    clock.meet(deadline=deadline, met_on=MAY, by=scene.manager)
    said = list(
        AuditEntry.objects.filter(event="deadline-changed")
        .order_by("pk")
        .values_list("summary", flat=True)
    )
    assert len(said) == 3
    assert "set to 22 May 2018: Agreed" in said[1]
    assert "met on 1 May 2018" in said[2]


CASES: list[tuple[str, dict[str, Any], str, str | None]] = [
    ("no number", {"count": 0}, "between 1 and 9,999", "count"),
    ("too many", {"count": 10_000}, "between 1 and 9,999", "count"),
    ("beyond the calendar", {"count": 9_999, "unit": DeadlineUnit.MONTHS}, "beyond", "count"),
    ("no day", {"basis": DeadlineBasis.OTHER_DAY}, "Give the day", "basis_on"),
    (
        "no words for the day",
        {"basis": DeadlineBasis.OTHER_DAY, "basis_on": MAY},
        "reason to count from that day",
        "basis_words",
    ),
    ("another date without a title", {"kind": DeadlineKind.OTHER}, "Say what the date", "title"),
    ("told too early", {"warn_days": [251]}, "between 1 and 250", "warn_days"),
    ("told on no day", {"warn_days": [0]}, "between 1 and 250", "warn_days"),
    ("told too often", {"warn_days": range(1, 12)}, "at most 10", "warn_days"),
    ("too long a title", {"title": "x" * 201}, "200 characters or fewer", "title"),
    ("too long a source", {"source": "x" * 301}, "300 characters or fewer", "source"),
]


@pytest.mark.parametrize(
    ("given", "words", "field"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_deadline_that_cannot_be_is_refused(
    scene: Scene, given: dict[str, Any], words: str, field: str
) -> None:
    inspected(scene)
    with pytest.raises(Refused, match=words) as refusal:
        make_deadline(scene, **given)
    assert refusal.value.field == field
    assert not Deadline.objects.exists()


def test_post_of_another_area_is_told_of_nothing(scene: Scene) -> None:
    other = make_place("elsewhere")
    with pytest.raises(Refused, match="posts of this area") as refusal:
        make_deadline(scene, listeners=other.posts[:1])
    assert refusal.value.field == "listeners"


def test_same_deadline_twice_is_refused(scene: Scene) -> None:
    make_deadline(scene)
    with pytest.raises(Refused, match="has this deadline already"):
        make_deadline(scene)


def test_what_cannot_have_been_is_not_recorded(scene: Scene) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    by, now = scene.manager, at(MAY)
    refusals: list[tuple[Any, dict[str, Any], str]] = [
        (clock.meet, {"met_on": MAY + ONE_DAY}, "in the future"),
        (clock.meet, {"met_on": PUBLISHED - ONE_DAY}, "counted from 8 February 2018"),
        (clock.unmeet, {"reason": "No"}, "not recorded as met"),
        (clock.put_back, {"reason": "No"}, "not set to another day"),
        (clock.set_day, {"day": DUE, "reason": "Same"}, "as counted already"),
        (clock.set_day, {"day": MAY, "reason": " . "}, "Give a reason"),
        (clock.set_day, {"day": date(2200, 1, 1), "reason": "Far"}, "must lie between"),
        (
            clock.set_day,
            {"day": MAY, "reason": "Early", "effective_date": MAY + ONE_DAY},
            "in the future",
        ),
    ]
    for act, given, words in refusals:
        with pytest.raises(Refused, match=words):
            act(deadline=deadline, by=by, now=now, **given)
    assert not DeadlineEntry.objects.exists()
    clock.set_day(deadline=deadline, day=MAY, reason="Early", by=by, now=now)
    with pytest.raises(Refused, match="set to 1 May 2018 already"):
        clock.set_day(deadline=deadline, day=MAY, reason="Again", by=by, now=now)
    with pytest.raises(Refused, match="Give that day or a later one"):
        clock.put_back(deadline=deadline, reason="No", by=by, now=now, effective_date=MAY - ONE_DAY)
    clock.meet(deadline=deadline, met_on=MAY, by=by, now=now)
    with pytest.raises(Refused, match="met on 1 May 2018 already"):
        clock.meet(deadline=deadline, met_on=MAY, by=by, now=now)


def test_entry_over_somebody_elses_newer_one_is_refused(scene: Scene) -> None:
    deadline = make_deadline(scene)
    clock.meet(deadline=deadline, met_on=MAY, by=scene.manager)
    with pytest.raises(Stale):
        clock.set_day(deadline=deadline, day=DUE, reason="Late", by=scene.manager, seen=Seen(None))


def test_closed_plan_takes_no_new_deadline_but_its_own_may_be_met(scene: Scene) -> None:
    deadline = make_deadline(scene)
    change_plan_stage(plan=scene.plan, stage=PlanStage.CLOSED, by=scene.manager)
    with pytest.raises(Refused, match="closed"):
        make_deadline(scene, count=71)
    clock.meet(deadline=deadline, met_on=MAY, by=scene.manager)
    assert _only(scene, MAY).met_on == MAY


def test_only_those_who_manage_a_plan_change_its_clock(scene: Scene) -> None:
    deadline = make_deadline(scene)
    for role in (Role.OWNER, Role.OFFICER, Role.MEMBER, Role.MONITOR):
        with pytest.raises(NotAllowed):
            clock.meet(deadline=deadline, met_on=MAY, by=scene.place.people[role])
    stranger = make_scene(make_place("elsewhere")).manager
    with pytest.raises(NotAllowed):
        clock.add_usual(plan=scene.plan, by=stranger)


def test_step_on_the_timeline_meets_its_deadline_unless_somebody_says_otherwise(
    scene: Scene,
) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    by = scene.manager
    for day in (PUBLISHED - ONE_DAY, date(2018, 5, 21)):
        succession.record_event(
            plan=scene.plan, event=PlanEventKind.SUBMITTED, happened_on=day, by=by
        )
    found = _only(scene, DUE)
    assert (found.met_on, found.met_by) == (date(2018, 5, 21), "a step on the timeline")
    assert _only(scene, date(2018, 5, 20)).met_on is None
    with pytest.raises(Refused, match="It is met by a step on the timeline"):
        clock.unmeet(deadline=deadline, reason="No", by=by)
    clock.meet(deadline=deadline, met_on=date(2018, 5, 22), by=by)
    assert (_only(scene, DUE).met_on, _only(scene, DUE).met_by) == (DUE, "")
    clock.unmeet(deadline=deadline, reason="It was a draft", by=by)
    assert _only(scene, DUE).met_on is None, "who says so of the deadline itself is believed"


def test_revisit_that_is_recorded_meets_the_days_when_it_was_expected(scene: Scene) -> None:
    inspection = inspected(scene)
    for kind, count in ((DeadlineKind.REVISIT_FROM, 18), (DeadlineKind.REVISIT_BY, 24)):
        make_deadline(scene, kind=kind, count=count, unit=DeadlineUnit.MONTHS)
    revisit = date(2019, 11, 4)
    Inspection.objects.create(
        area=scene.place.area,
        framework=Framework.REVISIT,
        began_on=revisit,
        ended_on=revisit,
        revisits=inspection,
    )
    begins, by = deadlines_as_at(scene.plan, revisit)
    assert (begins.says, begins.standing) == (
        "Happened on 4 November 2019",
        DeadlineStanding.MET,
    )
    assert by.says == "Met on 4 November 2019, in time"
    assert deadlines_as_at(scene.plan, revisit - ONE_DAY)[1].met_on is None
