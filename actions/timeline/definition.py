"""Telling what an action is: its life, reference, wording, due date, place, owners and issue."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.db.models import prefetch_related_objects

from actions.choices import LifeState
from actions.models import (
    Action,
    ActionLife,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    DateChange,
    IssueAction,
    IssueWording,
)
from actions.timeline.telling import Told, listed, rows_of, tell


def definition(action: Action) -> Iterator[Told]:
    """How the action came into the plan and what has been changed about it."""
    lives = rows_of(ActionLife, action)
    references = rows_of(ActionReference, action)
    dates = rows_of(DateChange, action)
    is_dated_when_added = bool(lives and dates and dates[0].recorded_at == lives[0].recorded_at)
    printed = f" as {references[0].reference}" if references else ""
    due = f", due {dates[0].due_printed}" if is_dated_when_added else ""
    yield from _lives(lives, f"Added to the plan{printed}{due}")
    for before, after in pairwise(references):
        heading = f"Reference changed from {before.reference} to {after.reference}"
        yield tell(references, after, "reference", heading)
    if dates and not is_dated_when_added:
        yield tell(dates, dates[0], "due-date", f"Due date set to {dates[0].due_printed}")
    for earlier, later in pairwise(dates):
        heading = f"Due date changed from {earlier.due_printed} to {later.due_printed}"
        agreed = f"Agreed by {later.agreed_by}." if later.agreed_by else ""
        yield tell(dates, later, "due-date", heading, body=agreed)
    wordings = rows_of(ActionWording, action)
    for wording in wordings[1:]:
        yield tell(wordings, wording, "wording", "Reworded", body=wording.title)
    yield from _arrangement(action)


def _lives(lives: Sequence[ActionLife], added: str) -> Iterator[Told]:
    successors = [life for life in lives if life.replaced_by_id]
    names = _reference_names([life.replaced_by_id for life in successors]) if successors else {}
    for place, life in enumerate(lives):
        if place == 0:
            yield tell(lives, life, "added", added)
        elif life.state == LifeState.LIVE:
            yield tell(lives, life, "restored", "Put back in the plan")
        elif life.state == LifeState.SUPERSEDED:
            by = names.get(life.replaced_by_id, "another action")
            yield tell(lives, life, "superseded", f"Superseded by {by}")
        else:
            yield tell(lives, life, "withdrawn", "Withdrawn from the plan")


def _reference_names(ids: list[int | None]) -> dict[int | None, str]:
    """The reference that each of the actions bears at last."""
    return dict(
        ActionReference.objects.filter(action__in=ids)
        .standing()
        .in_order()
        .values_list("action_id", "reference")
    )


def _arrangement(action: Action) -> Iterator[Told]:
    """Changes of place, owner and issue. What they name is looked up only where there are any."""
    placements = rows_of(ActionPlacement, action)
    if len(placements) > 1:
        prefetch_related_objects(placements, "theme", "workstream", "report_group")
    for placement in placements[1:]:
        body = listed((placement.theme, placement.workstream, placement.report_group))
        yield tell(placements, placement, "moved", "Moved", body=body)
    ownerships = rows_of(ActionOwnership, action)
    if len(ownerships) > 1:
        prefetch_related_objects(ownerships, "owners__post", "lead_organisation")
    for ownership in ownerships[1:]:
        owners = listed(owner.post for owner in ownership.owners.all()) or "No owner"
        lead = ownership.lead_organisation
        body = f"{owners}. Led by {lead}." if lead else owners
        yield tell(ownerships, ownership, "owner", "Owner changed", body=body)
    issues = rows_of(IssueAction, action)
    titles = _issue_titles(action) if issues else {}
    for row in issues:
        heading = (
            f"Put under the issue “{titles[row.issue_group_id]}”"
            if row.issue_group_id
            else "Taken out of its issue"
        )
        yield tell(issues, row, "issue", heading)


def _issue_titles(action: Action) -> dict[int, str]:
    return dict(
        IssueWording.objects.filter(issue_group__plan=action.plan_id)
        .standing()
        .in_order()
        .values_list("issue_group_id", "title")
    )
