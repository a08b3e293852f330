"""A meeting's pack, read: from its frozen rows once it is closed, from the record while it is open."""

from collections import defaultdict

from actions.choices import PlanStage
from actions.position import Position, movement, position_as_at
from boards.choices import PackPart
from boards.headline import headline
from boards.models import Meeting, Pack, PackEntry, PackPoint, Snapshot
from boards.pack_trend import trend_shown
from boards.pack_values import EntryValue, PackContent, PlanShown, PointValue
from boards.packing.gather import gather
from boards.shown import pack_in_force, plans_of, previous_shown
from boards.snapshots import position_of
from boards.trend import Trend


def pack_content(meeting: Meeting) -> PackContent:
    """What the meeting's pack holds: the version in force, or while it is open what it would hold."""
    pack = pack_in_force(meeting)
    return closed_content(pack) if pack else open_content(meeting)


def open_content(meeting: Meeting) -> PackContent:
    """The pack as it would be if it were closed now."""
    plans = []
    for plan in plans_of(meeting):
        position = position_as_at(plan, meeting.as_at)
        trend = trend_shown(meeting.board, position)
        earlier = previous_shown(meeting, plan)
        plans.append(_plan_shown(position, earlier, PlanStage(plan.stage), trend))
    return _content(meeting, None, gather(meeting), tuple(plans))


def closed_content(pack: Pack) -> PackContent:
    """A closed version of the pack, by frozen rows alone, whether or not it is still in force."""
    meeting = pack.meeting
    points: dict[tuple[str, int], list[PointValue]] = defaultdict(list)
    for point in PackPoint.objects.filter(pack=pack).order_by("part", "entry_order", "order"):
        points[point.part, point.entry_order].append(
            PointValue(point.series, point.label, point.day, point.value, point.printed)
        )
    entries: dict[PackPart, list[EntryValue]] = defaultdict(list)
    for row in PackEntry.objects.filter(pack=pack).order_by("part", "order"):
        entries[PackPart(row.part)].append(
            EntryValue(
                reference=row.reference,
                title=row.title,
                text=row.text,
                group=row.group,
                owner=row.owner,
                due=row.due,
                status=row.status,
                points=tuple(points[row.part, row.order]),
            )
        )
    snapshots = Snapshot.objects.filter(pack=pack).select_related("plan__area")
    return _content(
        meeting,
        pack,
        {part: tuple(values) for part, values in entries.items()},
        tuple(_frozen_plan(pack, each) for each in snapshots.order_by("plan_title", "plan_id")),
    )


def _frozen_plan(pack: Pack, snapshot: Snapshot) -> PlanShown:
    position = position_of(snapshot)
    earlier = previous_shown(pack.meeting, snapshot.plan, pack)
    trend = trend_shown(pack.meeting.board, position, pack.recorded_at)
    return _plan_shown(position, earlier, PlanStage.DELIVERY, trend)


def _plan_shown(
    position: Position, earlier: Position | None, stage: PlanStage, trend: Trend
) -> PlanShown:
    return PlanShown(
        position,
        earlier,
        movement(earlier, position) if earlier else None,
        headline(position, stage),
        trend,
    )


def _content(
    meeting: Meeting,
    pack: Pack | None,
    entries: dict[PackPart, tuple[EntryValue, ...]],
    plans: tuple[PlanShown, ...],
) -> PackContent:
    board, at = meeting.board, pack or meeting
    return PackContent(
        area=pack.area_name if pack else board.area.name,
        board=pack.board_title if pack else board.title,
        held_on=at.held_on,
        starts_at=at.starts_at,
        place=at.place,
        as_at=at.as_at,
        version=pack.version if pack else 0,
        closed_at=pack.recorded_at if pack else None,
        closed_by=pack.recorded_by.name if pack else "",
        checksum=pack.checksum if pack else "",
        entries=entries,
        plans=plans,
    )
