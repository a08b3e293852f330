"""Sending again what is on record of a risk: all of it is one press too many, the same words with anything else
are not taken for it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from actions.models import Mitigation, Risk, RiskReview
from tests.actions.risking import make_matrix, make_risk
from tests.conftest import signed_in
from tests.factories import Scene, day
from tests.pages.reading import errors_at_fields, errors_in_summary, read, value_of
from tests.pages.risk_steps import scored


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


@pytest.fixture
def risk(scene: Scene) -> Risk:
    """D3 from the first day."""
    return make_risk(scene, "The statement is late")


def _kept(page: BeautifulSoup, name: str) -> str:
    """What the field holds, be it typed or chosen."""
    chosen = page.select_one(f"select[name={name}] option[selected]")
    return str(chosen["value"]) if chosen else value_of(page, name)


def test_form_of_a_risk_sent_twice_leads_to_the_one_risk(scene: Scene, client: Client):
    make_matrix(scene.place.area, scene.manager)
    form = scored(title="Eyes", next_review_on=str(day(30)), owner=str(scene.place.posts[0].pk))
    answers = [client.post(f"{scene.address}add-risk/", form) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {f"{scene.address}risks/R1/"}
    assert (Risk.objects.count(), RiskReview.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"current_likelihood": "A"},
        {"target_likelihood": "F", "target_impact": "4"},
        {"inherent_likelihood": "A", "inherent_impact": "1"},
        {"next_review_on": str(day(40))},
        {"commentary": "Worse than it looks"},
        {"effective_date": str(day(4))},
        {"owner": "{post}"},
        {"reference": "R9"},
    ],
)
def test_same_words_of_a_risk_with_anything_else_are_refused_with_the_way_to_its_review(
    scene: Scene, client: Client, other: dict[str, str]
):
    make_matrix(scene.place.area, scene.manager)
    form = scored(title="Eyes", next_review_on=str(day(30)))
    client.post(f"{scene.address}add-risk/", form)
    other = {name: value.format(post=scene.place.posts[0].pk) for name, value in other.items()}
    answer = client.post(f"{scene.address}add-risk/", form | other)
    page = read(answer)
    assert answer.status_code == 422
    assert "R1 says the same already" in errors_at_fields(page)["title"]
    assert page.select_one(f'a[href="{scene.address}risks/R1/review/"]')
    assert {name: _kept(page, name) for name in other} == other
    assert (Risk.objects.count(), RiskReview.objects.count()) == (1, 1)


def test_risk_sent_again_with_what_cannot_be_is_told_so(scene: Scene, client: Client):
    make_matrix(scene.place.area, scene.manager)
    form = scored(title="Eyes", next_review_on=str(day(30)))
    client.post(f"{scene.address}add-risk/", form)
    for wrong, field in (
        ({"next_review_on": "1899-12-31"}, "next_review_on"),
        ({"current_impact": "9"}, "current_impact"),
        ({"reference": "../.."}, "reference"),
    ):
        answer = client.post(f"{scene.address}add-risk/", form | wrong)
        assert answer.status_code == 422
        assert set(errors_at_fields(read(answer))) == {field}


def test_form_of_a_mitigation_sent_twice_adds_one(scene: Scene, client: Client, risk: Risk):
    path = f"{scene.address}risks/R1/mitigations/add/"
    form = {"text": "Hire", "due": "March 2018", "state": "planned", "effective_date": str(day(5))}
    assert [client.post(path, form).status_code for _ in range(2)] == [302, 302]
    assert Mitigation.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"state": "in-place"},
        {"due": "May 2018"},
        {"owner": "{post}"},
        {"effective_date": str(day(4))},
    ],
)
def test_same_words_of_a_mitigation_with_anything_else_are_refused_with_the_way_to_change_it(
    scene: Scene, client: Client, risk: Risk, other: dict[str, str]
):
    path = f"{scene.address}risks/R1/mitigations/"
    form = {"text": "Hire", "due": "March 2018", "state": "planned", "effective_date": str(day(5))}
    client.post(f"{path}add/", form)
    other = {name: value.format(post=scene.place.posts[0].pk) for name, value in other.items()}
    answer = client.post(f"{path}add/", form | other)
    page = read(answer)
    assert answer.status_code == 422
    assert errors_in_summary(page)
    assert page.select_one(f'a[href="{path}{Mitigation.objects.get().pk}/"]')
    assert value_of(page, "text") == "Hire"
    assert Mitigation.objects.get().entries.count() == 1
