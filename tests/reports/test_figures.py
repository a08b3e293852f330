"""Figures named in a paper's text are those of its Position, and a name that there is not is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.services import issues
from reports.facts import Facts
from reports.figures import Figures, UnknownFigure, check_runs, fill_runs, in_words
from reports.figures.registry import PLAIN
from reports.figures.words import in_percent
from reports.text import Words, plain, read_text
from tests.factories import Scene, day, make_actions, make_scene
from tests.kept import kept_fixture

ON = date(2018, 4, 30)


@kept_fixture
def figures(scene: Scene) -> Figures:
    """Twelve actions: three green, two each of the other ratings, one unrated."""
    actions = make_actions(scene, 12, "GARBW")
    issue = issues.raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="A vacancy",
        remedial_action="Advertised",
        effective_date=day(1),
        by=scene.manager,
    )
    issues.put_in_issue_group(
        action=actions[2], issue_group=issue, effective_date=day(1), by=scene.manager
    )
    return Figures(Facts(scene.plan, ON))


def _fill(text: str, figures: Figures) -> str:
    """The text of one paragraph with its figures in their places."""
    return "".join(
        plain(fill_runs(block.runs, figures))
        for block in read_text(text)
        if isinstance(block, Words)
    )


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("All {total} actions", "All 12 actions"),
        ("{complete} complete, {not_started} yet to start", "2 complete, 2 yet to start"),
        ("{in_progress|words} in progress", "Seven in progress"),
        ("{unrated|words} unrated", "One unrated"),
        ("{rating:R} red, {rating:A|words} amber", "2 red, three amber"),
        ("{theme:1} in theme 1 and {theme:2|words} in 2", "4 in theme 1 and eight in 2"),
        ("{complete as %} of {total}, {in_progress as %}", "17% of 12, 58%"),
        ("So {theme:2  rated\u00a0R} and { complete as % } done", "So 2 and 17% done"),
        ("{rating:R as %} red, {theme:1 as %} in theme 1", "17% red, 33% in theme 1"),
        ("{themes} themes, {workstreams} workstreams", "2 themes, 2 workstreams"),
        ("{significant} red actions, {significant_issues} issue", "2 red actions, 1 issue"),
        ("As at {as_at}", "As at 30 April 2018"),
        ("{ complete } complete, {not_started in words} not begun", "2 complete, two not begun"),
        ("Nothing named", "Nothing named"),
        ("", ""),
        ("50 % & {total}%", "50 % & 12%"),
    ],
)
def test_figure_in_a_text_is_the_positions(figures, text, filled):
    assert _fill(text, figures) == filled


@pytest.mark.parametrize(
    "text",
    [
        "{complet}",
        "{Complete}",
        "{}",
        "{complete|digits}",
        "{rating:Q}",
        "{rating}",
        "{rating:}",
        "{theme:9}",
        "{theme:2A}",
        "{total:1}",
        "{as_at|words}",
        "{as_at as %}",
        "{total as %}",
        "{themes as %}",
        "{significant_issues as %}",
        "{theme:9 rated R}",
        "{theme:1 rated Q}",
        "{theme:1 rated }",
        "{issues:R as %}",
        "{__class__}",
        "{0}",
    ],
)
def test_figure_that_there_is_not_is_refused_by_name(figures, text):
    with pytest.raises(UnknownFigure, match="There is no figure") as refusal:
        _fill(f"Before {text} after", figures)
    assert text in str(refusal.value)
    (block,) = read_text(f"Before {text} after")
    assert isinstance(block, Words)
    assert check_runs(block.runs, figures) == [text]


def test_actions_of_a_theme_by_rating_add_up_to_the_table(figures):
    position = figures.facts.position
    for row in position.by_theme().rows:
        for rating in position.ratings:
            number, of = row.counts[rating.code], row.total
            name = f"theme:{row.key} rated {rating.code}"
            assert _fill(f"So {{{name}}}", figures) == f"So {number}"
            assert _fill(f"So {{{name} in words}}", figures) == f"So {in_words(number)}"
            assert _fill(f"So {{{name} as %}}", figures) == f"So {in_percent(number, of)}"


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_percentage_is_rounded_and_neither_none_nor_all_unless_it_is(share):
    number, whole = share
    said = in_percent(number, whole)
    assert (said == "0%", said == "100%") == (number == 0, number == whole)
    if said[0].isdigit():
        assert abs(int(said[:-1]) - 100 * number / whole) <= 0.5
    else:
        assert said == ("less than 1%" if number * 2 < whole else "more than 99%")


def test_percentages_are_rounded_as_the_check_of_numbers_rounds_them():
    assert in_percent(18, 46) == "39%"
    assert in_percent(1, 8) == "13%"  # 12.5


def test_percentage_of_a_plan_without_actions_is_none_and_no_error(scene: Scene):
    empty = Figures(Facts(scene.plan, ON))
    assert _fill("{complete as %} complete, {rating:R as %} red", empty) == "0% complete, 0% red"


def test_every_plain_figure_can_be_named(figures):
    for name, count in PLAIN.items():
        assert _fill(f"{{{name}}}", figures) == str(count(figures.facts.position))


def test_figures_of_progress_add_up_to_the_total(place):
    for preset in ("brag", "rag", "four-stage"):
        scene = make_scene(place, preset=preset, slug=preset)
        make_actions(scene, 9, tuple(scene.ratings))
        position = Facts(scene.plan, ON).position
        names = ("complete", "in_progress", "not_started", "progress_not_stated")
        assert sum(PLAIN[name](position) for name in names) == position.total


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "zero"),
        (1, "one"),
        (12, "twelve"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (44, "forty-four"),
        (85, "eighty-five"),
        (99, "ninety-nine"),
        (100, "100"),
        (1234, "1,234"),
    ],
)
def test_number_in_words_is_written_as_papers_do(number, word):
    assert in_words(number) == word


@given(st.integers(0, 99))
def test_numbers_below_a_hundred_each_have_their_own_words(number):
    others = {in_words(other) for other in range(100) if other != number}
    assert in_words(number) not in others
    assert not any(character.isdigit() for character in in_words(number))
