"""Starting papers, writing in them, which paper a date gets, and figures bound in its words."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actions.errors import NotAllowed, Refused, Stale
from actions.models import AuditEntry
from boards.models import Meeting
from reports.choices import AppendixNaming, Numbering, SectionKind, StepEvent
from reports.content import paper_content
from reports.documents import plan_paper
from reports.facts import Facts
from reports.models import Paper, SectionVersion
from reports.paper import ConsulteeTable, PaperContent, Paragraph
from reports.papers import draft_of, paper_draft
from reports.services.clearance import record_step, take_back
from reports.services.papers import write_section
from reports.services.sections import add_section, remove_section
from reports.services.templates import adopt_template
from reports.shipped import shipped_keys, shipped_template
from reports.text import plain
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day, make_action, make_actions, make_place, make_scene, rate
from tests.reports.papering import (
    AS_AT,
    CABINET,
    MEETING_ON,
    make_paper,
    make_template,
    officer,
    section_of,
    write,
)

LATER = AS_AT + timedelta(days=92)
SUMMARY = SectionKind.SUMMARY


def _content(scene: Scene, as_at: date = AS_AT) -> PaperContent:
    return plan_paper(scene.plan, CABINET, as_at)


def _summary(content: PaperContent) -> str:
    """What the report's summary says."""
    (section,) = content.summary
    return " ".join(plain(b.runs) for b in section.blocks if isinstance(b, Paragraph))


def _consultees(content: PaperContent) -> list[tuple[str, str, str]]:
    return [
        (row.post, row.issued, row.returned)
        for section in content.sections
        for block in section.blocks
        if isinstance(block, ConsulteeTable)
        for row in block.rows
    ]


def test_paper_begins_with_its_templates_sections_words_and_steps(scene):
    template = make_template(scene)
    paper = make_paper(scene)
    draft, shipped = draft_of(paper), shipped_template(CABINET)
    assert [(each.kind, each.heading, each.text) for each in draft.sections] == [
        (each.kind, each.heading, each.text) for each in shipped.sections
    ]
    assert [(step.role, step.is_mandatory) for step in draft.steps] == [
        (step.role, step.is_mandatory) for step in shipped.steps
    ]
    assert (paper.word_limit, paper.body) == (template.word_limit, "Cabinet")


def test_despatch_and_steps_are_counted_back_from_the_meeting_in_working_days(scene):
    paper = make_paper(scene)  # Thursday 24 May 2018; Monday 7 May was a bank holiday
    assert paper.despatch_on == date(2018, 5, 17)
    assert {step.due_on for step in paper.steps.all()} == {date(2018, 5, 10)}


def test_paper_without_a_meeting_date_has_no_dates_to_keep(scene):
    paper = make_paper(scene, meeting_on=None)
    assert paper.despatch_on is None
    assert {step.due_on for step in paper.steps.all()} == {None}


def test_paper_for_a_board_of_the_area_bears_its_name_and_day(scene):
    meeting = make_meeting(make_board(scene), day(120))
    paper = make_paper(scene, meeting=meeting, body="Cabinet", meeting_on=None)
    assert (paper.body, paper.meeting_on) == (meeting.board.title, meeting.held_on)


def _meeting_elsewhere(scene: Scene) -> Meeting:
    return make_meeting(make_board(make_scene(make_place("elsewhere"))), day(120))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"title": "  "}, "Enter the title"),
        ({"title": "x" * 301}, "300 characters"),
        ({"meeting": _meeting_elsewhere}, "a meeting of this area"),
        (
            {"template": lambda scene: make_template(make_scene(make_place("elsewhere")))},
            "a template of this area",
        ),
    ],
)
def test_paper_that_cannot_be_started_is_refused_in_words(scene, given, says):
    given = {name: value(scene) if callable(value) else value for name, value in given.items()}
    with pytest.raises(Refused, match=says):
        make_paper(scene, **given)
    assert not Paper.objects.exists()


@pytest.mark.parametrize("role", ["owner", "member", "monitor"])
def test_roles_that_write_no_papers_may_not(scene, role):
    with pytest.raises(NotAllowed):
        make_paper(scene, by=scene.place.people[role])
    paper = make_paper(scene)
    with pytest.raises(NotAllowed):
        write(paper, SUMMARY, "Mine", by=scene.place.people[role])


