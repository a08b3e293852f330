"""What a meeting leaves behind: minutes, decisions, issues agreed, comments sent to another meeting."""

from datetime import date, timedelta
from typing import Any

import pytest

from actions.errors import NotAllowed, Refused, Stale
from actions.models import AuditEntry, IssueGroup, IssueWording
from actions.services.issues import raise_issue_group, reword_issue_group
from actions.services.writing import Seen, newest_id
from boards.agreed_issues import agreed_by, agreements
from boards.comments import received_by, sent_by
from boards.decided import decisions_of, minutes_of
from boards.models import Board, Decision, Meeting, Minutes
from boards.packing import comments as packed_comments
from boards.packing import decisions as packed_decisions
from boards.packing import minutes as packed_minutes
from boards.services.records import (
    agree_issue,
    agree_issues,
    agree_minutes,
    answer_comment,
    correct_decision,
    record_decision,
    record_minutes,
    send_comment,
    withdraw_comment,
    withdraw_decision,
)
from tests.boards.making import make_board, make_meeting
from tests.boards.records import cancel
from tests.factories import Scene, at, day, make_place, make_scene
from tests.kept import kept_fixture
from wsoa.capabilities import Role

FEBRUARY, MARCH, APRIL = date(2018, 2, 26), date(2018, 3, 26), date(2018, 4, 30)


@kept_fixture
def board(scene: Scene) -> Board:
    """A board of the scene's area."""
    return make_board(scene)


@kept_fixture
def february(board: Board) -> Meeting:
    """Its first meeting."""
    return make_meeting(board, FEBRUARY)


@kept_fixture
def march(board: Board) -> Meeting:
    """Its second."""
    return make_meeting(board, MARCH)


def minute(meeting: Meeting, scene: Scene, text: str = "The board met.", **more: Any) -> Minutes:
    """Minutes of the meeting."""
    return record_minutes(meeting=meeting, text=text, by=scene.manager, **more)


def decide(meeting: Meeting, scene: Scene, text: str = "To go on", **more: Any) -> Decision:
    """A decision of the meeting."""
    return record_decision(meeting=meeting, text=text, by=scene.manager, **more)


def raise_issue(scene: Scene, title: str = "No staff", on: date | None = None) -> IssueGroup:
    """An issue of the plan."""
    return raise_issue_group(
        plan=scene.plan,
        title=title,
        explanation="A vacancy",
        remedial_action="It is advertised",
        effective_date=on or day(9),
        by=scene.manager,
    )


class TestMinutes:
    def test_later_version_says_why_and_the_earlier_one_stays(
        self, scene: Scene, february: Meeting
    ) -> None:
        minute(february, scene, "First")
        with pytest.raises(Refused, match="Give a reason"):
            minute(february, scene, "Second")
        minute(february, scene, "Second", reason="A name was wrong")
        found = minutes_of(february)
        assert found
        assert (found.minutes.version, found.minutes.text) == (2, "Second")
        assert [each.text for each in found.earlier] == ["First"]

    def test_same_words_again_are_no_new_version(self, scene: Scene, february: Meeting) -> None:
        assert minute(february, scene) == minute(february, scene)

    def test_version_written_over_somebody_elses_is_refused(
        self, scene: Scene, february: Meeting
    ) -> None:
        seen = Seen(newest_id(Minutes.objects.all()))
        minute(february, scene, "Theirs", seen=seen)
        with pytest.raises(Stale):
            minute(february, scene, "Mine", reason="Why", seen=seen)

    def test_later_meeting_agrees_them_once(
        self, scene: Scene, february: Meeting, march: Meeting
    ) -> None:
        minutes = minute(february, scene)
        agree_minutes(minutes=minutes, meeting=march, by=scene.manager)
        found = minutes_of(february)
        assert found
        assert found.agreed
        assert found.agreed.meeting == march
        with pytest.raises(Refused, match="agreed already"):
            agree_minutes(minutes=minutes, meeting=march, by=scene.manager)

    def test_version_after_the_agreed_one_waits_to_be_agreed(
        self, scene: Scene, february: Meeting, march: Meeting
    ) -> None:
        first = minute(february, scene)
        agree_minutes(minutes=first, meeting=march, by=scene.manager)
        minute(february, scene, "Corrected", reason="A name was wrong")
        found = minutes_of(february)
        assert found
        assert found.agreed is None
        assert found.agreed_earlier
        assert found.agreed_earlier.minutes == first

    def test_only_the_newest_version_is_agreed(
        self, scene: Scene, february: Meeting, march: Meeting
    ) -> None:
        first = minute(february, scene)
        minute(february, scene, "Second", reason="A name was wrong")
        with pytest.raises(Stale, match="newer version"):
            agree_minutes(minutes=first, meeting=march, by=scene.manager)

    def test_neither_an_earlier_meeting_nor_another_board_agrees_them(
        self, scene: Scene, february: Meeting, march: Meeting
    ) -> None:
        minutes = minute(march, scene)
        other = make_meeting(make_board(scene, "cabinet"), APRIL)
        for meeting in (february, march, other):
            with pytest.raises(Refused, match="later meeting of the same board"):
                agree_minutes(minutes=minutes, meeting=meeting, by=scene.manager)

    def test_pack_holds_those_of_the_last_meeting_that_took_place(
        self, scene: Scene, board: Board, february: Meeting, march: Meeting
    ) -> None:
        april = make_meeting(board, APRIL)
        minutes = minute(february, scene)
        cancel(march)
        (entry,) = packed_minutes.entries(april)
        assert (entry.title, entry.text) == ("Minutes of 26 February 2018", "The board met.")
        assert entry.status == "To be agreed"
        agree_minutes(minutes=minutes, meeting=april, by=scene.manager)
        assert packed_minutes.entries(april)[0].status == "Agreed at this meeting"
        assert packed_minutes.entries(february) == ()


