"""The steps of a paper's clearance as frozen values: what was recorded of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from django.utils import timezone

from actions.asking import end_of
from reports.choices import StepEvent, StepKind


class Stage(Enum):
    """How far a step is: a letter, a word and a tone of wsoa/tones.py."""

    WAITING = ("W", "Waiting its turn", "white")
    TO_ISSUE = ("N", "To be issued", "white")
    ISSUED = ("I", "Issued", "blue")
    LATE = ("L", "Late", "red")
    RETURNED = ("R", "Returned with comments", "amber")
    CONFIRMED = ("C", "Confirmed", "green")
    CHANGED = ("T", "Text changed since", "amber")

    def __init__(self, code: str, label: str, tone: str) -> None:
        self.code = code
        self.label = label
        self.tone = tone


@dataclass(frozen=True, slots=True)
class EventValue:
    """Something that happened to a step. `by` is who recorded it, "" where the post answered by its own link; `digest` is of the
    paper's text as it stood at `read_at`, and `figures` are those behind it where it was signed off."""

    event: StepEvent
    happened_on: date
    at: datetime
    by: str = ""
    comments: str = ""
    digest: str = ""
    figures: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def read_at(self) -> datetime:
        """The moment as whose text it counts: when it was recorded, or the last of its day where that was another."""
        if timezone.localdate(self.at) == self.happened_on:
            return self.at
        return end_of(self.happened_on) - timedelta(microseconds=1)

    @property
    def how(self) -> str:
        """By whom it is on record."""
        if not self.by:
            return "by the emailed link"
        is_answer = self.event in (StepEvent.RETURNED, StepEvent.CONFIRMED)
        return f"recorded by {self.by}" if is_answer else f"by {self.by}"


@dataclass(frozen=True, slots=True)
class StepValue:
    """A step. `post` is the post that answers, "" where none is named; `address` is where messages to it go, "" where that is not
    known. `events` are in the order in which they were recorded."""

    id: int
    order: int
    kind: StepKind
    role: str
    post: str = ""
    address: str = ""
    is_mandatory: bool = False
    due_on: date | None = None
    events: tuple[EventValue, ...] = ()

    @property
    def standing(self) -> tuple[EventValue, ...]:
        """What was not taken back since."""
        taken_back = [
            place for place, each in enumerate(self.events) if each.event == StepEvent.WITHDRAWN
        ]
        return self.events[taken_back[-1] + 1 :] if taken_back else self.events

    @property
    def issued(self) -> EventValue | None:
        """The newest issue."""
        found = [each for each in self.standing if each.event == StepEvent.ISSUED]
        return found[-1] if found else None

    @property
    def answer(self) -> EventValue | None:
        """What the post said to the newest issue; None while that is open."""
        last = self.standing[-1] if self.standing else None
        return last if last is not None and last.event != StepEvent.ISSUED else None

    @property
    def called(self) -> str:
        """What the paper calls it, and the post where that is another."""
        if not self.post or self.post.casefold() == self.role.casefold():
            return self.role
        return f"{self.role} ({self.post})"
