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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two of the six red actions are in theme 3.", ["2 agrees", "6 agrees"]),
        ("Three of the six red actions are in theme 3.", ["3 differs 2", "6 agrees"]),
        ("Two of the seven red actions are in theme 3.", ["2 agrees", "7 differs 6"]),
        ("Two of the six actions rated red belong to theme 3.", ["2 agrees", "6 agrees"]),
        ("Two of the six red are in theme 3.", ["2 agrees", "6 agrees"]),
        ("Five of the 17 complete actions are in theme 1.", ["5 agrees", "17 agrees"]),
        ("Eight of the 30 amber actions are in theme 2.", ["8 agrees", "30 agrees"]),
        ("Two of the 107 actions are red and in theme 3.", ["2 agrees", "107 agrees"]),
        ("Three of the 107 actions are red and in theme 3.", ["3 differs 2", "107 agrees"]),
        ("Two of the six actions rated red need more money.", ["2 unknown", "6 agrees"]),
        ("Six of the 107 actions rated red.", ["6 agrees", "107 agrees"]),
        ("Two of the six red actions fall under theme 3.", ["2 agrees", "6 agrees"]),
        ("None of the two red actions in theme 3 is overdue.", ["0 agrees", "2 agrees"]),
    ],
)
def test_whole_is_judged_by_its_own_noun_and_its_part_by_all_that_is_said(facts, text, expected):
    assert told(text, facts["w"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2017, 14 actions were complete.", ["14 unknown"]),
        ("14 actions were completed in 2017.", ["14 unknown"]),
        ("In 2014-15 and in 2015/05 17 actions were complete.", ["17 unknown"]),
        ("In 2017/18, 17 actions were complete.", ["17 agrees"]),
        ("The plan was agreed in 2016. 14 actions are complete.", ["14 differs 17"]),
        ("14 actions are not on track but recoverable.", ["14 unknown"]),
        ("36 actions are not on track but six of them are red.", ["36 agrees", "6 agrees"]),
    ],
)
def test_another_year_and_a_meaning_that_no_rating_has_are_held_against_nothing(
    facts, text, expected
):
    assert told(text, facts["w"]) == expected


def test_longest_meaning_of_a_rating_is_the_one_that_is_meant(facts):
    said = "{} actions are not on track but {}."
    plan = facts["n"]
    assert told(said.format(49, "can be recovered"), plan) == ["49 agrees"]
    assert told(said.format(48, "can be recovered"), plan) == ["48 differs 49"]
    assert told(said.format(48, "recoverable"), plan) == ["48 unknown"]
    assert told("6 actions are not on track.", plan) == ["6 differs 7"]


@pytest.mark.parametrize(
    ("plan", "wording", "true", "false"),
    [
        ("w", "{} actions make up the plan.", 107, 108),
        ("w", "More than {} actions are in the plan.", 106, 107),
        ("w", "{} actions remain to be completed.", 90, 91),
        ("w", "There are {} red actions.", 6, 2),
        ("n", "The plan has 7 red and {} amber actions out of 115.", 49, 50),
        ("n", "The plan has 7 red and 49 amber actions out of {}.", 115, 114),
    ],
)
def test_what_agrees_where_it_is_true_differs_where_it_is_not(facts, plan, wording, true, false):
    right, wrong = (wording.format(number) for number in (true, false))
    assert all(said.endswith("agrees") for said in told(right, facts[plan]))
    assert sum("differs" in said for said in told(wrong, facts[plan])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "There is one action: agree the budget.",
        "There is one red action we want to raise.",
        "These 12 actions are in the plan.",
    ],
)
def test_some_actions_are_not_taken_for_all(facts, text):
    assert all(said.endswith("unknown") for said in told(text, facts["w"]))


def test_one_red_action_that_there_is_is_held_against_all_that_are_red(facts):
    assert told("There is one red action.", facts["w"]) == ["1 differs 6"]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("17 out of 107 (26%) actions are complete.", ["107", "26%"]),
        ("None of the 107 actions has been completed.", ["107 actions"]),
        ("Two of the six red actions in theme 3 are late.", ["six red actions in theme 3"]),
    ],
)
def test_phrase_of_a_whole_ends_with_its_own_noun(facts, text, phrases):
    first, *others = [claim.text for claim in check_text(text, facts["w"])]
    assert first == text.rstrip(".")
    assert others == phrases


def test_bare_numbers_of_a_table_are_read_by_their_row_and_their_column(facts):
    table = (
        "| Rating | Actions | % |\n| --- | ---: | --- |\n| Red | 12 | 6% |\n| Amber (minor issue) | 30 (28%) | 29 |\n"
        "| **Blue** | 17 | |\n| Not started | 5 | |\n| Total | 108 | |\n"
    )
    assert told(table, facts["w"]) == [
        *("12 differs 6", "6 agrees", "30 agrees", "28 agrees", "29 differs 28"),
        *("17 agrees", "5 agrees", "108 differs 107"),
    ]


def test_table_of_themes_is_read_with_the_ratings_over_its_columns(facts):
    table = (
        "| Theme | Red | Amber | All actions |\n|---|---|---|---|\n| 3 | 2 | 9 | 10 |\n"
        "| Theme 2 | 0 | 8 | 16 |\n| The Local Offer | 1 | 4 | 9 |"
    )
    assert told(table, facts["w"]) == [
        *("2 agrees", "9 differs 2", "10 agrees"),
        *("0 agrees", "8 agrees", "16 differs 24"),
        *("1 agrees", "4 agrees", "9 agrees"),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("| Red | 12 |\n| Amber | 30 |", ["12 unknown", "30 agrees"]),
        (
            "| Rating | Last month | Change |\n|---|---|---|\n| Red | 6 | +1 |",
            ["6 unknown", "1 unknown"],
        ),
        ("| Who | Actions |\n| --- | --- |\n| Pupils | 4,512 |", ["4512 unknown"]),
        (
            "| Rating | Actions |\n| Red | 6 |\n| Amber | 31 |\n| Total | 37 |",
            ["6 agrees", "31 differs 30", "37 unknown"],
        ),
        ("Actions complete\t17\nActions not started\t6", ["17 agrees", "6 differs 5"]),
        ("| Rating | Actions |\n| --- | --- |\n| Red | {rated:R} |", []),
    ],
)
def test_number_of_a_table_is_unknown_where_its_words_are_not_all_understood(
    facts, table, expected
):
    assert told(table, facts["w"]) == expected


def test_references_dates_and_years_of_a_table_are_left_alone(facts):
    table = (
        "| Reference | Due | Year | Cost | Section |\n| --- | --- | --- | --- | --- |\n"
        "| 3.4 | 30 April 2018 | 2018 | £400 | 12 |\n| 17 | May | 2018/19 | 16 | 2.1 |"
    )
    assert told(table, facts["w"]) == []
