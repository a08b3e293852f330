"""How well the check of claims does on sentences that people have labelled: floors for precision and recall."""

import pytest

from actions.models import Plan
from reports.choices import Verdict
from reports.facts import Facts
from tests.reports.claims_scoring import PLANS, Outcome, outcomes, score, sentences
from tests.reports.published import area_loaded

pytestmark = pytest.mark.django_db

windsor_and_maidenhead = area_loaded("windsor-and-maidenhead")
newcastle = area_loaded("newcastle")
medway = area_loaded("medway")
buckinghamshire = area_loaded("buckinghamshire")
somerset = area_loaded("somerset")


@pytest.fixture
def found(
    windsor_and_maidenhead: Plan,
    newcastle: Plan,
    medway: Plan,
    buckinghamshire: Plan,
    somerset: Plan,
) -> list[Outcome]:
    """Every number of every labelled sentence."""
    plans = {
        plan.area.slug: plan
        for plan in (windsor_and_maidenhead, newcastle, medway, buckinghamshire, somerset)
    }
    return list(
        outcomes({letter: Facts(plans[area], day) for letter, (area, day) in PLANS.items()})
    )


def test_what_is_said_to_differ_differs_and_what_differs_is_found(found):
    differs = score(found, Verdict.DIFFERS)
    assert differs.precision >= 0.97, _wrong(found)
    assert differs.recall >= 0.95, _wrong(found)


def test_verdicts_overall_are_those_of_a_careful_reader(found):
    overall = score(found)
    assert overall.precision >= 0.96, _wrong(found)
    assert overall.recall >= 0.95, _wrong(found)


def test_true_count_never_differs(found):
    false_alarms = [
        each
        for each in found
        if each.says(Verdict.DIFFERS) and not each.should_say(Verdict.DIFFERS)
    ]
    assert len(false_alarms) <= 1, false_alarms


def test_set_is_large_and_varied():
    texts = [sentence.text for sentence in sentences()]
    labels = [label for sentence in sentences() for label in sentence.labels]
    assert len(set(texts)) >= 150
    assert sum(label.verdict == Verdict.DIFFERS for label in labels) >= 50
    assert sum(not sentence.labels for sentence in sentences()) >= 12
    assert {sentence.plan for sentence in sentences()} == set(PLANS)


def _wrong(found: list[Outcome]) -> list[str]:
    return [
        f"{each.sentence.text}: labelled {each.label}, found {each.claim}"
        for each in found
        if not each.is_right
    ]
