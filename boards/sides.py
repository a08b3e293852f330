"""The two sides of a comparison, as an address names them.

A side is a day (`2018-04-30`), `today`, or a meeting that was shown the plan: `meeting-12` is the version of its
pack in force, and while it is open the record as at its cut-off; `meeting-12-v1` is that version.
"""

import re
from dataclasses import dataclass
from datetime import date

from actions.models import Plan
from actions.position import Position, position_as_at
from actions.text import say_day
from boards.choices import MeetingState
from boards.models import Meeting, Pack, Snapshot
from boards.shown import is_watched, meetings_of, pack_in_force, snapshot_in
from boards.snapshots import position_of

TODAY = "today"

_MEETING = re.compile(r"meeting-([0-9]{1,18})(?:-v([0-9]{1,4}))?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: `name` as the address has it, `label` as a sentence has it, and its Position.

    `pack` is the closed pack that it was read from, None for the record.
    """

    name: str
    label: str
    position: Position
    meeting: Meeting | None = None
    pack: Pack | None = None


def read_side(plan: Plan, name: str, today: date) -> Side:
    """The side of that name. Raises ValueError, with a message for the user, where there is none."""
    if name == TODAY:
        return Side(name, f"today, {say_day(today)}", position_as_at(plan, today))
    found = _MEETING.fullmatch(name)
    if found:
        return _of_meeting(plan, int(found[1]), int(found[2]) if found[2] else None, name, today)
    day = _read_day(name)
    if day > today:
        raise ValueError(f"{say_day(day)} is in the future. Choose today or a day in the past.")
    return Side(name, say_day(day), position_as_at(plan, day))


def side_of(meeting: Meeting, pack: Pack | None = None) -> str:
    """The name of the side that a meeting was shown, in the version of the pack."""
    return f"meeting-{meeting.pk}" + (f"-v{pack.version}" if pack else "")


def _read_day(name: str) -> date:
    try:
        if not _DAY.fullmatch(name):
            raise ValueError(name)
        return date.fromisoformat(name)
    except ValueError as error:
        raise ValueError("Enter a real date, such as 2018-04-30, or choose a meeting.") from error


def _of_meeting(plan: Plan, pk: int, version: int | None, name: str, today: date) -> Side:
    meeting = (
        Meeting.objects.filter(pk=pk, board__area=plan.area_id)
        .select_related("board__area")
        .first()
    )
    if meeting is None:
        raise ValueError("There is no such meeting. Choose one from the list.")
    pack = _pack(meeting, version)
    snapshot = snapshot_in(pack, plan) if pack else None
    where = f"{meeting.board} on {say_day(meeting.held_on)}"
    if pack and snapshot:
        return Side(
            name,
            f"what was shown to {where} (version {pack.version})",
            position_of(snapshot),
            meeting,
            pack,
        )
    if not _is_watched(meeting, plan):
        raise ValueError(f"The plan was not shown to {where}. Choose another meeting.")
    if meeting.as_at > today:
        raise ValueError(f"The figures for {where} are of {say_day(meeting.as_at)}, still to come.")
    return Side(
        name,
        f"{say_day(meeting.as_at)}, for {where} (pack open)",
        position_as_at(plan, meeting.as_at),
        meeting,
    )


def _pack(meeting: Meeting, version: int | None) -> Pack | None:
    if version is None:
        return pack_in_force(meeting)
    pack = Pack.objects.filter(meeting=meeting, version=version).first()
    if pack is None:
        raise ValueError(f"The meeting’s pack has no version {version}.")
    return pack


def _is_watched(meeting: Meeting, plan: Plan) -> bool:
    return meeting.state == MeetingState.SCHEDULED and is_watched(meeting, plan)


def choices_of_meetings(plan: Plan, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a list of meetings offers, by board: the closed versions, the newest first. Two queries."""
    groups: dict[str, list[tuple[str, str]]] = {}
    snapshots = (
        Snapshot.objects.filter(plan=plan, pack__isnull=False)
        .select_related("pack__meeting__board", "pack__reopening")
        .order_by("pack__meeting__board__title", "-pack__meeting__held_on", "-pack__version")
    )
    seen = set()
    for snapshot in snapshots:
        pack = snapshot.pack
        assert pack is not None, "Only those that a pack showed are asked for."
        meeting = pack.meeting
        is_old = hasattr(pack, "reopening")
        if not is_old:
            seen.add(meeting.pk)
        words = f"{meeting.board}, {say_day(meeting.held_on)}, as shown" + (
            f" at first (version {pack.version}, opened again since)" if is_old else ""
        )
        groups.setdefault(meeting.board.title, []).append(
            (side_of(meeting, pack if is_old else None), words)
        )
    meetings = (
        meetings_of(plan)
        .filter(as_at__lte=today)
        .exclude(pk__in=seen)
        .select_related("board")
        .order_by("board__title", "-held_on")
    )
    for meeting in meetings:
        groups.setdefault(meeting.board.title, []).append(
            (side_of(meeting), f"{meeting.board}, {say_day(meeting.held_on)}, pack open")
        )
    return list(groups.items())
