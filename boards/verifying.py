"""Checking a closed pack against its checksums: what is still as it was frozen, and what is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Model

from actions.models import Redaction
from boards.checksums import checksum_of, checksum_of_line, checksum_of_pack
from boards.models import Pack, PackEntry, PackPoint, Snapshot
from boards.snapshots import Frozen, frozen_rows

_SINGULAR = {
    "ratings": "rating",
    "impacts": "impact rating",
    "themes": "theme",
    "workstreams": "workstream",
    "issues": "issue",
}


@dataclass(frozen=True, slots=True)
class Verification:
    """How a pack stood up: `rows` of it were checked. `altered` says what does not match its checksum;
    `redacted` names the rows from which an administrator has taken personal data, which cannot match."""

    rows: int
    altered: tuple[str, ...]
    redacted: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was altered; redactions are no alteration."""
        return not self.altered


def verify(pack: Pack) -> list[str]:
    """What does not match any more, in words, a line each; empty where the pack is whole."""
    return list(check(pack).altered)


def check(pack: Pack) -> Verification:
    """Check every row of the pack against its checksum, and every checksum against the one above it.

    A fixed number of queries a snapshot.
    """
    entries = list(PackEntry.objects.filter(pack=pack).order_by("part", "order"))
    points = list(PackPoint.objects.filter(pack=pack).order_by("part", "entry_order", "order"))
    snapshots = list(Snapshot.objects.filter(pack=pack).order_by("plan_id"))
    rows = [_Row(_entry_name(entry), (entry,), _matches(entry)) for entry in entries]
    rows += [_Row(_point_name(point), (point,), _matches(point)) for point in points]
    altered = []
    for snapshot in snapshots:
        frozen = frozen_rows(snapshot)
        rows += _rows_of(frozen)
        if frozen.checksum() != snapshot.checksum:
            altered.append(
                f"{snapshot.plan_title}: rows were added, taken away or put in another order, or what "
                "the snapshot says of the plan itself has changed."
            )
    if checksum_of_pack(pack, entries, points, snapshots) != pack.checksum:
        altered.append(
            "The pack: entries, points of charts or plans were added, taken away or exchanged."
        )
    broken = [row for row in rows if not row.matches]
    known = _redacted([model for row in broken for model in row.parts])
    redacted = [row for row in broken if row.is_among(known)]
    altered += [
        f"{row.name}: it does not say what it said when it was frozen."
        for row in broken
        if row not in redacted
    ]
    return Verification(len(rows), tuple(altered), tuple(row.name for row in redacted))


@dataclass(frozen=True, slots=True)
class _Row:
    """What has one checksum: what it is called, the rows that the checksum is over, and whether it
    matches."""

    name: str
    parts: tuple[Model, ...]
    matches: bool

    def is_among(self, known: frozenset[tuple[str, int]]) -> bool:
        return any((part._meta.db_table, part.pk) in known for part in self.parts)


def _rows_of(frozen: Frozen) -> Iterator[_Row]:
    title = frozen.snapshot.plan_title
    for name, parts in frozen.parts:
        for part in parts:
            called = getattr(part, "code", "") or getattr(part, "reference", "") or part.order + 1
            yield _Row(f"{title}, {_SINGULAR[name]} {called}", (part,), _matches(part))
    for line in frozen.lines:
        yield _Row(
            f"{title}, action {line.row.reference}",
            (line.row, *line.owners),
            checksum_of_line(line.row, line.owners) == line.row.checksum,
        )


def _matches(row: Model) -> bool:
    return checksum_of(row) == getattr(row, "checksum", None)


def _entry_name(entry: PackEntry) -> str:
    return f"{entry.get_part_display()} {entry.order + 1}"


def _point_name(point: PackPoint) -> str:
    return (
        f"{point.get_part_display()} {point.entry_order + 1}, point {point.order + 1} of its chart"
    )


def _redacted(rows: Sequence[Model]) -> frozenset[tuple[str, int]]:
    """Table and key of those rows from which something was taken out."""
    if not rows:
        return frozenset()
    tables = {row._meta.db_table for row in rows}
    return frozenset(
        Redaction.objects.filter(
            table_name__in=tables, row_id__in={row.pk for row in rows}
        ).values_list("table_name", "row_id")
    )
