"""My work across plans: where something is due from a person, and how much."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.choices import PlanStage
from actions.models import Post, UpdateCycle
from actions.position import memory
from actions.services.areas import add_member
from actions.services.confirmations import confirm_no_change
from actions.services.partners import change_post
from actions.services.people import end_membership
from actions.services.plans import change_plan_stage
from tests.conftest import signed_in
from tests.factories import Place, Scene, at, day, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import read, words
from wsoa.capabilities import Role

ADDRESS = "/my-work/"


def give_work(scene: Scene, number: int) -> None:
    """As many green actions of the action owner's, of which nothing was said since the first days."""
    for index in range(number):
        action = make_action(scene, f"1.{index + 1}", owners=scene.place.posts[:1])
        rate(action, scene.ratings["G"], day(2), by=scene.manager, now=at(day(2)))


def share_owner(place: Place, other: Place) -> Post:
    """Let the owner of one area hold the first post of another area too."""
    add_member(area=other.area, user=place.owner, role=Role.OWNER, by=other.administrator)
    post = other.posts[0]
    return change_post(
        post=post, title=post.title, email="", holder=place.owner, by=other.administrator
    )


@kept_fixture
def second(place: Place) -> Scene:
    """Another plan of the area, with two actions of the owner's."""
    scene = make_scene(place, slug="next", title="Accelerated Progress Plan")
    give_work(scene, 2)
    return scene


def test_each_plan_is_named_with_the_number_that_my_work_gives(scene: Scene, second: Scene):
    give_work(scene, 3)
    client = signed_in(scene.place.owner)
    page = read(client.get(ADDRESS))
    assert "5 actions need your update, in 2 plans." in words(page)
    plans = {words(plan.select_one("a")): plan for plan in page.select(".wsoa-plans > li")}
    for title, number, each in (
        ("My work in SEND action plan, Riverton", 3, scene),
        ("My work in Accelerated Progress Plan, Riverton", 2, second),
    ):
        assert f"{number} actions" in words(plans[title])
        link = str(plans[title].select("a")[0]["href"])
        assert link == f"{each.address}my-work/"
        assert f"{number} actions need your update." in words(read(client.get(link)))


def test_one_plan_is_opened_at_once(scene: Scene):
    give_work(scene, 1)
    answer = signed_in(scene.place.owner).get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"] == f"{scene.address}my-work/"


def test_plans_of_several_areas_are_named_with_their_areas(scene: Scene):
    give_work(scene, 1)
    other = make_place("hillside")
    share_owner(scene.place, other)
    give_work(make_scene(other), 2)
    page = words(read(signed_in(scene.place.owner).get(ADDRESS)))
    assert "SEND action plan, Hillside 2 actions" in page
    assert "SEND action plan, Riverton 1 action" in page


def test_plan_in_which_all_was_answered_stands_below(scene: Scene, second: Scene):
    give_work(scene, 1)
    action = scene.plan.actions.get()
    confirm_no_change(action=action, effective_date=day(2), by=scene.place.owner)
    page = read(signed_in(scene.place.owner).get(ADDRESS))
    assert len(page.select(".wsoa-plans > li")) == 1
    assert "Nothing more is due in SEND action plan, Riverton" in words(page)


def test_when_all_was_answered_everywhere_it_is_said(scene: Scene, second: Scene):
    give_work(scene, 1)
    for each in (scene, second):
        for action in each.plan.actions.all():
            confirm_no_change(action=action, effective_date=day(2), by=scene.place.owner)
    page = words(read(signed_in(scene.place.owner).get(ADDRESS)))
    assert "Nothing more is due from you in any of your plans. Thank you." in page


def test_day_by_which_answers_are_due_stands_beside_the_number(scene: Scene, second: Scene):
    give_work(scene, 1)
    today = timezone.localdate()
    due = today + timedelta(days=5)
    UpdateCycle(
        plan=second.plan,
        title="This month",
        opens_on=today - timedelta(days=2),
        due_on=due,
        closes_on=today + timedelta(days=9),
        recorded_at=timezone.now(),
    ).save()
    page = words(read(signed_in(scene.place.owner).get(ADDRESS)))
    assert f"Accelerated Progress Plan, Riverton 2 actions, by {due.day} {due:%B %Y}" in page
    assert page.count(" actions, by ") == 1


def test_somebody_who_owns_nothing_is_told_how_actions_get_here(scene: Scene, second: Scene):
    assert "You own no action" in words(read(signed_in(scene.manager).get(ADDRESS)))


def test_plans_that_are_closed_or_owned_by_others_are_left_out(scene: Scene, second: Scene):
    give_work(scene, 1)
    others = make_scene(scene.place, slug="others", title="Not theirs")
    make_action(others, "1.1", owners=scene.place.posts[1:])
    change_plan_stage(plan=second.plan, stage=PlanStage.CLOSED, by=scene.manager)
    answer = signed_in(scene.place.owner).get(ADDRESS)
    assert answer["Location"] == f"{scene.address}my-work/"


def test_post_held_without_belonging_to_its_area_shows_nothing_of_it(scene: Scene, second: Scene):
    give_work(scene, 1)
    owner = scene.place.owner
    end_membership(membership=owner.memberships.get(), by=scene.place.administrator)
    page = words(read(signed_in(owner).get(ADDRESS)))
    assert "You own no action" in page
    assert scene.plan.title not in page


def test_first_page_leads_to_it_those_of_whom_something_may_be_due(scene: Scene):
    owner, manager = signed_in(scene.place.owner), signed_in(scene.manager)
    assert not read(owner.get("/")).select(f"main a[href='{ADDRESS}']")
    give_work(scene, 1)
    assert read(owner.get("/")).select(f"main a[href='{ADDRESS}']")
    assert not read(manager.get("/")).select(f"main a[href='{ADDRESS}']")


def test_my_work_of_one_plan_leads_to_all_where_there_are_several(scene: Scene):
    give_work(scene, 1)
    client, address = signed_in(scene.place.owner), f"{scene.address}my-work/"
    assert not read(client.get(address)).select(f"main a[href='{ADDRESS}']")
    give_work(make_scene(scene.place, slug="next"), 1)
    assert read(client.get(address)).select(f"main a[href='{ADDRESS}']")


@pytest.mark.django_db
def test_queries_are_the_same_for_few_actions_and_for_many():
    counts = []
    for slug, number in (("small", 2), ("large", 20)):
        place = make_place(slug)
        for plan in ("one", "two"):
            give_work(make_scene(place, slug=plan), number)
        client = signed_in(place.owner)
        memory.forget_all()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
