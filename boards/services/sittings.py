"""What is written down of a meeting before and at it: its agenda, and who is there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Area, Post
from actions.services.rows import CHANGED, begin_area, change, one_line
from actions.services.writing import audit, service
from actions.text import clean_text, say_day
from boards.attendance import attendance_of
from boards.choices import AttendanceState, ItemKind
from boards.drafts import AgendaDraft
from boards.models import AgendaItem, Attendance, Meeting
from boards.services.boards import ITEM_LIMIT
from wsoa.capabilities import Capability
from wsoa.models import User


def agenda_version(meeting: Meeting) -> int:
    """A number that every change of the meeting's agenda raises; 0 where it never had an item."""
    history = AgendaItem.history.filter(meeting_id=meeting.pk).order_by("-history_id")
    return int(history.values_list("history_id", flat=True).first() or 0)


@service
def change_agenda(
    *,
    meeting: Meeting,
    items: Sequence[AgendaDraft],
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> list[AgendaItem]:
    """Make these the items of the agenda, in this order. `seen` is the `agenda_version` looked at."""
    area = meeting.board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.RECORD_MEETINGS)
    if seen is not None and agenda_version(meeting) != seen:
        raise Stale(CHANGED)
    if len(items) > ITEM_LIMIT:
        raise Refused(f"An agenda may have up to {ITEM_LIMIT} items.")
    wanted = [_checked(item, area) for item in items]
    rows = list(meeting.agenda.select_related("presenter__organisation"))
    is_changed = len(rows) != len(wanted)
    for row in rows[len(wanted) :]:
        row.delete()
    kept = rows[: len(wanted)]
    for order, values in enumerate(wanted, start=1):
        if order <= len(kept):
            is_changed |= bool(change(kept[order - 1], order=order, **values))
        else:
            kept.append(AgendaItem.objects.create(meeting=meeting, order=order, **values))
    if is_changed:
        said = "; ".join(row.title for row in kept) or "no items"
        audit(AuditEvent.AGENDA_CHANGED, f"{meeting}: {said}", by=by, at=at, area=area)
    return kept


def _checked(item: AgendaDraft, area: Area) -> dict[str, Any]:
    """The values of an item's fields, cleaned; raises Refused where one is unfit."""
    presenter = item.presenter
    if presenter is not None and presenter.organisation.area_id != area.pk:
        raise Refused("Choose a post of this area.", field="presenter")
    return {
        "kind": ItemKind(item.kind),
        "title": one_line(item.title, field="title", label="title of each item", limit=200),
        "detail": clean_text(item.detail, field="detail", label="The detail"),
        "presenter": presenter,
    }


@service
def record_attendance(
    *,
    meeting: Meeting,
    attendance: Mapping[Post, tuple[AttendanceState, str]],
    by: User,
    now: datetime | None = None,
) -> list[Attendance]:
    """Record of each post whether it was there, with a note; what is on record already is not repeated.

    Before the day only apologies and deputies can be recorded. Returns the rows that were added.
    """
    area = meeting.board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.RECORD_MEETINGS)
    meeting.refresh_from_db()
    if meeting.is_cancelled:
        raise Refused("The meeting is cancelled, so nobody was there.")
    is_ahead = meeting.held_on > timezone.localdate(at)
    stood = attendance_of(meeting)
    added = []
    for post, (state, note) in attendance.items():
        if post.organisation.area_id != area.pk:
            raise Refused("Choose posts of this area.")
        if is_ahead and state in (AttendanceState.PRESENT, AttendanceState.ABSENT):
            raise Refused(
                f"The meeting is on {say_day(meeting.held_on)}. Until then only apologies and deputies "
                f"can be recorded.",
                field=f"state-{post.pk}",
            )
        note = clean_text(note, field=f"note-{post.pk}", label="The note", limit=200)
        was = stood.get(post.pk)
        if was is None or (was.state, was.note) != (state, note):
            row = Attendance(
                meeting=meeting,
                post=post,
                state=AttendanceState(state),
                note=" ".join(note.split()),
                recorded_at=at,
                recorded_by=by,
            )
            row.save()
            added.append(row)
    if added:
        said = "; ".join(f"{row.post}: {row.get_state_display().lower()}" for row in added)
        audit(AuditEvent.ATTENDANCE_RECORDED, f"{meeting}: {said}", by=by, at=at, area=area)
    return added
