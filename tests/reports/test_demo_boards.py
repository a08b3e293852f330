"""The demonstration's boards are those of the papers, and what each was shown is what it was shown."""

from datetime import date, timedelta

import pytest

from actions.models import Plan
from boards.comments import received_by
from boards.exception_reading import report_of
from boards.models import Board, BoardMember, IssueAgreement, Meeting, MonitoringVisit
from boards.outstanding import carried_to
from boards.owed import owed
from boards.seats import chairs, held_on, seats
from boards.shown import meetings_of, pack_in_force, shown
from boards.verifying import verify
from tests.reports.published import TABLE_1, area_loaded

pytestmark = pytest.mark.django_db

windsor_and_maidenhead = area_loaded("windsor-and-maidenhead")
newcastle = area_loaded("newcastle")
somerset = area_loaded("somerset")
buckinghamshire = area_loaded("buckinghamshire")
medway = area_loaded("medway")

# Newcastle, Executive Board, 16 October 2019: how many rows the amber table has under each heading.
ROWS = {
    "Co-production": 9,
    "Workforce and training": 1,
    "Dashboard": 4,
    "Designated Medical Officer": 4,
    "Joint commissioning": 14,
    "Looked-after children": 2,
    "Outcomes": 1,
    "Quality assurance": 1,
    "Early help": 1,
    "Attendance and exclusions": 3,
    "Strategic Overview plan": 4,
}


def _board(plan: Plan, slug: str) -> Board:
    return Board.objects.get(area=plan.area, slug=slug)


def _meeting(plan: Plan, slug: str, day: date) -> Meeting:
    return Meeting.objects.get(board__area=plan.area, board__slug=slug, held_on=day)


def _seated(board: Board, day: date) -> list[BoardMember]:
    return held_on(seats(board), day)


def test_windsor_and_maidenhead_closed_its_packs_of_february_march_and_april(
    windsor_and_maidenhead,
):
    plan = windsor_and_maidenhead
    board = _board(plan, "steering-board")
    packs = {meeting.as_at: pack_in_force(meeting) for meeting in board.meetings.all()}
    closed = {day: pack for day, pack in packs.items() if pack is not None}
    assert list(closed) == [date(2018, 2, 28), date(2018, 3, 31), date(2018, 4, 30)]
    assert packs[date(2018, 5, 31)] is None
    for pack in closed.values():
        assert timedelta(0) < pack.recorded_at.date() - pack.meeting.held_on < timedelta(days=5)
        assert verify(pack) == []


def test_windsor_and_maidenhead_april_pack_shows_the_published_table(windsor_and_maidenhead):
    plan = windsor_and_maidenhead
    april = shown(_meeting(plan, "steering-board", date(2018, 4, 30)), plan)
    table = april.by_theme()
    assert {row.reference: tuple(row.counts.values()) for row in table.rows} == TABLE_1
    assert tuple(table.total.counts.values()) == (49, 30, 6, 17, 5)
    assert table.total.total == 107
    assert len({line.issue for line in april.rated("R")}) == 4
    february = shown(_meeting(plan, "steering-board", date(2018, 3, 1)), plan)
    assert not any(line.issue for line in february.lines)


def test_windsor_and_maidenhead_april_meeting_agreed_the_remedial_action_of_the_four_issues(
    windsor_and_maidenhead,
):
    plan = windsor_and_maidenhead
    agreements = IssueAgreement.objects.filter(wording__issue_group__plan=plan)
    assert len(agreements) == 4
    april = date(2018, 4, 30)
    for agreement in agreements:
        assert (agreement.meeting.board.slug, agreement.meeting.held_on) == (
            "steering-board",
            april,
        )
        assert agreement.wording.remedial_action
        assert agreement.wording.agreed_on == april
        assert agreement.wording.owner
    report = report_of(_meeting(plan, "steering-board", april), plan)
    assert report.agreement is not None
    assert (len(report.exceptions.significant_lines), report.exceptions.issues) == (6, 4)


def test_windsor_and_maidenhead_board_answers_to_the_health_and_wellbeing_board(
    windsor_and_maidenhead,
):
    plan = windsor_and_maidenhead
    board = _board(plan, "steering-board")
    above = board.reports_to
    assert above == board.escalates_to == _board(plan, "health-and-wellbeing-board")
    assert above.meetings.get().held_on == date(2018, 2, 12)
    assert _board(plan, "working-group").reports_to == board


def test_windsor_and_maidenhead_cabinet_is_owed_the_update_it_asked_for(windsor_and_maidenhead):
    plan = windsor_and_maidenhead
    (waiting,) = owed(_board(plan, "cabinet"), date(2018, 5, 25)).open
    assert str(waiting.due) == "October 2018"
    assert waiting.asked_at == _meeting(plan, "cabinet", date(2018, 5, 24))
    assert not waiting.is_late