def test_template_changed_later_touches_no_paper(scene):
    paper = make_paper(scene)
    template = make_template(scene)
    template.numbering, template.appendices = Numbering.NONE, AppendixNaming.NUMBERS
    template.save()
    template.sections.update(text="Other words")
    draft = draft_of(Paper.objects.get(pk=paper.pk))
    assert (draft.numbering, draft.appendices) == (Numbering.PARAGRAPHS, AppendixNaming.LETTERS)
    assert "Other words" not in repr(draft)


def test_each_of_many_appendices_has_a_name_and_a_place_of_its_own(scene):
    paper = make_paper(scene)
    there = paper.sections.filter(kind=SectionKind.APPENDIX).count()
    for place in range(there, 28):
        section = add_section(
            paper=paper, kind=SectionKind.APPENDIX, heading=f"Part {place}", by=officer(scene)
        )
        write_section(section=section, text="Words.", by=officer(scene))
    content = paper_content(draft_of(paper), Facts(paper.plan, paper.as_at))
    names = [each.heading.partition(":")[0] for each in content.appendices]
    assert names[-3:] == ["Appendix Z", "Appendix AA", "Appendix AB"]
    anchors = [each.anchor for each in content.appendices]
    assert anchors[-1] == "appendix-ab"
    assert len(set(anchors)) == len(anchors) == len(names)


def test_template_is_taken_over_once_and_only_one_that_is_shipped(scene):
    make_template(scene)
    for key, says in ((CABINET, "already"), ("senate", "from the list")):
        with pytest.raises(Refused, match=says):
            adopt_template(area=scene.place.area, key=key, by=officer(scene))


@pytest.mark.parametrize("key", shipped_keys())
def test_every_shipped_template_makes_a_paper_of_a_plan_without_anything(scene, key):
    content = plan_paper(scene.plan, key, AS_AT)
    assert content.sections
    assert make_paper(scene, template=make_template(scene, key)).sections.exists()


def test_text_comes_back_as_it_was_written(scene):
    paper = make_paper(scene)
    text = "Of {total} actions, {complete|words} are complete.\n\n- one\n- two"
    write(paper, SUMMARY, text)
    (section,) = paper_draft(scene.plan, CABINET, AS_AT).of_kind(SUMMARY)
    assert section.text == text


def test_newest_paper_of_the_date_is_the_one_that_counts(scene):
    write(make_paper(scene), SUMMARY, "Older")
    write(make_paper(scene), SUMMARY, "Newer")
    assert _summary(_content(scene)) == "Newer"


def test_paper_for_another_date_bears_no_meeting_date_and_no_clearance_and_says_so(scene):
    paper = make_paper(scene)
    step = paper.steps.all()[0]
    for event in (StepEvent.ISSUED, StepEvent.RETURNED):
        record_step(step=step, event=event, happened_on=day(100), by=officer(scene))
    assert _consultees(_content(scene))[0] == (step.role, "11 Apr 2018", "11 Apr 2018")
    make_actions(scene, 3, "GB")
    content = _content(scene, LATER)
    assert _consultees(content)[0] == (step.role, "", "")
    assert "24 May 2018" in repr(_content(scene))
    assert "24 May 2018" not in repr(content)
    assert "words around them were written for 1 April 2018" in content.draft_note


def test_step_taken_back_has_not_happened(scene):
    step = make_paper(scene).steps.all()[0]
    for event in (StepEvent.ISSUED, StepEvent.RETURNED):
        record_step(step=step, event=event, happened_on=day(100), by=officer(scene))
    take_back(step=step, reason="Sent too early", by=officer(scene))
    assert _consultees(_content(scene))[0] == (step.role, "", "")


def test_paper_nobody_drafted_is_the_standard_one_with_figures_right(scene):
    make_actions(scene, 5, "GB")
    content = _content(scene)
    assert [section.number for section in content.sections] == [str(n) for n in range(1, 12)]
    assert "5 actions" in _summary(content)
    assert content.is_draft


def test_paper_nobody_drafted_is_in_the_areas_own_template_where_it_has_one(scene):
    template = make_template(scene)
    template.sections.filter(kind=SUMMARY).update(text="Our own words")
    assert _summary(_content(scene)) == "Our own words"


