"""Every address, for every role, signed out, and from another area. A new address fails until it is listed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from actions.models import Plan, StatusUpdate
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import errors_in_summary, read
from tests.parts.gathering import gathered
from wsoa.capabilities import Role
from wsoa.models import SignInEvent, SignInKind

ADMINISTRATOR, MANAGER, OWNER, OFFICER, MEMBER, MONITOR = Role
EVERYBODY = frozenset(Role)

OPEN = {"home", "healthz"}
"""Anybody, signed in or not."""

ACCOUNT_PAGES = {
    "account_login": 200,
    "account_logout": 302,
    "account_inactive": 200,
    "account_signup": 200,
    "account_reauthenticate": 302,
    "account_change_password": 302,
    "account_set_password": 302,
    "account_reset_password": 200,
    "account_reset_password_done": 200,
    "account_reset_password_from_key": 200,
    "account_reset_password_from_key_done": 200,
}
"""What somebody signed out gets: the page, or the way to sign in."""

MAY_SEE: dict[str, frozenset[Role]] = {
    "area": EVERYBODY,
    "plan-dashboard": EVERYBODY,
    "register": EVERYBODY,
    "register-csv": EVERYBODY,
    "action": EVERYBODY,
    "action-update": frozenset({ADMINISTRATOR, MANAGER, OWNER}),
    "action-complete": frozenset({ADMINISTRATOR, MANAGER, OWNER}),
    "action-reopen": frozenset({ADMINISTRATOR, MANAGER, OWNER}),
    "update-correct": frozenset({ADMINISTRATOR, MANAGER}),
    "update-retract": frozenset({ADMINISTRATOR, MANAGER}),
    "cabinet-preview": frozenset({ADMINISTRATOR, MANAGER, OFFICER}),
    "cabinet-pdf": frozenset({ADMINISTRATOR, MANAGER, OFFICER}),
}
"""Who of an area gets the page; the others are told that their role may not (403)."""

LEADS_ELSEWHERE = {"action-complete", "action-reopen"}
"""Where a rating says whether the action is complete, these lead to the update form instead."""

POST_ONLY: set[str] = set()
"""Addresses that a GET does not open (405)."""

NOT_HTML = {"register-csv", "cabinet-pdf", "healthz"}

OPENED: dict[str, int] = {}
"""What an open page answers with, where not 200."""

OWN: dict[str, frozenset[Role]] = {}
"""Pages of a person's own, which belong to no area: everybody signed in gets them, some are led elsewhere."""

for part in gathered("pages"):
    OWN |= getattr(part, "OWN", {})
    MAY_SEE |= part.MAY_SEE
    OPEN |= set(part.OPEN)
    OPENED |= part.OPEN
    LEADS_ELSEWHERE |= part.LEADS_ELSEWHERE
    POST_ONLY |= part.POST_ONLY
    NOT_HTML |= part.NOT_HTML


def opened(name: str) -> int:
    """What somebody who may see the page gets."""
    if name in POST_ONLY:
        return 405
    return 302 if name in LEADS_ELSEWHERE else OPENED.get(name, 200)


@kept_fixture
def addresses(scene: Scene) -> dict[str, str]:
    """Name -> address of every page of one plan, whose one action the action owner owns."""
    action = make_action(scene, "1B ii", owners=(scene.place.posts[0],))
    update = rate(action, scene.ratings["A"], day(1), by=scene.manager)
    given: dict[str, object] = {
        "area": scene.place.area.slug,
        "plan": scene.plan.slug,
        "reference": "1bii",
        "update_id": update.pk,
        "uidb36": "1",
        "key": "none-such",
    }
    for part in gathered("pages"):
        more = part.given(scene, action)
        assert not given.keys() & more.keys(), "two parts mean different rows by one name"
        given |= more
    return {
        name: reverse(name, kwargs={word: given[word] for word in pattern.pattern.converters})
        if pattern.pattern.converters
        else reverse(name, kwargs={word: given[word] for word in pattern.pattern.regex.groupindex})
        for name, pattern in every_pattern().items()
    }


def every_pattern() -> dict[str, URLPattern]:
    """Name -> pattern of every address there is."""

    def walk(patterns: list[Any]) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern

    found = list(walk(get_resolver().url_patterns))
    assert all(pattern.name for pattern in found), "every address has a name"
    return {str(pattern.name): pattern for pattern in found}


def test_every_address_is_listed_here():
    assert set(every_pattern()) == OPEN | set(ACCOUNT_PAGES) | set(MAY_SEE) | set(OWN)


