"""What a person keeps at hand: saved views of the register and its columns. No record of the plan, so no trail."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from actions import permissions
from actions.cells import COLUMNS
from actions.errors import NotAllowed, Refused, Stale
from actions.models import Plan, RegisterColumns, SavedView
from actions.services.writing import required_text
from wsoa.capabilities import Capability
from wsoa.models import User

VIEWS_OF_ONE_PERSON = 40
"""Saved views that one person may keep of one plan."""

NAME_LIMIT, QUERY_LIMIT = 80, 2000


def save_view(*, plan: Plan, name: str, query: str, is_shared: bool, by: User) -> SavedView:
    """Keep a filter and order of the register under a name, for the person or for everybody.

    `query` is as in an address. Raises Refused for a name that the person has already, and NotAllowed for
    somebody who may not share.
    """
    _check(plan, by, is_shared=is_shared)
    name = required_text(name, field="name", limit=NAME_LIMIT)
    if not query:
        raise Refused("Filter or sort the actions first: there is nothing to save yet.")
    if len(query) > QUERY_LIMIT:
        raise Refused("This filter is too long to be saved. Take something out of it.")
    if SavedView.objects.filter(plan=plan, user=by).count() >= VIEWS_OF_ONE_PERSON:
        raise Refused(
            f"You have {VIEWS_OF_ONE_PERSON} views of this plan. Delete one that you no longer use."
        )
    view, is_new = SavedView.objects.get_or_create(
        plan=plan, user=by, name=name, defaults={"query": query, "is_shared": is_shared}
    )
    if not is_new:
        raise _taken(name)
    return view


def change_view(*, view: SavedView, name: str, is_shared: bool, by: User) -> None:
    """Rename a view, share it, or keep it to its maker again.

    Raises what `save_view` does, and Stale where the view was deleted meanwhile.
    """
    check_may_change(view, by)
    _check(view.plan, by, is_shared=is_shared and not view.is_shared)
    name = required_text(name, field="name", limit=NAME_LIMIT)
    try:
        with transaction.atomic():
            is_there = SavedView.objects.filter(pk=view.pk).update(name=name, is_shared=is_shared)
    except IntegrityError as error:
        raise _taken(name) from error
    if not is_there:
        raise Stale("This view was deleted after you opened the page.")
    view.name, view.is_shared = name, is_shared


def delete_view(*, view: SavedView, by: User) -> None:
    """Forget a view. The actions it showed stay as they are."""
    check_may_change(view, by)
    view.delete()


def choose_columns(*, plan: Plan, columns: Sequence[str], by: User) -> None:
    """Remember which columns the person sees in the plan's register; none stands for the usual ones."""
    _check(plan, by, is_shared=False)
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown:
        raise Refused("Choose columns from the list.", field="columns")
    RegisterColumns.objects.update_or_create(
        plan=plan, user=by, defaults={"columns": list(columns)}
    )


def check_may_change(view: SavedView, by: User) -> None:
    """Raise NotAllowed unless the view is the person's own, or shared in a plan that they manage."""
    _check(view.plan, by, is_shared=False)
    if view.user_id == by.pk:
        return
    if not view.is_shared:
        raise NotAllowed("This view is somebody else's own.")
    permissions.check(by, view.plan.area, Capability.MANAGE_PLAN)


def _check(plan: Plan, by: User, *, is_shared: bool) -> None:
    permissions.check(by, plan.area, Capability.VIEW_PLAN)
    if is_shared:
        permissions.check(by, plan.area, Capability.MANAGE_PLAN)


def _taken(name: str) -> Refused:
    return Refused(f"You have a view “{name}” already. Give this one another name.", field="name")