def test_words_follow_the_figures_of_the_date(scene):
    action = make_action(scene, "1.1")
    make_action(scene, "1.2")
    rate(action, scene.ratings["B"], day(40), by=scene.manager)
    text = "{complete|words} of {total}; {rating:B} blue; {theme:1} in theme 1; {as_at}"
    paper = make_paper(scene)
    write(paper, SUMMARY, text)
    before, after = (
        _summary(paper_content(draft_of(paper), Facts(scene.plan, day(number))))
        for number in (39, 40)
    )
    assert before == "Zero of 2; 0 blue; 2 in theme 1; 9 February 2018"
    assert after == "One of 2; 1 blue; 2 in theme 1; 10 February 2018"


@pytest.mark.parametrize(
    "text",
    [
        "{comlete}",
        "{rating:Q}",
        "{theme:99}",
        "{total:1}",
        "{as_at|words}",
        "{rating}",
        "[[tabel-1]]",
    ],
)
def test_figure_or_block_there_is_not_is_refused_when_the_section_is_saved(scene, text):
    paper = make_paper(scene)
    with pytest.raises(Refused, match="Report summary: there is no") as refusal:
        write(paper, SUMMARY, text)
    assert text in str(refusal.value)
    assert section_of(paper, SUMMARY).version == 1


def test_save_over_what_somebody_else_saved_since_is_refused(scene):
    paper = make_paper(scene)
    seen = section_of(paper, SUMMARY).version
    write(paper, SUMMARY, "Theirs", by=scene.manager, seen=seen)
    with pytest.raises(Stale, match="put both together"):
        write(paper, SUMMARY, "Mine", seen=seen)
    assert section_of(paper, SUMMARY).text == "Theirs"


def test_what_another_person_wrote_or_what_rested_is_kept_as_a_version(scene):
    paper = make_paper(scene, now=timezone.now() - timedelta(hours=1))
    now = timezone.now()

    def kept() -> list[str]:
        return [row.text for row in SectionVersion.objects.order_by("version")]

    write(paper, SUMMARY, "First", now=now)
    began = kept()
    assert len(began) == 1  # the template's words, which had rested
    write(paper, SUMMARY, "Second", now=now + timedelta(minutes=9))
    assert kept() == began
    write(paper, SUMMARY, "Third", by=scene.manager, now=now + timedelta(minutes=10))
    assert kept() == [*began, "Second"]
    write(paper, SUMMARY, "Fourth", by=scene.manager, now=now + timedelta(minutes=20))
    assert kept() == [*began, "Second", "Third"]
    write(paper, SUMMARY, "Fourth", by=scene.manager, keep=True)
    assert kept() == [*began, "Second", "Third", "Fourth"]


def test_save_of_the_same_words_saves_nothing(scene):
    paper = make_paper(scene)
    section = section_of(paper, SUMMARY)
    before = AuditEntry.objects.count()
    write_section(section=section, text=section.text, by=scene.manager)
    assert section_of(paper, SUMMARY).version == 1
    assert AuditEntry.objects.count() == before


def test_section_can_be_added_and_removed_until_somebody_writes_in_it(scene):
    paper, by = make_paper(scene), officer(scene)
    kept, gone = (
        add_section(paper=paper, kind=SectionKind.BODY, heading=heading, by=by)
        for heading in ("Kept", "Gone")
    )
    write_section(section=kept, text="Words", by=by)
    remove_section(section=gone, by=by)
    with pytest.raises(Refused, match="Empty the section instead"):
        remove_section(section=kept, by=by)
    assert [each.heading for each in paper.sections.all()][-1] == "Kept"
    with pytest.raises(Stale, match="removed"):
        remove_section(section=gone, by=by)


def test_section_that_the_template_asks_for_stays(scene):
    section = section_of(make_paper(scene), SUMMARY)
    with pytest.raises(Refused, match="asks for this section"):
        remove_section(section=section, by=officer(scene))


def test_trail_says_what_became_of_a_paper(scene):
    paper = make_paper(scene)
    write(paper, SUMMARY, "Words", by=scene.manager)
    record_step(
        step=paper.steps.all()[0], event=StepEvent.ISSUED, happened_on=MEETING_ON, by=officer(scene)
    )
    said = AuditEntry.objects.filter(plan=scene.plan, at__gte=paper.created_at)
    assert [(entry.event, entry.summary) for entry in said.order_by("id")] == [
        ("paper-drafted", "SEND update"),
        ("paper-changed", "SEND update: Report summary"),
        ("clearance-recorded", "SEND update: Lead member for children's services, issued"),
    ]
