"""From what a paper may be started: meetings, templates, and the day of its figures."""

from datetime import date

from django.db.models import Q, QuerySet

from actions.models import Area, Plan
from boards.choices import MeetingState
from boards.models import Meeting
from boards.shown import meetings_of
from reports.models import Paper, PaperTemplate
from reports.shipped import ShippedTemplate, shipped_keys, shipped_template


def meetings_to_write_for(plan: Plan, also: int | None = None) -> QuerySet[Meeting]:
    """The meetings of the boards that watch the plan, and the one with the number `also`, which the paper is for already."""
    return (
        Meeting.objects.filter(Q(pk=also) | Q(pk__in=meetings_of(plan).values("pk")))
        .select_related("board")
        .order_by("board__title", "-held_on", "-pk")
    )


def meetings_to_send_to(paper: Paper, also: int | None) -> QuerySet[Meeting]:
    """The area's meetings, from the paper's own on, to which that may send comments, and the one with the number `also`, to which it
    has. None where the paper is for no meeting of the area's boards."""
    own = paper.meeting
    if own is None:
        return Meeting.objects.none()
    later = Q(state=MeetingState.SCHEDULED, held_on__gte=own.held_on)
    return (
        Meeting.objects.filter(Q(pk=also) | later, board__area=paper.plan.area)
        .exclude(pk=own.pk)
        .select_related("board")
        .order_by("board__title", "held_on", "pk")
    )


def not_taken_over(area: Area) -> tuple[ShippedTemplate, ...]:
    """The shipped templates of which the area has none of its own, retired ones among those."""
    taken = set(PaperTemplate.objects.filter(area=area).values_list("key", flat=True))
    return tuple(shipped_template(key) for key in shipped_keys() if key not in taken)


def figures_as_at(meeting: Meeting | None, meeting_on: date | None, today: date) -> date:
    """The day on which the meeting's figures are cut off; for another committee today, or the day on which it met."""
    if meeting is not None:
        return meeting.as_at
    return min(today, meeting_on) if meeting_on else today
