"""Which paper a date gets, and figures bound in its words."""

from dataclasses import replace
from datetime import date

import pytest
from reports.skeleton import CABINET, TO_BE_WRITTEN, cabinet_skeleton

from actions.errors import NotAllowed, Refused
from actions.position import position_as_at
from reports.content import paper_content
from reports.drafts import (
    AppendixDraft,
    AppendixKind,
    BlockDraft,
    BlockKind,
    ConsulteeDraft,
    PaperDraft,
    SectionDraft,
    SectionKind,
)
from reports.figures import UnknownFigure, fill, in_words
from reports.paper import ConsulteeTable, Paragraph
from reports.papers import paper_draft
from reports.services.papers import draft_paper
from tests.factories import Scene, day, make_action, make_actions, rate
from wsoa.capabilities import Role

AS_AT = date(2018, 4, 30)


def _draft(text: str = "{complete|words} of {total} are complete.") -> PaperDraft:
    skeleton = cabinet_skeleton(council="Riverton Council", plan_title="Plan", as_at=AS_AT)
    summary = SectionDraft(
        SectionKind.SUMMARY, "Report summary", (BlockDraft(BlockKind.PARAGRAPH, text),)
    )
    return replace(
        skeleton,
        meeting_on=date(2018, 5, 24),
        member_reporting="Lead Member",
        sections=(summary, *skeleton.sections[1:]),
        consultees=(ConsulteeDraft("Section 151 Officer", date(2018, 4, 26), date(2018, 4, 27)),),
        appendices=(AppendixDraft(AppendixKind.ACTION_PLAN, "Plan"),),
    )


def _officer(scene: Scene):
    return scene.place.people[Role.OFFICER]


def test_draft_comes_back_as_it_was_saved(scene):
    draft_paper(plan=scene.plan, template=CABINET, draft=_draft(), by=_officer(scene))
    assert paper_draft(scene.plan, CABINET, AS_AT) == _draft()


def test_draft_for_another_date_bears_no_meeting_date_and_no_clearance_and_says_so(scene):
    draft_paper(plan=scene.plan, template=CABINET, draft=_draft(), by=_officer(scene))
    make_actions(scene, 3, "GB")
    later = date(2018, 7, 31)
    draft = paper_draft(scene.plan, CABINET, later)
    content = paper_content(draft, position_as_at(scene.plan, later), [])
    assert "24 May 2018" not in repr(content)
    assert "26 Apr 2018" not in repr(content)
    assert "words around them were written for 30 April 2018" in content.draft_note
    tables = [b for s in content.sections for b in s.blocks if isinstance(b, ConsulteeTable)]
    assert [(row.post, row.issued) for row in tables[0].rows] == [("Section 151 Officer", "")]


def test_paper_nobody_drafted_is_the_standard_one_with_figures_right(scene):
    make_actions(scene, 5, "GB")
    content = paper_content(
        paper_draft(scene.plan, CABINET, AS_AT), position_as_at(scene.plan, AS_AT), []
    )
    assert [section.number for section in content.sections] == list(range(1, 12))
    assert isinstance(content.summary[0], Paragraph)
    assert "5 actions" in content.summary[0].text
    assert TO_BE_WRITTEN in repr(content)


def test_words_follow_the_figures_of_the_date(scene):
    action = make_action(scene, "1.1")
    make_action(scene, "1.2")
    rate(action, scene.ratings["B"], day(40), by=scene.manager)
    text = "{complete|words} of {total}; {rating:B} blue; {theme:1} in theme 1; {as_at}"
    before, after = (position_as_at(scene.plan, day(number)) for number in (39, 40))
    assert fill(text, before) == "zero of 2; 0 blue; 2 in theme 1; 9 February 2018"
    assert fill(text, after) == "one of 2; 1 blue; 2 in theme 1; 10 February 2018"


@pytest.mark.parametrize(
    "text", ["{comlete}", "{rating:Q}", "{theme:99}", "{total:1}", "{as_at|words}", "{rating}"]
)
def test_figure_there_is_not_is_refused_when_the_draft_is_saved(scene, text):
    with pytest.raises(UnknownFigure):
        fill(text, position_as_at(scene.plan, AS_AT))
    with pytest.raises(Refused, match="Report summary"):
        draft_paper(plan=scene.plan, template=CABINET, draft=_draft(text), by=_officer(scene))


def test_second_draft_for_one_date_is_refused(scene):
    draft_paper(plan=scene.plan, template=CABINET, draft=_draft(), by=_officer(scene))
    with pytest.raises(Refused, match="already"):
        draft_paper(plan=scene.plan, template=CABINET, draft=_draft(), by=_officer(scene))


@pytest.mark.parametrize("role", ["owner", "member", "monitor"])
def test_roles_that_write_no_papers_may_not(scene, role):
    with pytest.raises(NotAllowed):
        draft_paper(plan=scene.plan, template=CABINET, draft=_draft(), by=scene.place.people[role])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (99, "ninety-nine"),
        (100, "100"),
        (1234, "1,234"),
    ],
)
def test_numbers_in_words(number, words):
    assert in_words(number) == words
