"""Reopening an action whose completion was recorded on its own, on its page."""

import pytest
from django.urls import reverse

from actions.models import Action
from actions.position import position_as_at
from actions.services.completions import record_completion
from tests.conftest import signed_in
from tests.factories import Place, Scene, day, make_action, make_scene, rate
from tests.kept import kept_fixture


@kept_fixture
def rag(place: Place) -> Scene:
    """A plan in which green may mean complete."""
    return make_scene(place, preset="rag", slug="rag")


@kept_fixture
def done(rag: Scene) -> Action:
    """A green action recorded as complete."""
    action = make_action(rag, "1.1")
    rate(action, rag.ratings["G"], day(1), by=rag.manager)
    record_completion(action=action, completed_on=day(5), evidence="Minutes", by=rag.manager)
    return action


def _address(scene: Scene, name: str) -> str:
    return reverse(name, args=[scene.place.area.slug, scene.plan.slug, "1.1"])


def test_action_page_offers_to_reopen_what_was_recorded_as_complete(rag, done):
    page = signed_in(rag.manager).get(_address(rag, "action")).content.decode()
    assert _address(rag, "action-reopen") in page
    assert _address(rag, "action-complete") not in page


def test_reopened_action_is_open_from_the_day_given_and_complete_before(rag, done):
    client = signed_in(rag.manager)
    form = {"effective_date": day(9).isoformat(), "reason": "The minutes were of another meeting"}
    answer = client.post(_address(rag, "action-reopen"), form, follow=True)
    assert "It is open again." in answer.content.decode()
    before, after = (position_as_at(rag.plan, day(number)).line(done.pk) for number in (8, 9))
    assert before is not None
    assert before.completed_on == day(5)
    assert after is not None
    assert not after.is_complete


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"effective_date": day(9).isoformat(), "reason": "\u200b"}, "Give a reason"),
        ({"effective_date": day(2).isoformat(), "reason": "Too early"}, "was not complete"),
        ({"effective_date": "2099-01-01", "reason": "Too late"}, "in the future"),
        ({"effective_date": "", "reason": "No date"}, "Enter the date"),
    ],
)
def test_unfit_reopening_comes_back_with_the_reason_and_saves_nothing(rag, done, form, said):
    answer = signed_in(rag.manager).post(_address(rag, "action-reopen"), form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    line = position_as_at(rag.plan, day(20)).line(done.pk)
    assert line is not None
    assert line.is_complete


def test_reopening_where_the_rating_says_complete_leads_to_the_update_form(scene):
    rate(make_action(scene, "1.1"), scene.ratings["B"], day(1), by=scene.manager)
    answer = signed_in(scene.manager).get(_address(scene, "action-reopen"))
    assert answer.status_code == 302
    assert answer["Location"] == _address(scene, "action-update")
