"""Risks and the plans that name them: adding one, changing what it is, putting it in another plan's register.

A risk keeps the matrix it was first scored on: scores on two matrices cannot be compared, so its movement and
its chart would say nothing. Where an area changes its matrix, the old risk is closed with a word on why, and
added anew. How a risk is scored: actions/services/risk_reviews.py. What is done against it: mitigations.py.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, RiskState
from actions.errors import Refused, Stale
from actions.models import Area, Plan, PlanRisk, Post, Risk, RiskMatrix, RiskReview
from actions.references import next_reference, search_key
from actions.services.risk_reviews import Codes, Judgement, prepared_review
from actions.services.rows import GONE, begin_area, change, check_free, one_line, remove, take
from actions.services.writing import (
    SENT_TWICE,
    audit,
    begin,
    check_effective_date,
    check_open,
    service,
)
from actions.text import clean_text
from wsoa.capabilities import Capability
from wsoa.models import User

REFERENCE_LIMIT, TITLE_LIMIT = 20, 300
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .\-]*")
"""What can stand in an address and is found again however its letters are typed."""


class SaidAlready(Refused):
    """An open risk of the plan has the same words; what is new of it belongs in a review of that `risk`."""

    def __init__(self, risk: Risk) -> None:
        super().__init__(
            f"{risk.reference} says the same already. Review it, or say what sets this one apart.",
            field="title",
        )
        self.risk = risk


@service
def add_risk(
    *,
    plan: Plan,
    matrix: RiskMatrix,
    title: str,
    current: Codes,
    effective_date: date,
    by: User,
    reference: str = "",
    cause: str = "",
    effect: str = "",
    owner: Post | None = None,
    inherent: Codes | None = None,
    target: Codes | None = None,
    commentary: str = "",
    next_review_on: date | None = None,
    now: datetime | None = None,
) -> Risk:
    """Add a risk to the plan's register, with its first review. Without a reference it is given the next one.

    All of it the same again, from the same person less than ten minutes after and before anything more was
    said of it, is that risk: it is returned, and no second one is added. Raises SaidAlready where an open risk
    of the plan has the same words and anything else differs, Refused for input that breaks a rule.
    """
    at = _begin(plan, by, now)
    if matrix.area_id != plan.area_id:
        raise Refused("Choose one of the area’s own matrices.", field="matrix")
    values = _checked(plan.area, title, cause, effect, owner)
    check_effective_date(plan, effective_date, at)
    reference = _readable_reference(reference)
    risk = Risk(area=plan.area, matrix=matrix, reference=reference, **values)
    judgement = Judgement(
        current,
        effective_date,
        inherent,
        target,
        RiskState.OPEN,
        commentary,
        next_review_on,
    )
    review = prepared_review(risk, judgement, by=by, at=at)
    same = _same(plan, review, at)
    if same is not None:
        return same
    risk.reference = _free_reference(plan.area, reference)
    risk.save()
    _put_in(plan, risk)
    review.save()
    _audit(risk, f"added: {risk.title}", plan, by, at)
    return risk


@service
def change_risk(
    *,
    risk: Risk,
    reference: str,
    title: str,
    by: User,
    cause: str = "",
    effect: str = "",
    owner: Post | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Risk:
    """Change what the risk is called and who owns it, on every date. `seen` is the version looked at."""
    at = begin_area(risk.area, now)
    permissions.check(by, risk.area, Capability.REVIEW_RISKS)
    take(risk, seen)
    values = _checked(risk.area, title, cause, effect, owner)
    reference = _readable_reference(reference) or risk.reference
    reference = _free_reference(risk.area, reference, risk)
    said = change(risk, reference=reference, **values)
    if said:
        _audit(risk, said, None, by, at)
    return risk


@service
def use_risk(*, plan: Plan, risk: Risk, by: User, now: datetime | None = None) -> PlanRisk:
    """Put a risk of the area in the plan's register too, with all its history; once there, it stays as it is."""
    at = _begin(plan, by, now)
    if risk.area_id != plan.area_id:
        raise Refused("Choose one of the area’s own risks.", field="risk")
    named = PlanRisk.objects.filter(plan=plan, risk=risk).first()
    if named is not None:
        return named
    named = _put_in(plan, risk)
    _audit(risk, f"put in the register of {plan.title}", plan, by, at)
    return named


@service
def use_risks(
    *, plan: Plan, risks: Sequence[Risk], by: User, now: datetime | None = None
) -> list[PlanRisk]:
    """Put several in the plan's register, all or none."""
    return [use_risk(plan=plan, risk=risk, by=by, now=now) for risk in risks]


