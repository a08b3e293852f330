"""How well the check of claims does on sentences that people have labelled: floors for precision and recall."""

import pytest

from actions.models import Plan
from reports.choices import Verdict
from reports.facts import Facts
from tests.reports.claims_scoring import (
    KEPT_APART,
    KEPT_APART_SINCE,
    MENDED_BY,
    PLANS,
    Outcome,
    alone,
    in_a_paper,
    outcomes,
    score,
    sentences,
)
from tests.reports.published import area_loaded

pytestmark = pytest.mark.django_db

windsor_and_maidenhead = area_loaded("windsor-and-maidenhead")
newcastle = area_loaded("newcastle")
medway = area_loaded("medway")
buckinghamshire = area_loaded("buckinghamshire")
somerset = area_loaded("somerset")


@pytest.fixture
def facts(
    windsor_and_maidenhead: Plan,
    newcastle: Plan,
    medway: Plan,
    buckinghamshire: Plan,
    somerset: Plan,
) -> dict[str, Facts]:
    """The facts of each plan, by its letter."""
    plans = {
        plan.area.slug: plan
        for plan in (windsor_and_maidenhead, newcastle, medway, buckinghamshire, somerset)
    }
    return {letter: Facts(plans[area], day) for letter, (area, day) in PLANS.items()}


@pytest.mark.parametrize("around", [alone, in_a_paper])
def test_sentences_that_the_rules_were_made_by_are_read_as_a_careful_reader_reads_them(
    facts, around
):
    found = list(outcomes(facts, MENDED_BY, around))
    differs, overall = score(found, Verdict.DIFFERS), score(found)
    assert differs.precision >= 0.97, _wrong(found)
    assert differs.recall >= 0.95, _wrong(found)
    assert overall.precision >= 0.96, _wrong(found)
    assert overall.recall >= 0.95, _wrong(found)
    assert len(_false_alarms(found)) <= 1, _false_alarms(found)


@pytest.mark.parametrize("around", [alone, in_a_paper])
def test_sentences_kept_apart_raise_no_more_than_one_false_alarm(facts, around):
    found = list(outcomes(facts, KEPT_APART, around))
    differs, overall = score(found, Verdict.DIFFERS), score(found)
    assert differs.precision >= 0.97, _wrong(found)
    assert differs.recall >= 0.88, _wrong(found)
    assert overall.precision >= 0.8, _wrong(found)
    assert overall.recall >= 0.8, _wrong(found)
    assert len(_false_alarms(found)) <= 1, _false_alarms(found)


@pytest.mark.parametrize("around", [alone, in_a_paper])
def test_sentences_kept_apart_since_raise_no_more_than_one_false_alarm(facts, around):
    found = list(outcomes(facts, KEPT_APART_SINCE, around))
    differs = score(found, Verdict.DIFFERS)
    assert differs.precision >= 0.9, _wrong(found)
    assert differs.recall >= 0.7, _wrong(found)
    assert score(found).recall >= 0.75, _wrong(found)
    assert len(_false_alarms(found)) <= 1, _false_alarms(found)


def test_set_is_large_and_varied():
    texts = [sentence.text for sentence in sentences()]
    labels = [label for sentence in sentences() for label in sentence.labels]
    assert len(set(texts)) >= 150
    assert sum(label.verdict == Verdict.DIFFERS for label in labels) >= 50
    assert sum(not sentence.labels for sentence in sentences()) >= 12
    assert {sentence.plan for sentence in sentences()} == set(PLANS)


def test_set_kept_apart_is_large_and_shares_no_sentence_with_the_other():
    apart = sentences(KEPT_APART) + sentences(KEPT_APART_SINCE)
    texts = {sentence.text for sentence in apart}
    assert len(texts) == len(apart) >= 160
    assert not texts & {sentence.text for sentence in sentences()}
    assert sum(not sentence.labels for sentence in apart) >= 12
    assert {sentence.plan for sentence in apart} == set(PLANS)


def _false_alarms(found: list[Outcome]) -> list[Outcome]:
    return [
        each
        for each in found
        if each.says(Verdict.DIFFERS) and not each.should_say(Verdict.DIFFERS)
    ]


def _wrong(found: list[Outcome]) -> list[str]:
    return [
        f"{each.sentence.text}: labelled {each.label}, found {each.claim}"
        for each in found
        if not each.is_right
    ]
