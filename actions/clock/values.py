"""A deadline of a plan as a day saw it. Frozen values, which pages, PDF and papers share; no rows."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from actions.choices import DeadlineKind, DeadlineUnit
from actions.clock.counting import Skipped, day_with_left
from actions.clock.wording import say_left, say_number
from actions.position import PostValue
from actions.text import say_day
from wsoa.parts import Tag


class DeadlineStanding(Enum):
    """How a deadline stands: letter, word, tone of wsoa/tones.py, and what that means."""

    WAITING = (
        "W",
        "Not running",
        "white",
        "it applies only once something happens that has not happened",
    )
    UNKNOWN = ("?", "Day not known", "white", "the day that it is counted from is not known")
    RUNNING = ("R", "Running", "blue", "it is not met, and nobody was to be told yet")
    NEAR = (
        "N",
        "Near",
        "amber",
        "it is not met, and the first of those days on which people are told has come",
    )
    OPEN = ("O", "Begun", "teal", "the day from which something may happen has come")
    PASSED = ("X", "Not met", "red", "its day has passed and it is not met")
    MET = ("M", "Met", "green", "it was met by its day")
    MET_LATE = ("L", "Met late", "purple", "it was met after its day")
    CARRIED = ("C", "Carried on", "grey", "the plan that took this one's place is bound by it now")
    ENDED = (
        "E",
        "Applies no longer",
        "grey",
        "nobody waits for it any more, and a reason says why",
    )

    def __init__(self, code: str, label: str, tone: str, meaning: str) -> None:
        self.code = code
        self.label = label
        self.tone = tone
        self.meaning = meaning

    @property
    def tag(self) -> Tag:
        """As tables and papers show it."""
        return Tag(self.code, self.label, self.tone)

    @property
    def is_settled(self) -> bool:
        """Whether nobody waits for it any more."""
        return self in _SETTLED


_SETTLED = frozenset(
    {
        DeadlineStanding.MET,
        DeadlineStanding.MET_LATE,
        DeadlineStanding.CARRIED,
        DeadlineStanding.ENDED,
    }
)


@dataclass(frozen=True, slots=True)
class Bound:
    """The plan that a deadline binds."""

    id: int
    title: str
    slug: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of a deadline, since which day and why; of which plan, where that is one before."""

    since: date
    what: str
    reason: str
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Listener:
    """A post that is told; `has_address` where there is an email address to tell it at."""

    post: PostValue
    has_address: bool


@dataclass(frozen=True, slots=True)
class DeadlineValue:
    """A deadline as at a day.

    `basis` says in words which day it is counted from, `basis_on` is that day (None where it is not known; then
    `missing` says what is missing and what to do). `counted` is the day as counted, `skipped` what was left out,
    `how` all of that in words. `day` is the one in force: the one counted, unless somebody set another with a
    `reason`. `working_days_left` are those to come after `today`, up to and including the day; None where it is
    met, has passed or is not known. `met_by` says which recorded step or revisit met it, blank where somebody
    said so of the deadline itself. `working_days_late` is how far past its day it is or was met; else None.

    `plan` is the plan that it binds; `is_left_open` where that is a plan before, read for the one that took its
    place. `carried_from` is the plan and the deadline that it continues. `settled_by` says why nobody waits for it,
    where that is not because it was met. `recorded` is what was recorded of it and of what it continues.
    """

    id: int
    title: str
    kind: DeadlineKind
    basis: str
    basis_on: date | None
    missing: str
    count: int
    unit: DeadlineUnit
    source: str
    counted: date | None
    skipped: tuple[Skipped, ...]
    how: str
    day: date | None
    is_overridden: bool
    reason: str
    met_on: date | None
    met_by: str
    today: date
    working_days_left: int | None
    working_days_late: int | None
    standing: DeadlineStanding
    listeners: tuple[Listener, ...]
    warn_days: tuple[int, ...]
    plan: Bound
    settled_by: str = ""
    recorded: tuple[Recorded, ...] = ()
    continues: int | None = None
    carried_from: Bound | None = None
    is_left_open: bool = False

    @property
    def called(self) -> str:
        """Its title, with the plan before that it binds where it is left open there."""
        return f"{self.title} (of {self.plan.title})" if self.is_left_open else self.title

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without its being met."""
        return self.standing == DeadlineStanding.PASSED

    @property
    def counted_as(self) -> str:
        """How far is counted, such as 70 working days."""
        return say_number(self.count, self.unit)

    @property
    def is_window(self) -> bool:
        """Whether its day opens a time in which something may happen, so that nobody is late for it."""
        return self.kind == DeadlineKind.REVISIT_FROM

    @property
    def says(self) -> str:
        """How it stands, in words; a year or more in years and months."""
        return self._says(is_exact=False)

    @property
    def says_exactly(self) -> str:
        """The same, with the working days beside years and months."""
        return self._says(is_exact=True)

    def _says(self, *, is_exact: bool) -> str:
        if self.standing in {DeadlineStanding.CARRIED, DeadlineStanding.ENDED}:
            return self.settled_by
        if self.standing == DeadlineStanding.WAITING:
            return self.missing
        return say_left(
            day=self.day,
            today=self.today,
            met_on=self.met_on,
            left=self.working_days_left,
            late=self.working_days_late,
            is_window=self.is_window,
            is_exact=is_exact,
        )

    @property
    def tells_on(self) -> tuple[tuple[int, date], ...]:
        """Working days left -> the day on which those who are told are told so; empty where no day is known."""
        if self.day is None:
            return ()
        return tuple((left, day_with_left(self.day, left)) for left in self.warn_days)

    @property
    def day_in_words(self) -> str:
        """The day in force with its day of the week."""
        return f"{self.day:%A} {say_day(self.day)}" if self.day else "Not known"
