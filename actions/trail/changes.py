"""What a row of a dated history changed: what stood in the present before it was recorded, and after."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.choices import EntryKind
from actions.models.entries import DatedEntry


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a history: its name in an address, its name on the page, and its value as text."""

    key: str
    label: str
    text: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; the same where the entry left it as it was."""

    key: str
    label: str
    old: str
    new: str

    @property
    def is_change(self) -> bool:
        """Whether it became something else."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One thing that was recorded: when, by whom, about what, and each of its fields before and after.

    `action` is the reference of the action, blank where it is about something else, which `about` names.
    `kind` says whether it was entered, corrected or taken back. `note` says what the fields alone do
    not, such as that an entry for an earlier day changed nothing that stands now.
    """

    at: datetime
    by: str
    what: str
    action: str = ""
    slug: str = ""
    about: str = ""
    kind: str = ""
    effective_date: date | None = None
    reason: str = ""
    note: str = ""
    fields: tuple[FieldChange, ...] = ()

    @property
    def changed(self) -> tuple[FieldChange, ...]:
        """The fields that became something else."""
        return tuple(field for field in self.fields if field.is_change)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of a history with the rows that stood in the present before and after it was recorded."""

    row: DatedEntry
    before: DatedEntry | None
    after: DatedEntry | None

    @property
    def is_out_of_sight(self) -> bool:
        """Whether the row says something that something of a later day stands over already."""
        return self.row.kind != EntryKind.RETRACTION and self.after is not self.row

    def fields(self, fields: Sequence[Field]) -> tuple[FieldChange, ...]:
        """Each field in the present before and after. Where nothing in the present changed, because the
        row is for an earlier day, what the row itself says, with nothing before it."""
        unseen = self.is_out_of_sight and self.before is self.after
        before, after = (None, self.row) if unseen else (self.before, self.after)
        return tuple(
            FieldChange(
                field.key,
                field.label,
                field.text(before) if before is not None else "",
                field.text(after) if after is not None else "",
            )
            for field in fields
        )


def steps(rows: Iterable[DatedEntry]) -> Iterator[Step]:
    """The history of one subject in the order it was recorded.

    What stands in the present is the standing row with the latest effective date, then recorded time,
    then id (design rule 2). So each step's `before` is the `after` of the one before it, and the last
    `after` is what stands now.
    """
    standing: dict[int, DatedEntry] = {}
    present: DatedEntry | None = None
    for row in sorted(rows, key=lambda row: (row.recorded_at, row.pk)):
        before = present
        if row.supersedes_id is not None:
            standing.pop(row.supersedes_id, None)
        if row.kind != EntryKind.RETRACTION:
            standing[row.pk] = row
        present = max(
            standing.values(),
            key=lambda one: (one.effective_date, one.recorded_at, one.pk),
            default=None,
        )
        yield Step(row, before, present)
