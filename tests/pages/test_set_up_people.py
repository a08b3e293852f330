"""The people of an area in the browser: inviting, roles, leaving, and what is never told."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from actions.models import Membership
from tests.conftest import signed_in
from tests.factories import Place, make_place, make_user
from tests.pages.reading import errors_at_fields, errors_in_summary, read, words
from tests.pages.set_up import send
from wsoa.capabilities import Role
from wsoa.models import OutgoingEmail, User

NEW = {"email": "Jo@Example.org", "name": "Jo Field", "role": "manager"}
PEOPLE = "/riverton/area/people/"


def _invite(place: Place, **given: str) -> Client:
    client = signed_in(place.administrator)
    assert client.post(f"{PEOPLE}new/", {**NEW, **given}).status_code == 302
    return client


def test_somebody_invited_sets_a_password_by_the_emailed_link_and_signs_in(place: Place):
    _invite(place)
    person = User.objects.get(email="jo@example.org")
    assert not person.has_usable_password()
    body = OutgoingEmail.objects.get().body
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", body)
    assert found is not None
    browser = Client()
    form_page = browser.get(found[1], follow=True)
    address = form_page.redirect_chain[-1][0]
    passphrase = "quite a long passphrase"
    answer = browser.post(address, {"password1": passphrase, "password2": passphrase})
    assert answer.status_code == 302
    signing_in = {"login": "jo@example.org", "password": passphrase}
    assert browser.post("/accounts/login/", signing_in).status_code == 302
    assert browser.get("/riverton/").status_code == 200
    assert "no longer works" in Client().get(found[1], follow=True).content.decode()


def test_somebody_invited_can_ask_for_another_link_where_the_first_is_too_old(place: Place):
    _invite(place)
    Client().post("/accounts/password/reset/", {"email": "jo@example.org"})
    assert any("/accounts/password/reset/key/" in str(each.body) for each in mail.outbox)


def test_nothing_on_the_page_tells_whether_an_address_has_an_account_elsewhere(place: Place):
    known = make_place("elsewhere").manager
    known.last_login = timezone.now() - timedelta(days=1)
    known.save()
    seen = []
    for address in (known.email, "nobody@example.org"):
        client = _invite(place, email=address)
        page = read(client.get(PEOPLE))
        banner = words(page.select_one(".govuk-notification-banner"))
        row = next(words(row) for row in page.select("tbody tr") if address in words(row))
        seen.append((banner.replace(address, "THEM"), row.replace(address, "THEM")))
        Membership.objects.filter(area=place.area, user__email=address).delete()
    assert seen[0] == seen[1]
    assert known.name not in seen[0][1]
    told = OutgoingEmail.objects.get(to=known.email)
    assert "/reset/key/" not in told.body
    assert known.has_usable_password()


def test_a_person_is_shown_by_name_once_they_have_signed_in(place: Place):
    client = _invite(place)
    assert "Jo Field" not in client.get(PEOPLE).content.decode()
    User.objects.filter(email="jo@example.org").update(last_login=timezone.now())
    assert "Jo Field" in client.get(PEOPLE).content.decode()


def test_a_member_already_there_is_not_invited_again(place: Place):
    form = {**NEW, "email": place.manager.email.upper()}
    answer = signed_in(place.administrator).post(f"{PEOPLE}new/", form)
    assert answer.status_code == 422
    assert "has a role in Riverton already" in errors_at_fields(read(answer))["email"]
    assert not OutgoingEmail.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("email", "jo", "Enter an email address in the correct form"),
        ("email", "", "Enter the email address."),
        ("name", " ", "Enter the name."),
        ("role", "king", "Choose a role."),
    ],
)
def test_an_unfit_invitation_is_refused_and_nobody_is_made(
    place: Place, field: str, typed: str, message: str
):
    people = User.objects.count()
    answer = signed_in(place.administrator).post(f"{PEOPLE}new/", {**NEW, field: typed})
    assert answer.status_code == 422
    assert message in errors_at_fields(read(answer))[field]
    assert User.objects.count() == people


def test_the_invitation_is_sent_again_when_asked_for(place: Place):
    client = _invite(place)
    membership = Membership.objects.get(user__email="jo@example.org")
    assert client.post(f"{PEOPLE}{membership.pk}/remind/").status_code == 302
    assert OutgoingEmail.objects.filter(to="jo@example.org").count() == 2


def test_the_last_administrator_can_neither_step_down_nor_leave(place: Place):
    client = signed_in(place.administrator)
    mine = Membership.objects.get(area=place.area, user=place.administrator)
    answer = send(client, f"{PEOPLE}{mine.pk}/", role="member")
    assert answer.status_code == 422
    assert "last administrator" in errors_at_fields(read(answer))["role"]
    answer = client.post(f"{PEOPLE}{mine.pk}/end/")
    assert answer.status_code == 422
    assert "last administrator" in errors_in_summary(read(answer))[0]
    mine.refresh_from_db()
    assert mine.role == Role.ADMINISTRATOR


def test_an_administrator_may_step_down_once_another_who_can_sign_in_is_there(place: Place):
    client = signed_in(place.administrator)
    mine = Membership.objects.get(area=place.area, user=place.administrator)
    theirs = Membership.objects.get(area=place.area, user=place.manager)
    assert send(client, f"{PEOPLE}{theirs.pk}/", role="administrator").status_code == 302
    User.objects.filter(pk=place.manager.pk).update(is_active=False)
    assert send(client, f"{PEOPLE}{mine.pk}/", role="member").status_code == 422
    User.objects.filter(pk=place.manager.pk).update(is_active=True)
    assert send(client, f"{PEOPLE}{mine.pk}/", role="member").status_code == 302
    assert client.get(PEOPLE).status_code == 403


def test_whoever_leaves_sees_nothing_more_and_holds_no_post(place: Place):
    membership = Membership.objects.get(area=place.area, user=place.owner)
    client = signed_in(place.administrator)
    assert client.post(f"{PEOPLE}{membership.pk}/end/").status_code == 302
    assert signed_in(place.owner).get("/riverton/").status_code == 404
    place.posts[0].refresh_from_db()
    assert place.posts[0].holder is None
    assert place.posts[0].history.count() == 2


def test_a_change_of_role_over_a_newer_one_is_refused(place: Place):
    client = signed_in(place.administrator)
    membership = Membership.objects.get(area=place.area, user=place.owner)
    address = f"{PEOPLE}{membership.pk}/"
    seen = read(client.get(address)).select_one("input[name=seen]")
    assert seen is not None
    assert send(client, address, role="officer").status_code == 302
    assert client.post(address, {"role": "member", "seen": seen["value"]}).status_code == 409
    membership.refresh_from_db()
    assert membership.role == Role.OFFICER


def test_an_email_about_an_invitation_that_was_refused_is_never_sent(place: Place):
    make_user(email="taken@example.org")
    form = {**NEW, "email": "taken@example.org", "role": "king"}
    assert signed_in(place.administrator).post(f"{PEOPLE}new/", form).status_code == 422
    assert not OutgoingEmail.objects.exists()
