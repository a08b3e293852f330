"""The frozen values a Position is made of. They hold no model instance, so a snapshot can hold them too."""

from dataclasses import dataclass
from datetime import date, datetime

from actions.choices import Concern, Progress
from actions.due_dates import DueDate
from actions.slippage import Slippage, slippage
from actions.text import say_day, say_post


def progress_of(*, is_complete: bool, rated: Progress | None) -> Progress:
    """How far an action is, by its completion and what its rating says; `rated` is None while unrated."""
    if is_complete:
        return Progress.COMPLETE
    return rated or Progress.UNSTATED


def is_overdue_on(
    day: date, *, due_end: date | None, is_complete: bool, rated: Progress | None
) -> bool:
    """Whether the due period is over, and nothing suggests that the action is done: under a rating that covers
    both, nobody has said which."""
    if is_complete or due_end is None:
        return False
    return due_end < day and rated != Progress.UNSTATED


@dataclass(frozen=True, slots=True)
class PlanValue:
    """Which plan the Position is of. An open action is stale after `stale_after_days` of silence."""

    id: int
    area_slug: str
    area_name: str
    slug: str
    title: str
    theme_word: str
    stale_after_days: int


@dataclass(frozen=True, slots=True)
class RatingValue:
    """A rating as its scheme defines it: letter (`code`), word (`label`), meaning, palette tone."""

    id: int
    code: str
    label: str
    meaning: str
    tone: str
    progress: Progress
    concern: Concern


@dataclass(frozen=True, slots=True)
class PostValue:
    """Who owns work: a post in an organisation."""

    id: int
    title: str
    organisation: str

    def __str__(self) -> str:
        return self.title

    @property
    def in_full(self) -> str:
        """The post and its organisation."""
        return say_post(self.title, self.organisation)


@dataclass(frozen=True, slots=True)
class ThemeValue:
    """A theme; `parent_id` is None at the top level. `lead` is the title of the leading post."""

    id: int
    parent_id: int | None
    reference: str
    title: str
    outcome: str
    lead: str


@dataclass(frozen=True, slots=True)
class WorkstreamValue:
    """A workstream, with the title of the leading post."""

    id: int
    reference: str
    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class IssueValue:
    """An issue behind one or more actions, as it was worded on the day.

    `owner` is the post that answers for the remedial action, blank where none does; `due` is when it is to
    be done.
    """

    id: int
    title: str
    explanation: str
    remedial_action: str
    agreed_by: str
    agreed_on: date | None
    owner: str = ""
    due: DueDate | None = None

    @property
    def agreed(self) -> str:
        """By whom and on what day it was agreed, in words; blank where nobody said."""
        if not self.agreed_by:
            return f"Agreed on {say_day(self.agreed_on)}" if self.agreed_on else ""
        day = f", {say_day(self.agreed_on)}" if self.agreed_on else ""
        return f"Agreed by {self.agreed_by}{day}"

    @property
    def promised(self) -> str:
        """Who answers for the remedial action and by when, in words; blank where nobody said."""
        if self.due is None:
            return self.owner
        due = f"due {self.due}" if self.due.end else "ongoing"
        return f"{self.owner}, {due}" if self.owner else f"{due[0].upper()}{due[1:]}"


@dataclass(frozen=True, slots=True)
class ImpactValue:
    """A rating of impact, as the plan's impact scheme defines it."""

    id: int
    code: str
    label: str
    meaning: str
    tone: str


