"""Closing a meeting's pack, opening it again, and what the board was shown afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actions.errors import NotAllowed, Refused
from actions.position import position_as_at
from boards.choices import MeetingState
from boards.models import Meeting, Pack, Snapshot
from boards.pack_content import pack_content
from boards.services.meetings import cancel_meeting
from boards.services.packs import close_pack, reopen_pack
from boards.shown import meetings_of, pack_in_force, shown
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day, make_actions, make_plan, rate
from tests.kept import kept_fixture


@kept_fixture
def meeting(scene: Scene) -> Meeting:
    make_actions(scene, 6, "GARWB")
    return make_meeting(make_board(scene), day(30))


def test_pack_is_closed_once_and_again_only_after_it_was_opened_with_a_reason(
    scene: Scene, meeting: Meeting
) -> None:
    first = close_pack(meeting=meeting, by=scene.manager)
    with pytest.raises(Refused, match="closed already"):
        close_pack(meeting=meeting, by=scene.manager)
    with pytest.raises(Refused, match="reason"):
        reopen_pack(pack=first, reason=" . ", by=scene.manager)
    reopen_pack(pack=first, reason="A late update", by=scene.manager)
    assert pack_in_force(meeting) is None
    with pytest.raises(Refused, match="already"):
        reopen_pack(pack=first, reason="A late update", by=scene.manager)

    second = close_pack(meeting=meeting, by=scene.manager)

    assert (first.version, second.version) == (1, 2)
    assert pack_in_force(meeting) == second
    assert Snapshot.objects.filter(pack=first).count() == 1


def test_cancelled_meeting_and_one_whose_figures_are_still_to_come_have_no_pack_to_close(
    scene: Scene, meeting: Meeting
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    with pytest.raises(Refused, match="cancelled"):
        close_pack(meeting=meeting, by=scene.manager)
    tomorrow = timezone.localdate() + timedelta(days=1)
    coming = make_meeting(meeting.board, tomorrow)
    with pytest.raises(Refused, match="from that day"):
        close_pack(meeting=coming, by=scene.manager)
    assert not Pack.objects.exists()


def test_pack_of_a_meeting_that_was_cancelled_since_stays_closed(
    scene: Scene, meeting: Meeting
) -> None:
    pack = close_pack(meeting=meeting, by=scene.manager)
    cancel_meeting(meeting=meeting, reason="Too few could come", by=scene.manager)
    with pytest.raises(Refused, match="cancelled"):
        reopen_pack(pack=pack, reason="A late update", by=scene.manager)
    assert pack_in_force(meeting) == pack


def test_only_who_may_close_packs_does(scene: Scene, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        close_pack(meeting=meeting, by=scene.place.owner)


def test_board_is_shown_the_record_until_the_pack_is_closed_and_the_snapshot_from_then(
    scene: Scene, meeting: Meeting
) -> None:
    action = scene.plan.actions.first()
    assert action is not None
    rate(action, scene.ratings["R"], day(20), by=scene.manager)
    before = position_as_at(scene.plan, day(30))
    assert shown(meeting, scene.plan) == before
    close_pack(meeting=meeting, by=scene.manager)

    rate(action, scene.ratings["B"], day(25), by=scene.manager)

    assert shown(meeting, scene.plan) == before
    assert position_as_at(scene.plan, day(30)) != before
    assert list(meetings_of(scene.plan)) == [meeting]


def test_pack_shows_every_plan_that_its_board_watches_and_what_moved_since_it_last_met(
    scene: Scene, meeting: Meeting
) -> None:
    second = make_plan(scene.place, "autism", title="Autism plan")
    board = make_board(scene, "both", plans=(scene.plan, second))
    earlier, later = make_meeting(board, day(30)), make_meeting(board, day(60))
    action = scene.plan.actions.first()
    assert action is not None
    rate(action, scene.ratings["R"], day(40), by=scene.manager)
    close_pack(meeting=earlier, by=scene.manager)
    drafted = pack_content(later)

    pack = close_pack(meeting=later, by=scene.manager)

    content = pack_content(later)
    assert not drafted.is_closed
    assert content.is_closed
    assert (content.version, content.checksum) == (1, pack.checksum)
    assert [each.position.plan.title for each in content.plans] == [second.title, scene.plan.title]
    send = content.plans[1]
    assert send.movement is not None
    assert [move.line.action_id for move in send.movement.moved] == [action.pk]
    assert send == drafted.plans[1]