@pytest.mark.parametrize("role", Role)
def test_page_of_ones_own_opens_to_everybody_and_shows_nobody_elses_area(
    scene: Scene, addresses: dict[str, str], role: Role
):
    ours, theirs = scene.place.people[role], make_place("elsewhere").people[role]
    for name, led in OWN.items():
        assert signed_in(ours).get(addresses[name]).status_code == (302 if role in led else 200)
        answer = signed_in(theirs).get(addresses[name])
        assert answer.status_code == 200
        assert scene.plan.title not in answer.content.decode()
        assert signed_in(scene.place.operator).get(addresses[name]).status_code == 200


@pytest.mark.parametrize("role", Role)
def test_every_page_opens_to_the_roles_that_may_see_it_and_to_no_other_under_a_strict_policy(
    scene: Scene, addresses: dict[str, str], role: Role
):
    client = signed_in(scene.place.people[role])
    answers = {
        name: client.get(addresses[name]) for name in {*MAY_SEE, *OPEN, *OWN, *ACCOUNT_PAGES}
    }
    assert {name: answers[name].status_code for name in MAY_SEE} == {
        name: opened(name) if role in roles or name in POST_ONLY else 403
        for name, roles in MAY_SEE.items()
    }
    for name in answers.keys() - NOT_HTML:
        check_policy(answers[name])


@pytest.mark.parametrize("role", Role)
def test_every_address_that_takes_a_post_refuses_the_roles_that_may_not(
    scene: Scene, addresses: dict[str, str], role: Role
):
    client = signed_in(scene.place.people[role])
    found = {name: client.post(addresses[name], {}).status_code for name in MAY_SEE}
    refused = {name for name, status in found.items() if status == 403}
    takes = {name for name, status in found.items() if status != 405}
    assert refused == {name for name in takes if role not in MAY_SEE[name]}


@kept_fixture
def forms(scene: Scene, addresses: dict[str, str]) -> list[tuple[str, str, set[str]]]:
    """Every form of every page, as an administrator has it: page, where it is sent, and its fields."""
    client = signed_in(scene.place.administrator)
    return [
        (name, str(form.get("action") or addresses[name]), {str(field["name"]) for field in fields})
        for name in sorted(MAY_SEE.keys() - POST_ONLY - NOT_HTML)
        for form in read(client.get(addresses[name])).select("main form[method=post]")
        for fields in [form.select("[name]")]
    ]


@pytest.mark.parametrize(
    "typed", ["", "\x00", "9" * 40, "-1", "٣", "x" * 50_000, "9999-12-31", "<b>&\"'\n=1+1"]
)
def test_every_form_answers_whatever_is_typed_into_every_field(
    scene: Scene, forms: list[tuple[str, str, set[str]]], typed: str
):
    client = signed_in(scene.place.administrator)
    for name, where, fields in forms:
        answer = client.post(where, dict.fromkeys(fields - {"csrfmiddlewaretoken"}, typed))
        assert answer.status_code < 500, (name, where)
        if answer.status_code == 422:
            assert errors_in_summary(read(answer)), (name, where)


def test_every_form_sent_empty_says_what_is_missing(scene: Scene, addresses: dict[str, str]):
    client = signed_in(scene.place.administrator)
    refused = {}
    for name in MAY_SEE:
        answer = client.post(addresses[name], {})
        if answer.status_code == 422:
            refused[name] = bool(errors_in_summary(read(answer)))
    assert len(refused) > 30
    assert {name for name, says_so in refused.items() if not says_so} == set()


@pytest.mark.parametrize("role", Role)
def test_every_page_is_not_found_from_another_area(
    scene: Scene, addresses: dict[str, str], role: Role
):
    stranger = make_place("elsewhere").people[role]
    client = signed_in(stranger)
    assert {name: client.get(addresses[name]).status_code for name in MAY_SEE} == {
        name: 405 if name in POST_ONLY else 404 for name in MAY_SEE
    }
    assert {client.post(addresses[name], {}).status_code for name in MAY_SEE} <= {404, 405}


def test_every_page_is_not_found_for_the_site_operator(scene: Scene, addresses: dict[str, str]):
    client = signed_in(scene.place.operator)
    assert {client.get(addresses[name]).status_code for name in MAY_SEE.keys() - POST_ONLY} == {404}


def test_every_page_signed_out_leads_to_sign_in(addresses: dict[str, str]):
    for name in {*MAY_SEE, *OWN}:
        for answer in (Client().get(addresses[name]), Client().post(addresses[name])):
            assert answer.status_code == 302
            assert answer["Location"].startswith(f"{reverse('account_login')}?next=")


