"""What needs a reason, and at which updates an action becomes complete or is open again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import CompletionState, Concern, Progress
from actions.policies import HistoryEvent, RatingRule, completion_steps, reason_needed
from tests.factories import at, day

GREEN = RatingRule("Green", Progress.IN_PROGRESS, Concern.NONE)
AMBER = RatingRule("Amber", Progress.IN_PROGRESS, Concern.MINOR)
RED = RatingRule("Red", Progress.IN_PROGRESS, Concern.SIGNIFICANT)
BLUE = RatingRule("Blue", Progress.COMPLETE, Concern.NONE)
WHITE = RatingRule("White", Progress.NOT_STARTED, Concern.NONE)
EITHER = RatingRule("Green", Progress.UNSTATED, Concern.NONE)

SIGNIFICANT = "needs a commentary that says what is wrong"
BACKWARDS = "needs a reason in the commentary"
REOPENS = "reopens a completed action"


@pytest.mark.parametrize(
    ("before", "after", "was_complete", "reason"),
    [
        (None, GREEN, False, None),
        (None, AMBER, False, None),
        (None, RED, False, SIGNIFICANT),
        (GREEN, RED, False, SIGNIFICANT),
        (RED, RED, False, SIGNIFICANT),
        (RED, AMBER, False, None),
        (AMBER, GREEN, False, None),
        (GREEN, AMBER, False, BACKWARDS),
        (GREEN, WHITE, False, BACKWARDS),
        (AMBER, WHITE, False, BACKWARDS),
        (WHITE, GREEN, False, None),
        (WHITE, AMBER, False, BACKWARDS),
        (GREEN, BLUE, False, None),
        (BLUE, BLUE, True, None),
        (BLUE, GREEN, True, REOPENS),
        (BLUE, WHITE, True, REOPENS),
        (BLUE, RED, True, REOPENS),
        (EITHER, AMBER, False, BACKWARDS),
        (AMBER, EITHER, False, None),
        (EITHER, EITHER, True, None),
        (EITHER, AMBER, True, REOPENS),
        (GREEN, None, False, None),
        (BLUE, None, True, None),
    ],
)
def test_reason_is_needed_for_concern_going_backwards_and_reopening(
    before, after, was_complete, reason
):
    said = reason_needed(before, after, was_complete=was_complete)
    assert said is None if reason is None else reason in (said or "")


EVENTS = st.lists(
    st.sampled_from([*Progress, CompletionState.COMPLETE, CompletionState.REOPENED, None])
)


def _history(what):
    for place, each in enumerate(what):
        own = isinstance(each, CompletionState)
        yield HistoryEvent(
            day(place),
            at(day(place)) + timedelta(minutes=place),
            None if own else place,
            progress=None if own else each,
            state=each if own else None,
        )


@given(EVENTS)
def test_completion_after_the_steps_is_what_each_event_says_in_turn(what):
    events = list(_history(what))
    steps = {event.update_id: state for event, state in completion_steps(events)}
    by_rows = expected = False
    for event in events:
        state = event.state or steps.get(event.update_id)
        by_rows = by_rows if state is None else state == CompletionState.COMPLETE
        match event.state or event.progress:
            case CompletionState.COMPLETE | Progress.COMPLETE:
                expected = True
            case CompletionState.REOPENED | Progress.NOT_STARTED | Progress.IN_PROGRESS:
                expected = False
        assert by_rows == expected


@given(EVENTS)
def test_steps_are_updates_only_and_each_changes_something(what):
    events = list(_history(what))
    steps = list(completion_steps(events))
    assert all(event.update_id is not None for event, _ in steps)
    assert all(event.progress not in {Progress.UNSTATED, None} for event, _ in steps)
    for place, (event, state) in enumerate(steps):
        between = [
            each.state
            for each in events
            if each.state and (not place or each.recorded_at > steps[place - 1][0].recorded_at)
            if each.recorded_at < event.recorded_at
        ]
        before = between[-1] if between else (steps[place - 1][1] if place else None)
        assert state != (before or CompletionState.REOPENED)
