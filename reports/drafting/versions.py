"""The versions of a section's text, each beside the one before it."""

from dataclasses import dataclass
from datetime import datetime

from reports.drafting.differences import Piece, count_changes, differences
from reports.models import PaperSection, SectionVersion
from wsoa.models import User


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list. `pk` is 0 for the text as it is now, where that is not kept as a version."""

    pk: int
    number: int
    by: User
    at: datetime
    text: str
    is_now: bool

    @property
    def name(self) -> str:
        """How addresses and pages call it."""
        return str(self.number)


def versions_of(section: PaperSection) -> tuple[VersionLine, ...]:
    """What the text was, the newest first, beginning with what it is. In one query."""
    kept = list(
        SectionVersion.objects.filter(section=section).select_related("by").order_by("-version")
    )
    lines = [
        VersionLine(
            each.pk, each.version, each.by, each.at, each.text, each.version == section.version
        )
        for each in kept
    ]
    if not lines or not lines[0].is_now:
        now = VersionLine(
            0, section.version, section.changed_by, section.changed_at, section.text, is_now=True
        )
        lines.insert(0, now)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions and what changed from the one to the other, with how many words came and went."""

    before: VersionLine
    after: VersionLine
    pieces: tuple[Piece, ...]
    added: int
    removed: int


def compare(lines: tuple[VersionLine, ...], before: str, after: str) -> Compared | None:
    """The versions of the numbers asked for, by default the newest with the one before it; None where there is nothing to compare."""
    by_name = {line.name: line for line in lines}
    new = by_name.get(after, lines[0])
    older = [line for line in lines if line.number < new.number]
    old = by_name.get(before) or next(iter(older), None)
    if old is None or old.number == new.number:
        return None
    if old.number > new.number:
        old, new = new, old
    pieces = differences(old.text, new.text)
    added, removed = count_changes(pieces)
    return Compared(old, new, pieces, added, removed)
