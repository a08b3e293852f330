"""Correcting an update, taking one back, and recording completion, on their pages."""

import pytest

from actions.models import Action, StatusUpdate
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, errors_in_summary, links, read, value_of, words
from wsoa.capabilities import Role


@kept_fixture
def action(scene: Scene) -> Action:
    """Rated green, then blue by mistake."""
    action = make_action(scene, "1.1", owners=scene.place.posts[:1])
    rate(action, scene.ratings["G"], day(10), by=scene.manager)
    return action


@kept_fixture
def mistake(scene: Scene, action: Action) -> StatusUpdate:
    """The mistaken update."""
    return rate(action, scene.ratings["B"], day(20), by=scene.manager, commentary="All done")


@pytest.fixture
def client(scene: Scene):
    return signed_in(scene.manager)


@pytest.fixture
def address(scene: Scene, mistake: StatusUpdate) -> str:
    """What the pages of the mistaken update have in common."""
    return f"{scene.address}actions/1.1/updates/{mistake.pk}/"


def corrected(scene: Scene, **given: object) -> dict[str, object]:
    return {
        "rating": scene.ratings["A"].pk,
        "effective_date": day(15).isoformat(),
        "commentary": "Nearly done",
        "remedial_action": "",
        "reason": "The wrong line was read out",
        **given,
    }


def test_history_offers_correction_of_every_entry_that_counts(scene, client, address):
    page = read(client.get(f"{scene.address}actions/1.1/"))
    offered = [href for text, href in links(page, ".wsoa-timeline a") if "Correct" in text]
    assert len(offered) == 2
    assert f"{address}correct/" in offered


@pytest.mark.parametrize("role", [Role.OWNER, Role.OFFICER, Role.MEMBER, Role.MONITOR])
def test_history_offers_no_correction_to_who_may_not(scene, address, role):
    client = signed_in(scene.place.people[role])
    page = read(client.get(f"{scene.address}actions/1.1/"))
    assert not links(page, ".wsoa-timeline a")
    for form in ("correct", "retract"):
        sent = corrected(scene)
        assert client.post(f"{address}{form}/", sent).status_code == 403
    assert StatusUpdate.objects.count() == 2


def test_correction_form_holds_what_was_recorded(client, address):
    page = read(client.get(f"{address}correct/"))
    assert value_of(page, "commentary") == "All done"
    assert value_of(page, "effective_date") == day(20).isoformat()
    assert value_of(page, "reason") == ""


def test_correction_takes_the_mistakes_place_and_both_stay_in_the_history(
    scene, client, address, mistake
):
    answer = client.post(f"{address}correct/", corrected(scene), follow=True)
    page = read(answer)
    assert answer.redirect_chain == [(f"{scene.address}actions/1.1/", 302)]
    history = words(page.select_one(".wsoa-timeline"))
    assert "No longer counts" in history
    assert "All done" in history
    assert "The wrong line was read out" in history
    assert "Amber" in words(page.select_one(".govuk-summary-list"))
    correction = StatusUpdate.objects.latest("id")
    assert (correction.supersedes, correction.kind) == (mistake, "correction")


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"reason": " "}, "reason", "reason"),
        ({"rating": ""}, "rating", "Choose a rating."),
        ({"effective_date": "2017-12-31"}, "effective_date", "on or after 1 January 2018"),
        ({"commentary": "x" * 5001}, "commentary", "5,000 characters or fewer"),
    ],
)
def test_bad_correction_comes_back_with_the_reason(scene, client, address, change, field, said):
    answer = client.post(f"{address}correct/", corrected(scene, **change))
    assert answer.status_code == 422
    assert said in errors_at_fields(read(answer))[field]
    assert StatusUpdate.objects.count() == 2


def test_second_correction_of_one_update_is_refused_and_keeps_what_was_typed(
    scene, client, address
):
    client.post(f"{address}correct/", corrected(scene))
    answer = client.post(f"{address}correct/", corrected(scene, commentary="Mine"))
    page = read(answer)
    assert answer.status_code in {409, 422}
    assert "corrected already" in errors_in_summary(page)[0]
    assert value_of(page, "commentary") == "Mine"
    assert StatusUpdate.objects.count() == 3


def test_update_taken_back_lets_the_one_before_it_count_again(scene, client, address):
    page = read(client.get(f"{address}retract/"))
    assert "All done" in words(page)
    answer = client.post(f"{address}retract/", {"reason": "Another action"}, follow=True)
    page = read(answer)
    assert "Green" in words(page.select_one(".govuk-summary-list"))
    assert "Another action" in words(page.select_one(".wsoa-timeline"))


def test_taking_back_needs_a_reason(client, address):
    answer = client.post(f"{address}retract/", {"reason": ""})
    assert answer.status_code == 422
    assert "reason" in errors_at_fields(read(answer))
    assert StatusUpdate.objects.count() == 2


def test_correction_by_htmx_is_given_the_form_alone(scene, client, address):
    answer = client.post(f"{address}correct/", {}, HTTP_HX_REQUEST="true")
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    assert read(answer).select_one("form#correct-form")
    saved = client.post(f"{address}correct/", corrected(scene), HTTP_HX_REQUEST="true")
    assert saved["HX-Redirect"] == f"{scene.address}actions/1.1/"


@kept_fixture
def open_colour(place) -> Scene:
    """A plan whose green leaves open whether an action is complete, with one such action."""
    scene = make_scene(place, preset="rag")
    action = make_action(scene, "1A i", owners=place.posts[:1])
    rate(action, scene.ratings["G"], day(10), by=scene.manager)
    return scene


def test_completion_is_offered_where_the_colour_leaves_it_open(open_colour):
    client = signed_in(open_colour.manager)
    page = read(client.get(f"{open_colour.address}actions/1ai/"))
    address = f"{open_colour.address}actions/1ai/complete/"
    assert ("Record completion", address) in links(page, "main a")
    sent = {"completed_on": day(12).isoformat(), "evidence": "Signed off by the board"}
    said = words(read(client.post(address, sent, follow=True)))
    assert "13 January 2018" in said
    assert "Signed off by the board" in said
    assert "Record completion" not in said


def test_completion_is_not_offered_where_the_rating_says_it(scene, client, action):
    page = read(client.get(f"{scene.address}actions/1.1/"))
    assert "Record completion" not in words(page)


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"evidence": ""}, "evidence", "Say what shows that the action is complete"),
        ({"completed_on": ""}, "completed_on", "Enter the date it was completed"),
        ({"completed_on": "2099-01-01"}, "completed_on", "must be today or in the past"),
        ({"completed_on": "2017-12-31"}, "completed_on", "when the plan began"),
    ],
)
def test_bad_completion_comes_back_with_the_reason(open_colour, change, field, said):
    sent = {"completed_on": day(12).isoformat(), "evidence": "Minutes", **change}
    address = f"{open_colour.address}actions/1ai/complete/"
    answer = signed_in(open_colour.place.owner).post(address, sent)
    assert answer.status_code == 422
    assert said in errors_at_fields(read(answer))[field]
