"""Checksums of what is frozen: how they are made, so that anybody can make them again.

A checksum is the SHA-256 digest, in lower-case hexadecimal, of one JSON text in UTF-8: the list
`[kind, values]` without blanks, names in alphabetical order, letters as they are (no escapes but those
that JSON needs), a day as `2018-04-30`, a time of day as
`14:00:00`, a time in UTC with six decimals, as
`2018-04-30T09:00:00.000000+00:00`, a value as a text with four decimals, as `"18.9000"`, nothing as `null`.

- A row: its kind is the name below, its values the fields below. A line's also hold `owners`, the
  checksums of its owners in order.
- A snapshot: the fields below, and for each sort of row the checksums of its rows, in order.
- A pack: the fields below, the checksums of its entries, part by part in order, and those of its
  snapshots in the order of their plans' numbers; where charts stand beside entries, also `points`, the
  checksums of their points in the order of their entries.

So a text that is taken out of one row leaves the checksums of all others, and those above it, as they were.
Every row has a `salt`, 32 characters of chance, which goes with the text: what is left does not let anybody
try out names until one fits the checksum.
The lists are written out: a field added later gets a kind of its own, or old rows would no longer match.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from secrets import token_hex

from django.db.models import Model

from boards.models import (
    Pack,
    PackEntry,
    PackPoint,
    Snapshot,
    SnapshotImpact,
    SnapshotIssue,
    SnapshotLine,
    SnapshotOwner,
    SnapshotRating,
    SnapshotTheme,
    SnapshotWorkstream,
)

Values = Mapping[str, object]

FIELDS: Mapping[type[Model], tuple[str, tuple[str, ...]]] = {
    SnapshotRating: (
        "rating",
        ("key", "order", "code", "label", "meaning", "tone", "progress", "concern", "salt"),
    ),
    SnapshotImpact: ("impact", ("key", "order", "code", "label", "meaning", "tone", "salt")),
    SnapshotTheme: (
        "theme",
        ("key", "order", "parent_key", "reference", "title", "outcome", "lead", "salt"),
    ),
    SnapshotWorkstream: ("workstream", ("key", "order", "reference", "title", "lead", "salt")),
    SnapshotIssue: (
        "issue",
        (
            *("key", "order", "title", "explanation", "remedial_action", "owner", "due_precision"),
            *("due_end", "due_printed", "agreed_by", "agreed_on", "salt"),
        ),
    ),
    SnapshotLine: (
        "line",
        (
            *("order", "action_id", "reference", "sort_key", "slug", "title", "detail"),
            *("theme_key", "workstream_key", "report_group", "lead_organisation"),
            *("due_precision", "due_end", "due_printed"),
            *("original_precision", "original_end", "original_printed"),
            *("rating_key", "rated_on", "rated_at", "rated_by", "commentary", "remedial_action"),
            *("completed_on", "evidence", "has_evidence", "issue_key", "added_on"),
            *("confirmed_on", "impact_key", "waits_on", "salt"),
        ),
    ),
    SnapshotOwner: ("owner", ("order", "key", "title", "organisation", "salt")),
    PackEntry: (
        "entry",
        ("part", "order", "group", "reference", "title", "text", "owner", "due", "status", "salt"),
    ),
    PackPoint: (
        "point",
        ("part", "entry_order", "order", "series", "label", "day", "value", "printed", "salt"),
    ),
    Snapshot: (
        "snapshot",
        (
            *("plan_id", "as_at", "area_slug", "area_name", "plan_slug", "plan_title"),
            *("theme_word", "stale_after_days", "scheme", "recorded_at", "recorded_by_id"),
        ),
    ),
    Pack: (
        "pack",
        (
            *("meeting_id", "version", "as_at", "area_name", "board_title", "held_on", "starts_at"),
            *("place", "previous_id", "recorded_at", "recorded_by_id"),
        ),
    ),
}
"""Table -> its kind, and the fields that its checksum is over."""


def checksum_of(row: Model, **more: object) -> str:
    """The checksum of a row as it is now, saved or not, with what belongs to it."""
    kind, _ = FIELDS[type(row)]
    return digest(kind, {**_values(row), **more})


def checksum_of_line(line: SnapshotLine, owners: Sequence[SnapshotOwner]) -> str:
    """The checksum of a line, which covers its owners."""
    return checksum_of(line, owners=[checksum_of(owner) for owner in owners])


def new_salt() -> str:
    """Chance for one row, 32 characters."""
    return token_hex(16)


def checksum_of_pack(
    pack: Pack,
    entries: Sequence[PackEntry],
    points: Sequence[PackPoint],
    snapshots: Sequence[Snapshot],
) -> str:
    """The checksum of a pack, over those that its entries, points and snapshots bear."""
    ordered = sorted(entries, key=lambda entry: (entry.part, entry.order))
    drawn = sorted(points, key=lambda point: (point.part, point.entry_order, point.order))
    below = {
        "entries": [entry.checksum for entry in ordered],
        "snapshots": [each.checksum for each in sorted(snapshots, key=lambda each: each.plan_id)],
    }
    if drawn:
        below["points"] = [point.checksum for point in drawn]
    return checksum_of(pack, **below)


def digest(kind: str, values: Values) -> str:
    """SHA-256 over the canonical JSON of the two."""
    text = json.dumps(
        [kind, values], ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_said
    )
    return sha256(text.encode()).hexdigest()


def _values(row: Model) -> Values:
    return {name: getattr(row, name) for name in FIELDS[type(row)][1]}


def _said(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:.4f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a checksum.")
