"""Who signed in and who was refused: what is logged, who sees it, and how long it is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from actions.answer_links import answer_url
from actions.services import areas
from tests.conftest import signed_in
from tests.factories import (
    PASSWORD,
    Place,
    Scene,
    make_action,
    make_place,
    make_scene,
    make_user,
)
from tests.pages.reading import read, words
from tests.parts.answering.asking import ask
from wsoa import ticking
from wsoa.capabilities import Role
from wsoa.models import SignInEvent, SignInKind, User
from wsoa.services import sign_ins

LOGIN = "/accounts/login/"


def logged() -> list[tuple[str, str]]:
    """Kind and person of each entry, oldest first."""
    return [
        (event.kind, event.user.name if event.user else event.email)
        for event in SignInEvent.objects.order_by("id")
    ]


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    """Send the sign-in form."""
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def test_signing_in_and_out_is_logged_with_where_from(place: Place):
    client = Client(REMOTE_ADDR="192.0.2.7")
    sign_in(client, place.manager.email.upper())
    client.post("/accounts/logout/")
    name = place.manager.name
    assert logged() == [(SignInKind.SIGNED_IN, name), (SignInKind.SIGNED_OUT, name)]
    assert {event.address for event in SignInEvent.objects.all()} == {"192.0.2.7"}


def test_wrong_password_is_logged_against_the_person_and_the_password_nowhere(place: Place):
    sign_in(Client(), place.manager.email, "guess-guess-guess")
    (event,) = SignInEvent.objects.all()
    assert (event.kind, event.user, event.email) == (SignInKind.REFUSED, place.manager, "")
    assert "guess" not in str([vars(event) for event in SignInEvent.objects.all()])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("nobody@example.org", "nobody@example.org"), ("my secret password", "")],
)
def test_unknown_address_is_kept_only_where_it_looks_like_one(db: None, typed: str, kept: str):
    sign_in(Client(), typed)
    assert {event.email for event in SignInEvent.objects.all()} <= {kept}


def test_attempts_over_the_limit_are_logged_as_well(place: Place):
    client = Client()
    for _ in range(7):
        sign_in(client, place.manager.email, "guess")
    refused = SignInEvent.objects.filter(kind=SignInKind.REFUSED, user=place.manager)
    assert refused.count() == 7
    assert not sign_in(client, place.manager.email).wsgi_request.user.is_authenticated


def test_attempt_on_an_account_out_of_service_is_refused_and_logged(place: Place):
    person = place.people[Role.MEMBER]
    person.is_active = False
    person.save()
    sign_in(Client(), person.email)
    assert logged() == [(SignInKind.REFUSED, person.name)]


def test_refused_page_is_logged_and_an_allowed_one_is_not(scene: Scene):
    client = signed_in(scene.place.people[Role.MONITOR])
    SignInEvent.objects.all().delete()
    assert client.get(scene.address).status_code == 200
    assert not SignInEvent.objects.exists()
    assert client.get(f"{scene.address}audit/").status_code == 403
    (event,) = SignInEvent.objects.all()
    assert (event.kind, event.path) == (SignInKind.NOT_ALLOWED, f"{scene.address}audit/")


def test_attempt_from_another_area_is_shown_to_the_area_tried_and_tells_the_visitor_nothing(
    scene: Scene,
):
    stranger = make_place("elsewhere").manager
    client = signed_in(stranger)
    answers = [client.get(path) for path in (scene.address, "/none-such/wsoa/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert words(read(answers[0])) == words(read(answers[1]))
    client.post(f"{scene.address}actions/1.1/update/", {})
    events = SignInEvent.objects.filter(kind=SignInKind.NOT_ALLOWED).order_by("id")
    assert [(event.user, event.path) for event in events] == [
        (stranger, scene.address),
        (stranger, f"{scene.address}actions/1.1/update/"),
    ]
    address = f"/{scene.place.area.slug}/area/sign-ins/"
    page = signed_in(scene.place.administrator).get(address).content.decode()
    assert stranger.name in page
    assert "Not of this area" in page
    theirs = signed_in(
        User.objects.get(memberships__area__slug="elsewhere", memberships__role="administrator")
    )
    assert scene.address not in theirs.get("/elsewhere/area/sign-ins/").content.decode()


def test_page_that_is_not_there_is_no_attempt_for_the_areas_own_people(scene: Scene):
    signed_in(scene.manager).get(f"{scene.address}none-such/")
    signed_in(scene.manager).get("/\x00/area/sign-ins/")
    assert not SignInEvent.objects.filter(kind=SignInKind.NOT_ALLOWED).exists()


def test_attempts_cannot_flood_the_log(scene: Scene):
    client = signed_in(make_place("elsewhere").manager)
    for number in range(sign_ins.ATTEMPTS + 5):
        assert client.get(f"{scene.address}actions/{number}/").status_code == 404
    tried = SignInEvent.objects.filter(kind=SignInKind.NOT_ALLOWED)
    assert tried.count() == sign_ins.ATTEMPTS


def test_emailed_link_that_opens_nothing_is_shown_to_the_area_it_names(scene: Scene):
    make_action(scene, "1.1", owners=scene.place.posts[:1])
    request = ask(scene, scene.place.posts[0])
    good = answer_url(request).split("/answer/")[1]
    ended = ask(scene, scene.place.posts[0], expires_at=timezone.now())
    client = Client()
    assert client.get(f"/answer/{good}").status_code == 200
    assert not SignInEvent.objects.exists()
    forged = f"/answer/{good[:-6]}xxxxx/"
    assert client.get(forged).status_code == 404
    assert client.get(answer_url(ended).removeprefix("http://localhost:8000")).status_code == 410
    for nothing in ("nonsense", "999999.1.x", "²-1", "-"):
        assert client.get(f"/answer/{nothing}/").status_code == 404
    events = SignInEvent.objects.filter(kind=SignInKind.LINK_REFUSED)
    assert [event.path for event in events] == [f"{scene.address}updates/"] * 2
    address = f"/{scene.place.area.slug}/area/sign-ins/"
    page = signed_in(scene.place.administrator).get(address, {"kind": "link-refused"})
    assert "2 entries" in page.content.decode()
    assert good.strip("/") not in page.content.decode()


def test_administrator_sees_the_areas_people_and_nobody_elses(scene: Scene):
    place, other = scene.place, make_place("elsewhere")
    outsider = make_user("Outsider")
    theirs = make_scene(other)
    both = place.people[Role.MEMBER]
    areas.add_member(area=other.area, user=both, role=Role.MONITOR, by=other.administrator)
    for person in (place.manager, other.manager, outsider):
        sign_in(Client(), person.email, "guess")
    sign_in(Client(), "nobody@example.org")
    client = signed_in(both)
    client.get(f"{theirs.address}audit/")
    client.get(f"{scene.address}audit/")
    address = f"/{place.area.slug}/area/sign-ins/"
    page = signed_in(place.administrator).get(address).content.decode()
    assert place.manager.name in page
    assert f"{scene.address}audit/" in page
    for hidden in (other.manager.name, "Outsider", "nobody@", f"{theirs.address}audit/"):
        assert hidden not in page


def test_log_is_narrowed_by_kind_and_person(scene: Scene):
    place = scene.place
    sign_in(Client(), place.manager.email, "guess")
    client = signed_in(place.administrator)
    address = f"/{place.area.slug}/area/sign-ins/"
    page = client.get(address, {"kind": "refused"}).content.decode()
    assert "1 entry, newest first" in page
    page = client.get(address, {"person": place.owner.pk}).content.decode()
    assert "Nothing was found" in page
    stranger = make_place("elsewhere").manager
    assert client.get(address, {"person": stranger.pk}).status_code == 400
    assert client.get(address, {"kind": "x" * 50_000}).status_code == 400


def test_log_expires_after_the_stated_period(place: Place, settings: Any):
    settings.KEEP_SIGN_INS_DAYS = 30
    signed_in(place.manager)
    list(ticking.run(timezone.now() + timedelta(days=29)))
    assert SignInEvent.objects.count() == 1
    done = list(ticking.run(timezone.now() + timedelta(days=31)))
    assert "removed from the sign-in log what is past its time: 1" in done
    assert not SignInEvent.objects.exists()
