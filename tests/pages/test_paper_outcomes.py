"""The page on which what a meeting made of a paper is recorded, and where its comments go."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actions.errors import Refused
from boards.models import Meeting, MeetingComment
from boards.services.records import answer_comment
from reports.models import PaperOutcome, Publication
from reports.services.outcomes import record_outcome
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day
from tests.pages.reading import errors_in_summary, read, value_of, words
from tests.reports.going_out import exempt, publish_paper, ready_paper
from tests.reports.papering import officer
from wsoa.capabilities import Role


def _text(answer: Any) -> str:
    return " ".join(read(answer).get_text(" ").split())


def test_an_outcome_is_recorded_corrected_and_kept(scene: Scene):
    publication = publish_paper(scene)
    area = scene.place.area.slug
    address = reverse("paper-outcome", args=[area, publication.pk])
    client = signed_in(officer(scene))
    page = read(client.get(address))
    assert value_of(page, "decided_on") == "2018-05-24"
    form = {"resolution": "That the report be noted", "decided_on": "2018-05-24", "based_on": ""}
    assert "That the report be noted" in _text(client.post(address, form, follow=True))
    assert client.post(address, form | {"resolution": "Noted"}).status_code == 409
    newest = PaperOutcome.objects.get().pk
    form |= {
        "resolution": "That the report be noted with thanks",
        "comments": "Come back in the autumn",
        "next_body": "Scrutiny",
        "next_on": "2018-06-01",
        "based_on": str(newest),
    }
    said = _text(client.post(address, form, follow=True))
    assert "noted with thanks" in said
    assert "Comments to Scrutiny, 1 June 2018" in said
    assert "As it was recorded before" in said
    listed = client.get(reverse("area-publications", args=[area]))
    assert "noted with thanks" in _text(listed)
    assert PaperOutcome.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"resolution": ""}, "Write down what the meeting resolved."),
        ({"decided_on": "2999-01-01"}, "in the future"),
        ({"decided_on": "2010-01-01"}, "Check the year"),
        ({"next_body": "Scrutiny"}, "Write down the comments"),
        ({"comments": "Hm"}, "Name the next body that the comments go to"),
        ({"comments": "Hm", "next_on": "2018-06-01"}, "Name the body"),
        ({"comments": "Hm", "next_body": "S", "next_on": "2018-01-01"}, "meets on or after"),
        ({"comments": "Hm", "next_body": "x" * 900}, "200 characters"),
    ],
)
def test_an_outcome_that_cannot_be_meant_is_refused(scene: Scene, typed: dict[str, str], said: str):
    publication = publish_paper(scene)
    address = reverse("paper-outcome", args=[scene.place.area.slug, publication.pk])
    form = {"resolution": "Noted", "decided_on": "2018-05-24"} | typed
    answer = signed_in(officer(scene)).post(address, form)
    assert answer.status_code == 422
    assert any(said in error for error in errors_in_summary(read(answer)))
    assert not PaperOutcome.objects.exists()


def test_the_comments_of_the_papers_own_meeting_go_to_another_board(scene: Scene):
    scrutiny = make_meeting(make_board(scene, "scrutiny"), date(2018, 3, 8))
    cabinet = make_meeting(make_board(scene, "cabinet"), date(2018, 4, 10))
    publication = publish_paper(scene, ready_paper(scene, meeting=scrutiny, as_at=day(30)))
    record_outcome(
        publication=publication,
        resolution="Noted",
        decided_on=date(2018, 3, 8),
        comments="Publish the risk register",
        to_meeting=cabinet,
        by=officer(scene),
    )
    sent = MeetingComment.objects.get()
    assert (sent.meeting, sent.to_meeting) == (scrutiny, cabinet)
    assert sent.text == "Publish the risk register"
    outcome = PaperOutcome.objects.get()
    assert (outcome.next_body, outcome.next_on) == (cabinet.board.title, date(2018, 4, 10))
    address = reverse("paper-outcome", args=[scene.place.area.slug, publication.pk])
    assert read(signed_in(officer(scene)).get(address)).select("select[name=to_meeting]")


def _sitting_of_two_boards(scene: Scene) -> tuple[Meeting, Meeting]:
    """A meeting that hears a paper, and one to which it may send comments."""
    scrutiny = make_meeting(make_board(scene, "scrutiny"), date(2018, 3, 8))
    return scrutiny, make_meeting(make_board(scene, "cabinet"), date(2018, 4, 10))


def test_comments_on_an_exempt_paper_reach_no_meetings_page(scene: Scene):
    scrutiny, cabinet = _sitting_of_two_boards(scene)
    paper = ready_paper(scene, meeting=scrutiny, as_at=day(30))
    paper.is_exempt, paper.ground = True, "Paragraph 3"
    paper.save()
    publication = publish_paper(scene, paper)
    given: dict[str, Any] = {
        "publication": publication,
        "resolution": "Settle",
        "comments": "No more than seven million",
        "decided_on": date(2018, 3, 8),
        "by": officer(scene),
    }
    with pytest.raises(Refused, match=r"exempt as a whole.*Name the next body instead") as refused:
        record_outcome(to_meeting=cabinet, **given)
    assert refused.value.field == "to_meeting"
    assert not PaperOutcome.objects.exists()
    address = reverse("paper-outcome", args=[scene.place.area.slug, publication.pk])
    page = read(signed_in(officer(scene)).get(address))
    assert not page.select("select[name=to_meeting]")
    assert "they go to no meeting’s page" in words(page.select_one("#id_comments_helptext"))
    record_outcome(next_body="Cabinet", next_on=cabinet.held_on, **given)
    assert not MeetingComment.objects.exists()
    for role in (Role.MEMBER, Role.OWNER, Role.MONITOR):
        client = signed_in(scene.place.people[role])
        for meeting in (scrutiny, cabinet):
            shown = client.get(
                reverse("meeting", args=[scene.place.area.slug, meeting.board.slug, meeting.pk])
            )
            assert shown.status_code == 200
            assert "seven million" not in _text(shown)


@pytest.mark.parametrize("has_exempt_section", [False, True])
def test_who_reads_comments_is_said_where_they_are_typed(scene: Scene, has_exempt_section: bool):
    scrutiny, _ = _sitting_of_two_boards(scene)
    paper = ready_paper(scene, meeting=scrutiny, as_at=day(30))
    if has_exempt_section:
        exempt(paper, "A price", heading="Costs & <b>fees")
    publication = publish_paper(scene, paper)
    address = reverse("paper-outcome", args=[scene.place.area.slug, publication.pk])
    page = read(signed_in(officer(scene)).get(address))
    said = words(page.select_one("#id_comments_helptext"))
    assert "Everybody of the area may read them, and later papers print them for the public" in said
    assert ("holds what is exempt (“Costs & <b>fees”)" in said) == has_exempt_section


def _heard(scene: Scene) -> tuple[Publication, Meeting]:
    """A paper that scrutiny heard, and the cabinet's meeting that is to have its comments."""
    scrutiny, cabinet = _sitting_of_two_boards(scene)
    return publish_paper(scene, ready_paper(scene, meeting=scrutiny, as_at=day(30))), cabinet


