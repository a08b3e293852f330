"""Closing a meeting's pack, which freezes what the board is shown, and opening it again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.position import position_as_at
from actions.services.rows import begin_area, take
from actions.services.writing import audit, required_reason, service
from actions.text import say_day
from boards.checksums import checksum_of, checksum_of_pack, new_salt
from boards.choices import PackPart
from boards.models import (
    Meeting,
    Pack,
    PackEntry,
    PackPoint,
    PackReopening,
)
from boards.pack_values import EntryValue
from boards.packing.gather import gather
from boards.services.snapshots import save_frozen
from boards.shown import pack_in_force, plans_of, previous_meeting
from boards.snapshots import freeze
from wsoa.capabilities import Capability
from wsoa.models import User

Parts = Mapping[PackPart, Sequence[EntryValue]]


@service
def close_pack(*, meeting: Meeting, by: User, now: datetime | None = None) -> Pack:
    """Freeze what the meeting is shown, as the next version of its pack.

    That is every plan that its board watches, as at the meeting's cut-off, and the texts of every part. Raises
    Refused where the meeting is cancelled, its cut-off lies in the future, or its pack is closed already.
    """
    area = meeting.board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.CLOSE_PACKS)
    take(meeting, None)
    if meeting.is_cancelled:
        raise Refused("The meeting is cancelled, so it has no pack to close.")
    if meeting.as_at > timezone.localdate(at):
        raise Refused(
            f"The pack shows figures as at {say_day(meeting.as_at)}. It can be closed from that day."
        )
    if pack_in_force(meeting) is not None:
        raise Refused("The pack is closed already. Open it again first, and say why.")
    before = previous_meeting(meeting)
    pack = Pack(
        meeting=meeting,
        version=meeting.packs.count() + 1,
        as_at=meeting.as_at,
        area_name=area.name,
        board_title=meeting.board.title,
        held_on=meeting.held_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        previous=pack_in_force(before) if before else None,
        recorded_at=at,
        recorded_by=by,
    )
    snapshots = [
        freeze(position_as_at(plan, meeting.as_at), by=by, at=at) for plan in plans_of(meeting)
    ]
    parts = gather(meeting)
    entries, points = _entries(pack, parts), _points(pack, parts)
    pack.checksum = checksum_of_pack(
        pack, entries, points, [frozen.snapshot for frozen in snapshots]
    )
    pack.save()
    PackEntry.objects.bulk_create(entries)
    PackPoint.objects.bulk_create(points)
    for frozen in snapshots:
        save_frozen(frozen, pack)
    audit(
        AuditEvent.PACK_CLOSED,
        f"{meeting}: version {pack.version}, as at {say_day(pack.as_at)}, checksum {pack.checksum}",
        by=by,
        at=at,
        area=area,
    )
    return pack


@service
def reopen_pack(*, pack: Pack, reason: str, by: User, now: datetime | None = None) -> PackReopening:
    """Open a closed pack again, so that it can be closed as a new version. The old version stays.

    Raises Refused where it is not the version in force, or no reason is given.
    """
    meeting = pack.meeting
    area = meeting.board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.CLOSE_PACKS)
    reason = required_reason(reason)
    take(meeting, None)
    if meeting.is_cancelled:
        raise Refused("The meeting is cancelled, so what was closed for it stays as it is.")
    if pack_in_force(meeting) != pack:
        raise Refused("Somebody has opened this version again already.")
    reopening = PackReopening(pack=pack, reason=reason, recorded_at=at, recorded_by=by)
    reopening.save()
    audit(
        AuditEvent.PACK_REOPENED,
        f"{meeting}: version {pack.version}. {reason}",
        by=by,
        at=at,
        area=area,
    )
    return reopening


def _points(pack: Pack, parts: Parts) -> list[PackPoint]:
    rows = [
        PackPoint(
            pack=pack,
            part=part,
            entry_order=entry_order,
            order=order,
            series=point.series,
            label=point.label,
            day=point.day,
            value=point.value,
            printed=point.printed,
            salt=new_salt(),
        )
        for part, values in parts.items()
        for entry_order, value in enumerate(values)
        for order, point in enumerate(value.points)
    ]
    for row in rows:
        row.checksum = checksum_of(row)
    return rows


def _entries(pack: Pack, parts: Parts) -> list[PackEntry]:
    rows = [
        PackEntry(
            pack=pack,
            part=part,
            order=order,
            group=value.group,
            reference=value.reference,
            title=value.title,
            text=value.text,
            owner=value.owner,
            due=value.due,
            status=value.status,
            salt=new_salt(),
        )
        for part, values in parts.items()
        for order, value in enumerate(values)
    ]
    for row in rows:
        row.checksum = checksum_of(row)
    return rows
