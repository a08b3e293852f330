"""The part of a pack that tells what answers each weakness, delivery beside impact."""

from actions.coverage.values import Coverage, CoverageRow
from actions.text import say_count
from boards.pack_values import EntryValue


def of_coverage(coverage: Coverage) -> tuple[EntryValue, ...]:
    """An entry a weakness."""
    return () if coverage.is_by_theme else tuple(entry(row) for row in coverage.rows)


def entry(row: CoverageRow) -> EntryValue:
    """One weakness. It is an exception where something is missing."""
    return EntryValue(
        reference=row.key,
        title=row.title,
        text="\n".join(gap.words for gap in row.gaps),
        group="; ".join(gap.label for gap in row.gaps),
        owner="; ".join(row.leads),
        due=_delivered(row),
        status=_changed(row),
    )


def _delivered(row: CoverageRow) -> str:
    if not row.lines:
        return "No action"
    late = f", {row.overdue} overdue" if row.overdue else ""
    return f"{say_count(len(row.lines), 'action')}: {row.complete} complete{late}"


def _changed(row: CoverageRow) -> str:
    if not row.measures:
        return "Not measured"
    said = ", ".join(
        f"{each.value} {each.standing.label[:1].lower()}{each.standing.label[1:]}"
        for each in row.standings
    )
    return f"{say_count(len(row.measures), 'measure')}: {said}"
