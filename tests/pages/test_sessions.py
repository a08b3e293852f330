"""What happens around the edges of a session: none any more, and pages that no cache may keep."""

import pytest
from django.test import Client
from django.urls import reverse

from actions.choices import PlanStage
from actions.models import Plan, StatusUpdate
from tests.conftest import signed_in
from tests.factories import Scene, make_action


@pytest.fixture
def address(scene: Scene) -> str:
    """The update form of an action."""
    make_action(scene, "1.1")
    return reverse("action-update", args=[scene.place.area.slug, scene.plan.slug, "1.1"])


def test_htmx_save_after_the_session_has_ended_is_401_without_a_page(address):
    answer = Client().post(address, {"commentary": "Typed"}, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.content == b""
    assert not StatusUpdate.objects.exists()


def test_pages_tell_browsers_to_keep_no_copy(scene, address):
    client = signed_in(scene.manager)
    for path in (address, f"{scene.address}", f"{scene.address}actions.csv", "/"):
        assert set(client.get(path)["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_update_of_a_closed_plan_is_refused_and_keeps_what_was_typed(scene, address):
    plan = Plan.objects.get(pk=scene.plan.pk)
    plan.stage = PlanStage.CLOSED
    plan.save()
    form = {
        "rating": scene.ratings["G"].pk,
        "effective_date": "2018-02-01",
        "commentary": "Typed with care",
        "based_on": "",
    }
    answer = signed_in(scene.manager).post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The plan is closed" in page
    assert "Typed with care" in page
    assert not StatusUpdate.objects.exists()


@pytest.mark.parametrize("blank", ["\u200b", "\u2060\u200e", "...", "—"])
def test_red_with_a_commentary_that_says_nothing_is_refused(scene, address, blank):
    form = {"rating": scene.ratings["R"].pk, "effective_date": "2018-02-01", "commentary": blank}
    answer = signed_in(scene.manager).post(address, form)
    assert answer.status_code == 422
    assert not StatusUpdate.objects.exists()
