"""How many queries my work and what waits cost: the same for few actions and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.position import memory
from tests.conftest import signed_in
from tests.factories import Scene, at, day, make_action, make_place, make_scene, rate
from tests.parts.answering.asking import ask, propose
from wsoa.models import User

QUERIES = {"my-work/": 28, "my-work/no-change/": 27, "to-decide/": 25}
"""Address below the plan's -> queries of a first view, sign-in included."""


def busy(slug: str, number: int) -> Scene:
    """A plan of as many actions of the action owner's, a third of which wait for acceptance."""
    scene = make_scene(make_place(slug))
    ask(scene, scene.place.posts[0])
    for index in range(number):
        action = make_action(scene, f"1.{index}", owners=scene.place.posts[:1], due="June 2018")
        rate(action, scene.ratings["GARW"[index % 4]], day(0), by=scene.manager, now=at(day(0)))
        if index % 3 == 0:
            propose(scene, action, "A", effective_date=day(3))
    return scene


def counted(scene: Scene, user: User, path: str) -> int:
    """The queries of one view, with nothing remembered."""
    client = signed_in(user)
    memory.forget_all()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{scene.address}{path}").status_code == 200
    return len(captured)


@pytest.mark.django_db
def test_pages_cost_the_same_queries_for_few_actions_and_for_many():
    for scene in (busy("small", 4), busy("large", 30)):
        place = scene.place
        who = {"to-decide/": place.manager}
        found = {path: counted(scene, who.get(path, place.owner), path) for path in QUERIES}
        assert found == QUERIES
