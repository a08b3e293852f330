"""The page of updates: who was asked, who has answered, who could not be asked, and a manager's buttons."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.choices import CycleFrequency
from actions.models import Plan, Post
from actions.position import memory
from actions.services.confirmations import confirm_no_change
from actions.services.cycles import open_cycle
from tests.actions.cycling import owned, with_addresses
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions, make_place, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import read, words
from wsoa.capabilities import Role
from wsoa.models import OutgoingEmail


@kept_fixture
def running(scene: Scene) -> Scene:
    """A cycle that opened six days ago: one post has answered in part, one not, one has no address."""
    with_addresses(scene, posts=(1, 2))
    actions = owned(scene, 1, 1, 2, 0)
    then = timezone.now() - timedelta(days=40)
    for action in actions:
        rate(action, scene.ratings["G"], day(9), by=scene.manager, now=then)
    Post.objects.filter(pk=scene.place.posts[0].pk).update(holder=None)
    open_cycle(plan=scene.plan, by=scene.manager, now=timezone.now() - timedelta(days=6))
    confirm_no_change(action=actions[0], effective_date=timezone.localdate(), by=scene.manager)
    return scene


def page_of(scene: Scene, role: Role = Role.MANAGER):
    answer = signed_in(scene.place.people[role]).get(f"{scene.address}updates/")
    assert answer.status_code == 200
    return read(answer)


def standing(scene: Scene) -> dict[str, tuple[str, str, str]]:
    """Post -> word, how many answered, and what is left, as the table shows them."""
    table = page_of(scene).select_one("table")
    assert table is not None
    found = {}
    for row in table.select("tbody tr"):
        head, *cells = row.select("th, td")
        for hidden in row.select(".govuk-visually-hidden, .wsoa-table__sub, .wsoa-rating__letter"):
            hidden.decompose()
        found[words(head)] = (words(cells[0]), words(cells[1]), words(cells[2]))
    return found


def test_it_says_who_has_answered_and_who_has_not(running: Scene) -> None:
    assert standing(running) == {
        "Designated clinical officer": ("Not answered", "0 of 1", "1.3"),
        "Head of the virtual school": ("Answered in part", "1 of 2", "1.2"),
        "Head of SEND": ("No address", "0 of 1", "1.4"),
    }
    text = words(page_of(running).main)
    assert "0 of 3 posts have answered everything, 1 of 4 actions." in text
    assert "1 post has no email address, so it was not asked: Head of SEND." in text
    assert "tomorrow" in text


def test_only_who_manages_sees_addresses_and_buttons(running: Scene) -> None:
    assert "post1@riverton.example" in words(page_of(running).main)
    for role in (Role.MEMBER, Role.MONITOR, Role.OFFICER, Role.OWNER):
        page = page_of(running, role)
        assert "@riverton.example" not in words(page.main)
        assert page.select_one("main form") is None


def test_a_reminder_now_goes_to_who_has_not_answered(running: Scene) -> None:
    client = signed_in(running.manager)
    before = OutgoingEmail.objects.count()
    answer = client.post(f"{running.address}updates/remind/", follow=True)
    text = words(read(answer).main)
    assert "A reminder is on its way to 2 addresses." in text
    assert "No email address is known for Head of SEND." in text
    assert OutgoingEmail.objects.count() == before + 2
    again = client.post(f"{running.address}updates/remind/", follow=True)
    assert "in the last five days" in words(read(again).main)
    assert OutgoingEmail.objects.count() == before + 2


def test_a_manager_opens_a_cycle_from_the_empty_page(scene: Scene) -> None:
    with_addresses(scene)
    owned(scene, 1)
    client = signed_in(scene.manager)
    page = read(client.get(f"{scene.address}updates/"))
    assert "No update cycle is open" in words(page.main)
    answer = client.post(f"{scene.address}updates/open/", follow=True)
    assert "is open. 1 post is asked to answer by" in words(read(answer).main)
    answer = client.post(f"{scene.address}updates/open/", follow=True)
    assert "Another can open after it." in words(read(answer).main)


def test_a_plan_that_asks_nobody_says_so(scene: Scene) -> None:
    Plan.objects.update(cycle_frequency=CycleFrequency.NONE)
    page = page_of(scene)
    assert "This plan does not ask for updates" in words(page.main)
    assert page.select_one("main form") is None


def test_an_earlier_cycle_keeps_its_rate(running: Scene) -> None:
    plan, by = running.plan, running.manager
    now = timezone.now()
    open_cycle(plan=plan, by=by, now=now + timedelta(days=10))
    page = page_of(running)
    assert "0 of 3" in words(page.main), "the later one has not opened today"


@pytest.mark.django_db
def test_it_costs_the_same_queries_for_few_posts_and_cycles_and_for_many() -> None:
    counts = []
    for slug, number, cycles in (("small", 4, 1), ("large", 24, 4)):
        scene = make_scene(make_place(slug))
        with_addresses(scene)
        make_actions(scene, number, "GARBW")
        for back in range(cycles - 1, -1, -1):
            then = timezone.now() - timedelta(days=30 * back)
            open_cycle(plan=scene.plan, by=scene.manager, now=then)
        client = signed_in(scene.manager)
        memory.forget_all()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{scene.address}updates/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 40
