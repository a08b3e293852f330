"""The menu of figures, words that agree with a figure, and capitals where one begins a sentence."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.models import Plan
from reports.drafts import PaperDraft
from reports.facts import Facts
from reports.figures import (
    Figures,
    FigureValue,
    UnknownFigure,
    check_runs,
    figure_menu,
    fill_runs,
    in_words,
)
from reports.figures.words import begins_a_sentence
from reports.text import Grid, Words, plain, read_text
from tests.factories import Scene, make_actions
from tests.kept import kept_fixture
from tests.reports.published import area_loaded

pytestmark = pytest.mark.django_db

ON = date(2018, 4, 30)
buckinghamshire = area_loaded("buckinghamshire")
newcastle = area_loaded("newcastle")
somerset = area_loaded("somerset")


class Fixed(Figures):
    """Figures of which `many` is a number of the test's choice."""

    def __init__(self, many: int) -> None:
        self.many = many

    def find(self, name: str, argument: str = "") -> FigureValue | None:
        """The one figure."""
        return (
            FigureValue(f"{self.many:,}", self.many) if (name, argument) == ("many", "") else None
        )


def _fill(text: str, figures: Figures) -> str:
    (block,) = read_text(text)
    assert isinstance(block, Words)
    return plain(fill_runs(block.runs, figures))


@given(many=st.integers(0, 5000))
def test_words_agree_with_the_figure(many):
    text = "So {many in words} {many, action/actions} {many, has/have} slipped and {many, is/are} late."
    said = _fill(text, Fixed(many))
    noun, has, verb = ("action", "has", "is") if many == 1 else ("actions", "have", "are")
    assert said == f"So {in_words(many)} {noun} {has} slipped and {verb} late."


@given(many=st.integers(0, 5000))
def test_figure_that_begins_a_sentence_has_a_capital(many):
    said = _fill(
        "{many in words} are late. {many in words} were, e.g. {many in words}.", Fixed(many)
    )
    words = in_words(many)
    capital = words[0].upper() + words[1:]
    assert said == f"{capital} are late. {capital} were, e.g. {words}."


@pytest.mark.parametrize(("many", "said"), [(0, "actions"), (1, "action"), (2, "actions")])
def test_ending_agrees_with_the_figure(many, said):
    assert _fill("So action{many, /s}.", Fixed(many)) == f"So {said}."


def test_agreement_stands_in_a_table():
    (grid,) = read_text(
        "| What | How many |\n| --- | --- |\n| Late | {many} {many, action/actions} |"
    )
    assert isinstance(grid, Grid)
    assert plain(fill_runs(grid.rows[0][1], Fixed(1))) == "1 action"


@pytest.mark.parametrize(
    "figure",
    [
        "{many, action}",
        "{many, a/b/c}",
        "{few, is/are}",
        "{many,}",
        "{many, a|b}",
        "{, a/b}",
    ],
)
def test_agreement_that_is_not_one_is_refused_by_name(figure):
    with pytest.raises(UnknownFigure):
        _fill(f"Some {figure} text", Fixed(3))


@given(text=st.text(max_size=60))
def test_any_text_in_braces_is_either_filled_or_named_as_unknown(text):
    blocks = [block for block in read_text("x {" + text + "}") if isinstance(block, Words)]
    for block in blocks:
        unknown = check_runs(block.runs, Fixed(2))
        if not unknown:
            fill_runs(block.runs, Fixed(2))


@given(before=st.text(max_size=30))
def test_beginning_of_a_sentence_is_told_of_any_text(before):
    assert begins_a_sentence(before) in (True, False)


@kept_fixture
def figures(scene: Scene) -> Figures:
    """A plan of twelve actions."""
    make_actions(scene, 12, "GARBW")
    return Figures(Facts(scene.plan, ON))


def _draft() -> PaperDraft:
    return PaperDraft(
        title="SEND update",
        council="Riverton",
        body="Cabinet",
        meeting_on=date(2018, 5, 24),
        as_at=ON,
        sections=(),
        despatch_on=date(2018, 5, 16),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 4))
def test_whatever_is_chosen_from_the_menu_can_be_filled(figures, number):
    for group in figure_menu(figures):
        for choice in group.choices:
            ways = (
                choice.typed,
                choice.typed_in_words,
                choice.typed_with_noun,
                choice.agreeing("is", "are") if choice.noun else "",
                choice.typed_as_share,
            )
            if ways[number]:
                assert _fill(f"So {ways[number]} it is", figures)
            assert _fill(f"So {choice.typed}", figures) == f"So {choice.value}"


def test_menu_of_a_small_plan_says_what_there_is(figures):
    menu = {
        group.title: {each.name: each.value for each in group.choices}
        for group in figure_menu(figures)
    }
    assert menu["Progress"]["total"] == "12"
    assert menu["Ratings"]["rating:R"] == "2"
    by_rating = menu["Ratings by theme"]
    assert len(by_rating) == 2 * len(figures.facts.position.ratings)
    assert sum(int(value) for name, value in by_rating.items() if name.endswith(" rated R")) == 2
    assert menu["Themes"] == {"theme:1": "4", "theme:2": "8"}
    assert menu["Dates"] == {"as_at": "30 April 2018"}
    assert "Measures" in menu
    assert "This paper" not in menu


def test_shares_are_offered_of_what_is_a_part_of_the_plan_and_of_nothing_else(figures):
    choices = [each for group in figure_menu(figures) for each in group.choices]
    without = {each.name for each in choices if each.noun and not each.typed_as_share}
    assert without == {"total", "themes", "workstreams", "groups", "significant_issues"} | {
        "weaknesses",
        "strengths",
        "risks",
        "measures",
    }
    assert {"complete", "rating:R", "theme:1", "theme:1 rated R"} <= {
        each.name for each in choices if each.typed_as_share
    }


def test_paper_adds_its_own_dates(figures):
    menu = figure_menu(Figures(figures.facts, _draft()))
    dates = {
        each.name: each.value for group in menu if group.title == "Dates" for each in group.choices
    }
    assert dates == {
        "as_at": "30 April 2018",
        "meeting_day": "24 May 2018",
        "despatch": "16 May 2018",
    }


@pytest.mark.parametrize(
    ("area", "day", "expected"),
    [
        (
            "newcastle",
            date(2019, 10, 16),
            {
                "group:Joint commissioning": "14",
                "issues:R": "3",
                "significant_issues": "3",
                "rating:A": "49",
                "groups": "11",
                "open": "99",
            },
        ),
        (
            "buckinghamshire",
            date(2020, 9, 29),
            {
                "measure:2": "89%",
                "measure_period:2": "August 2020",
                "measure:4": "4,879",
                "theme:IG4": "4",
                "workstream:W1": "4",
            },
        ),
        (
            "somerset",
            date(2021, 3, 18),
            {
                "risks": "5",
                "risks_in:E": "2",
                "risks_in:H": "3",
                "weaknesses": "9",
                "deadline:revisit-from": "1 June 2022",
            },
        ),
    ],
)
def test_menu_of_published_plans_holds_their_figures(request, area, day, expected):
    plan: Plan = request.getfixturevalue(area)
    figures = Figures(Facts(plan, day), _draft())
    found = {each.name: each.value for group in figure_menu(figures) for each in group.choices}
    assert {name: found.get(name) for name in expected} == expected
    for name, value in found.items():
        assert _fill(f"So {{{name}}}", figures) == f"So {value}"
