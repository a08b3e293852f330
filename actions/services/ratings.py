"""A plan's own rating scheme: choosing another, its name, and its ratings one by one.

A rating in use keeps its meaning (design rule 4): once an update was recorded or proposed with it, only
its words and its colour change.
"""

from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent, Concern, Progress
from actions.errors import Refused
from actions.models import Plan, Rating, RatingScheme, StatusUpdate, UpdateProposal
from actions.schemes import PRESETS
from actions.services.plans import copy_preset
from actions.services.rows import change, one_line, remove, take
from actions.services.scales import LOCKED, checked_step, next_place, swap
from actions.services.writing import audit, begin, service
from wsoa.capabilities import Capability
from wsoa.models import User


def ratings_in_use(plan: Plan) -> frozenset[int]:
    """The ids of the plan's ratings that an update, or a proposed one, bears."""
    recorded = StatusUpdate.objects.filter(action__plan=plan, rating__isnull=False)
    proposed = UpdateProposal.objects.filter(action__plan=plan, rating__isnull=False)
    return frozenset(recorded.values_list("rating_id", flat=True).distinct()) | frozenset(
        proposed.values_list("rating_id", flat=True).distinct()
    )


@service
def replace_scheme(
    *, plan: Plan, preset: str, by: User, now: datetime | None = None
) -> RatingScheme | None:
    """Give the plan another preset scheme, or none where `preset` is empty, while no rating is in use."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    if preset and preset not in PRESETS:
        raise Refused("Choose one of the schemes.", field="preset")
    if ratings_in_use(plan):
        raise Refused(
            "Updates were recorded with this scheme, so it stays. "
            "You can still change the words and colours of its ratings.",
            field="preset",
        )
    before = RatingScheme.objects.filter(plan=plan).first()
    was = before.name if before else "no scheme"
    if before is not None:
        for rating in before.ratings.all():
            rating.delete()
        before.delete()
    scheme = copy_preset(plan, preset) if preset else None
    summary = f"{was} replaced by {scheme.name if scheme else 'no scheme'}"
    audit(AuditEvent.SCHEME_ADOPTED, summary, by=by, at=at, area=plan.area, plan=plan)
    return scheme


@service
def rename_scheme(
    *,
    scheme: RatingScheme,
    name: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> RatingScheme:
    """Change what a scheme is called."""
    plan = scheme.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(scheme, seen)
    said = change(scheme, name=one_line(name, field="name", label="name", limit=100))
    if said:
        audit(AuditEvent.SCHEME_CHANGED, said, by=by, at=at, area=plan.area, plan=plan)
    return scheme


@service
def add_rating(
    *,
    scheme: RatingScheme,
    code: str,
    label: str,
    meaning: str,
    tone: str,
    progress: Progress,
    concern: Concern,
    by: User,
    now: datetime | None = None,
) -> Rating:
    """Add a rating after the others."""
    plan = scheme.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    others = scheme.ratings.all()
    values = checked_step(others, code=code, label=label, meaning=meaning, tone=tone)
    rating = Rating.objects.create(
        scheme=scheme,
        order=next_place(others),
        progress=Progress(progress),
        concern=Concern(concern),
        **values,
    )
    _audit(rating, "added", by, at)
    return rating


@service
def change_rating(
    *,
    rating: Rating,
    code: str,
    label: str,
    meaning: str,
    tone: str,
    progress: Progress,
    concern: Concern,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Rating:
    """Change a rating; of one in use only word, meaning and colour. Raises Refused for the rest."""
    plan = rating.scheme.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(rating, seen)
    others = rating.scheme.ratings.exclude(pk=rating.pk)
    values = checked_step(others, code=code, label=label, meaning=meaning, tone=tone)
    fixed = {"progress": Progress(progress), "concern": Concern(concern)}
    if rating.pk in ratings_in_use(plan):
        for field, value in ({"code": values["code"]} | fixed).items():
            if getattr(rating, field) != value:
                raise Refused(LOCKED, field=field)
    said = change(rating, **values, **fixed)
    if said:
        _audit(rating, said, by, at)
    return rating


@service
def move_rating(*, rating: Rating, up: bool, by: User, now: datetime | None = None) -> Rating:
    """Let a rating change places with its neighbour: the order of columns and of choices."""
    plan = rating.scheme.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(rating, None)
    other = swap(rating.scheme.ratings.all(), rating, up)
    if other is not None:
        _audit(rating, f"moved {'before' if up else 'after'} {other.label}", by, at)
    return rating


@service
def remove_rating(*, rating: Rating, by: User, now: datetime | None = None) -> None:
    """Take out a rating that nothing was ever rated with. The last two stay: one alone tells nothing."""
    plan = rating.scheme.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(rating, None)
    if rating.scheme.ratings.count() <= 2:
        raise Refused("A scheme has two ratings or more. A plan may also have no scheme.")
    scheme, said = rating.scheme, f"{rating.code} {rating.label}: removed"
    remove(rating, f"Updates were recorded with {rating.label}, so it stays.")
    audit(AuditEvent.SCHEME_CHANGED, said, by=by, at=at, area=plan.area, plan=scheme.plan)


def _audit(rating: Rating, said: str, by: User, at: datetime) -> None:
    plan = rating.scheme.plan
    summary = f"{rating.code} {rating.label}: {said}"
    audit(AuditEvent.SCHEME_CHANGED, summary, by=by, at=at, area=plan.area, plan=plan)
