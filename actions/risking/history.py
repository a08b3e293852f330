"""The reviews of one risk as they were recorded: those that stand, and those that were corrected or taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from actions.choices import EntryKind, RiskState
from actions.models import Risk, RiskReview
from actions.risking.values import MatrixValue, ScoreValue


@dataclass(frozen=True, slots=True)
class ReviewValue:
    """One row of a risk's history. `stands` says whether it counts; `superseded` how it came not to, in words.

    `reason` is that of a correction, or of taking another back.
    """

    id: int
    kind: EntryKind
    effective_date: date
    recorded_at: datetime
    recorded_by: str
    state: RiskState
    current: ScoreValue
    inherent: ScoreValue | None
    target: ScoreValue | None
    commentary: str
    reason: str
    next_review_on: date | None
    stands: bool
    superseded: str

    @property
    def is_open(self) -> bool:
        """Whether it says that the risk still is one."""
        return self.state == RiskState.OPEN


def reviews_of(risk: Risk, day: date, matrix: MatrixValue) -> tuple[ReviewValue, ...]:
    """Every row of the risk's history effective on or before the day, the newest first; `matrix` is the risk's.
    One query.

    A row that takes another back is not listed on its own: the one it takes back says so.
    """
    scores = matrix.by_cell
    rows = list(
        RiskReview.objects.filter(risk=risk)
        .select_related("recorded_by")
        .order_by("-effective_date", "-recorded_at", "-id")
    )
    later = {row.supersedes_id: row for row in rows if row.supersedes_id}
    found = []
    for row in rows:
        if row.kind == EntryKind.RETRACTION or row.effective_date > day:
            continue
        by = later.get(row.pk)
        found.append(
            ReviewValue(
                id=row.pk,
                kind=EntryKind(row.kind),
                effective_date=row.effective_date,
                recorded_at=row.recorded_at,
                recorded_by=row.recorded_by.name,
                state=RiskState(row.state),
                current=scores[row.current_id],
                inherent=scores[row.inherent_id] if row.inherent_id else None,
                target=scores[row.target_id] if row.target_id else None,
                commentary=row.commentary,
                reason=row.reason,
                next_review_on=row.next_review_on,
                stands=by is None,
                superseded=_superseded(by),
            )
        )
    return tuple(found)


def _superseded(by: RiskReview | None) -> str:
    if by is None:
        return ""
    what = "Taken back" if by.kind == EntryKind.RETRACTION else "Corrected"
    return f"{what} by {by.recorded_by.name}: {by.reason}"
