"""A plan's own words for impact: whether what was delivered has made a difference. A plan may have none."""

from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import ImpactAssessment, ImpactRating, Plan
from actions.schemes import IMPACT_PRESETS
from actions.services.rows import change, remove, take
from actions.services.scales import LOCKED, checked_step, next_place, swap
from actions.services.writing import audit, begin, service
from wsoa.capabilities import Capability
from wsoa.models import User


def impact_ratings_in_use(plan: Plan) -> frozenset[int]:
    """The ids of the plan's impact ratings that an assessment bears."""
    assessed = ImpactAssessment.objects.filter(action__plan=plan, impact_rating__isnull=False)
    return frozenset(assessed.values_list("impact_rating_id", flat=True).distinct())


@service
def replace_impact_scheme(
    *, plan: Plan, preset: str, by: User, now: datetime | None = None
) -> list[ImpactRating]:
    """Give the plan the impact ratings of a preset, or none where it is empty, while none is in use."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    if preset and preset not in IMPACT_PRESETS:
        raise Refused("Choose one of the schemes.", field="preset")
    if impact_ratings_in_use(plan):
        raise Refused(
            "Impact was assessed with these ratings, so they stay. "
            "You can still change their words and colours.",
            field="preset",
        )
    for rating in plan.impact_ratings.all():
        rating.delete()
    chosen = IMPACT_PRESETS[preset].ratings if preset else ()
    made = [
        ImpactRating.objects.create(
            plan=plan,
            code=rating.code,
            label=rating.label,
            meaning=rating.meaning,
            tone=rating.tone,
            order=order,
        )
        for order, rating in enumerate(chosen, start=1)
    ]
    summary = ", ".join(rating.label for rating in made) or "Impact is not rated"
    audit(AuditEvent.IMPACT_SCHEME_CHANGED, summary, by=by, at=at, area=plan.area, plan=plan)
    return made


@service
def add_impact_rating(
    *,
    plan: Plan,
    code: str,
    label: str,
    meaning: str,
    tone: str,
    by: User,
    now: datetime | None = None,
) -> ImpactRating:
    """Add an impact rating after the others."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    others = plan.impact_ratings.all()
    values = checked_step(others, code=code, label=label, meaning=meaning, tone=tone)
    rating = ImpactRating.objects.create(plan=plan, order=next_place(others), **values)
    _audit(rating, "added", by, at)
    return rating


@service
def change_impact_rating(
    *,
    impact_rating: ImpactRating,
    code: str,
    label: str,
    meaning: str,
    tone: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> ImpactRating:
    """Change an impact rating; of one in use only word, meaning and colour."""
    plan = impact_rating.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(impact_rating, seen)
    others = plan.impact_ratings.exclude(pk=impact_rating.pk)
    values = checked_step(others, code=code, label=label, meaning=meaning, tone=tone)
    if values["code"] != impact_rating.code and impact_rating.pk in impact_ratings_in_use(plan):
        raise Refused(LOCKED, field="code")
    said = change(impact_rating, **values)
    if said:
        _audit(impact_rating, said, by, at)
    return impact_rating


@service
def move_impact_rating(
    *, impact_rating: ImpactRating, up: bool, by: User, now: datetime | None = None
) -> ImpactRating:
    """Let an impact rating change places with its neighbour."""
    plan = impact_rating.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(impact_rating, None)
    other = swap(plan.impact_ratings.all(), impact_rating, up)
    if other is not None:
        _audit(impact_rating, f"moved {'before' if up else 'after'} {other.label}", by, at)
    return impact_rating


@service
def remove_impact_rating(
    *, impact_rating: ImpactRating, by: User, now: datetime | None = None
) -> None:
    """Take out an impact rating that no assessment bears."""
    plan = impact_rating.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(impact_rating, None)
    if plan.impact_ratings.count() <= 2:
        raise Refused("A scale has two ratings or more. A plan may also leave impact unrated.")
    said = f"{impact_rating.code} {impact_rating.label}: removed"
    remove(impact_rating, f"Impact was assessed as {impact_rating.label}, so it stays.")
    audit(AuditEvent.IMPACT_SCHEME_CHANGED, said, by=by, at=at, area=plan.area, plan=plan)


def _audit(rating: ImpactRating, said: str, by: User, at: datetime) -> None:
    plan = rating.plan
    summary = f"{rating.code} {rating.label}: {said}"
    audit(AuditEvent.IMPACT_SCHEME_CHANGED, summary, by=by, at=at, area=plan.area, plan=plan)
