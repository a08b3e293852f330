"""The form that reviews a risk: with what it begins, what it asks for, and what the pages then say of the scores."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from actions.choices import RiskState
from actions.clock.counting import count_months
from actions.models import Risk, RiskReview
from tests.actions.risking import codes, make_matrix, make_risk, review
from tests.conftest import signed_in
from tests.factories import Scene, day
from tests.pages.reading import errors_at_fields, read, value_of, words
from tests.pages.risk_steps import opened, scored

REVIEW = "risks/R1/review/"


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def _sent(client: Client, scene: Scene, **given: str) -> dict[str, Any]:
    """A review as the form begins it, but for what is given; what the answer says at the fields."""
    page = opened(client, scene, REVIEW)
    form = scored(state="open", based_on=value_of(page, "based_on"), **given)
    answer = client.post(f"{scene.address}{REVIEW}", form)
    found = errors_at_fields(read(answer)) if answer.status_code == 422 else {}
    assert answer.status_code == (422 if found else 302)
    return found


def test_review_begins_with_a_next_one_as_far_ahead_as_the_last_was(scene: Scene, client: Client):
    make_risk(scene, next_review_on=count_months(day(0), 3).due)
    page = opened(client, scene, REVIEW)
    proposed = count_months(timezone.localdate(), 3).due
    assert value_of(page, "next_review_on") == str(proposed)
    assert not page.select("input[name=no_next_review][checked]")


def test_review_begins_with_a_next_one_that_is_still_to_come(scene: Scene, client: Client):
    today = timezone.localdate()
    to_come = count_months(today, 2).due
    risk = make_risk(scene)
    review(risk, "D3", (today - day(0)).days, next_review_on=to_come)
    assert value_of(opened(client, scene, REVIEW), "next_review_on") == str(to_come)


def test_next_review_is_dropped_only_by_saying_so(scene: Scene, client: Client):
    make_risk(scene, next_review_on=day(30))
    assert set(_sent(client, scene, next_review_on="")) == {"next_review_on"}
    assert set(_sent(client, scene, no_next_review="on")) == {"no_next_review"}
    assert RiskReview.objects.count() == 1
    assert not _sent(client, scene, next_review_on="", no_next_review="on")
    assert "No review planned" in words(opened(client, scene, "risks/R1/"))
    assert opened(client, scene, REVIEW).select("input[name=no_next_review][checked]")


def test_closed_risk_needs_no_next_review_and_is_asked_for_one_when_it_opens_again(
    scene: Scene, client: Client
):
    risk = make_risk(scene, next_review_on=day(30))
    closed = {"state": "closed", "commentary": "It was approved", "next_review_on": ""}
    page = opened(client, scene, REVIEW)
    form = scored(**closed, based_on=value_of(page, "based_on"))
    assert client.post(f"{scene.address}{REVIEW}", form).status_code == 302
    assert risk.reviews.latest("pk").state == RiskState.CLOSED
    again = {"commentary": "It came back", "next_review_on": ""}
    assert set(_sent(client, scene, **again)) == {"next_review_on"}
    assert not _sent(client, scene, commentary="It came back")


@pytest.mark.parametrize("wrong", ["9999-12-31", "1899-12-31", "2018-01-06"])
def test_next_review_on_a_day_that_cannot_be_meant_is_refused(
    scene: Scene, client: Client, wrong: str
):
    make_risk(scene)
    assert set(_sent(client, scene, next_review_on=wrong)) == {"next_review_on"}


def test_review_from_the_gravest_to_a_light_score_asks_what_has_changed(
    scene: Scene, client: Client
):
    matrix = make_matrix(scene.place.area, scene.manager, "numbers-5-by-5")
    risk = make_risk(scene, score="55", matrix=matrix)
    low = dict(zip(("current_likelihood", "current_impact"), codes("22"), strict=True))
    said = _sent(client, scene, **low)
    assert "25 Extreme to 4 Moderate is more than one band" in said["commentary"]
    assert not _sent(client, scene, commentary="The posts are filled", **low)
    assert risk.reviews.count() == 2


def test_score_aimed_at_above_the_one_without_mitigation_is_refused_and_kept(
    scene: Scene, client: Client
):
    make_matrix(scene.place.area, scene.manager)
    form = scored(
        title="Eyes",
        inherent_likelihood="F",
        inherent_impact="4",
        target_likelihood="A",
        target_impact="1",
    )
    answer = client.post(f"{scene.address}add-risk/", form)
    page = read(answer)
    assert answer.status_code == 422
    assert "graver than the one without mitigation" in errors_at_fields(page)["target_likelihood"]
    assert page.select_one("select[name=target_likelihood] option[value=A][selected]")
    assert not Risk.objects.exists()


def test_page_and_register_say_where_scores_stand_out(scene: Scene, client: Client):
    make_risk(scene, "Worse", "A1", inherent=codes("E4"))
    make_risk(scene, "Better", "F4", target=codes("D3"))
    make_risk(scene, "Plain", inherent=codes("B2"), target=codes("E4"))
    worse, better = (
        "Graver now than it was scored without mitigation",
        "Lighter now than the score aimed at",
    )
    said = {
        words(row.th).split()[0]: [each for each in (worse, better) if each in words(row)]
        for row in opened(client, scene).select("table.wsoa-part tbody tr")
    }
    assert said == {"R1": [worse], "R2": [better], "R3": []}
    assert worse in words(opened(client, scene, "risks/R1/").select_one("main"))
    assert better in words(opened(client, scene, "risks/R2/").select_one("main"))
    assert "Its scores" not in words(opened(client, scene, "risks/R3/").select_one("main"))
