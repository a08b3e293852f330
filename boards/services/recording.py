"""What the services share that record what a meeting left behind: its turn, what it is open to, sent twice."""

from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone

from actions import permissions
from actions.errors import Refused
from actions.models import Area, Plan, Post
from actions.services.rows import begin_area
from actions.services.writing import SENT_TWICE
from actions.text import clean_text, say_day, says_something
from boards.models import Meeting
from boards.models.records import MeetingRecord
from wsoa.capabilities import Capability
from wsoa.models import User

Row = TypeVar("Row", bound=MeetingRecord)


def begin_record(area: Area, recorder: User, now: datetime | None) -> datetime:
    """Take the area's turn, for somebody who may record meetings; return the time of writing."""
    at = begin_area(area, now)
    permissions.check(recorder, area, Capability.RECORD_MEETINGS)
    return at


def begin_meeting(meeting: Meeting, recorder: User, now: datetime | None) -> datetime:
    """The same, for what a meeting said or decided: it has been held, and was not cancelled."""
    at = begin_record(meeting.board.area, recorder, now)
    check_held(meeting, at)
    return at


def check_held(meeting: Meeting, at: datetime, *, field: str | None = None) -> None:
    """Raise Refused where the meeting was cancelled, or is held after the day of writing."""
    check_takes_place(meeting, field=field)
    if meeting.held_on > timezone.localdate(at):
        raise Refused(
            f"The meeting is on {say_day(meeting.held_on)}. "
            "What it says and decides can be recorded from that day.",
            field=field,
        )


def check_takes_place(meeting: Meeting, *, field: str | None = None) -> None:
    """Read the meeting again, and raise Refused where it was cancelled."""
    meeting.refresh_from_db(fields=["state", "held_on", "as_at"])
    if meeting.is_cancelled:
        raise Refused(
            f"The meeting of {say_day(meeting.held_on)} was cancelled, "
            "so nothing can be recorded of it.",
            field=field,
        )


def check_of_area(area: Area, plan: Plan | None) -> None:
    """Raise Refused where the plan is another area's."""
    if plan is not None and plan.area_id != area.pk:
        raise Refused("Choose one of the area’s plans.", field="plan")


def check_post(area: Area, post: Post | None, *, field: str = "owner") -> None:
    """Raise Refused where the post is another area's."""
    if post is not None and post.organisation.area_id != area.pk:
        raise Refused("Choose one of the area’s posts.", field=field)


def said(text: str, *, field: str, label: str, missing: str, limit: int | None = None) -> str:
    """The cleaned text; raises Refused with the words of `missing` where it says nothing."""
    given: dict[str, Any] = {} if limit is None else {"limit": limit}
    text = clean_text(text, field=field, label=label, **given)
    if not says_something(text):
        raise Refused(missing, field=field)
    return text


def sent_before(model: type[Row], at: datetime, by: User, **same: object) -> Row | None:
    """The row with the same values that the person added less than ten minutes before, as a form that is
    sent twice would add it again."""
    rows = model._default_manager.filter(
        recorded_by=by, recorded_at__gt=at - SENT_TWICE, recorded_at__lte=at, **same
    )
    return rows.order_by("-pk").first()


def stamp(by: User, at: datetime) -> dict[str, Any]:
    """Who wrote a row, and when."""
    return {"recorded_by": by, "recorded_at": at}
