"""Exception reports: drafted by the rules, edited by a manager, shown by a closed pack, agreed by a board."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.errors import NotAllowed, Refused, Stale
from actions.models import Action
from actions.services.issues import put_in_issue_group, raise_issue_group
from actions.services.updates import correct_update
from boards.choices import ExceptionRule, PackPart
from boards.exception_reading import draft, report_of, version_of
from boards.exceptions import Exceptions
from boards.models import Board, ExceptionComment, ExceptionReport, Meeting, PackEntry
from boards.services.exceptions import (
    agree_report,
    choose,
    comment_on,
    draft_report,
    introduce,
    set_rules,
    uncomment,
)
from boards.services.meetings import cancel_meeting
from boards.services.packs import close_pack, reopen_pack
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day, make_action, make_actions, rate
from tests.kept import kept_fixture


@kept_fixture
def board(scene: Scene) -> Board:
    return make_board(scene)


@kept_fixture
def meetings(board: Board) -> list[Meeting]:
    """Three, a month apart."""
    return [make_meeting(board, day(number)) for number in (30, 60, 90)]


@kept_fixture
def actions(scene: Scene) -> list[Action]:
    """1.1 unrated, 1.2 to 1.5 amber from the start, in two report groups and in none."""
    return make_actions(scene, 5, "A")


@kept_fixture
def report(scene: Scene, actions: list[Action], meetings: list[Meeting]) -> ExceptionReport:
    """Of the third meeting, where amber alone puts an action in."""
    only(scene, minor_after_meetings=1)
    return draft_report(meeting=meetings[2], plan=scene.plan, by=scene.manager)


def only(scene: Scene, **rules: int | bool) -> None:
    """These rules and no other."""
    off: dict[str, int | bool] = {
        "significant": False,
        "minor_after_meetings": 0,
        "overdue": False,
        "slipped": False,
        "stale": False,
        "no_remedial_action": False,
        "starting_days": 0,
    }
    set_rules(plan=scene.plan, by=scene.manager, **(off | rules))  # type: ignore[arg-type]


def references(found: Exceptions) -> list[str]:
    return [line.reference for line in found.lines]


def of_meeting(scene: Scene, meeting: Meeting) -> Exceptions:
    return report_of(meeting, scene.plan).exceptions


def test_amber_is_reported_once_it_stood_at_enough_meetings_in_a_row(scene, meetings):
    lasting, broken, new = make_actions(scene, 3)
    amber, green, red = (scene.ratings[code] for code in "AGR")
    by = scene.manager
    rate(lasting, red, day(10), by=by)
    rate(lasting, amber, day(40), by=by)
    rate(broken, amber, day(10), by=by)
    rate(broken, green, day(40), by=by)
    rate(broken, amber, day(70), by=by)
    rate(new, amber, day(80), by=by)
    for enough, expected in ((1, ["1.1", "1.2", "1.3"]), (2, ["1.1"]), (3, ["1.1"]), (4, [])):
        only(scene, minor_after_meetings=enough)
        assert sorted(references(of_meeting(scene, meetings[2]))) == expected, enough


def test_draft_of_a_day_counts_the_day_as_the_next_meeting(scene, meetings, actions):
    only(scene, minor_after_meetings=2)
    assert references(draft(scene.plan, day(29))) == [], "No meeting before it."
    assert sorted(references(draft(scene.plan, day(31)))) == ["1.2", "1.3", "1.4", "1.5"]


def test_reading_a_report_takes_as_many_queries_with_more_meetings_and_actions(
    scene, board, meetings, actions, django_assert_num_queries
):
    by = scene.manager
    small = draft_report(meeting=meetings[0], plan=scene.plan, by=by)
    comment_on(report=small, actions=actions[1:2], text="One", by=by)
    with CaptureQueriesContext(connection) as few:
        report_of(meetings[0], scene.plan)
    for number in range(120, 420, 30):
        last = make_meeting(board, day(number))
    for number, action in enumerate(actions):
        make_action(scene, f"9.{number}")
        rate(action, scene.ratings["R"], day(100), by=by)
        rate(action, scene.ratings["A"], day(110), by=by)
    big = draft_report(meeting=last, plan=scene.plan, by=by)
    for action in actions[1:]:
        comment_on(report=big, actions=[action], text=f"On {action.pk}", by=by)
    with django_assert_num_queries(len(few)):
        report_of(last, scene.plan)


def test_comment_stands_over_the_rows_it_was_put_over_and_in_place_of_their_own(
    scene, report, actions, meetings
):
    comment = comment_on(report=report, actions=actions[1:3], text="Both wait", by=scene.manager)
    found = of_meeting(scene, meetings[2])
    said = {
        line.reference: span.comment
        for group in found.groups
        for span in group.spans
        for line in span.lines
    }
    assert said == {
        "1.2": "Both wait",
        "1.3": "Both wait",
        "1.4": "What has happened",
        "1.5": "What has happened",
    }

    again = comment_on(report=report, actions=actions[1:3], text="Both are late", by=scene.manager)
    assert again == comment, "The comment over exactly these rows is reworded."

    other = comment_on(report=report, actions=actions[1:4], text="All three", by=scene.manager)
    assert list(ExceptionComment.objects.all()) == [other], "One without a row goes."

    uncomment(report=report, actions=actions[1:4], by=scene.manager)
    assert not ExceptionComment.objects.exists()


def test_action_is_left_out_or_put_in_by_hand_with_the_reason_and_given_back_to_the_rules(
    scene, report, actions, meetings
):
    def decide(action: Action, is_included: bool | None, reason: str = "The chair asked") -> None:
        choose(
            report=report, action=action, is_included=is_included, reason=reason, by=scene.manager
        )

    decide(actions[0], True)
    decide(actions[1], False)
    found = of_meeting(scene, meetings[2])
    assert sorted(references(found)) == ["1.1", "1.3", "1.4", "1.5"]
    (left_out,) = found.left_out
    assert (left_out.line.reference, left_out.because) == ("1.2", "The chair asked")
    assert dict(found.by_rule)[ExceptionRule.BY_HAND] == 1
    for action in actions[:2]:
        decide(action, None, "")
    assert sorted(references(of_meeting(scene, meetings[2]))) == ["1.2", "1.3", "1.4", "1.5"]
    for is_included in (True, False):
        with pytest.raises(Refused, match="Give a reason"):
            decide(actions[0], is_included, " . ")


def test_issue_explains_its_red_actions_once(scene, meetings):
    reds = make_actions(scene, 4, "R")[1:]
    only(scene, significant=True)
    issue = raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="Two posts are empty",
        remedial_action="They are advertised",
        effective_date=day(5),
        by=scene.manager,
    )
    for action in reds[:2]:
        put_in_issue_group(
            action=action, issue_group=issue, effective_date=day(6), by=scene.manager
        )
    found = of_meeting(scene, meetings[0])
    assert [(group.title, len(group.rows)) for group in found.significant] == [
        ("No staff", 2),
        ("Each for its own reason", 1),
    ]
    assert found.others == ()


def test_closed_pack_shows_the_report_as_it_was_whatever_comes_after(
    scene, report, actions, meetings
):
    meeting = meetings[2]
    introduce(report=report, text="Four are amber", by=scene.manager)
    comment_on(report=report, actions=actions[1:3], text="Both wait", by=scene.manager)
    only(scene, minor_after_meetings=3)
    before = report_of(meeting, scene.plan)
    pack = close_pack(meeting=meeting, by=scene.manager)
    frozen = list(
        PackEntry.objects.filter(pack=pack, part=PackPart.EXCEPTION).values_list("text", flat=True)
    )
    assert frozen[0] == "Four are amber"
    assert frozen.count("Both wait") == 2, "They stand in two report groups."

    for action in actions[1:]:
        correct_update(
            update=action.statusupdates.get(),
            rating=scene.ratings["G"],
            effective_date=day(1),
            commentary="It was green all along",
            reason="Typed wrongly",
            by=scene.manager,
        )
    only(scene, significant=True)
    make_meeting(meeting.board, day(45))
    cancel_meeting(meeting=meetings[0], reason="It was never held", by=scene.manager)

    after = report_of(meeting, scene.plan)
    assert after.exceptions.groups == before.exceptions.groups
    assert after.introduction == "Four are amber"
    assert references(draft(scene.plan, day(100))) == []


def test_report_of_a_closed_pack_is_edited_only_after_the_pack_is_opened_again(
    scene, report, actions, meetings
):
    pack = close_pack(meeting=meetings[2], by=scene.manager)
    given = {"report": report, "by": scene.manager}
    edits = (
        lambda: introduce(**given, text="Too late"),
        lambda: comment_on(**given, actions=actions[1:2], text="Too late"),
        lambda: choose(**given, action=actions[1], is_included=False, reason="Too late"),
    )
    for edit in edits:
        with pytest.raises(Refused, match="is closed, so its report stays as it is"):
            edit()
    reopen_pack(pack=pack, reason="A comment was forgotten", by=scene.manager)
    for edit in edits:
        edit()


def test_meeting_agrees_what_its_closed_pack_shows_once_and_nobody_edits_it_after_that(
    scene, report, actions, meetings
):
    with pytest.raises(Refused, match="Close the meeting’s pack first"):
        agree_report(report=report, by=scene.manager)
    close_pack(meeting=meetings[2], by=scene.manager)
    agreed = report_of(meetings[2], scene.plan).exceptions
    agree_report(report=report, note="As printed", by=scene.manager)
    with pytest.raises(Refused, match="has agreed this report already"):
        agree_report(report=report, by=scene.manager)
    with pytest.raises(Refused, match="agreed this report, so it stays as it is"):
        introduce(report=report, text="Too late", by=scene.manager)
    rate(actions[1], scene.ratings["G"], day(89), by=scene.manager)
    assert report_of(meetings[2], scene.plan).exceptions.groups == agreed.groups


def test_pack_that_is_opened_again_shows_one_report_throughout_and_is_agreed_anew(
    scene, report, actions, meetings
):
    meeting = meetings[2]
    first = close_pack(meeting=meeting, by=scene.manager)
    agree_report(report=report, by=scene.manager)
    rate(actions[1], scene.ratings["G"], day(89), by=scene.manager)
    reopen_pack(pack=first, reason="1.2 was reported late", by=scene.manager)
    introduce(report=report, text="Without 1.2, which is green", by=scene.manager)

    second = close_pack(meeting=meeting, by=scene.manager)

    found = report_of(meeting, scene.plan)
    assert found.agreement is None
    assert "1.2" not in references(found.exceptions)
    words = [
        list(
            PackEntry.objects.filter(pack=pack, part=PackPart.EXCEPTION).values_list(
                "reference", flat=True
            )
        )
        for pack in (first, second)
    ]
    assert any("1.2" in each for each in words[0])
    assert not any("1.2" in each for each in words[1])
    agree_report(report=report, by=scene.manager)
    agreed = report_of(meeting, scene.plan).agreement
    assert agreed is not None
    assert agreed.pack == second


def test_meeting_that_agreed_a_report_is_not_cancelled(scene, report, meetings):
    close_pack(meeting=meetings[2], by=scene.manager)
    agree_report(report=report, by=scene.manager)
    with pytest.raises(Refused, match="was held"):
        cancel_meeting(meeting=meetings[2], reason="Mistake", by=scene.manager)


def test_report_is_agreed_from_the_day_of_its_meeting(scene, report, meetings):
    close_pack(meeting=meetings[2], by=scene.manager)
    early = report.history.latest().history_date.replace(year=2018, month=1, day=2)
    with pytest.raises(Refused, match="from that day"):
        agree_report(report=report, by=scene.manager, now=early + timedelta(days=1))


def test_edit_of_what_somebody_else_has_changed_meanwhile_is_refused(scene, report, actions):
    seen = version_of(report)
    introduce(report=report, text="Theirs", by=scene.manager)
    with pytest.raises(Stale):
        introduce(report=report, text="Mine", seen=seen, by=scene.manager)
    with pytest.raises(Stale):
        comment_on(report=report, actions=actions[1:2], text="Mine", seen=seen, by=scene.manager)
    report.refresh_from_db()
    assert report.introduction == "Theirs"


def test_report_is_of_a_plan_that_the_board_watches_and_of_its_own_actions(scene, report, actions):
    other = make_board(scene, "other-board", plans=())
    with pytest.raises(Refused, match="does not watch the plan"):
        draft_report(meeting=make_meeting(other, day(90)), plan=scene.plan, by=scene.manager)
    later = make_action(scene, "5.1", effective_date=day(95))
    for chosen in ([], [later]):
        with pytest.raises(Refused, match="Choose"):
            comment_on(report=report, actions=chosen, text="One", by=scene.manager)
    with pytest.raises(NotAllowed):
        introduce(report=report, text="Mine", by=scene.place.owner)
    again = draft_report(meeting=report.meeting, plan=scene.plan, by=scene.manager)
    assert again == report


@pytest.mark.parametrize(
    "rules", [{"minor_after_meetings": 25}, {"slipped_days": -1}, {"starting_days": 367}]
)
def test_rules_take_sensible_numbers_only(scene, rules):
    with pytest.raises(Refused, match="must be between 0 and"):
        set_rules(plan=scene.plan, by=scene.manager, **rules)
