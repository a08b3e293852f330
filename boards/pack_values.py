"""What a board pack holds, ready to be laid out: frozen values, no models, no queries, no counting.

A pack still open is read from what is on record now, a closed one from its frozen rows; either way it is
one PackContent, so that page and PDF, draft and frozen pack cannot differ in form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from actions.position import Movement, Position
from boards.choices import PackPart
from boards.trend import Trend


@dataclass(frozen=True, slots=True)
class PointValue:
    """One point of the chart beside an entry. `series` is what the chart's key calls it, `label` its place in time and
    `printed` its value in words."""

    series: str
    label: str
    day: date
    value: Decimal
    printed: str


@dataclass(frozen=True, slots=True)
class EntryValue:
    """A line of a part of a pack, in words as printed. `group` is the heading it stands under.

    Parts use the fields thus: agenda: reference is the item's number, title, text its detail, owner who
    presents it, status the kind of item (ItemKind); member: title is the post, group its role, owner the
    organisation, status and text whether the post comes, and its note; minutes: title says which, text the
    minutes, status whether agreed; decision: reference its number, text, status the plan; board action: reference "12 March 2018, 3", text, owner, due, status;
    comment: title says where from, text, status the answer; owed: title, owner the board, due, status;
    exception: group the issue or report group, reference the actions' references, a line each, title what they
    are, a line each, text the comment and what is being done, owner, due, status why it is there, a line a
    reason; without a reference it introduces a plan's report, title the plan.

    Of the parts below, group says why the entry is an exception, "" where it is none. Coverage: reference is the
    weakness's number, title the weakness, text its gaps, owner who answers for it, due what was delivered, status
    what changed for children; clock: title the deadline, text how it is counted, owner who is told, due its day,
    status where it stands; measure: title, reference the latest reading, text what changed, owner, due the
    target, status where it stands, `points` those of its chart; risk: reference, title, text what is done against
    it, owner, due its next review, status its score.
    """

    reference: str = ""
    title: str = ""
    text: str = ""
    group: str = ""
    owner: str = ""
    due: str = ""
    status: str = ""
    points: tuple[PointValue, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan as the pack shows it. `earlier` is what the same board was shown last, or None; `movement` is
    the difference, and `trend` what the board was shown at its meetings up to this one."""

    position: Position
    earlier: Position | None
    movement: Movement | None
    headline: str
    trend: Trend


@dataclass(frozen=True, slots=True)
class PackContent:
    """A meeting's pack. `version` is 0 while it is open, else that of the closed pack, from 1; then
    `closed_at`, `closed_by` and `checksum` say when, by whom and with what digest it was frozen."""

    area: str
    board: str
    held_on: date
    starts_at: time
    place: str
    as_at: date
    version: int
    closed_at: datetime | None
    closed_by: str
    checksum: str
    entries: Mapping[PackPart, tuple[EntryValue, ...]]
    plans: tuple[PlanShown, ...]

    def part(self, part: PackPart) -> tuple[EntryValue, ...]:
        """The entries of a part, in order; none where it has none."""
        return self.entries.get(part, ())

    @property
    def is_closed(self) -> bool:
        """Whether it is frozen."""
        return self.version > 0
