"""Whose turn it is, who is late, which confirmation counts, and what comes next."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.working_days import is_working_day, papers_due, working_days_until
from reports.choices import LinkOccasion, StepEvent, StepKind
from reports.clearance import Clearance, EventValue, Stage, StepState, StepValue
from reports.clearance.days import say_ago, say_despatch, say_due
from reports.clearance.reminding import reminder_due
from reports.clearance.states import clearance, in_order
from tests.factories import at

MONDAY = date(2018, 4, 30)
"""The next Monday is a bank holiday."""
NOW, OTHER = "n" * 64, "o" * 64
"""Digests of the text as it is, and as it was."""
ISSUED, RETURNED = StepEvent.ISSUED, StepEvent.RETURNED
CONFIRMED, WITHDRAWN = StepEvent.CONFIRMED, StepEvent.WITHDRAWN

days = st.dates(date(2018, 1, 1), date(2019, 12, 31))
_ids = count(1)


def event(kind: StepEvent, on: date = MONDAY, digest: str = NOW) -> EventValue:
    return EventValue(kind, on, at(on), "Officer", "", digest)


def step(*events: EventValue, order: int = 1, is_sign_off: bool = True, **given) -> StepValue:
    values = {"role": f"Post {order}", "is_mandatory": True, **given}
    kind = StepKind.SIGN_OFF if is_sign_off else StepKind.CONSULTEE
    return StepValue(next(_ids), order, kind, events=events, **values)


def stand(*steps: StepValue, today: date = MONDAY) -> Clearance:
    return clearance(steps, digest=NOW, today=today)


def only(one: StepValue, today: date = MONDAY) -> StepState:
    return stand(one, today=today).steps[0]


def test_a_step_is_issued_first_then_awaited_then_confirmed():
    due = date(2018, 5, 10)
    assert only(step(due_on=due)).says == "To be issued; due in 7 working days"
    issued = step(event(ISSUED), due_on=due)
    assert only(issued, date(2018, 5, 8)).says == "Issued 5 working days ago; due in 2 working days"
    assert only(issued, due).says == "Issued 7 working days ago; due today"
    assert only(issued, due).stage == Stage.ISSUED
    late = only(issued, date(2018, 5, 11))
    assert (late.stage, late.says) == (
        Stage.LATE,
        "Issued 8 working days ago; 1 working day late",
    )
    confirmed = only(step(event(ISSUED), event(CONFIRMED, due), due_on=due), date(2018, 6, 1))
    assert (confirmed.stage, confirmed.says) == (Stage.CONFIRMED, "Confirmed on 10 May 2018")
    assert confirmed.has_answered
    assert confirmed.due == ""


def test_a_sign_off_of_another_text_no_longer_counts_but_what_a_consultee_said_stays():
    signed = only(step(event(ISSUED, digest=OTHER), event(CONFIRMED, digest=OTHER)))
    assert signed.stage == Stage.CHANGED
    assert signed.says == "Confirmed on 30 April 2018, but the text has changed since"
    assert not signed.has_answered
    assert signed.may_be_issued
    for kind in (CONFIRMED, RETURNED):
        consulted = only(
            step(event(ISSUED, digest=OTHER), event(kind, digest=OTHER), is_sign_off=False)
        )
        assert consulted.has_answered
        assert not consulted.may_be_issued


def test_comments_are_an_answer_of_a_consultee_and_none_of_who_signs_off():
    consulted = only(step(event(ISSUED), event(RETURNED), is_sign_off=False))
    signing = only(step(event(ISSUED), event(RETURNED)))
    assert consulted.has_answered
    assert consulted.says == "Returned with comments on 30 April 2018"
    assert not signing.has_answered
    assert signing.says == "Returned with comments on 30 April 2018, not confirmed"


def test_what_was_taken_back_has_not_happened_and_is_on_record():
    taken_back = step(event(ISSUED), event(CONFIRMED), event(WITHDRAWN))
    assert only(taken_back).stage == Stage.TO_ISSUE
    assert len(taken_back.events) == 3
    again = step(*taken_back.events, event(ISSUED, MONDAY + timedelta(days=1)))
    assert only(again, MONDAY + timedelta(days=1)).says == "Issued today"


def test_issued_again_after_a_change_it_is_awaited_again():
    assert only(step(event(CONFIRMED, digest=OTHER), event(ISSUED))).is_out


def test_the_second_turn_waits_for_all_of_the_first_who_must_answer():
    first = step(event(ISSUED), role="Finance")
    second = step(event(ISSUED), event(CONFIRMED), role="Legal")
    third = step(order=2)
    found = stand(first, second, third)
    assert found.steps[2].stage == Stage.WAITING
    assert found.steps[2].says == "Waiting its turn, after Finance"
    assert found.to_issue == ()
    assert found.next == "Wait for Finance."


def test_one_who_need_not_answer_holds_up_nobody_after_their_day():
    first = step(event(ISSUED), is_mandatory=False, due_on=MONDAY)
    assert stand(first, step(order=2)).steps[1].stage == Stage.WAITING
    later = stand(first, step(order=2), today=MONDAY + timedelta(days=1))
    assert later.steps[1].stage == Stage.TO_ISSUE
    unlimited = stand(step(event(ISSUED), is_mandatory=False), step(order=2))
    assert unlimited.steps[1].stage == Stage.TO_ISSUE


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((), "Nobody is asked yet. Add who must see the paper before it is out."),
        ((step(role="A"), step(role="B"), step(role="C", order=2)), "Issue it to A and B."),
        (
            (step(event(CONFIRMED, digest=OTHER), role="A"),),
            "Issue it again to A, because the text has changed since it was confirmed.",
        ),
        (
            (step(event(RETURNED), role="A"),),
            "Issue it again to A once the comments are dealt with.",
        ),
        (
            (step(event(ISSUED), role="A", due_on=MONDAY - timedelta(days=3)),),
            "Ask A: the answer is late.",
        ),
        ((step(event(CONFIRMED), role="A"),), "Everybody has answered."),
    ],
)
def test_what_comes_next_is_said_in_a_sentence(steps, words):
    assert stand(*steps).next == words


def test_a_post_that_bears_the_name_of_its_role_is_named_once():
    assert step(role="Head of SEND", post="head of SEND").called == "Head of SEND"
    assert step(role="Finance", post="Head of SEND").called == "Finance (Head of SEND)"


@given(days, days)
def test_days_to_come_and_days_gone_are_counted_alike(day: date, today: date):
    number = working_days_until(min(day, today), max(day, today))
    said = say_due(day, today)
    if day == today:
        assert said == "due today"
    elif number:
        assert said.split()[0 if day < today else 2] == str(number)
        assert ("late" in said) == (day < today)
    else:
        assert str(day.year) in said
    if day < today and number:
        assert say_ago(day, today).startswith(f"{number} working day")
        assert f"{number} working day" in say_despatch(day, today)


@given(days, st.integers(0, 30))
def test_a_day_counted_back_from_despatch_lies_that_many_working_days_before_it(
    despatch: date, number: int
):
    due = papers_due(despatch, number)
    if number:
        assert is_working_day(due)
    if is_working_day(despatch):
        assert working_days_until(due, despatch) == number
    assert due <= despatch


@given(st.lists(st.integers(1, 99), max_size=9))
def test_turns_are_numbered_without_gaps_and_nobody_passes_another(orders: list[int]):
    found = in_order(orders)
    assert set(found) == set(range(1, len(set(orders)) + 1))
    for one, its in zip(orders, found, strict=True):
        for other, others in zip(orders, found, strict=True):
            assert (one < other) == (its < others)


HISTORIES = st.lists(
    st.tuples(st.sampled_from(list(StepEvent)), st.sampled_from([NOW, OTHER])), max_size=6
)
STEPS = st.lists(
    st.tuples(
        HISTORIES,
        st.integers(1, 3),
        st.booleans(),
        st.booleans(),
        st.none() | st.dates(MONDAY - timedelta(days=9), MONDAY + timedelta(days=9)),
    ),
    max_size=6,
)


@given(STEPS)
def test_whoever_may_be_issued_the_paper_waits_for_nobody_and_something_always_comes_next(drawn):
    found = stand(
        *(
            step(
                *(event(kind, digest=digest) for kind, digest in history),
                order=order,
                is_sign_off=is_sign_off,
                is_mandatory=is_mandatory,
                due_on=due_on,
            )
            for history, order, is_sign_off, is_mandatory, due_on in drawn
        )
    )
    for state in found.steps:
        before = [each for each in found.steps if each.step.order < state.step.order]
        assert bool(state.waits_for) == any(each.holds_up for each in before)
        if state.stage == Stage.TO_ISSUE:
            assert not state.waits_for
        if state.step.is_mandatory:
            assert (state in found.missing) != state.has_answered
        if state.has_answered:
            assert not state.is_out
            assert not state.may_be_issued
    assert len({each.step.order for each in found.to_issue}) <= 1
    assert found.next.endswith(".")
    if found.next == "Everybody has answered.":
        assert found.is_clear


@given(days, days, days)
def test_a_reminder_goes_out_on_working_days_at_most_twice_and_never_on_the_day_of_issue(
    issued_on: date, due_on: date, today: date
):
    state = only(step(event(ISSUED, issued_on), due_on=due_on), today)
    reminder = reminder_due(state, (), today)
    if reminder is not None:
        assert is_working_day(today)
        assert issued_on < today
        assert reminder == (LinkOccasion.DUE if today == due_on else LinkOccasion.LATE)
        assert due_on <= today
    assert reminder_due(state, set(LinkOccasion), today) is None
    answered = only(
        step(event(ISSUED, issued_on), event(CONFIRMED, issued_on), due_on=due_on), today
    )
    assert reminder_due(answered, (), today) is None
