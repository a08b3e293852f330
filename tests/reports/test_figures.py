"""Figures named in a paper's text are those of its Position, and a name that there is not is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports.skeleton import CABINET, cabinet_skeleton

from actions.errors import Refused
from actions.models import AuditEntry
from actions.position import Position, position_as_at
from actions.services import issues
from reports.drafts import BlockDraft, BlockKind, PaperDraft, SectionDraft, SectionKind
from reports.figures import PLAIN, UnknownFigure, fill, in_words
from reports.models import Paper
from reports.services.papers import draft_paper
from tests.factories import Scene, day, make_actions, make_scene
from tests.kept import kept_fixture

ON = date(2018, 4, 30)


@kept_fixture
def position(scene: Scene) -> Position:
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
    return position_as_at(scene.plan, ON)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("All {total} actions", "All 12 actions"),
        ("{complete} complete, {not_started} yet to start", "2 complete, 2 yet to start"),
        ("{in_progress|words} in progress", "seven in progress"),
        ("{unrated|words} unrated", "one unrated"),
        ("{rating:R} red, {rating:A|words} amber", "2 red, three amber"),
        ("{theme:1} in theme 1 and {theme:2|words} in 2", "4 in theme 1 and eight in 2"),
        ("{themes} themes, {workstreams} workstreams", "2 themes, 2 workstreams"),
        ("{significant} red actions, {significant_issues} issue", "2 red actions, 1 issue"),
        ("As at {as_at}", "As at 30 April 2018"),
        ("Nothing named", "Nothing named"),
        ("", ""),
        ("50 % & {total}%", "50 % & 12%"),
    ],
)
def test_figure_in_a_text_is_the_positions(position, text, filled):
    assert fill(text, position) == filled


@pytest.mark.parametrize(
    "text",
    [
        "{complet}",
        "{Complete}",
        "{ complete }",
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
def test_figure_that_there_is_not_is_refused_by_name(position, text):
    with pytest.raises(UnknownFigure, match="There is no figure") as refusal:
        fill(f"Before {text} after", position)
    assert "{" in str(refusal.value)


def test_every_plain_figure_can_be_named(position):
    for name, count in PLAIN.items():
        assert fill(f"{{{name}}}", position) == str(count(position))


def test_figures_of_progress_add_up_to_the_total(place):
    for preset in ("brag", "rag", "four-stage"):
        scene = make_scene(place, preset=preset, slug=preset)
        make_actions(scene, 9, tuple(scene.ratings))
        position = position_as_at(scene.plan, ON)
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


def _draft(text: str) -> PaperDraft:
    skeleton = cabinet_skeleton(council="Riverton", plan_title="Plan", as_at=ON)
    block = BlockDraft(BlockKind.PARAGRAPH, text)
    section = SectionDraft(SectionKind.NUMBERED, "Details", (block,))
    return PaperDraft(
        **{
            name: getattr(skeleton, name)
            for name in PaperDraft.__dataclass_fields__
            if name != "sections"
        },
        sections=(section,),
    )


def test_draft_that_names_an_unknown_figure_is_refused_with_its_section(scene, position):
    with pytest.raises(Refused, match=r"Details: There is no figure \{complet\}") as refusal:
        draft_paper(plan=scene.plan, template=CABINET, draft=_draft("{complet}"), by=scene.manager)
    assert refusal.value.field == "sections"
    assert not Paper.objects.exists()


def test_second_draft_of_a_paper_for_one_day_is_refused(scene, position):
    given = {"plan": scene.plan, "template": CABINET, "by": scene.manager}
    draft_paper(draft=_draft("{total} actions"), **given)
    with pytest.raises(Refused, match="There is a draft of this paper for that date already"):
        draft_paper(draft=_draft("{total} actions"), **given)
    assert AuditEntry.objects.filter(event="paper-drafted").count() == 1