@service
def use_risk_no_more(*, plan: Plan, risk: Risk, by: User, now: datetime | None = None) -> None:
    """Take a risk out of a plan's register, on every date: for one that was put in by mistake.

    It must stay in the register of another plan. What is no risk any more is closed instead, by a review.
    """
    at = _begin(plan, by, now)
    named = PlanRisk.objects.filter(plan=plan, risk=risk).first()
    if named is None:
        raise Stale(GONE)
    if not PlanRisk.objects.filter(risk=risk).exclude(plan=plan).exists():
        raise Refused(
            "No other plan names this risk, so it would be lost. Close it by a review instead."
        )
    remove(named, f"Something refers to {risk.reference} in this plan, so it stays.")
    _audit(risk, f"taken out of the register of {plan.title}", plan, by, at)


def _begin(plan: Plan, by: User, now: datetime | None) -> datetime:
    """The area's turn, since other plans may show the risk, then the plan's, and whether both allow it."""
    at = begin_area(plan.area, now)
    begin(plan, at)
    permissions.check(by, plan.area, Capability.REVIEW_RISKS)
    check_open(plan)
    return at


def _put_in(plan: Plan, risk: Risk) -> PlanRisk:
    last: int | None = PlanRisk.objects.filter(plan=plan).aggregate(last=Max("order"))["last"]
    return PlanRisk.objects.create(plan=plan, risk=risk, order=(last or 0) + 1)


def _checked(
    area: Area, title: str, cause: str, effect: str, owner: Post | None
) -> dict[str, str | Post | None]:
    if owner is not None and owner.organisation.area_id != area.pk:
        raise Refused("Choose one of the area’s own posts.", field="owner")
    return {
        "title": one_line(title, field="title", label="risk in a few words", limit=TITLE_LIMIT),
        "cause": clean_text(cause, field="cause", label="The cause"),
        "effect": clean_text(effect, field="effect", label="The effect"),
        "owner": owner,
    }


def _readable_reference(reference: str) -> str:
    """The reference on one line, empty where none is given; raises Refused for one no address could hold."""
    if not reference.strip():
        return ""
    reference = one_line(reference, field="reference", label="reference", limit=REFERENCE_LIMIT)
    if not _REFERENCE.fullmatch(reference):
        raise Refused(
            "The reference may hold letters, digits, spaces, full stops and hyphens, and begins with "
            "a letter or a digit.",
            field="reference",
        )
    return reference


def _free_reference(area: Area, reference: str, risk: Risk | None = None) -> str:
    """The reference, or the next free one where it is empty; raises Refused where another risk has it."""
    others = area.risks.exclude(pk=risk.pk) if risk else area.risks.all()
    taken = list(others.values_list("reference", flat=True))
    if not reference:
        keys = {search_key(each) for each in taken}
        return next_reference(taken, keys, "R") if taken else "R1"
    check_free(taken, reference, f"The area has a risk {reference} already.", field="reference")
    return reference


_SAID = (
    *("current_id", "inherent_id", "target_id"),
    *("effective_date", "commentary", "next_review_on"),
)
"""What a first review says of a risk."""


def _same(plan: Plan, review: RiskReview, at: datetime) -> Risk | None:
    """The risk that this one repeats in all it says, as a form does that is sent twice.

    Raises SaidAlready where one that is open on the day of writing has its words and differs in the rest.
    """
    new = review.risk
    found = Risk.objects.filter(
        plan_risks__plan=plan, title=new.title, cause=new.cause, effect=new.effect
    )
    for risk in found.order_by("-pk"):
        reviews = list(RiskReview.objects.filter(risk=risk))
        if len(reviews) == 1 and _repeats(risk, reviews[0], review, at):
            return risk
        last = RiskReview.objects.filter(risk=risk).in_force(timezone.localdate(at))
        if last is None or last.state == RiskState.OPEN:
            raise SaidAlready(risk)
    return None


def _repeats(risk: Risk, first: RiskReview, again: RiskReview, at: datetime) -> bool:
    """Whether the new risk and its review are the first ones, word for word, sent again."""
    new = again.risk
    return (
        first.recorded_by_id == again.recorded_by_id
        and at - SENT_TWICE < first.recorded_at <= at
        and all(getattr(first, name) == getattr(again, name) for name in _SAID)
        and new.reference in ("", risk.reference)
        and all(
            getattr(risk, name) == getattr(new, name)
            for name in ("matrix_id", "title", "cause", "effect", "owner_id")
        )
    )


def _audit(risk: Risk, said: str, plan: Plan | None, by: User, at: datetime) -> None:
    summary = f"{risk.reference}: {said}"
    audit(AuditEvent.RISK_CHANGED, summary, by=by, at=at, area=risk.area, plan=plan)
