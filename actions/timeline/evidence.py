"""Telling what was given as evidence of an action, and what was withdrawn."""

from collections.abc import Iterator

from actions.choices import EvidenceKind
from actions.models import Action, Evidence
from actions.timeline.telling import Told


def evidence(action: Action) -> Iterator[Told]:
    """Every link and file, and every withdrawal."""
    for row in Evidence.objects.for_page(action):
        withdrawal = getattr(row, "withdrawal", None)
        what = EvidenceKind(row.kind).label.lower()
        yield Told(
            row,
            "evidence",
            f"Evidence added, a {what}: {row.title}",
            row.recorded_at,
            row.recorded_by_id,
            None,
            "",
            {"is_superseded": withdrawal is not None},
        )
        if withdrawal is not None:
            yield Told(
                withdrawal,
                "evidence",
                f"Evidence withdrawn: {row.title}",
                withdrawal.at,
                withdrawal.by_id,
                None,
                withdrawal.reason,
                {},
            )
