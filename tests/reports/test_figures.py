"""Figures named in a paper's text are those of its Position, and a name that there is not is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.services import issues
from reports.facts import Facts
from reports.figures import Figures, UnknownFigure, check_runs, fill_runs, in_words
from reports.figures.registry import PLAIN
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
