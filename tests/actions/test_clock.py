"""A plan's deadlines: how they are counted and explained, set to other days, met, and read as at any date."""

from datetime import date, timedelta
from typing import Any

import pytest

from actions.choices import (
    DeadlineBasis,
    DeadlineKind,
    DeadlineUnit,
)
from actions.clock import DeadlineStanding, DeadlineValue, deadlines_as_at
from actions.models import DeadlineEntry, Inspection
from actions.services import clock
from tests.actions.clocks import DUE, LETTER, PUBLISHED, RECEIVED, inspected, make_deadline
from tests.factories import Scene, at

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


def test_nothing_is_counted_from_a_day_that_has_not_come(scene: Scene) -> None:
    inspected(scene)
    make_deadline(scene)
    before = _only(scene, PUBLISHED - ONE_DAY)
    assert before.day is None
    assert (
        before.says
        == "It is counted from 8 February 2018, the day the letter was published: after this day."
    )
    assert before.standing == DeadlineStanding.WAITING
    assert _only(scene, PUBLISHED).day == DUE
