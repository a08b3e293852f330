"""How what a revisit judged came to stand: every entry, corrected and taken back ones as well."""

from dataclasses import dataclass
from datetime import date, datetime

from actions.choices import EntryKind
from actions.models import Inspection, RevisitConsequence, RevisitJudgement


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as the page tells it. `about` is a weakness, or empty for what followed as a whole."""

    about: str
    said: str
    effective_date: date
    recorded_at: datetime
    recorded_by: str
    reason: str
    what: str
    is_standing: bool


def story_of(revisit: Inspection) -> list[Told]:
    """Every entry of the revisit, the latest first; empty where none was ever changed. In two queries."""
    judgements = RevisitJudgement.objects.filter(revisit=revisit).select_related(
        "weakness", "recorded_by", "superseded_by"
    )
    consequences = RevisitConsequence.objects.filter(revisit=revisit).select_related(
        "recorded_by", "superseded_by"
    )
    told = [
        *(_told(str(each.weakness), each.get_verdict_display(), each) for each in judgements),
        *(_told("", each.get_consequence_display(), each) for each in consequences),
    ]
    if all(each.is_standing for each in told):
        return []
    return sorted(told, key=lambda each: each.recorded_at, reverse=True)


def _told(about: str, said: str, entry: RevisitJudgement | RevisitConsequence) -> Told:
    return Told(
        about,
        said,
        entry.effective_date,
        entry.recorded_at,
        entry.recorded_by.name,
        entry.reason,
        "" if entry.kind == EntryKind.ENTRY else EntryKind(entry.kind).label,
        entry.kind != EntryKind.RETRACTION and not hasattr(entry, "superseded_by"),
    )