@dataclass(frozen=True, slots=True)
class WaitsOn:
    """An action that another one depends on, as it stands on the day."""

    action_id: int
    reference: str
    slug: str
    title: str
    rating: RatingValue | None
    is_complete: bool
    due: DueDate | None

    @property
    def is_in_trouble(self) -> bool:
        """Whether its rating carries significant concern, so that what waits on it should say so."""
        return (
            not self.is_complete
            and self.rating is not None
            and self.rating.concern == Concern.SIGNIFICANT
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One action as at the date: what was in force on that day, nothing later.

    `rating` is None while unrated. `due` is the date in force, `original_due` the first one given.
    `completed_on` is the day from which the standing completion holds. `recorded_at` and
    `recorded_by` are those of the status update that gave the rating and the commentary.
    `confirmed_on` is the last day on which somebody said that nothing had changed. `waits_on` holds the
    live actions that this one depends on. `stale_after_days` is the plan's. `has_evidence` says whether a
    link, a file or words showed, by the end of the day, that it was done; never of an open action.
    """

    as_at: date
    action_id: int
    reference: str
    sort_key: str
    slug: str
    title: str
    detail: str
    theme: ThemeValue
    top_theme: ThemeValue
    workstream: WorkstreamValue | None
    report_group: str
    lead_organisation: str
    owners: tuple[PostValue, ...]
    due: DueDate | None
    original_due: DueDate | None
    rating: RatingValue | None
    rated_on: date | None
    recorded_at: datetime | None
    recorded_by: str
    commentary: str
    remedial_action: str
    completed_on: date | None
    evidence: str
    issue: IssueValue | None
    added_on: date
    confirmed_on: date | None
    impact: ImpactValue | None
    waits_on: tuple[WaitsOn, ...]
    stale_after_days: int
    has_evidence: bool = False

    @property
    def last_word_on(self) -> date | None:
        """The day of the last update or confirmation; None where nothing was ever said."""
        return max(filter(None, (self.rated_on, self.confirmed_on)), default=None)

    @property
    def days_silent(self) -> int:
        """Days since the last word on the action, or since it was added."""
        return (self.as_at - (self.last_word_on or self.added_on)).days

    @property
    def is_stale(self) -> bool:
        """Whether the action is open and nothing was said of it for longer than the plan allows."""
        return not self.is_complete and self.days_silent > self.stale_after_days

    @property
    def lacks_remedial_action(self) -> bool:
        """Whether its rating gives cause for concern and nobody has said what is being done about it."""
        return (
            not self.is_complete
            and self.rating is not None
            and self.rating.concern > Concern.NONE
            and not self.remedial_action
            and not (self.issue and self.issue.remedial_action)
        )

    def is_due_within(self, days: int) -> bool:
        """Whether its due period ends within so many days from the as-at date, today included."""
        if self.is_complete or self.due is None or self.due.end is None:
            return False
        return 0 <= (self.due.end - self.as_at).days <= days

    def is_starting_within(self, days: int) -> bool:
        """Whether it has yet to begin and is due within so many days."""
        return self.progress == Progress.NOT_STARTED and self.is_due_within(days)

    @property
    def lacks_evidence(self) -> bool:
        """Whether it is complete, and nothing shows it."""
        return self.is_complete and not self.has_evidence

    @property
    def waits_on_trouble(self) -> tuple[WaitsOn, ...]:
        """What it depends on that is in trouble."""
        if self.is_complete:
            return ()
        return tuple(other for other in self.waits_on if other.is_in_trouble)

    @property
    def waits_on_later(self) -> tuple[WaitsOn, ...]:
        """What it depends on that is due only after this action is."""
        if self.is_complete or self.due is None or self.due.end is None:
            return ()
        end = self.due.end
        return tuple(
            other
            for other in self.waits_on
            if not other.is_complete and other.due and other.due.end and other.due.end > end
        )

    @property
    def is_complete(self) -> bool:
        """Completion is its own fact; a rating that says complete has written it (design rule 3)."""
        return self.completed_on is not None

    @property
    def progress(self) -> Progress:
        """How far the action is; unstated where neither rating nor completion says."""
        return progress_of(is_complete=self.is_complete, rated=self._rated)

    @property
    def _rated(self) -> Progress | None:
        return self.rating.progress if self.rating else None

    @property
    def is_past_due(self) -> bool:
        """Whether the period it was due in has ended, without completion."""
        return not self.is_complete and self.due is not None and self.due.has_passed(self.as_at)

    @property
    def is_completion_not_recorded(self) -> bool:
        """Past due under a colour that covers both on track and complete: nobody has said which."""
        return (
            self.is_past_due
            and self.rating is not None
            and self.rating.progress == Progress.UNSTATED
        )

    @property
    def is_overdue(self) -> bool:
        """Past due, and nothing suggests that it is done."""
        return is_overdue_on(
            self.as_at,
            due_end=self.due.end if self.due else None,
            is_complete=self.is_complete,
            rated=self._rated,
        )

    @property
    def days_overdue(self) -> int:
        """Days since the due period ended; 0 unless overdue."""
        if not self.is_overdue or self.due is None or self.due.end is None:
            return 0
        return (self.as_at - self.due.end).days

    @property
    def days_late(self) -> int:
        """Days between the end of the due period and completion; 0 when on time or not complete."""
        if self.completed_on is None or self.due is None or self.due.end is None:
            return 0
        return max((self.completed_on - self.due.end).days, 0)

    @property
    def due_order(self) -> tuple[bool, bool, date]:
        """Sorts by the end of the due period, then ongoing, then without a date."""
        is_ongoing, end = self.due.sort_key if self.due else (True, date.max)
        return (self.due is None, is_ongoing, end)

    @property
    def is_revised(self) -> bool:
        """Whether the due date in force differs from the original one."""
        return self.due != self.original_due

    @property
    def slippage(self) -> Slippage | None:
        """How the due date has moved from the first one; None where it has not."""
        return slippage(self.original_due, self.due)

    @property
    def slippage_days(self) -> int:
        """Days by which the due date has moved, later positive; 0 where either has no end."""
        return (self.slippage.days or 0) if self.slippage else 0
