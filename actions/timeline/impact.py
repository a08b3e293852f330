"""Telling what impact an action was found to have."""

from collections.abc import Iterator

from django.db.models import prefetch_related_objects

from actions.models import Action, ImpactAssessment
from actions.timeline.telling import Told, rows_of, tell


def impact(action: Action) -> Iterator[Told]:
    """Every assessment."""
    rows = rows_of(ImpactAssessment, action)
    prefetch_related_objects(rows, "impact_rating")
    for row in rows:
        what = str(row.impact_rating) if row.impact_rating else "not assessed any more"
        yield tell(rows, row, "impact", f"Impact: {what}", body=row.commentary)
