"""Signing in and out, and what stands in the way of guessing."""

import pytest
from django.contrib.auth import get_user
from django.test import Client

from tests.conftest import signed_in
from tests.factories import PASSWORD, Place, make_place, make_user
from tests.pages.reading import read, words

SIGN_IN = "/accounts/login/"


def _try(client: Client, email: str, password: str = PASSWORD, **given: str):
    return client.post(SIGN_IN, {"login": email, "password": password, **given})


@pytest.mark.parametrize("change", [str, str.upper, str.title])
def test_person_signs_in_whatever_the_case_of_the_address(place: Place, change):
    client = Client()
    answer = _try(client, change(place.manager.email))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert get_user(client) == place.manager


def test_person_goes_on_to_the_page_they_asked_for(place: Place):
    answer = _try(Client(), place.manager.email, next="/riverton/")
    assert answer["Location"] == "/riverton/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:1"])
def test_person_is_never_sent_to_another_site(place: Place, elsewhere):
    assert _try(Client(), place.manager.email, next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize(
    ("email", "password"),
    [("{}", "wrong"), ("{}", ""), ("nobody@example.org", PASSWORD), ("\x00", "\x00"), ("", "")],
)
def test_wrong_address_or_password_is_told_without_saying_which(place: Place, email, password):
    client = Client()
    answer = _try(client, email.format(place.manager.email), password)
    assert answer.status_code == 200
    assert "There is a problem" in words(read(answer))
    assert not get_user(client).is_authenticated


def test_person_out_of_service_cannot_sign_in(place: Place):
    person = make_user(is_active=False)
    client = Client()
    _try(client, person.email)
    assert not get_user(client).is_authenticated


def test_guessing_one_persons_password_is_stopped_even_when_it_is_right_at_last(place: Place):
    client = Client()
    for guess in range(5):
        assert _try(client, place.manager.email, f"guess {guess}").status_code == 200
    assert "Too many failed" in words(read(_try(client, place.manager.email)))
    assert not get_user(client).is_authenticated


def test_guessing_many_peoples_passwords_from_one_place_is_stopped(place: Place):
    client = Client()
    for number in range(10):
        _try(client, f"person{number}@example.org", "guess")
    assert "Too many failed" in words(read(_try(client, "other@example.org", "guess")))


def test_too_many_attempts_of_any_kind_are_told_to_wait(place: Place, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    client = Client()
    answers = [_try(client, "nobody@example.org", "guess") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "script-src 'self'" in answers[3]["Content-Security-Policy"]
    assert words(read(answers[3]).select_one("main h1"))
    assert client.get(SIGN_IN).status_code == 200, "The page itself stays open."


def test_person_signs_out_by_a_form_and_not_by_a_link(place: Place):
    client = signed_in(place.manager)
    assert client.get("/accounts/logout/").status_code == 200
    assert get_user(client).is_authenticated
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not get_user(client).is_authenticated


def test_session_cookie_is_kept_from_scripts_and_from_other_sites(place: Place):
    client = Client()
    _try(client, place.manager.email)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_password_is_changed_by_who_knows_the_old_one(place: Place):
    client = signed_in(place.manager)
    new = "another quite long passphrase"
    form = {"oldpassword": "wrong", "password1": new, "password2": new}
    client.post("/accounts/password/change/", form)
    place.manager.refresh_from_db()
    assert place.manager.check_password(PASSWORD)
    client.post("/accounts/password/change/", form | {"oldpassword": PASSWORD})
    place.manager.refresh_from_db()
    assert place.manager.check_password(new)


def test_forgotten_password_is_told_the_same_for_known_and_unknown_addresses(
    place: Place, mailoutbox
):
    said = set()
    for email in (place.manager.email, "nobody@example.org"):
        answer = Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        said.add(words(read(answer).select_one("main")))
    assert len(said) == 1
    assert any(place.manager.email in message.to for message in mailoutbox)


def test_home_signed_in_lists_the_persons_own_areas_alone(place: Place):
    make_place("elsewhere")
    page = words(read(signed_in(place.manager).get("/")))
    assert "Riverton" in page
    assert "Elsewhere" not in page


def test_home_of_a_person_without_an_area_says_whom_to_ask(db: None):
    page = words(read(signed_in(make_user(email="new@example.org")).get("/")))
    assert "You are not a member of an area yet" in page
    assert "new@example.org" in page


def test_accounts_of_real_areas_are_never_listed_to_strangers(place: Place, settings):
    settings.DEMO = True
    page = words(read(Client().get("/")))
    for person in place.people.values():
        assert person.email not in page
