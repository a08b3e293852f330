"""Who was at a meeting, read from its rows: the newest of each post counts."""

from boards.models import Attendance, Meeting


def attendance_of(meeting: Meeting) -> dict[int, Attendance]:
    """Post's id -> its newest record of the meeting. One query."""
    rows = meeting.attendance.select_related("post__organisation").order_by("pk")
    return {row.post_id: row for row in rows}
