"""What a revisit judged of each weakness of the inspection that it follows up, and what followed from it.

Both are dated histories. A judgement recorded wrongly is corrected or taken back with a reason; a decision about what
follows may also be followed by a later one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, Consequence, EntryKind, Verdict
from actions.errors import Refused
from actions.inspecting import followed_up
from actions.models import Inspection, RevisitConsequence, RevisitJudgement, Weakness
from actions.services.rows import begin_area
from actions.services.writing import (
    Seen,
    audit,
    check_still_newest,
    required_reason,
    service,
)
from actions.text import clean_text, say_day
from wsoa.capabilities import Capability
from wsoa.models import User


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """What is to stand of one weakness: a verdict with the letter's words, or None for not judged."""

    weakness: Weakness
    verdict: Verdict | None
    words: str = ""


@service
def record_judgement(
    *,
    revisit: Inspection,
    weakness: Weakness,
    verdict: Verdict,
    effective_date: date,
    by: User,
    words: str = "",
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> RevisitJudgement:
    """Record what the revisit judged of the weakness. Where it has judged it already, this corrects that and
    needs a reason; `seen` is the newest entry of what this revisit judged of it."""
    at = _begin(revisit, by, now)
    check_still_newest(RevisitJudgement.objects.filter(revisit=revisit, weakness=weakness), seen)
    new = NewJudgement(weakness, verdict, words)
    entry = _judge(revisit, new, effective_date, reason, by, at)
    if entry is None:
        raise Refused("This is what is recorded already: nothing has changed.")
    _audit(revisit, _say(entry), by, at)
    return entry


@service
def record_judgements(
    *,
    revisit: Inspection,
    judgements: Sequence[NewJudgement],
    effective_date: date,
    by: User,
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> list[RevisitJudgement]:
    """Record what the revisit judged of several weaknesses, all or none; those that stay as they are get no entry.

    A verdict of None takes back the one that is recorded. Whatever changes one needs a reason. `seen` is the
    newest entry of all that this revisit judged.
    """
    at = _begin(revisit, by, now)
    check_still_newest(RevisitJudgement.objects.filter(revisit=revisit), seen)
    made = []
    for new in judgements:
        entry = _judge(revisit, new, effective_date, reason, by, at)
        if entry is not None:
            made.append(entry)
    if not made:
        raise Refused("Nothing has changed: choose a verdict for a weakness.")
    _audit(revisit, "; ".join(_say(entry) for entry in made), by, at)
    return made


@service
def record_consequence(
    *,
    revisit: Inspection,
    consequence: Consequence,
    effective_date: date,
    by: User,
    words: str = "",
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> RevisitConsequence:
    """Record what DfE and NHS England decided after the revisit.

    With a reason it corrects the decision that stands last; without one it is a further decision, of a later
    date.
    """
    at = _begin(revisit, by, now)
    history = RevisitConsequence.objects.filter(revisit=revisit)
    check_still_newest(history, seen)
    if revisit.revisits is None:
        raise Refused("This inspection follows up none, so nothing follows from judgements of it.")
    if consequence not in Consequence:
        raise Refused("Choose what followed.", field="consequence")
    _check_date(revisit, effective_date, at)
    last = history.standing().in_order().last()
    reason = required_reason(reason) if reason.strip() else ""
    if last is not None and not reason and effective_date <= last.effective_date:
        raise Refused(
            f"“{last.get_consequence_display()}” is recorded from {say_day(last.effective_date)}. Say why "
            "this corrects it, or enter a later date where it is a further decision.",
            field="reason",
        )
    corrects = last if reason else None
    entry = RevisitConsequence(
        revisit=revisit,
        kind=EntryKind.CORRECTION if corrects else EntryKind.ENTRY,
        supersedes=corrects,
        consequence=Consequence(consequence),
        words=clean_text(words, field="words", label="The words"),
        effective_date=effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=reason if corrects else "",
    )
    entry.save()
    said = f"{entry.get_consequence_display()}, effective {effective_date.isoformat()}"
    _audit(revisit, said, by, at)
    return entry


@service
def retract_consequence(
    *, consequence: RevisitConsequence, reason: str, by: User, now: datetime | None = None
) -> RevisitConsequence:
    """Take back what was recorded by mistake; the decision before it stands again."""
    revisit = consequence.revisit
    at = _begin(revisit, by, now)
    standing = RevisitConsequence.objects.filter(revisit=revisit).standing()
    if not standing.filter(pk=consequence.pk).exists():
        raise Refused("This was corrected or taken back already.")
    entry = RevisitConsequence(
        revisit=revisit,
        kind=EntryKind.RETRACTION,
        supersedes=consequence,
        consequence=consequence.consequence,
        effective_date=consequence.effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=required_reason(reason),
    )
    entry.save()
    _audit(revisit, f"{consequence.get_consequence_display()}: taken back", by, at)
    return entry


def _begin(revisit: Inspection, by: User, now: datetime | None) -> datetime:
    at = begin_area(revisit.area, now)
    permissions.check(by, revisit.area, Capability.MANAGE_PLAN)
    return at


def _judge(
    revisit: Inspection,
    new: NewJudgement,
    effective_date: date,
    reason: str,
    by: User,
    at: datetime,
) -> RevisitJudgement | None:
    """The entry that makes it so; None where it is so already."""
    weakness = new.weakness
    if weakness.inspection not in followed_up(revisit):
        raise Refused("Choose a weakness that the inspection which this one follows up has found.")
    if new.verdict is not None and new.verdict not in Verdict:
        raise Refused("Choose a verdict.", field="verdict")
    history = RevisitJudgement.objects.filter(revisit=revisit, weakness=weakness)
    standing = history.standing().in_order().last()
    words = clean_text(new.words, field="words", label="The letter’s words")
    if new.verdict is None:
        if words:
            raise Refused(f"Choose a verdict for {weakness.number}, or leave out the words.")
        if standing is None:
            return None
        verdict, day = standing.verdict, standing.effective_date
    else:
        verdict, day = str(Verdict(new.verdict)), effective_date
        if standing is not None and (standing.verdict, standing.words, standing.effective_date) == (
            verdict,
            words,
            day,
        ):
            return None
        _check_date(revisit, day, at)
    if standing is not None and not reason.strip():
        raise Refused(
            f"A judgement of {weakness.number} is recorded already. Say why it changes: both stay in the "
            "history.",
            field="reason",
        )
    entry = RevisitJudgement(
        revisit=revisit,
        weakness=weakness,
        kind=_kind(standing, new.verdict),
        supersedes=standing,
        verdict=verdict,
        words=words,
        effective_date=day,
        recorded_at=at,
        recorded_by=by,
        reason=required_reason(reason) if standing is not None else "",
    )
    entry.save()
    return entry


def _kind(standing: RevisitJudgement | None, verdict: Verdict | None) -> EntryKind:
    if standing is None:
        return EntryKind.ENTRY
    return EntryKind.RETRACTION if verdict is None else EntryKind.CORRECTION


def _check_date(revisit: Inspection, effective_date: date, at: datetime) -> None:
    if effective_date > timezone.localdate(at):
        raise Refused(
            f"The date must be today or in the past; {say_day(effective_date)} is in the future.",
            field="effective_date",
        )
    if effective_date < revisit.ended_on:
        raise Refused(
            f"The date must be on or after {say_day(revisit.ended_on)}, the last day of the revisit.",
            field="effective_date",
        )


def _say(entry: RevisitJudgement) -> str:
    verdict = entry.get_verdict_display()
    taken_back = ", taken back" if entry.kind == EntryKind.RETRACTION else ""
    return f"{entry.weakness.number}: {verdict}{taken_back}, effective {entry.effective_date.isoformat()}"


def _audit(revisit: Inspection, said: str, by: User, at: datetime) -> None:
    summary = f"{revisit}: {said}"
    audit(AuditEvent.JUDGEMENT_RECORDED, summary, by=by, at=at, area=revisit.area)
