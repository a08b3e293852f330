"""Wordings in which a number was once overlooked, taken for a name, or held against the wrong count."""

import pytest

from actions.models import Plan
from reports.claims import check_text
from reports.facts import Facts
from tests.reports.claims_scoring import PLANS, say
from tests.reports.published import area_loaded

pytestmark = pytest.mark.django_db

windsor_and_maidenhead = area_loaded("windsor-and-maidenhead")
newcastle = area_loaded("newcastle")


@pytest.fixture
def facts(windsor_and_maidenhead: Plan, newcastle: Plan) -> dict[str, Facts]:
    """The facts of two plans, by their letters."""
    return {
        "w": Facts(windsor_and_maidenhead, PLANS["w"][1]),
        "n": Facts(newcastle, PLANS["n"][1]),
    }


def told(text: str, facts: Facts) -> list[str]:
    """Each number of the text with its verdict, and the true figure where it differs."""
    return [
        f"{say(claim.value)} {claim.verdict.value}"
        + (f" {say(claim.expected)}" if claim.differs else "")
        for claim in check_text(text, facts)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See https://x.example/a.\n\n16 actions are red.",
        "- see [the table](https://x.example)\n- 16 actions are red.",
        "Look at [the table](https://x.example)\n\n16 actions are red.",
        "| www.x.example | 16 actions are red. |",
        "Read <https://x.example/17>: 16 actions are red.",
        "There are **16** [red](https://x.example/50) actions.",
        "[16 red](https://x.example) actions remain.",
    ],
)
def test_number_is_read_after_a_web_address_and_in_a_link(facts, text):
    assert told(text, facts["n"]) == ["16 differs 7"]


def test_words_of_a_link_are_told_without_its_address(facts):
    (found,) = check_text("There are **50** [amber](https://x.example/y) actions.", facts["n"])
    assert (found.text, found.expected) == ("50 amber actions", 49)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At this stage 50 are amber.", ["50 differs 49"]),
        ("At this stage 49 are amber.", ["49 agrees"]),
        ("This quarter 50 are amber.", ["50 differs 49"]),
        ("Since last term 12 are red.", ["12 unknown"]),
        ("By phase 16 red actions remain.", ["16 unknown"]),
        ("This week 12 red actions were found.", ["12 unknown"]),
        ("Phase 2 actions are complete.", ["2 unknown"]),
        ("Pupils in year 9 are on track, as in key stage 2.", []),
    ],
)
def test_number_after_a_stage_or_a_term_counts_where_it_names_nothing(facts, text, expected):
    assert told(text, facts["n"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17/107 actions are complete.", ["17 agrees", "107 agrees"]),
        ("16/107 actions are complete.", ["16 differs 17", "107 agrees"]),
        ("17/106 (16%) actions are complete.", ["17 agrees", "106 differs 107", "16 agrees"]),
        ("Support is there 24/7, in 2018/19 and on 24/05/2018.", []),
        ("A single red action remains.", ["1 differs 6"]),
        ("There are a couple of red actions.", ["2 differs 6"]),
        ("It needs a single action plan.", []),
    ],
)
def test_slash_before_what_is_counted_is_of_and_a_single_one_is_one(facts, text, expected):
    assert told(text, facts["w"]) == expected
