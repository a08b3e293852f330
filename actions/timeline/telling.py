"""An entry of the timeline, and what every teller of a history uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from actions.choices import EntryKind
from actions.models import Action, Rating
from actions.models.entries import ActionEntry, DatedEntry
from wsoa.append_only import AppendOnlyModel

E = TypeVar("E", bound=ActionEntry)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry, worded for the reader.

    `kind` names the history it is from. `effective_date` is None for what holds from no day, such as
    a proposal. `body` is the text recorded and `remedial_action` what is to be done; `reason` says why
    the entry was made. `is_superseded` entries were corrected or taken back later and count on no date.
    `update_id` is set where the entry is a status update that may still be corrected.
    """

    kind: str
    effective_date: date | None
    recorded_at: datetime
    by: str
    heading: str
    body: str = ""
    remedial_action: str = ""
    reason: str = ""
    rating: Rating | None = None
    is_superseded: bool = False
    is_correction: bool = False
    is_retraction: bool = False
    update_id: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A row and what to say of it. `more` holds further values of its TimelineEntry."""

    row: AppendOnlyModel
    kind: str
    heading: str
    recorded_at: datetime
    recorded_by_id: int | None
    effective_date: date | None
    reason: str
    more: dict[str, Any]

    def entry(self, names: dict[int, str]) -> TimelineEntry:
        """The entry for the reader. `names` are those of people, by id."""
        heading = self.heading
        what = self.row.kind if isinstance(self.row, DatedEntry) else EntryKind.ENTRY
        if what == EntryKind.CORRECTION:
            heading = f"Correction: {heading[:1].lower()}{heading[1:]}"
        elif what == EntryKind.RETRACTION:
            heading = f"Taken back: {heading[:1].lower()}{heading[1:]}"
        return TimelineEntry(
            kind=self.kind,
            effective_date=self.effective_date,
            recorded_at=self.recorded_at,
            by=names.get(self.recorded_by_id, "") if self.recorded_by_id else "",
            heading=heading,
            reason=self.reason,
            is_correction=what == EntryKind.CORRECTION,
            is_retraction=what == EntryKind.RETRACTION,
            **self.more,
        )


def told(row: DatedEntry, kind: str, heading: str, **more: Any) -> Told:
    """What to say of a dated entry."""
    return Told(
        row,
        kind,
        heading,
        row.recorded_at,
        row.recorded_by_id,
        row.effective_date,
        row.reason,
        more,
    )


def tell(rows: Sequence[DatedEntry], row: DatedEntry, kind: str, heading: str, **more: Any) -> Told:
    """The same, of one among all entries of its history, so that it says whether it still counts."""
    return told(row, kind, heading, is_superseded=row.pk in superseded(rows), **more)


def rows_of(model: type[E], action: Action) -> list[E]:
    """Every entry of one history of the action, oldest first."""
    return list(model.objects.filter(action=action).in_order())  # type: ignore[attr-defined]


def superseded(rows: Iterable[DatedEntry]) -> set[int | None]:
    """The ids of the entries that a later one stands in place of."""
    return {row.supersedes_id for row in rows}


def listed(parts: Iterable[object]) -> str:
    """What there is, with commas between."""
    return ", ".join(str(part) for part in parts if part)