def test_windsor_and_maidenhead_carries_open_board_actions_to_the_next_meeting(
    windsor_and_maidenhead,
):
    plan = windsor_and_maidenhead
    carried = carried_to(_meeting(plan, "steering-board", date(2018, 5, 31)))
    assert len(carried) == 5
    assert {each.held_on for each in carried} == {date(2018, 3, 1), date(2018, 4, 30)}
    assert [each.due_on for each in carried if each.is_late] == [
        date(2018, 5, 18),
        date(2018, 5, 25),
    ]


def test_windsor_and_maidenhead_has_its_third_and_fourth_visits_arranged(windsor_and_maidenhead):
    visits = MonitoringVisit.objects.filter(plan=windsor_and_maidenhead, meeting__isnull=False)
    assert [visit.title.split()[0] for visit in visits] == ["Third", "Fourth"]
    assert {visit.meeting.board.kind for visit in visits if visit.meeting} == {"monitoring"}


def test_newcastle_report_has_seven_reds_under_three_explanations(newcastle):
    report = report_of(_meeting(newcastle, "send-executive-board", date(2019, 10, 16)), newcastle)
    found = report.exceptions
    assert [len(group.lines) for group in found.significant] == [5, 1, 1]
    assert all(group.issue is not None for group in found.significant)
    assert report.agreement is not None
    assert report.pack is not None
    assert "115 actions" in report.introduction


def test_newcastle_ambers_stand_in_eleven_groups_with_the_rows_of_the_paper(newcastle):
    report = report_of(_meeting(newcastle, "send-executive-board", date(2019, 10, 16)), newcastle)
    found = report.exceptions
    assert {group.title: len(group.rows) for group in found.others} == ROWS
    assert (found.other_rows, len(found.other_lines)) == (44, 49)


def test_newcastle_comments_stand_over_the_rows_that_share_them(newcastle):
    report = report_of(_meeting(newcastle, "send-executive-board", date(2019, 10, 16)), newcastle)
    over_several = {
        span.references
        for group in report.exceptions.others
        for span in group.spans
        if len(span.rows) > 1
    }
    assert over_several == {
        "1C iv, 1D ii, 1E ix, 2A ii",
        "1F iii, 1F iv, 3D ii",
        "3A ii, 3F i, 3F ii",
        "2C i, 2F ii, 2G iii, 3A iv",
        "3B i–vi, 3C i, 3C ii",
    }


def test_newcastle_board_is_owed_the_papers_of_december(newcastle):
    board = _board(newcastle, "send-executive-board")
    waiting = owed(board, date(2019, 11, 1)).open
    assert {str(each.due) for each in waiting} == {"December 2019"}
    assert len(waiting) == 6
    assert board.meetings.filter(held_on__year=2019, held_on__month=12).exists()


def test_medway_board_has_the_twelve_members_of_the_paper_and_one_chair(medway):
    seated = _seated(_board(medway, "send-improvement-board"), date(2018, 3, 9))
    assert len(seated) == 12
    (chair,) = chairs(seated)
    assert chair.post.title == "Lead Member for Children's Services"


def test_medway_scrutiny_of_8_march_sends_its_comments_to_cabinet_of_10_april(medway):
    comments = received_by(_meeting(medway, "cabinet", date(2018, 4, 10)))
    assert comments
    for each in comments:
        assert each.comment.meeting == _meeting(medway, "overview-and-scrutiny", date(2018, 3, 8))
    owed_to = owed(_board(medway, "send-improvement-board"), date(2018, 3, 20)).open
    assert {str(each.due) for each in owed_to} == {"End of March 2018", "22 May 2018"}


def test_somerset_improvement_board_can_escalate_to_the_board_of_18_march(somerset):
    board = _board(somerset, "send-improvement-board")
    assert board.frequency == _board(somerset, "childrens-executive-group").frequency == "monthly"
    meeting = _meeting(somerset, "health-and-wellbeing-board", date(2021, 3, 18))
    assert board.escalates_to == meeting.board
    assert meeting.decisions.count() == 2
    assert all(each.answer is not None for each in received_by(meeting))


def test_buckinghamshire_has_eight_impact_groups_led_by_two_partners_or_by_parents(buckinghamshire):
    groups = Board.objects.filter(area=buckinghamshire.area, kind="impact-group")
    assert len(groups) == 8
    for group in groups:
        leading = chairs(_seated(group, date(2020, 9, 29)))
        assert len(leading) == (1 if group.slug == "co-production" else 2)
    board = _board(buckinghamshire, "integrated-services-board")
    assert board.frequency == "quarterly"
    committee = _meeting(buckinghamshire, "select-committee", date(2020, 9, 29))
    assert board.reports_to == committee.board


def test_every_published_area_has_a_board_that_watches_its_plan_and_a_member_who_can_sign_in(
    windsor_and_maidenhead, newcastle, somerset, buckinghamshire, medway
):
    for plan in (windsor_and_maidenhead, newcastle, somerset, buckinghamshire, medway):
        assert meetings_of(plan).exists()
        held = BoardMember.objects.filter(board__area=plan.area, post__holder__isnull=False)
        assert held.filter(post__holder__email__startswith="member@").exists()
