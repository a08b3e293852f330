"""What the demonstration's files say of boards, as frozen values. Reading them is in board_files.py.

A meeting is known by its board's slug and the day on which it is held, a post by its key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple


class MeetingKey(NamedTuple):
    """What names a meeting."""

    board: str
    held_on: date


@dataclass(frozen=True, slots=True)
class SeatSpecification:
    """A post's seat from a day, to a day or for good."""

    post: str
    role: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class BoardSpecification:
    """A board. Those named in `reports_to` and `escalates_to` come before it. `watches` is whether it is shown
    the plan's figures at its meetings."""

    slug: str
    title: str
    kind: str
    frequency: str
    terms: str
    seats: tuple[SeatSpecification, ...]
    reports_to: str = ""
    escalates_to: str = ""
    watches: bool = True
    week_of_month: int = 4
    weekday: int = 3
    starts_at: time = time(14)
    papers_working_days: int = 5


@dataclass(frozen=True, slots=True)
class NewsSpecification:
    """News of a board action, told on the day."""

    on: date
    state: str
    note: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class BoardActionSpecification:
    """What a meeting asked a post to do."""

    text: str
    owner: str
    due: date | None = None
    news: tuple[NewsSpecification, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentSpecification:
    """A comment that goes to another meeting, and what that one made of it: blank for nothing yet."""

    to: MeetingKey
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionsSpecification:
    """A plan's exception report. `rules` are those that differ from the plan's own; each of `shared_comments`
    is references of actions that stand under what the first of them says."""

    introduction: str
    note: str
    rules: Mapping[str, Any] = field(default_factory=dict)
    shared_comments: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeSpecification:
    """How a visit came out, told on the day of the letter about it."""

    band: str
    summary: str
    letter_on: date
    letter: str


@dataclass(frozen=True, slots=True)
class MeetingSpecification:
    """A meeting: when it was announced, and what came of it once it was held.

    `was_held` is whether anything came of it yet. `agenda` is kinds and titles, none for the board's standing
    items. `visit` is the title of the monitoring visit that takes place at it.
    """

    key: MeetingKey
    announced: date
    as_at: date | None = None
    place: str = ""
    agenda: tuple[tuple[str, str], ...] = ()
    was_held: bool = False
    apologies: tuple[str, ...] = ()
    deputies: Mapping[str, str] = field(default_factory=dict)
    agrees_minutes_of: date | None = None
    agrees_issues: bool = False
    decisions: tuple[str, ...] = ()
    actions: tuple[BoardActionSpecification, ...] = ()
    comments: tuple[CommentSpecification, ...] = ()
    minutes: str = ""
    exceptions: ExceptionsSpecification | None = None
    closes_pack: bool = False
    visit: str = ""
    outcome: OutcomeSpecification | None = None


@dataclass(frozen=True, slots=True)
class SeriesSpecification:
    """Meetings put in the diary ahead, by the board's own rhythm."""

    board: str
    announced: date
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class AnswerSpecification:
    """The paper that answered a request, and the day of the meeting of that board that it went to."""

    on: date
    paper: str
    at: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class RequestSpecification:
    """Something that a board is owed. It comes of the `decision` (from 1) of the meeting `asked_at`, of that
    meeting as such (0), or of what `source` says."""

    board: str
    title: str
    due: str
    asked_on: date
    asked_at: MeetingKey | None = None
    decision: int = 0
    source: str = ""
    answered: AnswerSpecification | None = None


@dataclass(frozen=True, slots=True)
class Governance:
    """An area's boards and all that happened at them."""

    boards: tuple[BoardSpecification, ...] = ()
    meetings: tuple[MeetingSpecification, ...] = ()
    series: tuple[SeriesSpecification, ...] = ()
    requests: tuple[RequestSpecification, ...] = ()
