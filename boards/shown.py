"""What a board was shown: from the pack that was closed, or from the record while it is open."""

from django.db.models import Exists, OuterRef, QuerySet

from actions.models import Plan
from actions.position import Position, position_as_at
from boards.choices import MeetingState
from boards.models import BoardPlan, Meeting, Pack, Snapshot
from boards.snapshots import position_of


def pack_in_force(meeting: Meeting) -> Pack | None:
    """The meeting's closed pack; None while it is open, be it for the first time or again."""
    return (
        Pack.objects.filter(meeting=meeting, reopening__isnull=True)
        .select_related("recorded_by")
        .order_by("-version")
        .first()
    )


def versions_of(meeting: Meeting) -> QuerySet[Pack]:
    """Every version of the meeting's pack, the newest first, with who closed and who reopened it."""
    return (
        Pack.objects.filter(meeting=meeting)
        .select_related("recorded_by", "reopening__recorded_by")
        .order_by("-version")
    )


def snapshot_in(pack: Pack, plan: Plan) -> Snapshot | None:
    """The pack's snapshot of the plan; None where the board was not shown it."""
    return Snapshot.objects.filter(pack=pack, plan=plan).first()


def snapshot_shown(meeting: Meeting, plan: Plan) -> Snapshot | None:
    """The snapshot of the plan in the meeting's closed pack; None where that has none, or is still open."""
    found = Snapshot.objects.filter(plan=plan, pack__meeting=meeting, pack__reopening__isnull=True)
    return found.order_by("-pack__version").first()


def shown(meeting: Meeting, plan: Plan) -> Position:
    """What the meeting was shown of the plan: the snapshot of its closed pack, and where that has none, or
    is still open, the plan as at the meeting's cut-off, by what is on record now."""
    snapshot = snapshot_shown(meeting, plan)
    return position_of(snapshot) if snapshot else position_as_at(plan, meeting.as_at)


def watched(plan: Plan) -> Exists:
    """Of a meeting: whether its board watched the plan on its day."""
    return Exists(
        BoardPlan.objects.filter(board=OuterRef("board"), plan=plan).on(OuterRef("held_on"))
    )


def is_watched(meeting: Meeting, plan: Plan) -> bool:
    """Whether the meeting's board watched the plan on its day."""
    rows = BoardPlan.objects.filter(board=meeting.board_id, plan=plan)
    return rows.on(meeting.held_on).exists()


def meetings_of(plan: Plan) -> QuerySet[Meeting]:
    """The meetings, but for cancelled ones, of every board that watched the plan on the day, with their boards, in
    order."""
    return (
        Meeting.objects.filter(watched(plan), state=MeetingState.SCHEDULED)
        .select_related("board")
        .order_by("held_on", "id")
    )


def previous_meeting(meeting: Meeting) -> Meeting | None:
    """The board's meeting before this one, cancelled ones left out."""
    return (
        Meeting.objects.filter(
            board=meeting.board_id, state=MeetingState.SCHEDULED, held_on__lt=meeting.held_on
        )
        .order_by("held_on", "id")
        .last()
    )


def previous_shown(meeting: Meeting, plan: Plan, pack: Pack | None = None) -> Position | None:
    """What the meeting's board was shown of the plan the time before; None where the plan had not begun.

    For a closed `pack` that is the pack that was in force when it was closed, and None where there was none:
    the record may change, what a board was shown may not. For a pack still open it is what the meeting before
    was shown, by what is on record now.
    """
    if pack is not None:
        was = snapshot_in(pack.previous, plan) if pack.previous else None
        return position_of(was) if was else None
    before = previous_meeting(meeting)
    if before is None or before.as_at < plan.starts_on:
        return None
    return shown(before, plan)


def plans_of(meeting: Meeting) -> list[Plan]:
    """The plans that the meeting's board watched on its day, in the order of their titles."""
    rows = BoardPlan.objects.filter(board=meeting.board_id).on(meeting.held_on)
    return list(
        Plan.objects.filter(pk__in=rows.values("plan"))
        .select_related("area")
        .order_by("title", "pk")
    )
