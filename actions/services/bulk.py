"""The same change of many actions: all of it or nothing, and nothing where one of them was changed meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from actions import permissions
from actions.bulk import handed_over
from actions.errors import Refused, Stale
from actions.models import (
    Action,
    ActionOwnership,
    Organisation,
    Plan,
    Post,
    Rating,
    StatusUpdate,
    UpdateProposal,
)
from actions.models.entries import ActionEntry
from actions.position import Line, position_as_at
from actions.services.actions import assign_action
from actions.services.proposals import submit_update
from actions.services.writing import Seen, begin, check_open, newest_ids, service
from wsoa.capabilities import Capability
from wsoa.models import User


@dataclass(frozen=True, slots=True)
class Chosen:
    """An action, and the newest row of the history to be changed that the person was shown."""

    action: Action
    seen: Seen


class Changed(Stale):
    """Some of the actions were changed meanwhile; `actions` are their ids."""

    def __init__(self, actions: Sequence[int]) -> None:
        super().__init__(
            "Some of these actions were changed after you opened the preview, by you or somebody else, "
            "so nothing more is saved. Look at what they are now, then save again if your change still holds."
        )
        self.actions = frozenset(actions)


class RefusedOne(Refused):
    """One of the actions cannot be changed so; `action` is its id."""

    def __init__(self, refused: Refused, action: Action, reference: str) -> None:
        super().__init__(f"{reference}: {refused.message}" if reference else refused.message)
        self.action = action.pk


@dataclass(frozen=True, slots=True)
class Saved:
    """How many actions were updated at once, and of how many the update waits for acceptance."""

    recorded: int
    waiting: int


@service
def update_several(
    *,
    plan: Plan,
    chosen: Sequence[Chosen],
    rating: Rating | None,
    effective_date: date,
    commentary: str,
    remedial_action: str,
    by: User,
    now: datetime | None = None,
) -> Saved:
    """Record the same update on every action. Without `rating` each keeps its own, and so with `remedial_action`.

    "Its own" is what stood on the effective date. Raises Changed, or RefusedOne for the first action on
    which the update cannot be recorded; then none of it is.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.UPDATE_ANY_ACTION)
    check_open(plan)
    _check_unchanged(StatusUpdate, chosen)
    lines = {line.action_id: line for line in position_as_at(plan, effective_date).lines}
    ratings = {each.pk: each for each in Rating.objects.filter(scheme__plan=plan)}
    waiting = 0
    for each in chosen:
        line = lines.get(each.action.pk)
        try:
            result = submit_update(
                action=_of_plan(each.action, plan),
                rating=rating or _own_rating(line, ratings),
                effective_date=effective_date,
                commentary=commentary,
                remedial_action=remedial_action or (line.remedial_action if line else ""),
                by=by,
                now=at,
            )
        except Refused as refused:
            raise RefusedOne(refused, each.action, line.reference if line else "") from refused
        waiting += isinstance(result, UpdateProposal)
    return Saved(len(chosen) - waiting, waiting)


@service
def assign_several(
    *,
    plan: Plan,
    chosen: Sequence[Chosen],
    owner: Post,
    instead_of: Post | None,
    lead_organisation: Organisation | None,
    effective_date: date,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> int:
    """Give every action the owner, instead of one of its owners or of all of them.

    Without `lead_organisation` each action keeps its own. An action that `instead_of` does not own stays
    as it is. Returns how many were changed. Raises what `update_several` does.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    check_open(plan)
    _check_unchanged(ActionOwnership, chosen)
    standing = {
        entry.action_id: entry
        for entry in ActionOwnership.objects.filter(action__plan=plan)
        .up_to(effective_date)
        .select_related("lead_organisation")
    }
    lines = {line.action_id: line for line in position_as_at(plan, effective_date).lines}
    posts = {owner.pk: owner} | Post.objects.in_bulk(
        {post.id for line in lines.values() for post in line.owners}
    )
    changed = 0
    for each in chosen:
        action = _of_plan(each.action, plan)
        line, entry = lines.get(action.pk), standing.get(action.pk)
        before = [post.id for post in line.owners] if line else []
        after = handed_over(before, to=owner.pk, instead_of=instead_of.pk if instead_of else None)
        own = entry.lead_organisation if entry else None
        if line and after == before and lead_organisation in {None, own}:
            continue
        try:
            assign_action(
                action=action,
                lead_organisation=lead_organisation or own,
                owners=[posts[pk] for pk in after],
                effective_date=effective_date,
                reason=reason,
                by=by,
                now=at,
            )
        except Refused as refused:
            raise RefusedOne(refused, action, line.reference if line else "") from refused
        changed += 1
    return changed


def _check_unchanged(history: type[ActionEntry], chosen: Sequence[Chosen]) -> None:
    """Raise Changed where a history has a row that the person was not shown; Refused for nobody chosen."""
    if not chosen:
        raise Refused("Choose at least one action.")
    newest = newest_ids(history, [each.action for each in chosen])
    moved = [each.action.pk for each in chosen if newest.get(each.action.pk) != each.seen.newest_id]
    if moved:
        raise Changed(moved)


def _of_plan(action: Action, plan: Plan) -> Action:
    if action.plan_id != plan.pk:
        raise Refused("One of the actions belongs to another plan.")
    action.plan = plan
    return action


def _own_rating(line: Line | None, ratings: dict[int, Rating]) -> Rating | None:
    return ratings[line.rating.id] if line and line.rating else None
