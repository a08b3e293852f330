"""Updates, corrections and completions that are refused: with which words, beside which field."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from actions.errors import NotAllowed, Refused, Stale
from actions.models import AuditEntry
from actions.services import areas, updates
from actions.services.writing import Seen
from tests.actions.refusing import (
    Case,
    Refusals,
    check_refused,
    complete,
    each_of,
    gone,
    reopen,
    tomorrow,
    update,
)
from tests.factories import STARTS_ON, Place, day, make_action, make_scene, make_user, rate
from wsoa.capabilities import Role

TOO_LONG = "x" * 5001

UPDATES: list[Case] = [
    (
        "dated tomorrow",
        lambda here: update(here, effective_date=tomorrow()),
        "must be today or in the past",
        "effective_date",
    ),
    (
        "dated before the plan began",
        lambda here: update(here, effective_date=STARTS_ON - timedelta(days=1)),
        "must be on or after 1 January 2018, when the plan began",
        "effective_date",
    ),
    (
        "dated before the action was added",
        lambda here: update(here, effective_date=day(1)),
        "not in the plan on 2 January 2018: it was added on 3 January 2018",
        "effective_date",
    ),
    (
        "on a withdrawn action",
        lambda here: update(here, action=gone(here)),
        "was withdrawn on 21 January 2018",
        "effective_date",
    ),
    (
        "with a rating of another plan",
        lambda here: update(here, rating=here.other.ratings["G"]),
        "Green is not a rating of this plan",
        "rating",
    ),
    ("without a rating", lambda here: update(here, ""), "Choose a rating", "rating"),
    (
        "red without a commentary",
        lambda here: update(here, "R"),
        "rated Red needs a commentary that says what is wrong",
        "commentary",
    ),
    (
        "red with a blank commentary",
        lambda here: update(here, "R", commentary=" \r\n\x00\t"),
        "needs a commentary",
        "commentary",
    ),
    (
        "going back without a reason",
        lambda here: update(here, "W"),
        "Going back from Green to White needs a reason",
        "commentary",
    ),
    (
        "with a commentary of 5,001 characters",
        lambda here: update(here, commentary=TOO_LONG),
        "The commentary must be 5,000 characters or fewer; it has 5,001",
        "commentary",
    ),
    (
        "with a remedial action of 5,001 characters",
        lambda here: update(here, remedial_action=TOO_LONG),
        "The remedial action must be 5,000 characters or fewer",
        "remedial_action",
    ),
    (
        "with half a character",
        lambda here: update(here, commentary="\udce9"),
        "not valid UTF-8",
        "commentary",
    ),
]

COMPLETIONS: list[Case] = [
    ("without evidence", lambda here: complete(here, evidence=""), "Say what shows", "evidence"),
    (
        "completed tomorrow",
        lambda here: complete(here, completed_on=tomorrow()),
        "must be today or in the past",
        "completed_on",
    ),
    (
        "completed before it was added",
        lambda here: complete(here, completed_on=day(1)),
        "not in the plan on 2 January 2018",
        "completed_on",
    ),
    (
        "completed while the rating says in progress",
        complete,
        "says that the action is not complete",
        "completed_on",
    ),
    (
        "completed twice",
        lambda here: update(here, "B") and complete(here),
        "was complete on that date already",
        "completed_on",
    ),
    ("reopened while open", reopen, "was not complete on that date", "effective_date"),
    (
        "reopened while the rating says complete",
        lambda here: update(here, "B") and reopen(here),
        "Record an update with a new rating",
        "effective_date",
    ),
    (
        "reopened by a rating without a reason",
        lambda here: update(here, "B") and update(here, "G", effective_date=day(31)),
        "This reopens a completed action",
        "commentary",
    ),
]


@each_of(UPDATES)
def test_update_is_refused(
    here: Refusals, act: Callable[[Refusals], Any], message: str, field: str | None
) -> None:
    check_refused(here, act, message, field)


@each_of(COMPLETIONS)
def test_completion_is_refused(
    here: Refusals, act: Callable[[Refusals], Any], message: str, field: str | None
) -> None:
    check_refused(here, act, message, field)


def test_refused_update_leaves_nothing_behind(here: Refusals) -> None:
    before = AuditEntry.objects.count()
    here.scene.plan.refresh_from_db()
    revision = here.scene.plan.revision
    with pytest.raises(Refused):
        update(here, "R")
    here.scene.plan.refresh_from_db()
    assert (AuditEntry.objects.count(), here.scene.plan.revision) == (before, revision)


def test_update_of_exactly_five_thousand_characters_with_windows_line_ends_is_kept(
    here: Refusals,
) -> None:
    saved = update(here, commentary="four\r\n" * 1000)
    assert saved.commentary == ("four\n" * 1000).strip()


def test_markup_is_kept_as_it_was_typed(here: Refusals) -> None:
    text = "<script>alert('1')</script> & {{ 7|add:7 }}"
    saved = update(here, commentary=text)
    saved.refresh_from_db()
    assert saved.commentary == text


def test_update_after_somebody_elses_is_stale(here: Refusals) -> None:
    first = update(here)
    with pytest.raises(Stale, match="Somebody else changed this after"):
        update(here, seen=Seen(None))
    assert update(here, seen=Seen(first.pk))
    with pytest.raises(Stale):
        update(here, seen=Seen(first.pk))


def _correct(here: Refusals, mistaken: Any, **given: Any) -> Any:
    values = {
        "rating": here.scene.ratings["A"],
        "effective_date": day(12),
        "commentary": "As it was",
        "reason": "Slip",
        "by": here.by,
    }
    return updates.correct_update(update=mistaken, **{**values, **given})


def test_update_corrected_already_is_stale(here: Refusals) -> None:
    mistaken = update(here)
    _correct(here, mistaken)
    with pytest.raises(Stale, match="corrected already"):
        _correct(here, mistaken)
    with pytest.raises(Stale, match="corrected already"):
        updates.retract_update(update=mistaken, reason="Slip", by=here.by)


def test_entry_that_takes_another_back_cannot_be_corrected(here: Refusals) -> None:
    mistaken = update(here)
    retraction = updates.retract_update(update=mistaken, reason="Slip", by=here.by)
    with pytest.raises(Refused, match="nothing in it to correct"):
        _correct(here, retraction)
    with pytest.raises(Refused, match="nothing in it to correct"):
        updates.retract_update(update=retraction, reason="Slip", by=here.by)


@pytest.mark.parametrize(
    ("change", "message", "field"),
    [
        ({"reason": ""}, "Give a reason", "reason"),
        ({"effective_date": day(1)}, "not in the plan on", "effective_date"),
        ({"rating": None}, "Choose a rating", "rating"),
        ({"commentary": TOO_LONG}, "5,000", "commentary"),
    ],
)
def test_correction_is_held_to_the_rules_of_an_update(
    here: Refusals, change: dict[str, Any], message: str, field: str
) -> None:
    mistaken = update(here)
    with pytest.raises(Refused) as refusal:
        _correct(here, mistaken, **change)
    assert message in refusal.value.message
    assert refusal.value.field == field


def test_correction_to_red_needs_a_commentary_whatever_the_mistake_said(here: Refusals) -> None:
    mistaken = update(here, "R", commentary="Late")
    with pytest.raises(Refused, match="needs a commentary"):
        _correct(here, mistaken, rating=here.scene.ratings["R"], commentary="")


def test_correction_of_a_mistaken_completion_does_not_count_as_reopening(here: Refusals) -> None:
    mistaken = update(here, "B")
    green = here.scene.ratings["G"]
    assert _correct(here, mistaken, rating=green, effective_date=day(30), commentary="")


def test_correction_is_compared_with_what_stood_before_the_mistake(here: Refusals) -> None:
    update(here, "R", effective_date=day(20), commentary="Stuck")
    mistaken = update(here, "G")
    amber = here.scene.ratings["A"]
    assert _correct(here, mistaken, rating=amber, effective_date=day(30), commentary="")


def test_plan_without_a_scheme_takes_commentary_but_no_rating(place: Place) -> None:
    scene = make_scene(place, preset="", slug="bare")
    rated = make_scene(place, slug="rated").ratings["G"]
    action = make_action(scene)
    with pytest.raises(Refused, match="is not a rating of this plan"):
        rate(action, rated, by=scene.manager)
    with pytest.raises(Refused, match="Say what has happened"):
        rate(action, None, by=scene.manager, commentary="")
    assert rate(action, None, by=scene.manager).commentary


def test_member_who_is_not_active_may_do_nothing(here: Refusals) -> None:
    person = make_user("Left")
    areas.add_member(
        area=here.scene.place.area,
        user=person,
        role=Role.MANAGER,
        by=here.scene.place.administrator,
    )
    person.is_active = False
    person.save()
    with pytest.raises(NotAllowed):
        update(here, by=person)
