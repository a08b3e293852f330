"""A person who leaves: anonymous in everything they did, unless they work in another area as well."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from actions.errors import Refused
from actions.models import Anonymisation, Membership, Plan, Post, SavedView, StatusUpdate, Watch
from actions.redaction import Words
from actions.services import areas, leaving, notes, people, watching
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene, make_user, rate
from tests.kept import kept_fixture
from wsoa.capabilities import Role
from wsoa.models import OutgoingEmail, SignInEvent, SignInKind, User


@kept_fixture
def leaver(scene: Scene) -> User:
    """An action owner who did everything that leaves a trace."""
    area, administrator = scene.place.area, scene.place.administrator
    person = make_user("Leonora Fitch", "leonora.fitch@example.org")
    areas.add_member(area=area, user=person, role=Role.MANAGER, by=administrator)
    areas.add_post(
        organisation=scene.place.council,
        title="Leonora Fitch, nurse",
        email="Leonora.Fitch@example.org",
        holder=person,
        by=administrator,
    )
    action = make_action(scene)
    rate(action, scene.ratings["R"], day(2), by=person, commentary="Told by Leonora Fitch")
    notes.add_note(action=action, text=f"@{person.email} will ask", by=scene.manager)
    watching.watch(action=action, by=person)
    SavedView.objects.create(plan=scene.plan, user=person, name="Mine", query="rating=R")
    SignInEvent.objects.create(kind=SignInKind.SIGNED_IN, at=timezone.now(), user=person)
    SignInEvent.objects.create(
        kind=SignInKind.REFUSED, at=timezone.now(), email="Leonora.Fitch@Example.org"
    )
    return person


def _leave(scene: Scene, person: User, **other: Any) -> bool:
    return leaving.anonymise(
        **{
            "user": person,
            "area": scene.place.area,
            "reason": "Moved to another council",
            "by": scene.place.administrator,
            **other,
        }
    )


def _texts() -> str:
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            texts += [f"{table}: {value}" for row in cursor.fetchall() for value in row]
    return "\n".join(texts)


def test_account_keeps_what_it_recorded_and_nothing_of_who_it_was(
    scene: Scene, leaver: User
) -> None:
    client = signed_in(leaver)
    assert client.get(scene.address).status_code == 200
    assert _leave(scene, leaver)
    leaver.refresh_from_db()
    assert leaver.name == f"Former member of staff {leaver.pk}"
    assert leaver.email == f"former-{leaver.pk}@removed.invalid"
    assert not leaver.is_active
    assert not leaver.has_usable_password()
    assert StatusUpdate.objects.get(recorded_by=leaver).recorded_by.name == leaver.name
    assert not Membership.objects.filter(user=leaver).exists()
    assert not Watch.objects.exists()
    assert not SavedView.objects.exists()
    assert not SignInEvent.objects.exists()
    assert not OutgoingEmail.objects.filter(to__icontains="leonora").exists()
    post = Post.objects.get(holder=None, title__contains="nurse")
    assert (post.title, post.email) == ("[removed: personal data], nurse " + str(post.pk), "")
    assert client.get(scene.address).status_code == 302
    assert not any(
        each.get_decoded().get("_auth_user_id") == str(leaver.pk) for each in Session.objects.all()
    )


def test_address_is_nowhere_afterwards_and_the_name_only_in_what_was_reported(
    scene: Scene, leaver: User
) -> None:
    _leave(scene, leaver)
    texts = _texts()
    assert not Words.read("leonora.fitch@example.org").are_in(texts)
    named = [line for line in texts.splitlines() if "Leonora Fitch" in line]
    assert named == ["actions_statusupdate: Told by Leonora Fitch"]


def test_person_of_another_area_too_only_leaves_this_one(scene: Scene, leaver: User) -> None:
    other = make_place("elsewhere")
    areas.add_member(area=other.area, user=leaver, role=Role.MEMBER, by=other.administrator)
    assert not _leave(scene, leaver)
    leaver.refresh_from_db()
    assert (leaver.name, leaver.is_active) == ("Leonora Fitch", True)
    assert [each.area for each in Membership.objects.filter(user=leaver)] == [other.area]
    assert not Watch.objects.exists()
    assert not Post.objects.filter(holder=leaver).exists()
    assert not Anonymisation.objects.exists()


def test_former_area_may_make_somebody_anonymous_who_left_before(
    scene: Scene, leaver: User
) -> None:
    Membership.objects.get(user=leaver).delete()
    assert _leave(scene, leaver)
    with pytest.raises(Refused, match="already"):
        _leave(scene, leaver)


@pytest.mark.parametrize("reason", ["", "Leonora Fitch retired"])
def test_reason_is_needed_and_may_not_name_the_person(
    scene: Scene, leaver: User, reason: str
) -> None:
    with pytest.raises(Refused, match="reason"):
        _leave(scene, leaver, reason=reason)
    assert User.objects.get(pk=leaver.pk).name == "Leonora Fitch"


def test_nobody_makes_themselves_or_a_stranger_anonymous(scene: Scene) -> None:
    with pytest.raises(Refused, match="Ask another administrator"):
        _leave(scene, scene.place.administrator)
    with pytest.raises(Refused, match="does not belong"):
        _leave(scene, make_place("elsewhere").manager)


def test_positions_of_a_former_area_are_read_anew_without_the_person(
    scene: Scene, leaver: User
) -> None:
    elsewhere = make_scene(make_place("elsewhere"))
    area, administrator = elsewhere.place.area, elsewhere.place.administrator
    membership = areas.add_member(area=area, user=leaver, role=Role.OWNER, by=administrator)
    people.end_membership(membership=membership, by=administrator)
    before = Plan.objects.get(pk=elsewhere.plan.pk).revision
    assert _leave(scene, leaver)
    assert Plan.objects.get(pk=elsewhere.plan.pk).revision != before
