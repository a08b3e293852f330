"""Setting up by several people at the same instant."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any
from unittest import mock

import pytest
from django.db import connections, transaction

from actions.choices import AuditEvent, OrganisationKind
from actions.errors import Refused, Stale
from actions.importing.columns import guess_for
from actions.importing.comparing import compare
from actions.importing.outcome import Options
from actions.importing.reading import read_file
from actions.models import Membership, Post
from actions.services.areas import add_post, change_area
from actions.services.importing import import_actions
from actions.services.partners import change_organisation
from actions.services.people import change_member, end_membership, invite_member
from actions.services.rows import version
from actions.services.writing import audit, begin
from tests.factories import STARTS_ON, make_place, make_scene
from wsoa.capabilities import Role
from wsoa.models import OutgoingEmail, User


def _at_once(acts: Sequence[Callable[[], Any]]) -> list[type | None]:
    """What each of the acts, done at the same instant, raised."""
    start = threading.Barrier(len(acts))
    outcomes: list[type | None] = []

    def do(act: Callable[[], Any]) -> None:
        start.wait()
        try:
            act()
            outcomes.append(None)
        except BaseException as error:
            outcomes.append(type(error))
        finally:
            connections.close_all()

    people = [threading.Thread(target=do, args=(act,)) for act in acts]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_others_membership_leave_one():
    place = make_place()
    first = Membership.objects.get(area=place.area, user=place.administrator)
    second = Membership.objects.get(area=place.area, user=place.manager)
    change_member(membership=second, role=Role.ADMINISTRATOR, by=place.administrator)
    outcomes = _at_once(
        [
            lambda: end_membership(membership=first, by=place.manager),
            lambda: end_membership(membership=second, by=place.administrator),
        ]
    )
    assert outcomes.count(None) == 1
    assert place.area.memberships.filter(role=Role.ADMINISTRATOR).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_save_the_same_partner_at_once_one_is_shown_the_other():
    place = make_place()
    seen = version(place.council)
    acts = [
        lambda name=name: change_organisation(
            organisation=type(place.council).objects.get(pk=place.council.pk),
            name=name,
            short_name="C",
            kind=OrganisationKind.COUNCIL,
            seen=seen,
            by=place.manager,
        )
        for name in ("One", "Other")
    ]
    assert sorted(_at_once(acts), key=str) == sorted([None, Stale], key=str)


@pytest.mark.django_db(transaction=True)
def test_two_areas_that_invite_the_same_person_at_once_share_one_account():
    places = [make_place("riverton"), make_place("elsewhere")]
    acts = [
        lambda place=place: invite_member(
            area=place.area,
            email="new@example.org",
            name="New",
            role=Role.MEMBER,
            site="https://tracker.example/",
            by=place.administrator,
        )
        for place in places
    ]
    assert _at_once(acts) == [None, None]
    person = User.objects.get(email="new@example.org")
    assert person.memberships.count() == 2
    assert OutgoingEmail.objects.filter(to=person.email).count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_person_invited_twice_at_once_is_a_member_once():
    place = make_place()
    invite = lambda: invite_member(  # noqa: E731
        area=place.area,
        email="new@example.org",
        name="New",
        role=Role.MEMBER,
        site="https://tracker.example/",
        by=place.administrator,
    )
    assert sorted(_at_once([invite, invite]), key=str) == sorted([None, Refused], key=str)
    assert Membership.objects.filter(area=place.area, user__email="new@example.org").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_plan_and_its_area_changed_at_once_do_not_wait_for_each_other_for_ever():
    scene = make_scene(make_place())
    has_begun = threading.Event()

    def change_the_plan() -> None:
        with transaction.atomic():
            at = begin(scene.plan, None)
            has_begun.set()
            time.sleep(0.5)  # the area's writer waits for the plan by now
            area = scene.place.area
            audit(AuditEvent.PLAN_CHANGED, "x", by=scene.manager, at=at, area=area)

    def change_the_area() -> None:
        has_begun.wait()
        change_area(
            area=scene.place.area, name="New", theme_word="aim", by=scene.place.administrator
        )

    assert _at_once([change_the_plan, change_the_area]) == [None, None]


@pytest.mark.django_db(transaction=True)
def test_an_import_that_makes_posts_takes_the_turn_of_the_area_before_that_of_the_plan():
    scene = make_scene(make_place())
    table = read_file(b"Ref,Action,Owner\n1.1,Write,Head of Play\n")
    options = Options(
        guess_for(table, scene.plan), STARTS_ON, "plan.csv", posts_in=scene.place.council
    )
    has_begun = threading.Event()

    def in_the_middle(*given: Any, **named: Any) -> Any:
        has_begun.set()
        time.sleep(0.5)
        return compare(*given, **named)

    def make_a_post() -> None:
        has_begun.wait()
        add_post(organisation=scene.place.health, title="Nurse", by=scene.manager)

    def bring_in() -> None:
        import_actions(plan=scene.plan, table=table, options=options, by=scene.manager)

    with mock.patch("actions.services.importing.compare", in_the_middle):
        assert _at_once([bring_in, make_a_post]) == [None, None]
    assert {"Head of Play", "Nurse"} <= set(Post.objects.values_list("title", flat=True))
