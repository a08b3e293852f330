"""Who may do what in an area: each check raises NotAllowed, and its `can` twin calls it.

Whether something is still open to change, whoever asks, is in actions/policies.py.
"""

from datetime import date

from django.utils import timezone

from actions.errors import NotAllowed
from actions.models import (
    Action,
    ActionOwner,
    ActionOwnership,
    Area,
    Measure,
    Membership,
    Risk,
)
from wsoa.capabilities import Capability, Role, role_can
from wsoa.models import User


def role_in(user: User, area: Area) -> Role | None:
    """The person's role in the area, or None."""
    if not user.is_active:
        return None
    role = Membership.objects.filter(user=user, area=area).values_list("role", flat=True).first()
    return Role(role) if role else None


def check(user: User, area: Area, capability: Capability) -> None:
    """Raise NotAllowed unless the person's role in the area carries the capability."""
    role = role_in(user, area)
    if role is None or not role_can(role, capability):
        raise NotAllowed(f"{user} may not {capability.label} in {area}.")


def can(user: User, area: Area, capability: Capability) -> bool:
    """Whether `check` passes."""
    try:
        check(user, area, capability)
    except NotAllowed:
        return False
    return True


def check_can_update(user: User, action: Action, *, on: date | None = None) -> None:
    """Raise NotAllowed unless the person may record an update on the action.

    Action owners may where a post they hold owns the action on the day (today by default).
    """
    role = role_in(user, action.plan.area)
    if role is not None and role_can(role, Capability.UPDATE_ANY_ACTION):
        return
    if role is not None and role_can(role, Capability.UPDATE_OWN_ACTION):
        ownership = ActionOwnership.objects.filter(action=action).as_at(on or timezone.localdate())
        if ActionOwner.objects.filter(
            ownership__in=[entry.pk for entry in ownership], post__holder=user
        ).exists():
            return
        raise NotAllowed(f"{user} does not own this action, so may not update it.")
    raise NotAllowed(f"{user} may not update actions in {action.plan.area}.")


def can_update(user: User, action: Action, *, on: date | None = None) -> bool:
    """Whether `check_can_update` passes."""
    try:
        check_can_update(user, action, on=on)
    except NotAllowed:
        return False
    return True


def check_can_record(user: User, measure: Measure) -> None:
    """Raise NotAllowed unless the person may record readings of the measure.

    Action owners may where they hold the post that owns it.
    """
    role = role_in(user, measure.area)
    if role is None or not may_record(role, user, measure):
        raise NotAllowed(f"{user} may not record readings of {measure}.")


def may_record(role: Role, user: User, measure: Measure) -> bool:
    """Whether a person with the role may record readings of the measure. No query where its owner is read."""
    if role_can(role, Capability.RECORD_READINGS):
        return True
    owner = measure.owner
    is_own = owner is not None and owner.holder_id == user.pk
    return is_own and role_can(role, Capability.UPDATE_OWN_ACTION)


def check_can_review(user: User, risk: Risk) -> None:
    """Raise NotAllowed unless the person may review the risk and say what is done against it.

    Action owners may where they hold the post that owns it.
    """
    role = role_in(user, risk.area)
    if role is None or not may_review(role, user, risk):
        raise NotAllowed(f"{user} may not review the risk {risk}.")


def may_review(role: Role, user: User, risk: Risk) -> bool:
    """Whether a person with the role may review the risk. No query where its owner is read."""
    if role_can(role, Capability.REVIEW_RISKS):
        return True
    owner = risk.owner
    is_own = owner is not None and owner.holder_id == user.pk
    return is_own and role_can(role, Capability.UPDATE_OWN_ACTION)
