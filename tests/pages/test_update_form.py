"""Recording an update on its page: saved, refused with a reason, or held back for somebody else's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from actions.models import Action, StatusUpdate
from actions.services.actions import withdraw_action
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, errors_in_summary, links, read, value_of, words
from wsoa.capabilities import Role

LONG = "x" * 50_000


@kept_fixture
def action(scene: Scene) -> Action:
    """Rated green, owned by the action owner."""
    action = make_action(scene, "1B ii", owners=scene.place.posts[:1], due="Ongoing")
    rate(action, scene.ratings["G"], day(10), by=scene.manager, remedial_action="Weekly calls")
    return action


@pytest.fixture
def address(scene: Scene, action: Action) -> str:
    """The page on which it is updated."""
    return f"{scene.address}actions/1bii/update/"


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def filled(scene: Scene, action: Action, code: str = "A", **given: object) -> dict[str, object]:
    """A form as it is sent, filled in well, by somebody who saw the newest update."""
    newest = StatusUpdate.objects.filter(action=action).latest("id")
    return {
        "rating": scene.ratings[code].pk,
        "effective_date": "2018-02-01",
        "commentary": "A week late",
        "remedial_action": "",
        "based_on": newest.pk,
        **given,
    }


def number_of(action: Action) -> int:
    return StatusUpdate.objects.filter(action=action).count()


def test_form_offers_the_plans_ratings_with_the_present_one_chosen(scene, client, address):
    page = read(client.get(address))
    radios = page.select("input[name=rating]")
    assert [radio["value"] for radio in radios] == [str(scene.ratings[code].pk) for code in "GARBW"]
    assert [radio["value"] for radio in radios if radio.has_attr("checked")] == [
        str(scene.ratings["G"].pk)
    ]
    assert value_of(page, "effective_date") == timezone.localdate().isoformat()
    assert value_of(page, "remedial_action") == "Weekly calls"
    assert value_of(page, "commentary") == ""


def test_good_form_is_saved_and_the_action_page_says_what_changed(scene, client, action, address):
    answer = client.post(address, filled(scene, action), follow=True)
    assert answer.redirect_chain == [(f"{scene.address}actions/1bii/", 302)]
    page = words(read(answer))
    assert "1B ii has gone from Green to Amber (minor issue)" in page
    assert "A week late" in page
    update = StatusUpdate.objects.filter(action=action).latest("id")
    assert (update.rating, update.effective_date) == (scene.ratings["A"], day(31))
    assert (update.recorded_by, update.commentary) == (scene.manager, "A week late")


def test_update_of_an_earlier_day_says_that_the_rating_still_stands(scene, client, action, address):
    early = filled(scene, action, effective_date=day(5).isoformat())
    page = words(read(client.post(address, early, follow=True)))
    assert "1B ii is still Green (on track)" in page


def test_action_owner_saves_an_update_of_their_own_action(scene, action, address):
    answer = signed_in(scene.place.owner).post(address, filled(scene, action))
    assert answer.status_code == 302
    assert StatusUpdate.objects.latest("id").recorded_by == scene.place.owner


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEMBER, Role.MONITOR])
def test_form_sent_by_a_role_that_may_only_look_is_refused(scene, action, address, role):
    answer = signed_in(scene.place.people[role]).post(address, filled(scene, action))
    assert answer.status_code == 403
    assert "You cannot open this page" in answer.content.decode()
    assert number_of(action) == 1


def _tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"rating": ""}, "rating", "Choose a rating."),
        ({"rating": "999999"}, "rating", "Choose one of the plan’s own ratings."),
        ({"rating": "green"}, "rating", "Choose one of the plan’s own ratings."),
        ({"rating": "\x00"}, "rating", "Null characters are not allowed."),
        ({"effective_date": ""}, "effective_date", "Enter the date this is true from."),
        ({"effective_date": "soon"}, "effective_date", "Enter a real date"),
        ({"effective_date": "2018-02-30"}, "effective_date", "Enter a real date"),
        ({"effective_date": _tomorrow()}, "effective_date", "must be today or in the past"),
        ({"effective_date": "2017-12-31"}, "effective_date", "on or after 1 January 2018"),
        ({"effective_date": "0001-01-01"}, "effective_date", "on or after 1 January 2018"),
        ({"commentary": LONG}, "commentary", "must be 5,000 characters or fewer; it has 50,000."),
        ({"remedial_action": LONG}, "remedial_action", "must be 5,000 characters or fewer"),
        ({"commentary": " \r\n"}, "commentary", "Going back from Green to Amber needs a reason"),
    ],
)
def test_bad_form_comes_back_with_the_reason_beside_the_field_and_in_the_summary(
    scene, client, action, address, change, field, said
):
    sent = filled(scene, action, **{"remedial_action": "Call the school", **change})
    answer = client.post(address, sent)
    page = read(answer)
    assert answer.status_code == 422
    assert list(errors_at_fields(page)) == [field]
    assert said in errors_at_fields(page)[field]
    assert len(errors_in_summary(page)) == 1
    assert said in errors_in_summary(page)[0]
    assert words(page.title).startswith("Error: ")
    if field != "remedial_action":
        assert value_of(page, "remedial_action") == "Call the school"
    assert number_of(action) == 1


def test_rating_of_another_plan_is_refused(scene, client, action, address):
    other = make_scene(scene.place, slug="other").ratings["A"]
    answer = client.post(address, filled(scene, action, rating=other.pk))
    assert answer.status_code == 422
    assert number_of(action) == 1


def test_red_without_commentary_is_refused_beside_the_commentary(scene, client, action, address):
    answer = client.post(address, filled(scene, action, "R", commentary=""))
    assert answer.status_code == 422
    assert "rated Red needs a commentary" in errors_at_fields(read(answer))["commentary"]


def test_several_mistakes_are_all_told_at_once(scene, client, action, address):
    answer = client.post(address, {"based_on": "", "commentary": LONG})
    page = read(answer)
    assert set(errors_at_fields(page)) == {"rating", "effective_date", "commentary"}
    assert len(errors_in_summary(page)) == 3
    for link in page.select(".govuk-error-summary__list a"):
        target = str(link["href"])
        assert page.select_one(target), f"{target} leads to no field"


def test_newer_update_by_somebody_else_is_shown_before_anything_is_saved(
    scene, client, action, address
):
    sent = filled(scene, action, commentary="Mine")
    theirs = rate(
        action,
        scene.ratings["R"],
        day(20),
        by=scene.place.administrator,
        commentary="Theirs & only",
        remedial_action="Their plan",
    )
    answer = client.post(address, sent)
    page = read(answer)
    assert answer.status_code == 409
    conflict = words(page.select_one(".wsoa-conflict"))
    assert "Somebody else has updated this action" in conflict
    assert "Administrator of Riverton" in conflict
    assert "Theirs & only" in conflict
    assert "Their plan" in conflict
    assert "Red" in conflict
    assert value_of(page, "commentary") == "Mine"
    assert value_of(page, "based_on") == str(theirs.pk)
    assert number_of(action) == 2

    again = client.post(address, sent | {"based_on": value_of(page, "based_on")})
    assert again.status_code == 302
    assert number_of(action) == 3


def test_second_conflict_in_a_row_is_shown_too(scene, client, action, address):
    sent = filled(scene, action)
    rate(action, scene.ratings["G"], day(20), by=scene.manager)
    shown = value_of(read(client.post(address, sent)), "based_on")
    rate(action, scene.ratings["G"], day(21), by=scene.manager, commentary="Third")
    answer = client.post(address, sent | {"based_on": shown})
    assert answer.status_code == 409
    assert "Third" in words(read(answer).select_one(".wsoa-conflict"))


@pytest.mark.parametrize(
    "forged", ["", "0", "-1", "abc", "1.5", "²", "9" * 30, "\x00", "1 OR 1=1", "٣"]
)
def test_forged_or_missing_token_never_overwrites_silently(scene, client, action, address, forged):
    answer = client.post(address, filled(scene, action, based_on=forged))
    assert answer.status_code == (422 if forged == "\x00" else 409)
    assert number_of(action) == 1


def test_form_sent_twice_is_saved_once(scene, client, action, address):
    sent = filled(scene, action)
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 409
    assert number_of(action) == 2


def test_form_without_the_sites_own_token_is_refused(scene, action, address):
    client = signed_in(scene.manager, enforce_csrf_checks=True)
    answer = client.post(address, filled(scene, action))
    assert answer.status_code == 403
    assert number_of(action) == 1
    token = value_of(read(client.get(address)), "csrfmiddlewaretoken")
    sent = filled(scene, action, csrfmiddlewaretoken=token)
    assert client.post(address, sent).status_code == 302


def test_htmx_is_given_the_form_alone_when_refused_and_sent_on_when_saved(
    scene, client, action, address
):
    htmx = {"HTTP_HX_REQUEST": "true"}
    refused = client.post(address, filled(scene, action, rating=""), **htmx)
    assert refused.status_code == 422
    assert "<html" not in refused.content.decode()
    assert read(refused).select_one("form#update-form")
    assert errors_at_fields(read(refused)) == {"rating": "Choose a rating."}
    conflict = client.post(address, filled(scene, action, based_on="0"), **htmx)
    assert conflict.status_code == 409
    assert read(conflict).select_one(".wsoa-conflict")
    saved = client.post(address, filled(scene, action), **htmx)
    assert saved.status_code == 200
    assert saved["HX-Redirect"] == f"{scene.address}actions/1bii/"


def test_markup_in_an_update_is_shown_as_text(scene, client, action, address):
    text = "<script>alert(1)</script> <b>bold</b> & {{ 7|add:7 }}"
    sent = filled(scene, action, "R", commentary=text, remedial_action=text)
    client.post(address, sent)
    for path in ("", "actions/", "actions/1bii/", "actions/1bii/update/"):
        page = client.get(f"{scene.address}{path}").content.decode()
        assert "<script>alert" not in page
        assert "<b>bold" not in page
    page = read(client.get(f"{scene.address}actions/1bii/"))
    assert text in words(page)


def test_plan_without_a_scheme_is_updated_by_commentary_alone(scene):
    bare = make_scene(scene.place, preset="", slug="bare")
    make_action(bare, "1.1")
    client, address = signed_in(bare.manager), f"{bare.address}actions/1.1/update/"
    assert not read(client.get(address)).select("input[name=rating]")
    sent = {"effective_date": "2018-02-01", "commentary": "", "based_on": ""}
    assert "Say what has happened" in words(read(client.post(address, sent)))
    assert client.post(address, sent | {"commentary": "Begun"}).status_code == 302
    assert StatusUpdate.objects.latest("id").commentary == "Begun"


def test_withdrawn_action_has_no_update_page_but_keeps_its_history(scene, client, action, address):
    withdraw_action(
        action=action, effective_date=day(40), reason="Merged elsewhere", by=scene.manager
    )
    for answer in (client.get(address), client.post(address, filled(scene, action))):
        assert answer.status_code == 404
        assert "It was withdrawn on 10 February 2018" in words(read(answer))
        assert f"{scene.address}actions/1bii/" in [href for _, href in links(read(answer), "a")]
    page = words(read(client.get(f"{scene.address}actions/1bii/")))
    assert "This action was withdrawn from the plan on 10 February 2018" in page
    assert "Merged elsewhere" in page


def test_update_page_is_found_by_a_loosely_typed_reference(scene, client, action):
    assert client.get(f"{scene.address}actions/1B-II/update/").status_code == 200


def test_update_of_another_areas_action_is_not_found(scene, action, address):
    stranger = signed_in(make_place("elsewhere").manager)
    assert stranger.post(address, filled(scene, action)).status_code == 404
    assert number_of(action) == 1
