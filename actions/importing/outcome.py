"""What an import would do, row by row, and what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from actions.due_dates import DueDate
from actions.importing.columns import Field
from actions.importing.table import letter
from actions.models import Organisation, Post, Rating, ReportGroup, Theme, Workstream
from actions.position import Line


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be understood.

    `default_rating` is for rows without one of their own. Owners whom the area does not know become posts
    of the row's lead organisation, or else of `posts_in`; without `posts_in` they are a problem. Themes,
    workstreams and report groups that the plan does not have are a problem, unless the import
    `adds_missing`.
    """

    columns: Mapping[Field, int]
    as_at: date
    file_name: str
    expand_ranges: bool = False
    posts_in: Organisation | None = None
    default_rating: Rating | None = None
    adds_missing: bool = False

    @property
    def reason(self) -> str:
        """Why an action changes, as its history says it."""
        return f"Imported from {self.file_name}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the file cannot be imported: the row, the column's place, what stands there, what to do.

    `column` is None where the whole file is meant; `heading` is what the file calls the column, and
    `reference` the action of the row.
    """

    row: int
    column: int | None
    heading: str
    value: str
    message: str
    reference: str = ""

    @property
    def cell(self) -> str:
        """Such as D14; the row alone where no cell is at fault."""
        return f"row {self.row}" if self.column is None else f"{letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that becomes something else, under the name that the area gives it.

    `old` is blank for a new action.
    """

    field: Field
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post that the import makes for an owner whom the area does not know."""

    title: str
    organisation: Organisation


Owner = Post | NewPost

Arrangement = Theme | Workstream | ReportGroup
"""What arranges a plan's actions."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an action says."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an action stands."""

    theme: Theme
    workstream: Workstream | None
    report_group: ReportGroup | None


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who answers for an action."""

    lead: Organisation | None
    owners: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """A status update. `evidence` is what shows that the action is complete, where its rating says so."""

    rating: Rating | None
    effective_date: date
    commentary: str
    remedial_action: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class CompletedFact:
    """A completion recorded on its own, where the rating leaves it open."""

    completed_on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row does to one action. `line` is None for a new action; what is None stays as it is."""

    row: int
    reference: str
    line: Line | None
    effective_date: date
    changes: tuple[FieldChange, ...]
    wording: Wording | None = None
    placement: Placement | None = None
    ownership: Ownership | None = None
    dues: tuple[DueDate, ...] = ()
    status: Status | None = None
    completed: CompletedFact | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The file beside the plan: what would be added, changed and left, and every problem.

    `not_in_file` are the plan's actions that no row names; they are left alone. `ranges` are the
    references that could be expanded and were not. `new_parts` are not saved yet.
    """

    add: tuple[Entry, ...]
    change: tuple[Entry, ...]
    same: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    not_in_file: tuple[Line, ...]
    ranges: tuple[str, ...] = ()
    new_posts: tuple[NewPost, ...] = field(default=())
    new_parts: tuple[Arrangement, ...] = field(default=())

    @property
    def changes_something(self) -> bool:
        """Whether an import would write anything."""
        return bool(self.add or self.change)
