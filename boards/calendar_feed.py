"""A board's meetings as an iCalendar (RFC 5545) that calendar programs read. Pure: the rows are given.

Each meeting is an event that keeps its UID whatever happens to it: a move raises its SEQUENCE, a cancelled one
stays with STATUS:CANCELLED, so that a program which has it changes it rather than adding another. The day its
papers are due is an event of its own, all day long, which blocks nobody's time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from icalendar import Calendar, Event

from actions.text import say_day
from boards.models import Board, Meeting
from wsoa.absolute import absolute_url

REFRESH = timedelta(hours=6)
"""How often a program that subscribes is asked to look again."""


@dataclass(frozen=True, slots=True)
class FeedMeeting:
    """A meeting, how often it was changed since it was scheduled, when last, and where its page is."""

    meeting: Meeting
    changes: int
    changed_at: datetime
    url: str


def calendar(board: Board, meetings: Iterable[FeedMeeting]) -> bytes:
    """The whole calendar, in UTF-8 with lines folded and ended as the standard says."""
    made = Calendar()
    made.add("PRODID", "-//SEND action plan tracker//Boards//EN")
    made.add("VERSION", "2.0")
    made.add("METHOD", "PUBLISH")
    name = f"{board.title}, {board.area.name}"
    made.add("NAME", name)
    made.add("X-WR-CALNAME", name)
    made.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    for each in meetings:
        made.add_component(_sitting(board, each))
        made.add_component(_papers(board, each))
    return bytes(made.to_ical())


def _event(what: str, title: str, told: FeedMeeting) -> Event:
    """What the two events of a meeting share; `what` begins the UID."""
    event = Event()
    event.add("UID", f"{what}-{told.meeting.pk}@{urlsplit(absolute_url('/')).hostname}")
    event.add("DTSTAMP", told.changed_at.astimezone(UTC))
    event.add("LAST-MODIFIED", told.changed_at.astimezone(UTC))
    event.add("SEQUENCE", told.changes)
    is_cancelled = told.meeting.is_cancelled
    event.add("SUMMARY", f"Cancelled: {title}" if is_cancelled else title)
    event.add("STATUS", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("URL", told.url)
    return event


def _sitting(board: Board, told: FeedMeeting) -> Event:
    meeting = told.meeting
    event = _event("meeting", board.title, told)
    starts = timezone.make_aware(datetime.combine(meeting.held_on, meeting.starts_at))
    event.add("DTSTART", starts.astimezone(UTC))
    event.add("DTEND", starts.astimezone(UTC) + timedelta(minutes=meeting.minutes_long))
    if meeting.place:
        event.add("LOCATION", meeting.place)
    event.add("DESCRIPTION", _said(board, meeting, f"Papers due {say_day(meeting.papers_due)}."))
    return event


def _papers(board: Board, told: FeedMeeting) -> Event:
    meeting = told.meeting
    event = _event("papers", f"Papers due: {board.title}", told)
    due: date = meeting.papers_due
    event.add("DTSTART", due)
    event.add("DTEND", due + timedelta(days=1))
    event.add("TRANSP", "TRANSPARENT")
    event.add(
        "DESCRIPTION", _said(board, meeting, f"For the meeting of {say_day(meeting.held_on)}.")
    )
    return event


def _said(board: Board, meeting: Meeting, what: str) -> str:
    return (
        f"{board.title}, {board.area.name}\n{what}\nShown the plan as at {say_day(meeting.as_at)}."
    )
