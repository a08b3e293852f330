"""The page of a paper's numbers: what differs, what makes the true figure, and a reason for what may stay."""

from typing import Any

import pytest
from django.test import Client

from reports.choices import SectionKind
from reports.models import ClaimReason, Paper
from reports.services.papers import change_paper
from tests.conftest import signed_in
from tests.factories import Scene, make_actions
from tests.kept import kept_fixture
from tests.pages.reading import answered, errors_at_fields, errors_in_summary, words
from tests.reports.papering import make_paper, officer, write

SENTENCE = "The plan sets out 12 actions, of which two are complete."


@kept_fixture
def paper(scene: Scene) -> Paper:
    """A paper on ten actions that speaks of twelve, of two schools, and of two that are complete."""
    make_actions(scene, 10, "GARBW")
    found = make_paper(scene)
    write(
        found,
        SectionKind.SUMMARY,
        f"{SENTENCE} Two schools came.",
    )
    return found


@pytest.fixture
def client(scene: Scene) -> Client:
    """The report officer's."""
    return signed_in(officer(scene))


def _at(scene: Scene, paper: Paper, end: str = "numbers/") -> str:
    return f"{scene.address}papers/{paper.pk}/{end}"


def _explain(scene: Scene, paper: Paper, client: Client, end: str = "", **given: str) -> Any:
    section = paper.sections.get(kind=SectionKind.SUMMARY)
    sent = {
        "claim": "12 actions",
        "sentence": SENTENCE,
        "occurrence": "1",
        "expected": "10",
        "reason": "Two were agreed since.",
        **given,
    }
    return client.post(_at(scene, paper, end or f"sections/{section.pk}/numbers/"), sent)


def test_page_says_what_differs_what_it_should_be_and_what_makes_it(scene, paper, client):
    said = words(answered(client.get(_at(scene, paper))))
    assert "“12 actions” Differs" in said
    assert "Actions in the plan: 10, not 12." in said
    assert "1.1, 1.2, 1.3" in said
    assert "“two are complete”" in said
    assert "Nothing in the plan counts schools." in said


def test_reason_is_kept_and_shown(scene, paper, client):
    response = _explain(scene, paper, client)
    assert response.status_code == 302
    said = words(answered(client.get(_at(scene, paper))))
    assert "Differs, explained" in said
    assert "Two were agreed since." in said


def test_empty_reason_is_refused_beside_its_field(scene, paper, client):
    response = _explain(scene, paper, client, reason=" ")
    page = answered(response, 422)
    assert errors_in_summary(page)
    assert errors_at_fields(page)
    assert not ClaimReason.objects.exists()


def test_number_in_the_title_says_so_and_is_explained_there(scene, paper, client):
    title = "The 12 actions of our plan"
    change_paper(paper=paper, title=title, as_at=paper.as_at, by=paper.created_by)
    page = answered(client.get(_at(scene, paper)))
    assert "In the title of the paper" in words(page)
    response = _explain(scene, paper, client, "numbers/title/", sentence=title)
    assert response.status_code == 302
    assert ClaimReason.objects.get().paper == paper


def test_sentence_stands_beside_the_number_and_again_where_it_is_said_again(scene, paper, client):
    write(paper, SectionKind.SUMMARY, f"{SENTENCE}\n\n{SENTENCE}")
    said = words(answered(client.get(_at(scene, paper))))
    assert f"It stands in: “{SENTENCE}”" in said
    assert "The sentence stands there more than once: this is number 2." in said


@pytest.mark.parametrize("typed", ["", "two", "-1", "٣", "9" * 40])
def test_forged_occurrence_explains_nothing(scene, paper, client, typed):
    page = answered(_explain(scene, paper, client, occurrence=typed), 422)
    assert "have changed since you saw them" in words(page)


def test_number_that_changed_meanwhile_is_not_explained(scene, paper, client):
    response = _explain(scene, paper, client, claim="13 actions", reason="As agreed")
    page = answered(response, 422)
    assert "have changed since you saw them" in words(page)


def test_paper_without_numbers_says_so(scene, client):
    said = words(answered(client.get(_at(scene, make_paper(scene)))))
    assert "There is no number in the text" in said or "differ" in said
