"""Judging a risk: reviewing it, closing and opening it again, correcting and taking back a review.

A review says all there is to say of a risk's scores from its date. It is never changed: another stands in its
place, with a reason.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, EntryKind, PlanStage, RiskAxis, RiskState
from actions.errors import Refused, Stale
from actions.models import Plan, Risk, RiskCell, RiskReview
from actions.risking.matrices import read_matrices
from actions.risking.rules import YEARS_AHEAD, why_needed, why_senseless
from actions.services.rows import begin_area
from actions.services.writing import (
    Seen,
    audit,
    check_not_far_off,
    check_still_newest,
    required_reason,
    service,
)
from actions.text import clean_text, say_day, says_something
from wsoa.capabilities import Capability
from wsoa.models import User

Codes = tuple[str, str]
"""The codes of a likelihood and of an impact."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a review says, from `effective_date`."""

    current: Codes
    effective_date: date
    inherent: Codes | None = None
    target: Codes | None = None
    state: RiskState = RiskState.OPEN
    commentary: str = ""
    next_review_on: date | None = None


@service
def review_risk(
    *,
    risk: Risk,
    current: Codes,
    effective_date: date,
    by: User,
    inherent: Codes | None = None,
    target: Codes | None = None,
    state: RiskState = RiskState.OPEN,
    commentary: str = "",
    next_review_on: date | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> RiskReview:
    """Add a review: the score now, the one without mitigation and the one aimed at, None where nobody says.

    With `state` closed it closes the risk, which then has no next review; open again it opens it. A commentary
    is needed where risking.rules.why_needed says so. With `seen`, raises Stale when the risk was reviewed since.
    The post that owns a risk may review it as well.
    """
    at = begin_area(risk.area, now)
    permissions.check_can_review(by, risk)
    check_borne_by_open_plan(risk)
    check_still_newest(RiskReview.objects.filter(risk=risk), seen)
    judgement = Judgement(
        current, effective_date, inherent, target, RiskState(state), commentary, next_review_on
    )
    review = written_review(risk, judgement, by=by, at=at)
    _audit(review, "reviewed", by, at)
    return review


@service
def correct_review(
    *,
    review: RiskReview,
    current: Codes,
    effective_date: date,
    reason: str,
    by: User,
    inherent: Codes | None = None,
    target: Codes | None = None,
    state: RiskState = RiskState.OPEN,
    commentary: str = "",
    next_review_on: date | None = None,
    now: datetime | None = None,
) -> RiskReview:
    """Add a review that stands in place of one recorded by mistake, which stays in the history."""
    risk = review.risk
    at = begin_area(risk.area, now)
    permissions.check(by, risk.area, Capability.CORRECT_HISTORY)
    _check_stands(review)
    judgement = Judgement(
        current, effective_date, inherent, target, RiskState(state), commentary, next_review_on
    )
    correction = written_review(
        risk, judgement, by=by, at=at, replacing=review, reason=required_reason(reason)
    )
    _audit(correction, "review corrected", by, at)
    return correction


@service
def retract_review(
    *, review: RiskReview, reason: str, by: User, now: datetime | None = None
) -> RiskReview:
    """Add an entry that takes back a review recorded by mistake; what stood before it stands again."""
    risk = review.risk
    at = begin_area(risk.area, now)
    permissions.check(by, risk.area, Capability.CORRECT_HISTORY)
    _check_stands(review)
    if not RiskReview.objects.filter(risk=risk).standing().exclude(pk=review.pk).exists():
        raise Refused(
            "It is the only review of the risk, which would have no score without it. "
            "Correct it instead, or close the risk."
        )
    retraction = RiskReview(
        risk=risk,
        kind=EntryKind.RETRACTION,
        supersedes=review,
        state=review.state,
        current_id=review.current_id,
        effective_date=review.effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=required_reason(reason),
    )
    retraction.save()
    _audit(retraction, "review taken back", by, at)
    return retraction


def written_review(
    risk: Risk,
    judgement: Judgement,
    *,
    by: User,
    at: datetime,
    replacing: RiskReview | None = None,
    reason: str = "",
) -> RiskReview:
    """The review, saved; raises Refused unless it may stand in the risk's history. In the area's turn."""
    _check_day(risk, judgement.effective_date, at)
    review = prepared_review(risk, judgement, by=by, at=at, replacing=replacing, reason=reason)
    _check_commentary(review, replacing)
    review.save()
    return review


def prepared_review(
    risk: Risk,
    judgement: Judgement,
    *,
    by: User,
    at: datetime,
    replacing: RiskReview | None = None,
    reason: str = "",
) -> RiskReview:
    """The review, not saved, of a risk that may not be either; raises Refused where it makes no sense by
    itself. What came before it and the day of it are not looked at."""
    is_open = judgement.state == RiskState.OPEN
    next_on = judgement.next_review_on if is_open else None
    if next_on is not None and next_on <= judgement.effective_date:
        raise Refused(
            f"The next review must be after {say_day(judgement.effective_date)}, the day of this one.",
            field="next_review_on",
        )
    if next_on is not None:
        check_not_far_off(
            next_on,
            judgement.effective_date,
            YEARS_AHEAD,
            field="next_review_on",
            what="The next review",
        )
    review = RiskReview(
        risk=risk,
        kind=EntryKind.CORRECTION if replacing else EntryKind.ENTRY,
        supersedes=replacing,
        effective_date=judgement.effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=reason,
        state=judgement.state,
        current=_cell(risk, judgement.current, "current", "now"),
        inherent=_cell_or_none(risk, judgement.inherent, "inherent", "without mitigation"),
        target=_cell_or_none(risk, judgement.target, "target", "aimed at"),
        commentary=clean_text(judgement.commentary, field="commentary", label="The commentary"),
        next_review_on=next_on,
    )
    scores = read_matrices([risk.matrix_id]).scores
    senseless = why_senseless(
        scores[review.inherent_id] if review.inherent_id else None,
        scores[review.target_id] if review.target_id else None,
    )
    if senseless:
        raise Refused(senseless, field=f"target_{RiskAxis.LIKELIHOOD}")
    return review


def check_borne_by_open_plan(risk: Risk) -> None:
    """Raise Refused where every plan that names the risk is closed."""
    stages = list(
        Plan.objects.filter(plan_risks__risk=risk).order_by().values_list("stage", flat=True)
    )
    if stages and all(stage == PlanStage.CLOSED for stage in stages):
        raise Refused(
            "Every plan that names this risk is closed: nothing new can be recorded, only mistakes "
            "corrected."
        )


def _cell(risk: Risk, codes: Codes, field: str, which: str) -> RiskCell:
    likelihood, impact = codes
    for axis, code in ((RiskAxis.LIKELIHOOD, likelihood), (RiskAxis.IMPACT, impact)):
        if not risk.matrix.levels.filter(axis=axis, code=code).exists():
            raise Refused(
                f"Choose the {axis.label.lower()} {which}, from the levels of the matrix.",
                field=f"{field}_{axis}",
            )
    return RiskCell.objects.get(
        matrix=risk.matrix, likelihood__code=likelihood, impact__code=impact
    )


def _cell_or_none(risk: Risk, codes: Codes | None, field: str, which: str) -> RiskCell | None:
    return None if codes is None else _cell(risk, codes, field, which)


def _check_day(risk: Risk, day: date, at: datetime) -> None:
    """Raise Refused for a day after that of writing, or before the first plan that names the risk began."""
    if day > timezone.localdate(at):
        raise Refused(
            f"The date of the review must be today or in the past; {say_day(day)} is in the future.",
            field="effective_date",
        )
    began: date | None = Plan.objects.filter(plan_risks__risk=risk).aggregate(
        first=Min("starts_on")
    )["first"]
    if began is not None and day < began:
        raise Refused(
            f"The date of the review must be on or after {say_day(began)}, when the plan began.",
            field="effective_date",
        )


def _check_commentary(review: RiskReview, replacing: RiskReview | None) -> None:
    others = RiskReview.objects.filter(risk=review.risk)
    if replacing is not None:
        others = others.exclude(pk=replacing.pk)
    last = others.in_force(review.effective_date)
    scores = read_matrices([review.risk.matrix_id]).scores
    before = (RiskState(last.state), scores[last.current_id]) if last else None
    needed = why_needed(before, (RiskState(review.state), scores[review.current_id]))
    if needed and not says_something(review.commentary):
        raise Refused(needed, field="commentary")


def _check_stands(review: RiskReview) -> None:
    if review.kind == EntryKind.RETRACTION:
        raise Refused("This entry takes another back; there is nothing in it to correct.")
    if RiskReview.objects.filter(supersedes=review).exists():
        raise Stale("This review was corrected already. Correct the newer one.")


def _audit(review: RiskReview, what: str, by: User, at: datetime) -> None:
    risk = review.risk
    score = read_matrices([risk.matrix_id]).scores[review.current_id]
    said = (
        f"{risk.reference} {what}: {score}, {RiskState(review.state).label.lower()}, "
        f"effective {review.effective_date.isoformat()}"
    )
    audit(AuditEvent.RISK_REVIEWED, said, by=by, at=at, area=risk.area)
