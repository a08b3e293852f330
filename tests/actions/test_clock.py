"""A plan's deadlines: how they are counted and explained, set to other days, met, and read as at any date."""

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
from tests.actions.clocks import DUE, LETTER, PUBLISHED, RECEIVED, inspected, make_deadline
from tests.factories import Scene, at, make_place, make_plan, make_scene
from wsoa.capabilities import Role

MAY = date(2018, 5, 1)
ONE_DAY = timedelta(days=1)


def _only(scene: Scene, day: date, today: date | None = None) -> DeadlineValue:
    (found,) = deadlines_as_at(scene.plan, day, today)
    return found


@pytest.mark.parametrize(
    ("basis", "basis_on", "due"),
    [
        (DeadlineBasis.PUBLICATION, PUBLISHED, date(2018, 5, 22)),
        (DeadlineBasis.LETTER, LETTER, date(2018, 5, 14)),
        (DeadlineBasis.RECEIPT, RECEIVED, date(2018, 5, 16)),
    ],
)
def test_deadline_is_counted_from_the_day_that_was_chosen(
    scene: Scene, basis: DeadlineBasis, basis_on: date, due: date
) -> None:
    inspected(scene)
    make_deadline(scene, basis=basis)
    found = _only(scene, MAY)
    assert (found.basis_on, found.counted, found.day) == (basis_on, due, due)
    assert [each.name for each in found.skipped] == [
        "Good Friday",
        "Easter Monday",
        "Early May bank holiday",
    ]
    assert found.how.startswith(f"70 working days after {basis_on.day} ")
    assert str(basis.label) in found.how


def test_deadline_says_how_many_working_days_are_left_as_at_any_day(scene: Scene) -> None:
    inspected(scene)
    make_deadline(scene)
    assert _only(scene, PUBLISHED).working_days_left == 70
    assert _only(scene, PUBLISHED).says == "70 working days left"
    before = _only(scene, date(2018, 5, 18))
    assert (before.working_days_left, before.standing) == (2, DeadlineStanding.NEAR)
    assert _only(scene, DUE).says == "Today is the day"
    late = _only(scene, date(2018, 5, 30))
    assert (late.working_days_left, late.working_days_late) == (None, 5)
    assert (late.standing, late.says) == (DeadlineStanding.PASSED, "5 working days late")
    assert _only(scene, MAY, today=date(2018, 5, 21)).working_days_left == 1


def test_deadline_whose_basis_is_not_known_says_what_is_missing(scene: Scene) -> None:
    make_deadline(scene)
    found = _only(scene, MAY)
    assert (found.day, found.counted, found.standing) == (None, None, DeadlineStanding.UNKNOWN)
    assert "answers no inspection yet" in found.missing
    inspection = inspected(scene, published_on=None)
    found = _only(scene, MAY)
    assert found.missing.startswith("The day the letter was published is not known. Add it")
    assert found.tells_on == ()
    Inspection.objects.filter(pk=inspection.pk).update(published_on=PUBLISHED)
    scene.plan.refresh_from_db()
    assert _only(scene, MAY).day == DUE


def test_deadline_whose_letter_is_dated_beyond_the_calendar_is_explained_and_breaks_nothing(
    scene: Scene,
) -> None:
    inspection = inspected(scene)
    make_deadline(scene)
    Inspection.objects.filter(pk=inspection.pk).update(published_on=date(1066, 10, 14))
    scene.plan.refresh_from_db()
    found = _only(scene, MAY)
    assert (found.day, "1 January 1978" in found.missing) == (None, True)


def test_deadline_set_to_another_day_keeps_the_day_as_counted_beside_it(scene: Scene) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    other = date(2018, 6, 15)
    clock.set_day(
        deadline=deadline,
        day=other,
        reason="Inspectors agreed to a later day",
        by=scene.manager,
        now=at(MAY),
    )
    found = _only(scene, MAY)
    assert (found.day, found.counted, found.is_overridden) == (other, DUE, True)
    assert found.reason == "Inspectors agreed to a later day"
    assert _only(scene, MAY - ONE_DAY).day == DUE, "nobody had set it the day before"
    clock.put_back(
        deadline=deadline, reason="Withdrawn", by=scene.manager, now=at(MAY + 4 * ONE_DAY)
    )
    assert _only(scene, MAY + 3 * ONE_DAY).day == other
    back = _only(scene, MAY + 4 * ONE_DAY)
    assert (back.day, back.is_overridden, back.reason) == (DUE, False, "")


