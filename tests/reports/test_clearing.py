"""Setting up who must see a paper, issuing it, recording what they answer, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from actions.errors import Refused, Stale
from actions.models import AuditEntry
from actions.services.rows import version
from reports.choices import LinkOccasion, SectionKind, StepEvent, StepKind
from reports.clearance import clearance_of, text_digest
from reports.clearance.changes import changes_since
from reports.clearance.texts import text_digest_at
from reports.facts import Facts
from reports.figures import Figures
from reports.models import ClearanceEvent, ClearanceLink, ClearanceStep, Paper, SectionVersion
from reports.papers import draft_of
from reports.services.clearance import (
    add_step,
    change_step,
    mark_urgent,
    record_step,
    remove_step,
    take_back,
)
from reports.services.clearance_links import hand_over_link, issue_steps
from reports.services.papers import change_paper
from reports.services.sections import add_section, change_section, move_section, remove_section
from tests.factories import Scene, at, make_place
from tests.kept import kept_fixture
from tests.reports.clearing import DESPATCH, DUE, MONDAY, Asked, make_asked, moment
from tests.reports.papering import officer, section_of, write
from wsoa.models import OutgoingEmail

SUMMARY = SectionKind.SUMMARY
LATER = moment(MONDAY + timedelta(days=1))


@kept_fixture
def asked(scene: Scene) -> Asked:
    return make_asked(scene)


def issue(asked: Asked, order: int = 1, now=None):
    return issue_steps(
        paper=asked.paper, order=order, by=asked.paper.created_by, now=now or moment(MONDAY)
    )


def record(step: ClearanceStep, event: StepEvent, on: date = MONDAY, **given):
    values = {"by": step.paper.created_by, "now": moment(on), **given}
    return record_step(step=step, event=event, happened_on=on, **values)


def as_it_is(step: ClearanceStep, **given):
    """The values of a form that changes nothing but what is given."""
    names = ("kind", "role", "post", "is_mandatory", "due_on", "order")
    return {
        "step": step,
        "by": step.paper.created_by,
        **{name: getattr(step, name) for name in names},
        **given,
    }


def test_steps_of_a_template_are_counted_back_from_despatch(scene: Scene):
    paper = make_asked(scene).paper
    assert paper.despatch_on == DESPATCH
    assert set(paper.template.steps.values_list("days", flat=True)) == {5}


def test_a_step_is_added_after_all_others_or_at_once_with_some(asked: Asked):
    by = asked.paper.created_by
    assert [each.step.order for each in asked.now().steps] == [1, 1, 2]
    last = add_step(paper=asked.paper, kind=StepKind.CONSULTEE, role="Press office", by=by)
    assert last.order == 3
    among = add_step(
        paper=asked.paper, kind=StepKind.CONSULTEE, role="Human resources", order=2, by=by
    )
    assert among.order == 2
    beyond = add_step(paper=asked.paper, kind=StepKind.CONSULTEE, role="Mayor", order=50, by=by)
    assert beyond.order == 4


def test_turns_close_up_when_a_step_moves_or_goes(asked: Asked):
    change_step(**as_it_is(asked.legal, order=1))
    assert [each.step.order for each in asked.now().steps] == [1, 1, 1]
    change_step(**as_it_is(ClearanceStep.objects.get(pk=asked.legal.pk), order=9))
    assert [each.step.role for each in asked.now().steps][-1] == "Monitoring officer"
    remove_step(step=asked.consultee, by=asked.paper.created_by)
    remove_step(step=asked.finance, by=asked.paper.created_by)
    assert [each.step.order for each in asked.now().steps] == [1]


def test_issuing_emails_each_of_the_turn_a_link_of_its_own(asked: Asked):
    came = issue(asked)
    assert [str(step) for step in came.emailed] == ["Lead member", "Section 151 officer"]
    assert came.by_hand == ()
    mails = list(OutgoingEmail.objects.order_by("pk"))
    assert [mail.to for mail in mails] == ["post0@riverton.example", "post1@riverton.example"]
    assert mails[0].subject == "Please comment by 10 May 2018: SEND update"
    assert mails[1].subject == "Please confirm by 10 May 2018: SEND update"
    assert len({link.digest for link in ClearanceLink.objects.all()}) == 2
    assert asked.stages() == ["Issued", "Issued", "Waiting its turn"]
    assert AuditEntry.objects.latest("pk").summary == (
        "SEND update issued to Lead member (Head of SEND) and Section 151 officer (Head of the virtual school)"
    )


def test_a_post_without_an_address_gets_a_link_to_be_passed_on(asked: Asked):
    post = asked.finance.post
    assert post is not None
    post.email = ""
    post.save()
    came = issue(asked)
    assert [each.step.role for each in came.by_hand] == ["Section 151 officer"]
    assert "/answer/paper/" in came.by_hand[0].url
    assert OutgoingEmail.objects.count() == 1
    assert ClearanceLink.objects.get(step=asked.finance).occasion == LinkOccasion.HAND


def test_nothing_is_issued_while_a_post_is_not_named(asked: Asked):
    change_step(**as_it_is(asked.finance, post=None))
    with pytest.raises(Refused, match="Say which post answers as Section 151 officer"):
        issue(asked)
    assert not OutgoingEmail.objects.exists()
    assert not ClearanceEvent.objects.exists()


def test_the_second_turn_is_issued_only_once_the_first_has_answered(asked: Asked):
    with pytest.raises(Refused, match="Lead member and Section 151 officer must answer first"):
        issue(asked, order=2)
    record(asked.consultee, StepEvent.RETURNED)
    record(asked.finance, StepEvent.CONFIRMED)
    issue(asked, order=2)
    assert asked.stages() == ["Returned with comments", "Confirmed", "Issued"]


@pytest.mark.parametrize("order", [0, 3, 99])
def test_a_turn_that_nobody_is_in_cannot_be_issued(asked: Asked, order: int):
    with pytest.raises(Refused, match="Nobody is asked in that order"):
        issue(asked, order=order)


def test_the_paper_is_not_issued_twice_to_whoever_has_it(asked: Asked):
    issue(asked)
    with pytest.raises(Refused, match="left to be asked"):
        issue(asked)
    assert OutgoingEmail.objects.count() == 2


def test_a_changed_text_undoes_the_sign_off_alone_and_says_who_changed_what(asked: Asked):
    issue(asked)
    record(asked.consultee, StepEvent.RETURNED, comments="Say it sooner")
    record(asked.finance, StepEvent.CONFIRMED)
    write(asked.paper, SUMMARY, "All is better.", by=asked.paper.created_by, now=LATER)
    assert asked.stages() == ["Returned with comments", "Text changed since", "Waiting its turn"]
    answer = asked.now().step(asked.consultee.pk).step.answer
    assert answer is not None
    assert answer.comments == "Say it sooner"
    (change,) = changes_since(asked.paper, moment(MONDAY, 11))
    name = asked.paper.created_by.name
    assert str(change) == f"Report summary, changed by {name} on 1 May 2018"
    assert change.section == section_of(asked.paper, SUMMARY).pk


def test_words_put_back_as_they_were_make_the_sign_off_count_again(asked: Asked):
    record(asked.finance, StepEvent.CONFIRMED)
    write(asked.paper, SUMMARY, "All is better.", now=LATER)
    assert asked.stages()[1] == "Text changed since"
    write(asked.paper, SUMMARY, "All is well.", now=LATER + timedelta(hours=1))
    assert asked.stages()[1] == "Confirmed"
    assert changes_since(asked.paper, moment(MONDAY, 11)) == ()


def test_the_text_that_was_confirmed_is_kept(asked: Asked):
    section = section_of(asked.paper, SUMMARY)
    record(asked.finance, StepEvent.CONFIRMED)
    kept = SectionVersion.objects.filter(section=section, version=section.version)
    assert kept.get().text == "All is well."


def test_a_sign_off_of_an_earlier_day_is_of_the_text_of_that_day(asked: Asked):
    issue(asked)
    second, third = (MONDAY + timedelta(days=days) for days in (2, 3))
    write(asked.paper, SUMMARY, "All is better.", now=moment(second))
    early = MONDAY + timedelta(days=1)
    event = record(asked.finance, StepEvent.CONFIRMED, early, now=moment(third))
    assert asked.stages()[1] == "Text changed since"
    assert event.figures == {}
    answer = asked.now().step(asked.finance.pk).step.answer
    assert answer is not None
    (change,) = changes_since(asked.paper, answer.read_at)
    assert str(change).startswith("Report summary, changed by")
    record(asked.finance, StepEvent.CONFIRMED, second, now=moment(third))
    assert asked.stages()[1] == "Confirmed"


def test_a_paper_that_read_otherwise_when_it_was_issued_by_hand_is_said_to_have_changed(
    asked: Asked,
):
    write(asked.paper, SUMMARY, "All is better.", now=LATER)
    record(asked.finance, StepEvent.ISSUED, now=LATER)
    assert asked.now().step(asked.finance.pk).changed_since_issue
    record(asked.finance, StepEvent.ISSUED, LATER.date(), now=LATER + timedelta(days=1))
    assert not asked.now().step(asked.finance.pk).changed_since_issue


@pytest.mark.parametrize(
    "what", ["text", "heading", "order", "added", "removed", "exempt", "title", "nothing"]
)
def test_the_text_of_a_day_is_told_by_all_that_is_kept_of_it(asked: Asked, what: str):
    paper, by = asked.paper, asked.paper.created_by
    before = text_digest(Paper.objects.get(pk=paper.pk))
    summary, wards = section_of(paper, SUMMARY), paper.sections.get(heading="Wards affected")
    given: dict[str, Any] = {"section": summary, "by": by, "now": LATER}
    body = paper.sections.filter(kind=SectionKind.BODY)
    {
        "text": lambda: write(paper, SUMMARY, "All is better.", now=LATER),
        "heading": lambda: change_section(**given, heading="In short"),
        "order": lambda: move_section(section=body[0], up=False, by=by, now=LATER),
        "added": lambda: add_section(
            paper=paper, kind=SectionKind.BODY, heading="More", by=by, now=LATER
        ),
        "removed": lambda: remove_section(section=wards, by=by, now=LATER),
        "exempt": lambda: change_section(
            **given, heading=summary.heading, is_exempt=True, ground="Paragraph 3"
        ),
        "title": lambda: change_paper(
            paper=paper,
            title="Another title",
            as_at=paper.as_at,
            meeting_on=paper.meeting_on,
            by=by,
            now=LATER,
        ),
        "nothing": lambda: None,
    }[what]()
    paper = Paper.objects.get(pk=paper.pk)
    that_day = text_digest_at(paper, moment(MONDAY, 23))
    assert that_day == before or what == "removed", "Words that went with a section are not kept."
    assert text_digest_at(paper, LATER) == text_digest(paper)
    assert (that_day == text_digest(paper)) == (what == "nothing")
    assert text_digest_at(paper, moment(MONDAY, 0)) == ""


def test_nobody_signed_a_paper_off_that_was_not_begun(asked: Asked):
    friday = MONDAY - timedelta(days=3)
    with pytest.raises(Refused, match="not begun by that day"):
        record(asked.finance, StepEvent.CONFIRMED, friday, now=moment(MONDAY))
    record(asked.consultee, StepEvent.RETURNED, friday, now=moment(MONDAY))
    assert asked.stages()[0] == "Returned with comments"


def test_what_is_recorded_of_a_text_that_was_changed_meanwhile_is_held_back(asked: Asked):
    seen = text_digest(asked.paper)
    write(asked.paper, SUMMARY, "All is better.", now=LATER)
    with pytest.raises(Stale, match="record it again if it still holds"):
        record(asked.finance, StepEvent.CONFIRMED, seen=seen)
    assert not ClearanceEvent.objects.exists()


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("heading", "In short"),
        ("added", "More"),
        ("removed", "Wards affected"),
        ("title", "Title"),
        ("exempt", "Report summary"),
    ],
)
def test_what_stands_around_the_words_is_part_of_what_was_signed(asked: Asked, what, expected):
    record(asked.finance, StepEvent.CONFIRMED)
    paper, by = asked.paper, asked.paper.created_by
    summary = section_of(paper, SUMMARY)
    given: dict[str, Any] = {
        "section": summary,
        "by": by,
        "now": LATER,
        "is_exempt": False,
        "ground": "",
    }
    if what == "heading":
        change_section(**{**given, "heading": "In short"})
    elif what == "exempt":
        change_section(
            **{**given, "heading": summary.heading, "is_exempt": True, "ground": "Paragraph 3"}
        )
    elif what == "added":
        add_section(paper=paper, kind=SectionKind.BODY, heading="More", by=by, now=LATER)
    elif what == "removed":
        wards = paper.sections.get(heading="Wards affected")
        remove_section(section=wards, by=by, now=LATER)
    else:
        change_paper(
            paper=paper,
            title="Another title",
            as_at=paper.as_at,
            meeting_on=paper.meeting_on,
            by=by,
            now=LATER,
        )
    assert asked.stages()[1] == "Text changed since"
    changes = changes_since(Paper.objects.get(pk=paper.pk), moment(MONDAY, 11))
    how = what if what in ("added", "removed") else "changed"
    assert list(map(str, changes)) == [f"{expected}, {how} by {by.name} on 1 May 2018"]


def test_urgency_and_the_steps_themselves_are_no_part_of_the_text(asked: Asked):
    record(asked.finance, StepEvent.CONFIRMED)
    mark_urgent(paper=asked.paper, reason="A court’s date", by=asked.paper.created_by, now=LATER)
    change_step(**as_it_is(asked.legal, role="Head of legal services"), now=LATER)
    assert asked.stages()[1] == "Confirmed"


def test_a_step_is_taken_back_with_its_answer_and_can_be_issued_again(asked: Asked):
    issue(asked)
    record(asked.finance, StepEvent.CONFIRMED)
    take_back(step=asked.finance, reason="Sent too early", by=asked.paper.created_by, now=LATER)
    assert asked.stages()[1] == "To be issued"
    events = asked.now().step(asked.finance.pk).step.events
    assert [each.event for each in events] == [
        StepEvent.ISSUED,
        StepEvent.CONFIRMED,
        StepEvent.WITHDRAWN,
    ]
    assert events[-1].comments == "Sent too early"
    issue(asked, now=LATER)
    assert asked.stages()[1] == "Issued"


def test_another_link_is_made_for_who_has_the_paper_and_nobody_else(asked: Asked):
    by = asked.paper.created_by
    with pytest.raises(Refused, match="is not being asked now"):
        hand_over_link(step=asked.finance, by=by)
    issue(asked)
    first, second = (hand_over_link(step=asked.finance, by=by).url for _ in range(2))
    assert first != second


def refusals(asked: Asked, elsewhere):
    by = asked.paper.created_by
    step = asked.finance
    changed = as_it_is(step)
    tomorrow = moment(MONDAY).date() + timedelta(days=1)
    return {
        "post": lambda: change_step(**{**changed, "post": elsewhere}),
        "role": lambda: change_step(**{**changed, "role": " \n"}),
        "long": lambda: change_step(**{**changed, "role": "x" * 201}),
        "due": lambda: change_step(**{**changed, "due_on": date(2018, 5, 25)}),
        "far": lambda: change_step(**{**changed, "due_on": date(2008, 5, 25)}),
        "order": lambda: change_step(**{**changed, "order": 0}),
        "future": lambda: record(step, StepEvent.CONFIRMED, tomorrow, now=moment(MONDAY)),
        "before": lambda: record(step, StepEvent.CONFIRMED, date(2010, 1, 1)),
        "withdrawn": lambda: record(step, StepEvent.WITHDRAWN),
        "nothing": lambda: take_back(step=step, reason="Why", by=by),
        "urgent": lambda: mark_urgent(paper=asked.paper, reason=" . ", by=by),
    }


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("post", "Choose a post of this area"),
        ("role", "Enter the role, as the paper calls it"),
        ("long", "must be 200 characters or fewer"),
        ("due", "on or before 24 May 2018"),
        ("far", "must be within a year"),
        ("order", "whole number from 1 to 99"),
        ("future", "1 May 2018 is in the future"),
        ("before", "must be within 3 years"),
        ("withdrawn", "say why"),
        ("nothing", "Nothing is on record"),
        ("urgent", "Say why the paper is urgent"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(asked: Asked, what: str, words: str):
    elsewhere = make_place("elsewhere").posts[0]
    with pytest.raises(Refused, match=words):
        refusals(asked, elsewhere)[what]()
    assert not ClearanceEvent.objects.exists()


def test_while_somebody_has_the_paper_nobody_else_answers_for_them(asked: Asked):
    issue(asked)
    with pytest.raises(Refused, match="Take it back, then name another post"):
        change_step(**as_it_is(asked.finance, post=asked.legal.post))
    with pytest.raises(Refused, match="Take it back before you ask for something else"):
        change_step(**as_it_is(asked.finance, kind=StepKind.CONSULTEE))
    with pytest.raises(Refused, match="so it stays"):
        remove_step(step=asked.finance, by=asked.paper.created_by)
    with pytest.raises(Refused, match="on or after 30 April 2018"):
        record(asked.finance, StepEvent.CONFIRMED, MONDAY - timedelta(days=3))


def test_a_step_that_somebody_else_changed_meanwhile_is_not_overwritten(asked: Asked):
    seen = version(asked.finance)
    change_step(**as_it_is(asked.finance, due_on=DUE + timedelta(days=1)))
    with pytest.raises(Stale):
        change_step(**as_it_is(asked.finance), seen=seen)


def test_an_urgent_paper_prints_why_in_its_report_history(asked: Asked, scene: Scene):
    mark_urgent(paper=asked.paper, reason="A court’s date", by=officer(scene))
    paper = Paper.objects.get(pk=asked.paper.pk)
    found = Figures(Facts(paper.plan, paper.as_at), draft_of(paper)).find("urgent")
    assert found is not None
    assert found.text == "Yes: A court’s date"


def test_a_paper_reads_its_clearance_in_as_many_queries_for_few_as_for_many(
    asked: Asked, django_assert_num_queries
):
    issue(asked)
    with django_assert_num_queries(4):
        clearance_of(asked.paper, MONDAY)
    for number in range(4):
        add_step(
            paper=asked.paper,
            kind=StepKind.CONSULTEE,
            role=f"Another {number}",
            by=asked.paper.created_by,
            now=at(MONDAY),
        )
    with django_assert_num_queries(4):
        clearance_of(asked.paper, MONDAY)
