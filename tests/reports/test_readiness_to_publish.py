"""What a paper lacks before it may be published: each in words that say what to do, and where."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from actions.errors import Refused
from boards.services.meetings import cancel_meeting, move_meeting
from reports.choices import SectionKind, StepEvent, StepKind
from reports.facts import Facts
from reports.models import Paper, PaperSection
from reports.readiness_to_publish import Missing, missing_for_publication
from reports.services.claims import explain_claim
from reports.services.clearance import change_step, mark_urgent, record_step
from reports.services.clearance_links import issue_steps
from reports.services.papers import change_paper
from reports.services.publishing import publish
from tests.boards.making import make_board, make_meeting, manager_of
from tests.conftest import signed_in
from tests.factories import Scene, make_actions
from tests.kept import kept_fixture
from tests.reports.clearing import DESPATCH, MONDAY, Asked, make_asked, moment
from tests.reports.papering import make_paper, officer, write

TUESDAY = MONDAY + timedelta(days=1)


@kept_fixture
def asked(scene: Scene) -> Asked:
    """A paper with every section written."""
    asked = make_asked(scene)
    for section in asked.paper.sections.filter(text=""):
        PaperSection.objects.filter(pk=section.pk).update(text="Written.")
    return asked


def missing(asked: Asked, today: date = MONDAY) -> tuple[Missing, ...]:
    paper = Paper.objects.get(pk=asked.paper.pk)
    return missing_for_publication(paper, Facts(paper.plan, paper.as_at), today)


def said(asked: Asked, code: str, today: date = MONDAY) -> list[str]:
    return [each.words for each in missing(asked, today) if each.code == code]


def clear(asked: Asked) -> None:
    """Everybody answers as is needed."""
    by = asked.paper.created_by
    for step, event in (
        (asked.consultee, StepEvent.RETURNED),
        (asked.finance, StepEvent.CONFIRMED),
        (asked.legal, StepEvent.CONFIRMED),
    ):
        record_step(step=step, event=event, happened_on=MONDAY, by=by, now=moment(MONDAY))


def test_a_paper_that_is_written_and_cleared_in_time_lacks_nothing(asked: Asked):
    clear(asked)
    assert missing(asked) == ()
    assert missing(asked, DESPATCH) == ()


def test_a_mandatory_section_is_written(asked: Asked):
    PaperSection.objects.filter(paper=asked.paper, heading="Member reporting").update(text=" \n")
    assert said(asked, "section") == ["Write “Member reporting”: it is empty."]
    PaperSection.objects.filter(paper=asked.paper, is_mandatory=False).update(text="")
    assert len(said(asked, "section")) == 1


def test_who_must_answer_is_named_with_how_far_they_are(asked: Asked):
    assert said(asked, "consultee") == [
        "Issue it to Lead member (Head of SEND): the answer is needed."
    ]
    assert said(asked, "sign-off") == [
        "Issue it to Section 151 officer (Head of the virtual school): the confirmation is needed.",
        "Get the confirmation of Monitoring officer (Designated clinical officer): waiting its turn, after "
        "Lead member and Section 151 officer.",
    ]
    issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by, now=moment(MONDAY))
    assert said(asked, "consultee", TUESDAY) == [
        "Get the answer of Lead member (Head of SEND): issued 1 working day ago; due in 6 working days."
    ]


def test_who_need_not_answer_holds_nothing_back(asked: Asked):
    for step in (asked.consultee, asked.finance, asked.legal):
        change_step(
            step=step,
            kind=StepKind(step.kind),
            role=step.role,
            post=step.post,
            is_mandatory=False,
            due_on=step.due_on,
            order=step.order,
            by=asked.paper.created_by,
        )
    assert missing(asked) == ()


def test_a_sign_off_is_of_the_text_as_it_is_but_comments_stay_good(asked: Asked):
    clear(asked)
    write(asked.paper, SectionKind.SUMMARY, "All is better.", now=moment(TUESDAY))
    assert [each.code for each in missing(asked, TUESDAY)] == ["sign-off"] * 2
    assert said(asked, "sign-off", TUESDAY)[0] == (
        "Issue it to Section 151 officer (Head of the virtual school) again: the text has changed since it was "
        "confirmed on 30 April 2018."
    )


def test_comments_of_who_signs_off_are_no_sign_off(asked: Asked):
    clear(asked)
    record_step(
        step=asked.finance,
        event=StepEvent.RETURNED,
        happened_on=TUESDAY,
        by=asked.paper.created_by,
        now=moment(TUESDAY),
    )
    assert said(asked, "sign-off", TUESDAY) == [
        "Deal with the comments of Section 151 officer (Head of the virtual school), then issue it again: it is "
        "not confirmed."
    ]


def test_after_its_day_of_despatch_only_an_urgent_paper_goes_out(asked: Asked):
    clear(asked)
    late = DESPATCH + timedelta(days=1)
    assert said(asked, "despatch", late) == [
        "Say why it is urgent: its day of despatch was 17 May 2018."
    ]
    mark_urgent(paper=asked.paper, reason="A court’s date", by=asked.paper.created_by)
    assert missing(asked, late) == ()


@pytest.mark.parametrize("typed", ["{actions_nobody_knows}", "[[no-such-block: Caption]]"])
def test_a_figure_or_block_that_there_is_not_is_named(asked: Asked, typed: str):
    clear(asked)
    PaperSection.objects.filter(paper=asked.paper, heading="Wards affected").update(text=typed)
    name = typed.replace(": Caption", "")
    assert said(asked, "figure") == [
        f"Take {name} out of “Wards affected”: there is no such thing in this plan."
    ]


def test_a_number_that_differs_is_put_right_or_explained(asked: Asked, scene: Scene):
    make_actions(scene, 5, "GARB")
    section = write(asked.paper, SectionKind.SUMMARY, "The plan has 7 actions.", now=moment(MONDAY))
    clear(asked)
    (lack,) = missing(asked)
    assert (lack.code, lack.words) == (
        "claim",
        "“7 actions” differs: it is 5. Put it right in “Report summary”, or say among the numbers in the text why it differs.",
    )
    explain_claim(
        said_in=section,
        claim="7 actions",
        sentence="The plan has 7 actions.",
        expected="5",
        reason="Two were withdrawn since",
        by=asked.paper.created_by,
    )
    assert missing(asked) == ()


def test_what_is_exempt_says_on_what_ground(asked: Asked):
    clear(asked)
    PaperSection.objects.filter(paper=asked.paper, heading="Wards affected").update(
        is_exempt=True, ground=" - "
    )
    Paper.objects.filter(pk=asked.paper.pk).update(is_exempt=True, ground=".")
    assert said(asked, "ground") == [
        "Say on what ground the paper is exempt.",
        "Say on what ground “Wards affected” is exempt.",
    ]


def test_every_lack_leads_to_a_page_where_it_is_mended(asked: Asked, scene: Scene):
    PaperSection.objects.filter(paper=asked.paper, heading="Member reporting").update(text="")
    PaperSection.objects.filter(paper=asked.paper, heading="Wards affected").update(
        text="{no_such_figure}", is_exempt=True, ground="."
    )
    Paper.objects.filter(pk=asked.paper.pk).update(is_exempt=True, ground=".")
    found = missing(asked, DESPATCH + timedelta(days=1))
    assert {each.code for each in found} == {
        *("section", "figure", "ground", "consultee", "sign-off", "despatch"),
    }
    client: Client = signed_in(officer(scene))
    for each in found:
        assert client.get(each.url).status_code == 200, each


@pytest.mark.parametrize("number", [3, 30])
def test_it_is_read_in_as_many_queries_for_few_actions_as_for_many(
    scene: Scene, asked: Asked, number: int, django_assert_num_queries
):
    make_actions(scene, number, "GARB")
    paper = Paper.objects.select_related("plan__area").get(pk=asked.paper.pk)
    facts = Facts(paper.plan, paper.as_at)
    assert facts.position.total == number
    with django_assert_num_queries(QUERIES):
        missing_for_publication(paper, facts, MONDAY)


QUERIES = 13


def test_a_paper_follows_the_meeting_that_it_is_for(scene: Scene):
    board = make_board(scene)
    meeting = make_meeting(board, date(2018, 5, 24))
    by = manager_of(board)
    paper = make_paper(scene, meeting=meeting, meeting_on=None)

    def says() -> list[str]:
        fresh = Paper.objects.get(pk=paper.pk)
        found = missing_for_publication(fresh, Facts(fresh.plan, fresh.as_at), MONDAY)
        return [each.words for each in found if each.code == "meeting"]

    assert says() == []
    moved = move_meeting(
        meeting=meeting, held_on=date(2018, 5, 31), reason="No room", by=by, now=moment(MONDAY)
    )
    assert says() == [
        "Save the paper’s page with its meeting again: the meeting is on 31 May 2018 now."
    ]
    page = signed_in(officer(scene)).get(
        f"/{scene.place.area.slug}/{scene.plan.slug}/papers/{paper.pk}/clearance/"
    )
    assert "the meeting is on 31 May 2018 now" in page.content.decode()
    before = [step.due_on for step in paper.steps.all()]
    change_paper(
        paper=paper, title=paper.title, as_at=paper.as_at, meeting=moved, by=officer(scene)
    )
    assert says() == []
    assert [step.due_on for step in paper.steps.all()] != before
    cancel_meeting(meeting=moved, reason="Nobody can come", by=by, now=moment(MONDAY))
    assert says() == ["Choose another meeting: the one that the paper is for is cancelled."]


def test_a_paper_without_the_day_of_its_meeting_is_not_published(asked: Asked):
    clear(asked)
    Paper.objects.filter(pk=asked.paper.pk).update(meeting_on=None, despatch_on=None)
    (found,) = [each for each in missing(asked) if each.code == "meeting-day"]
    assert found.words == "Say on which day Cabinet meets: a paper is published for a meeting."
    paper = asked.paper
    area, plan = paper.plan.area.slug, paper.plan.slug
    assert found.url == reverse("paper-change", args=[area, plan, paper.pk])
    with pytest.raises(Refused, match="Say on which day Cabinet meets"):
        publish(paper=Paper.objects.get(pk=paper.pk), by=paper.created_by, now=moment(MONDAY))
    client = signed_in(paper.created_by)
    for name in ("paper", "paper-publish", "paper-preview", "paper-clearance", "paper-change"):
        assert client.get(reverse(name, args=[area, plan, paper.pk])).status_code == 200, name


def test_figures_of_a_day_still_to_come_are_not_published_and_the_preview_says_so(asked: Asked):
    paper = asked.paper
    words = (
        "The figures are as at 1 January 2029, which is still to come: wait for that day, or choose "
        "an earlier one."
    )
    Paper.objects.filter(pk=paper.pk).update(as_at=date(2029, 1, 1))
    assert said(asked, "figures-to-come") == [words]
    assert said(asked, "figures-to-come", date(2028, 12, 31)) == [words]
    assert not said(asked, "figures-to-come", date(2029, 1, 1))
    client = signed_in(paper.created_by)
    address = [paper.plan.area.slug, paper.plan.slug, paper.pk]
    for name in ("paper", "paper-preview", "paper-publish"):
        assert words in client.get(reverse(name, args=address)).content.decode(), name
    Paper.objects.filter(pk=paper.pk).update(as_at=MONDAY)
    preview = client.get(reverse("paper-preview", args=address)).content.decode()
    assert "still to come" not in preview
