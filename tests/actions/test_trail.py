"""The audit agrees with the histories that it is read from, finds what is asked for, and shows nobody else's."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.errors import Refused
from actions.models import StatusUpdate, Theme
from actions.pasting import NewPart
from actions.services import actions as action_services
from actions.services.areas import add_post
from actions.services.arrangement import add_themes, change_theme, remove_theme
from actions.services.updates import correct_update, record_update, retract_update
from actions.trail.changes import TrailEntry, steps
from actions.trail.histories import HISTORIES
from actions.trail.search import EVENT_KIND, HISTORY_KIND, SET_UP_KIND, Asked, Trail
from tests.factories import (
    STARTS_ON,
    Scene,
    day,
    make_action,
    make_eventful,
    make_place,
    make_scene,
    make_user,
    rate,
)

STATUS = next(history for history in HISTORIES if history.key == "status")


def entries(scene: Scene, **asked: Any) -> list[TrailEntry]:
    """Everything found, newest first."""
    return list(Trail(Asked(scene.plan, **asked)).all())


def changes(found: list[TrailEntry]) -> list[tuple[str, str, str]]:
    """Field, old and new, oldest first."""
    return [
        (field.label, field.old, field.new) for entry in reversed(found) for field in entry.changed
    ]


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["record", "correct", "retract"]),
        st.sampled_from("GARBW"),
        st.integers(min_value=0, max_value=20),
        st.integers(min_value=0, max_value=9),
    ),
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=25)
@given(operations=OPERATIONS)
def test_each_old_value_is_the_new_one_before_and_the_last_is_what_stands(
    operations: list[tuple[str, str, int, int]],
):
    scene = make_scene(make_place(f"place{make_user().pk}"))
    action = make_action(scene)
    now = timezone.now()
    for number, (what, code, offset, which) in enumerate(operations):
        _do(scene, action, what, code, offset, which, now + timedelta(seconds=number))
    told = list(steps(STATUS.rows(action=action)))
    before = None
    for step in told:
        assert step.before is before
        before = step.after
    standing = StatusUpdate.objects.filter(action=action).in_force(day(10_000))
    assert before == standing
    assert len(told) == StatusUpdate.objects.filter(action=action).count()
    values = {field.key: "" for field in STATUS.fields}
    for step in told:
        for change in step.fields(STATUS.fields):
            if step.before is not step.after:
                assert change.old == values[change.key]
                values[change.key] = change.new
    assert values == {
        field.key: field.text(standing) if standing else "" for field in STATUS.fields
    }


def _do(
    scene: Scene, action: Any, what: str, code: str, offset: int, which: int, now: datetime
) -> None:
    """Record, correct or take back, where the rules let it."""
    said: dict[str, Any] = {
        "rating": scene.ratings[code],
        "effective_date": day(offset),
        "commentary": f"{code} on day {offset}",
        "by": scene.manager,
        "now": now,
    }
    rows = list(StatusUpdate.objects.filter(action=action).order_by("id"))
    if what == "record":
        record_update(action=action, **said)
    elif rows:
        update = rows[which % len(rows)]
        update.action = action
        try:
            if what == "correct":
                correct_update(update=update, reason="Wrong line", **said)
            else:
                retract_update(update=update, reason="Wrong line", by=scene.manager, now=now)
        except Refused:
            return


def test_every_kind_of_change_to_an_action_is_told_field_by_field(scene: Scene):
    action = make_eventful(scene)
    told = changes(entries(scene, action=action, kind=HISTORY_KIND))
    for change in (
        ("Rating", "", "Green"),
        ("Rating", "Green", "Amber"),
        ("Rating", "Amber", "Red"),
        ("Rating", "Red", "Amber"),
        ("Reference", "1.1", "1.10"),
        ("Title", "Do what 1.1 says", "Do more"),
        ("Theme", "1 Assessment", "2A Commissioning"),
        ("Owners", "Head of SEND", "Head of SEND; Head of the virtual school"),
        ("Lead organisation", "Riverton Council", "Riverton Health"),
        ("Due date", "March 2018", "June 2018"),
        ("Shared issue", "", "No staff"),
        ("Impact", "", "Not yet seen"),
        ("Part of the plan", "", "Live"),
    ):
        assert change in told


def test_entry_says_who_when_from_which_day_and_why(scene: Scene):
    action = make_action(scene, "1.1")
    action_services.reword_action(
        action=action,
        title="Do more",
        detail="",
        effective_date=day(9),
        reason="Agreed by the board",
        by=scene.manager,
    )
    (entry,) = entries(scene, text="Agreed by the board", kind=HISTORY_KIND)
    assert (entry.by, entry.action, entry.effective_date) == (scene.manager.name, "1.1", day(9))
    assert entry.reason == "Agreed by the board"
    assert [(field.old, field.new) for field in entry.changed] == [("Do what 1.1 says", "Do more")]


def test_entry_for_an_earlier_day_is_told_and_changes_nothing_that_stands(scene: Scene):
    action = make_action(scene)
    rate(action, scene.ratings["G"], day(20), by=scene.manager)
    rate(action, scene.ratings["R"], day(10), by=scene.manager, commentary="Late news")
    found = entries(scene, field="rating")
    assert found[0].note
    assert [(field.old, field.new) for field in found[0].fields] == [("", "Red")]
    assert not found[1].note


def test_set_up_is_told_with_what_it_was_before(scene: Scene):
    theme = scene.themes[0]
    theme.title = "Assessment on time"
    theme.save()
    told = entries(scene, kind=SET_UP_KIND, text="on time")
    assert [(e.what, e.kind, e.about) for e in told] == [
        ("Theme", "Changed", "1 Assessment on time")
    ]
    assert [(f.old, f.new) for f in told[0].changed] == [("Assessment", "Assessment on time")]
    members = [e for e in entries(scene, kind=SET_UP_KIND) if e.what == "Member"]
    assert len(members) == 6


def test_events_that_no_history_tells_are_in_the_list(scene: Scene):
    action = make_eventful(scene)
    told = {entry.what for entry in entries(scene, action=action, kind=EVENT_KIND)}
    assert {"Evidence added", "Evidence withdrawn"} <= told
    assert "Status update recorded" not in told


def test_list_is_narrowed_by_person_field_action_and_days(scene: Scene):
    first, second = make_action(scene, "1"), make_action(scene, "2", owners=(scene.place.posts[0],))
    rate(first, scene.ratings["G"], by=scene.manager)
    rate(second, scene.ratings["A"], by=scene.place.owner)
    assert {e.action for e in entries(scene, field="rating")} == {"1", "2"}
    assert {e.action for e in entries(scene, person=scene.place.owner.pk)} == {"2"}
    assert {e.action for e in entries(scene, action=first)} == {"1"}
    today = timezone.localdate()
    everything = entries(scene)
    assert entries(scene, since=today, until=today) == everything
    assert entries(scene, until=today - timedelta(days=1)) == []
    assert entries(scene, since=today + timedelta(days=1)) == []
    assert len(Trail(Asked(scene.plan))) == len(everything)
    assert [e.at for e in everything] == sorted((e.at for e in everything), reverse=True)


def test_nothing_of_another_plan_or_area_is_told(scene: Scene):
    other = make_scene(make_place("elsewhere"))
    action = make_action(other, "9")
    rate(action, other.ratings["R"], STARTS_ON, by=other.manager, commentary="Theirs alone")
    beside = make_scene(scene.place, slug="beside")
    make_action(beside, "8")
    told = entries(scene)
    assert {entry.action for entry in told} <= {""}
    assert other.manager.name not in {entry.by for entry in told}
    assert "Theirs alone" not in str(told)


def test_a_changed_set_up_row_is_told_under_the_name_and_time_of_its_service(scene: Scene):
    by, at = scene.place.administrator, timezone.now() - timedelta(days=3)
    add_post(organisation=scene.place.council, title="Head of Early Years", by=by, now=at)
    (told,) = [
        entry
        for entry in entries(scene, kind=SET_UP_KIND)
        if entry.what == "Post" and "Early Years" in entry.about
    ]
    assert (told.by, told.at) == (by.name, at)


def test_a_set_up_row_bears_the_name_of_who_asked_the_service_within_another(scene: Scene):
    theme = add_themes(
        plan=scene.plan, parts=[NewPart("9", "Transport")], by=scene.place.administrator
    )[0]
    assert theme.history.get().history_user == scene.place.administrator
    change_theme(theme=theme, reference="9", title="Travel", by=scene.manager)
    remove_theme(theme=theme, by=scene.place.administrator)
    assert [
        row.history_user for row in Theme.history.filter(id=theme.pk).order_by("history_id")
    ] == [
        scene.place.administrator,
        scene.manager,
        scene.place.administrator,
    ]


@pytest.mark.parametrize("typed", ["ÉLODIE’S (CAFÉ", "élodie’s (café", "50%_DONE\\"])
def test_text_is_found_whatever_its_case_in_any_alphabet(scene: Scene, typed: str):
    action = make_action(scene)
    rate(action, scene.ratings["R"], commentary="In Élodie’s (Café): 50%_done\\", by=scene.manager)
    rate(action, scene.ratings["R"], commentary="50 percent done", by=scene.manager)
    (found,) = entries(scene, kind=HISTORY_KIND, text=typed, field="commentary")
    assert "Café" in found.changed[0].new


def test_a_change_of_owner_is_found_once_by_the_title_of_any_of_them(scene: Scene):
    make_action(scene, owners=scene.place.posts)
    (found,) = entries(scene, kind=HISTORY_KIND, text="head of")
    assert found.what == "Owner"