def test_open_pages_and_account_pages_signed_out(addresses: dict[str, str]):
    found = {name: Client().get(addresses[name]).status_code for name in ACCOUNT_PAGES}
    assert found == ACCOUNT_PAGES
    for name in OPEN:
        assert Client().get(addresses[name]).status_code == opened(name), name


def test_nobody_can_sign_up(addresses: dict[str, str]):
    form = {
        "email": "new@example.org",
        "password1": "a long passphrase",
        "password2": "a long passphrase",
    }
    answer = Client().post(addresses["account_signup"], form)
    assert "Accounts are made for you" in answer.content.decode()
    assert not apps.get_model("wsoa", "User").objects.filter(email="new@example.org").exists()


def test_an_owner_may_not_update_an_action_that_others_own(scene: Scene):
    make_action(scene, "1.2", owners=(scene.place.posts[1],))
    client = signed_in(scene.place.owner)
    address = reverse("action-update", args=[scene.place.area.slug, scene.plan.slug, "1.2"])
    form = {"rating": scene.ratings["G"].pk, "effective_date": "2018-01-02", "commentary": "Mine"}
    assert client.get(address).status_code == 403
    assert client.post(address, form).status_code == 403
    assert not StatusUpdate.objects.exists()


def test_a_person_taken_out_of_service_sees_nothing(scene: Scene, addresses: dict[str, str]):
    manager = scene.manager
    client = signed_in(manager)
    manager.is_active = False
    manager.save()
    assert client.get(addresses["plan-dashboard"]).status_code == 302


def test_reading_any_page_writes_nothing(scene: Scene, addresses: dict[str, str]):
    client = signed_in(scene.place.administrator)
    client.get(addresses["home"])

    def rows() -> dict[str, int]:
        ours = ("wsoa", "actions", "boards", "reports")
        models = [model for app in ours for model in apps.get_app_config(app).get_models()]
        return {model._meta.label: model._default_manager.count() for model in models}

    before, revision = rows(), Plan.objects.get(pk=scene.plan.pk).revision
    for name in {*MAY_SEE, *OPEN, *OWN} - POST_ONLY:
        assert client.get(addresses[name]).status_code == opened(name), name
        assert client.head(addresses[name]).status_code == opened(name), name
    # The forged link is no page, and that it was refused is logged.
    SignInEvent.objects.filter(kind=SignInKind.LINK_REFUSED).delete()
    assert rows() == before
    assert Plan.objects.get(pk=scene.plan.pk).revision == revision


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(scene: Scene, addresses: dict[str, str], method: str):
    client = signed_in(scene.manager)
    answers = {name: getattr(client, method)(addresses[name]).status_code for name in MAY_SEE}
    assert {name: status for name, status in answers.items() if status != 405} == {}


def test_every_page_has_a_strict_content_security_policy_signed_out(addresses: dict[str, str]):
    for name in {*MAY_SEE, *OPEN, *OWN, *ACCOUNT_PAGES} - NOT_HTML:
        check_policy(Client().get(addresses[name]))


def check_policy(answer: Any) -> None:
    """The browser is told to run and draw nothing that is not ours, and nothing on the page asks it to."""
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    page = answer.content.decode()
    assert " style=" not in page
    assert " onclick=" not in page


def test_an_unknown_word_is_not_found(scene: Scene):
    client = signed_in(scene.manager)
    area, plan = scene.place.area.slug, scene.plan.slug
    for path in (
        "/none-such/",
        f"/{area}/none-such/",
        f"/{area}/{plan}/actions/9Z/",
        f"/{area}/{plan}/actions/%00/",
        f"/{area}/{plan}/actions/%F0%9F%98%80/",
        f"/{area}/{plan}/actions/1B%20ii/updates/999999999/correct/",
        f"/{area}/{plan}/actions/..%2f..%2fetc/",
        f"/{area}/{plan}/none/",
    ):
        assert client.get(path).status_code == 404, path


def test_an_update_of_another_action_cannot_be_corrected_here(scene: Scene):
    first, second = make_action(scene, "1.1"), make_action(scene, "1.2")
    update = rate(second, scene.ratings["G"], day(1), by=scene.manager)
    address = reverse(
        "update-correct", args=[scene.place.area.slug, scene.plan.slug, "1.1", update.pk]
    )
    assert signed_in(scene.manager).get(address).status_code == 404
    assert first.pk != second.pk


def test_two_areas_plans_of_the_same_name_stay_apart(scene: Scene):
    other = make_scene(make_place("elsewhere"))
    make_action(other, "1.1", title="Only theirs")
    make_action(scene, "1.1", title="Only ours")
    page = signed_in(scene.manager).get(f"{scene.address}actions/").content.decode()
    assert "Only ours" in page
    assert "Only theirs" not in page