class TestDecisions:
    def test_numbers_go_on_within_the_meeting_and_a_withdrawn_one_is_not_given_again(
        self, scene: Scene, february: Meeting, march: Meeting
    ) -> None:
        decide(february, scene, "One")
        second = decide(february, scene, "Two")
        withdraw_decision(decision=second, reason="Only discussed", by=scene.manager)
        assert decide(february, scene, "Three").number == 3
        assert decide(march, scene, "One").number == 1

    def test_correction_takes_its_place_under_its_number(
        self, scene: Scene, february: Meeting
    ) -> None:
        wrong = decide(february, scene, "To stop", plan=scene.plan)
        correct_decision(decision=wrong, text="To start", reason="Misheard", by=scene.manager)
        (found,) = decisions_of(february)
        assert (found.decision.number, found.decision.text) == (1, "To start")
        assert found.decision.plan == scene.plan
        assert found.earlier == (wrong,)

    def test_decision_that_was_corrected_meanwhile_is_not_corrected_again(
        self, scene: Scene, february: Meeting
    ) -> None:
        wrong = decide(february, scene)
        correct_decision(decision=wrong, text="Theirs", reason="Misheard", by=scene.manager)
        with pytest.raises(Stale):
            correct_decision(decision=wrong, text="Mine", reason="Misheard", by=scene.manager)
        with pytest.raises(Stale):
            withdraw_decision(decision=wrong, reason="Misheard", by=scene.manager)

    def test_withdrawn_decision_stays_to_be_read_with_its_reason(
        self, scene: Scene, february: Meeting
    ) -> None:
        withdrawn = withdraw_decision(
            decision=decide(february, scene), reason="Only discussed", by=scene.manager
        )
        (found,) = decisions_of(february)
        assert (found.decision.text, found.decision.reason) == ("To go on", "Only discussed")
        assert found.decision.is_withdrawn
        with pytest.raises(Refused, match="withdrawn"):
            correct_decision(decision=withdrawn, text="x", reason="y", by=scene.manager)

    def test_pack_holds_those_of_the_last_meeting_that_stand(
        self, scene: Scene, february: Meeting, march: Meeting
    ) -> None:
        decide(february, scene, "One", plan=scene.plan)
        withdraw_decision(
            decision=decide(february, scene, "Two"), reason="Only discussed", by=scene.manager
        )
        (entry,) = packed_decisions.entries(march)
        assert (entry.reference, entry.text, entry.status) == ("1", "One", "SEND action plan")

    def test_form_sent_twice_decides_once(self, scene: Scene, february: Meeting) -> None:
        assert decide(february, scene) == decide(february, scene)

    def test_same_words_are_decided_again_after_they_were_withdrawn(
        self, scene: Scene, february: Meeting
    ) -> None:
        first = decide(february, scene)
        withdraw_decision(decision=first, reason="Too soon", by=scene.manager)
        assert decide(february, scene).number == 2

    @pytest.mark.parametrize("text", ["", "…", "x" * 50_000])
    def test_decision_that_says_nothing_or_too_much_is_refused(
        self, scene: Scene, february: Meeting, text: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            decide(february, scene, text)
        assert refused.value.field == "text"

    def test_plan_of_another_area_is_refused(self, scene: Scene, february: Meeting) -> None:
        theirs = make_scene(make_place("elsewhere")).plan
        with pytest.raises(Refused, match="one of the area’s plans"):
            decide(february, scene, plan=theirs)


class TestWhatIsOpenToRecording:
    def test_nothing_is_recorded_of_a_cancelled_meeting(
        self, scene: Scene, february: Meeting
    ) -> None:
        cancel(february)
        issue = raise_issue(scene)
        for record in (
            lambda: minute(february, scene),
            lambda: decide(february, scene),
            lambda: agree_issue(meeting=february, issue_group=issue, by=scene.manager),
        ):
            with pytest.raises(Refused, match="was cancelled"):
                record()

    def test_nothing_is_recorded_before_the_day_of_the_meeting(
        self, scene: Scene, february: Meeting
    ) -> None:
        with pytest.raises(Refused, match="from that day"):
            minute(february, scene, now=at(FEBRUARY - timedelta(days=1)))
        minute(february, scene, now=at(FEBRUARY))

    @pytest.mark.parametrize("role", [Role.OWNER, Role.MEMBER, Role.MONITOR])
    def test_who_may_not_record_is_refused(
        self, scene: Scene, february: Meeting, role: Role
    ) -> None:
        with pytest.raises(NotAllowed):
            record_minutes(meeting=february, text="Ours", by=scene.place.people[role])

    def test_report_officer_may_and_the_trail_says_so(
        self, scene: Scene, february: Meeting
    ) -> None:
        officer = scene.place.people[Role.OFFICER]
        record_decision(meeting=february, text="To go on", by=officer)
        entry = AuditEntry.objects.latest("pk")
        assert entry.by == officer
        assert entry.summary == "Steering board, 26 February 2018: decision 1: To go on"


class TestIssues:
    def test_board_agrees_the_wording_of_the_day_it_met(self, scene: Scene, march: Meeting) -> None:
        issue = raise_issue(scene)
        agree_issue(meeting=march, issue_group=issue, by=scene.manager)
        reword_issue_group(
            issue_group=issue,
            title="Still no staff",
            explanation="Two vacancies",
            remedial_action="An agency is asked",
            effective_date=APRIL,
            reason="It went on",
            by=scene.manager,
        )
        (before,) = agreements(scene.plan, MARCH)[issue.pk]
        (after,) = agreements(scene.plan, APRIL)[issue.pk]
        assert (before.board, before.held_on) == ("Steering board", MARCH)
        assert (before.is_as_worded, after.is_as_worded) == (True, False)
        assert agreed_by(march)[0].title == "No staff"

    def test_agreement_is_not_known_before_the_meeting(self, scene: Scene, march: Meeting) -> None:
        agree_issue(meeting=march, issue_group=raise_issue(scene), by=scene.manager)
        assert agreements(scene.plan, MARCH - timedelta(days=1)) == {}

    def test_issue_raised_after_the_meeting_is_refused(self, scene: Scene, march: Meeting) -> None:
        with pytest.raises(Refused, match="not raised yet on 26 March 2018"):
            agree_issue(meeting=march, issue_group=raise_issue(scene, on=APRIL), by=scene.manager)

    def test_several_are_agreed_together_or_none(self, scene: Scene, march: Meeting) -> None:
        first, late = raise_issue(scene, "First"), raise_issue(scene, "Late", on=APRIL)
        with pytest.raises(Refused, match="not raised yet"):
            agree_issues(meeting=march, issue_groups=[first, late], by=scene.manager)
        assert agreed_by(march) == ()
        with pytest.raises(Refused, match="Choose the issues"):
            agree_issues(meeting=march, issue_groups=[], by=scene.manager)

    def test_meeting_agrees_a_wording_once(self, scene: Scene, march: Meeting) -> None:
        issue = raise_issue(scene)
        agree_issue(meeting=march, issue_group=issue, by=scene.manager)
        with pytest.raises(Refused, match="already"):
            agree_issue(meeting=march, issue_group=issue, by=scene.manager)
        assert IssueWording.objects.get().agreements.count() == 1

    def test_issue_of_another_area_is_refused(self, scene: Scene, march: Meeting) -> None:
        theirs = raise_issue(make_scene(make_place("elsewhere")))
        with pytest.raises(Refused, match="one of the area’s issues"):
            agree_issue(meeting=march, issue_group=theirs, by=scene.manager)


class TestComments:
    def test_comment_is_shown_where_it_was_made_and_where_it_went_with_its_answer(
        self, scene: Scene, february: Meeting
    ) -> None:
        cabinet = make_meeting(make_board(scene, "cabinet"), APRIL)
        comment = send_comment(
            meeting=february, to_meeting=cabinet, text="Go faster", by=scene.manager
        )
        answer_comment(comment=comment, text="Noted", by=scene.manager)
        answer_comment(comment=comment, text="Agreed", by=scene.manager)
        for shown in (sent_by(february), received_by(cabinet)):
            (found,) = shown
            assert found.comment.text == "Go faster"
            assert found.answer
            assert found.answer.text == "Agreed"
            assert len(found.answers) == 2
        (entry,) = packed_comments.entries(cabinet)
        assert (entry.title, entry.status) == ("Steering board, 26 February 2018", "Agreed")

    def test_comment_to_a_cancelled_meeting_goes_to_the_next_one_of_that_board(
        self, scene: Scene, february: Meeting
    ) -> None:
        cabinet = make_board(scene, "cabinet")
        lost, other = make_meeting(cabinet, MARCH), make_meeting(make_board(scene, "third"), APRIL)
        comment = send_comment(
            meeting=february, to_meeting=lost, text="Go faster", by=scene.manager
        )
        cancel(lost)
        with pytest.raises(Refused, match="none later"):
            answer_comment(comment=comment, text="Agreed", by=scene.manager)
        later, last = make_meeting(cabinet, APRIL), make_meeting(cabinet, date(2018, 5, 28))
        assert [each.comment for each in received_by(later)] == [comment]
        assert received_by(lost) == received_by(last) == received_by(other) == ()
        answer_comment(comment=comment, text="Agreed", by=scene.manager)
        assert sent_by(february)[0].is_moved_on

    def test_withdrawn_comment_stays_to_be_read_is_in_no_pack_and_is_not_answered(
        self, scene: Scene, february: Meeting
    ) -> None:
        cabinet = make_meeting(make_board(scene, "cabinet"), APRIL)
        given: dict[str, Any] = {"meeting": february, "to_meeting": cabinet, "by": scene.manager}
        comment = send_comment(text="Go faster", **given)
        with pytest.raises(Refused, match="Give a reason"):
            withdraw_comment(comment=comment, reason=" ", by=scene.manager)
        withdraw_comment(comment=comment, reason="Misheard", by=scene.manager)
        for shown in (sent_by(february), received_by(cabinet)):
            (found,) = shown
            assert found.withdrawal
            assert (found.comment.text, found.withdrawal.reason) == ("Go faster", "Misheard")
        assert packed_comments.entries(cabinet) == ()
        for refused in (
            lambda: withdraw_comment(comment=comment, reason="Again", by=scene.manager),
            lambda: answer_comment(comment=comment, text="Agreed", by=scene.manager),
        ):
            with pytest.raises(Refused, match="withdrawn"):
                refused()
        assert send_comment(text="Go faster", **given) != comment

    def test_answer_is_not_given_before_the_meeting_is_held(
        self, scene: Scene, february: Meeting
    ) -> None:
        cabinet = make_meeting(make_board(scene, "cabinet"), APRIL)
        comment = send_comment(
            meeting=february, to_meeting=cabinet, text="Go faster", by=scene.manager
        )
        with pytest.raises(Refused, match="30 April 2018"):
            answer_comment(comment=comment, text="Agreed", by=scene.manager, now=at(MARCH))

    def test_comment_goes_to_another_meeting_of_the_area_on_the_day_or_later(
        self, scene: Scene, february: Meeting, march: Meeting
    ) -> None:
        elsewhere = make_meeting(make_board(make_scene(make_place("elsewhere"))), APRIL)
        for to, message in (
            (march, "another meeting of the area"),
            (elsewhere, "another meeting of the area"),
            (february, "on or after 26 March 2018"),
        ):
            with pytest.raises(Refused, match=message) as refused:
                send_comment(meeting=march, to_meeting=to, text="Go faster", by=scene.manager)
            assert refused.value.field == "to_meeting"

    def test_form_sent_twice_sends_once(
        self, scene: Scene, february: Meeting, march: Meeting
    ) -> None:
        sent = [
            send_comment(meeting=february, to_meeting=march, text="Go faster", by=scene.manager)
            for _ in range(2)
        ]
        assert sent[0] == sent[1]
