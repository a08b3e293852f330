"""How many queries each page costs: the same for few actions and for many."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Plan
from actions.position import memory
from boards.services.packs import close_pack
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions, make_place, make_scene, rate

QUERIES = {
    "": 39,
    "screen/": 27,
    "actions/": 24,
    "actions/?changed_since=2018-02-01&rating=R&choose=1": 42,
    "actions.csv": 22,
    "actions.xlsx": 22,
    "history.csv": 33,
    "views/?rating=R": 23,
    "columns/": 4,
    "several/?all=1&what=update": 23,
    "several/?all=1&what=owner": 25,
    "actions/1.2/": 50,
    "actions/1.2/update/": 26,
    "papers/cabinet/": 28,
    "actions/1.2/change/": 23,
    "actions/1.2/owners/": 27,
    "add-action/": 31,
    "import/": 5,
    "no-longer/": 4,
    "slippage/": 22,
    "dates/": 22,
    "issues/": 22,
    "set-up/exceptions/": 4,
    "forecast/": 27,
    "forecast/check/": 9,
    "succeed/": 25,
}
"""Address below the plan's -> queries of a first view, sign-in included."""


def counted(scene: Scene, path: str) -> int:
    """The queries of one view by the project manager, with nothing remembered."""
    client = signed_in(scene.manager)
    memory.forget_all()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"{scene.address}{path}")
        assert answer.status_code == 200
        assert b"".join(answer)
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize("path", QUERIES)
def test_page_costs_the_same_queries_for_few_actions_and_for_many(path: str):
    counts = []
    for slug, number in (("small", 4), ("large", 24)):
        scene = make_scene(make_place(slug))
        actions = make_actions(scene, number, "GARBW")
        for month in range(1, 4):
            rate(actions[1], scene.ratings["R"], day(month), by=scene.manager)
        counts.append(counted(scene, path))
    assert counts == [QUERIES[path]] * 2


@pytest.mark.django_db
@pytest.mark.parametrize(("is_closed", "queries"), [(False, 106), (True, 30)])
def test_board_pack_costs_the_same_queries_for_few_actions_and_for_many(
    is_closed: bool, queries: int
):
    counts = []
    for slug, number in (("small", 4), ("large", 24)):
        scene = make_scene(make_place(slug))
        make_actions(scene, number, "GARBW")
        board = make_board(scene)
        meetings = [make_meeting(board, day(each)) for each in (30, 60, 90)]
        for meeting in meetings if is_closed else meetings[:-1]:
            close_pack(meeting=meeting, by=scene.manager)
        client = signed_in(scene.manager)
        memory.forget_all()
        with CaptureQueriesContext(connection) as captured:
            address = f"/{slug}/area/boards/{board.slug}/meetings/{meetings[-1].pk}/pack/"
            assert client.get(address).status_code == 200
        counts.append(len(captured))
    assert counts == [queries] * 2


@pytest.mark.django_db
def test_import_costs_the_same_queries_for_few_rows_and_for_many():
    counts = []
    for slug, number in (("small", 4), ("large", 24)):
        scene = make_scene(make_place(slug))
        rows = "".join(f"1.{index},Do it,1,G,Under way\n" for index in range(number))
        file = SimpleUploadedFile(
            "plan.csv", f"Reference,Action,Theme,Rating,Commentary\n{rows}".encode()
        )
        client = signed_in(scene.manager)
        form = {"file": file, "as_at": day(9)}
        draft = client.post(f"{scene.address}import/", form)["Location"]
        memory.forget_all()
        with CaptureQueriesContext(connection) as looked:
            assert f"{number}" in client.get(draft).content.decode()
        revision = Plan.objects.get(pk=scene.plan.pk).revision
        with CaptureQueriesContext(connection) as confirmed:
            client.post(f"{draft}confirm/", {"revision": revision})
        assert scene.plan.actions.count() == number
        counts.append((len(looked), len(confirmed)))
    assert counts[0] == counts[1]
