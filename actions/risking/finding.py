"""Finding risks: by their reference, and those of an area that a plan does not name yet."""

from django.db.models import QuerySet

from actions.models import Plan, Risk


def risk_of(plan: Plan, reference: str) -> Risk | None:
    """The plan's risk with the reference, however its letters are typed; None where it names none."""
    if not reference.isprintable():  # no reference is; PostgreSQL would not even look for some
        return None
    return (
        Risk.objects.filter(plan_risks__plan=plan, reference__iexact=reference)
        .select_related("matrix", "area", "owner__organisation")
        .first()
    )


def not_named_yet(plan: Plan) -> QuerySet[Risk]:
    """The risks of the area that the plan does not name."""
    return Risk.objects.filter(area=plan.area_id).exclude(plan_risks__plan=plan).order_by("id")