def test_deadline_without_a_basis_can_be_set_to_a_day_all_the_same(scene: Scene) -> None:
    deadline = make_deadline(scene)
    clock.set_day(
        deadline=deadline, day=DUE, reason="As the letter says", by=scene.manager, now=at(MAY)
    )
    found = _only(scene, MAY)
    assert (found.day, found.counted, found.working_days_left) == (DUE, None, 14)


def test_deadline_is_met_in_time_or_late_by_the_day_in_force(scene: Scene) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    clock.meet(deadline=deadline, met_on=DUE, by=scene.manager)
    assert _only(scene, DUE).standing == DeadlineStanding.MET
    assert _only(scene, DUE - ONE_DAY).met_on is None, "it was not met the day before"
    clock.meet(deadline=deadline, met_on=date(2018, 5, 24), by=scene.manager)
    late = _only(scene, date(2018, 6, 1))
    assert (late.standing, late.working_days_late) == (DeadlineStanding.MET_LATE, 2)
    assert _only(scene, DUE).met_on is None, "what was said first was corrected and counts no more"
    clock.set_day(
        deadline=deadline,
        day=date(2018, 5, 31),
        reason="Extended",
        by=scene.manager,
        effective_date=MAY,
    )
    assert _only(scene, date(2018, 6, 1)).standing == DeadlineStanding.MET


def test_deadline_not_met_after_all_was_met_on_no_date(scene: Scene) -> None:
    inspected(scene)
    deadline = make_deadline(scene)
    clock.meet(deadline=deadline, met_on=MAY, by=scene.manager)
    clock.unmeet(deadline=deadline, reason="It was a draft", by=scene.manager)
    assert [_only(scene, day).met_on for day in (MAY, DUE, date(2019, 1, 1))] == [None] * 3
    assert DeadlineEntry.objects.count() == 2, "both rows stay"
    clock.meet(deadline=deadline, met_on=DUE, by=scene.manager)
    assert _only(scene, DUE).met_on == DUE


def test_day_from_which_a_revisit_may_come_is_never_late(scene: Scene) -> None:
    make_deadline(
        scene,
        kind=DeadlineKind.REVISIT_FROM,
        basis=DeadlineBasis.OTHER_DAY,
        basis_on=date(2020, 11, 30),
        basis_words="the day the plan was approved",
        count=18,
        unit=DeadlineUnit.MONTHS,
    )
    before, then, after = (
        _only(scene, day) for day in (date(2022, 5, 30), date(2022, 5, 31), date(2022, 7, 1))
    )
    assert then.day == date(2022, 5, 31)
    assert [each.standing for each in (before, then, after)] == [
        DeadlineStanding.NEAR,
        DeadlineStanding.OPEN,
        DeadlineStanding.OPEN,
    ]
    assert (then.says, after.says) == ("From today", "From now on")


def test_deadlines_come_in_order_of_their_days_with_unknown_ones_last(scene: Scene) -> None:
    make_deadline(scene)
    for number in (24, 12):
        make_deadline(
            scene,
            kind=DeadlineKind.OTHER,
            title=f"After {number}",
            basis=DeadlineBasis.OTHER_DAY,
            basis_on=MAY,
            basis_words="the letter",
            count=number,
            unit=DeadlineUnit.MONTHS,
        )
    assert [each.title for each in deadlines_as_at(scene.plan, MAY)] == [
        "After 12",
        "After 24",
        "Submit the Written Statement of Action",
    ]


def test_those_who_are_told_stand_with_the_days_on_which_they_are(scene: Scene) -> None:
    inspected(scene)
    make_deadline(scene, listeners=scene.place.posts[:2], warn_days=[1, 5, 5])
    found = _only(scene, MAY)
    assert found.warn_days == (5, 1)
    assert found.tells_on == ((5, date(2018, 5, 15)), (1, date(2018, 5, 21)))
    assert [(each.post.title, each.has_address) for each in found.listeners] == [
        ("Head of SEND", True),
        ("Head of the virtual school", False),
    ]


def test_reading_deadlines_costs_the_same_whatever_their_number(
    scene: Scene, django_assert_num_queries: Any
) -> None:
    inspected(scene)
    for number in range(1, 9):
        make_deadline(
            scene,
            kind=DeadlineKind.OTHER,
            title=f"Date {number}",
            count=number,
            listeners=scene.place.posts,
        )
        if number in (1, 8):
            scene.plan.refresh_from_db()
            with django_assert_num_queries(4):
                assert len(deadlines_as_at(scene.plan, MAY)) == number


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
    days = {each.kind: each.day for each in deadlines_as_at(scene.plan, MAY)}
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