def _form(client: Client, address: str, **typed: str) -> dict[str, str]:
    """What the form sends as it is shown, with this typed in it."""
    page = read(client.get(address))
    names = ("resolution", "comments", "next_body", "decided_on", "next_on", "based_on")
    chosen = page.select_one("select[name=to_meeting] option[selected]")
    return {
        **{name: value_of(page, name) for name in names},
        "to_meeting": str(chosen["value"]) if chosen else "",
        **typed,
    }


def test_corrected_comments_take_the_place_of_those_that_the_next_meeting_has(scene: Scene):
    publication, cabinet = _heard(scene)
    area = scene.place.area.slug
    address = reverse("paper-outcome", args=[area, publication.pk])
    meeting = reverse("meeting", args=[area, cabinet.board.slug, cabinet.pk])
    client = signed_in(officer(scene))

    def save(**typed: str) -> None:
        assert client.post(address, _form(client, address, **typed)).status_code == 302

    save(resolution="Noted", comments="Come back in June", to_meeting=str(cabinet.pk))
    first = MeetingComment.objects.get()
    save(resolution="Noted with thanks")
    assert MeetingComment.objects.get() == first, "What is not changed is not sent again."
    save(comments="Come back in July")
    assert [each.text for each in MeetingComment.objects.filter(withdrawal=None)] == [
        "Come back in July"
    ]
    page = read(client.get(meeting))
    old, new = (
        next(words(each) for each in page.select(".wsoa-record") if text in words(each))
        for text in ("Come back in June", "Come back in July")
    )
    assert "Withdrawn" in old
    assert "What the meeting made of “SEND update” was recorded again." in old
    assert "Record the answer" not in old
    assert "Withdrawn" not in new
    assert "Record the answer" in new
    save(comments="", to_meeting="", next_body="", next_on="")
    assert not MeetingComment.objects.filter(withdrawal=None).exists()


def test_comments_that_go_to_another_meeting_instead_are_withdrawn_from_the_first(scene: Scene):
    publication, cabinet = _heard(scene)
    council = make_meeting(make_board(scene, "council"), date(2018, 4, 17))
    given: dict[str, Any] = {
        "publication": publication,
        "resolution": "Noted",
        "comments": "Publish the risk register",
        "decided_on": date(2018, 3, 8),
        "by": officer(scene),
    }
    for meeting in (cabinet, council, cabinet, cabinet):
        outcome = record_outcome(to_meeting=meeting, **given)
        (standing,) = MeetingComment.objects.filter(withdrawal=None)
        assert standing.to_meeting == meeting
        assert outcome.sent == standing
    assert MeetingComment.objects.count() == 3
    assert PaperOutcome.objects.count() == 3


def test_comments_that_were_only_named_may_be_sent_afterwards(scene: Scene):
    publication, cabinet = _heard(scene)
    given: dict[str, Any] = {
        "publication": publication,
        "resolution": "Noted",
        "comments": "Publish the risk register",
        "decided_on": date(2018, 3, 8),
        "by": officer(scene),
    }
    record_outcome(next_body=cabinet.board.title, next_on=cabinet.held_on, **given)
    record_outcome(to_meeting=cabinet, **given)
    assert MeetingComment.objects.get().to_meeting == cabinet


def test_an_answer_to_comments_that_were_withdrawn_stays_to_be_read(scene: Scene):
    publication, cabinet = _heard(scene)
    given: dict[str, Any] = {
        "publication": publication,
        "resolution": "Noted",
        "decided_on": date(2018, 3, 8),
        "by": officer(scene),
    }
    sent = record_outcome(to_meeting=cabinet, comments="In June", **given).sent
    assert sent
    answer_comment(comment=sent, text="June it is", by=scene.manager)
    record_outcome(to_meeting=cabinet, comments="In July", **given)
    address = reverse("meeting", args=[scene.place.area.slug, cabinet.board.slug, cabinet.pk])
    assert "June it is" in _text(signed_in(officer(scene)).get(address))
