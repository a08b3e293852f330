"""Builders: a post that was asked by email, and an update that waits for acceptance."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from actions.choices import ProposalKind
from actions.models import (
    Action,
    Plan,
    Post,
    ProposalDecision,
    UpdateCycle,
    UpdateProposal,
    UpdateRequest,
)
from actions.services.decisions import accept_proposal
from actions.services.proposals import propose_by_link, submit_update
from tests.factories import Scene, day
from wsoa.models import User

_rounds = count(1)


def ask(scene: Scene, post: Post, **given: Any) -> UpdateRequest:
    """A post asked today, in a round of its own; the link holds for a week."""
    now, number = timezone.now(), next(_rounds)
    cycle = UpdateCycle(
        plan=scene.plan,
        title=f"Round {number}",
        opens_on=day(number),
        due_on=day(number + 7),
        closes_on=day(number + 14),
        recorded_at=now,
        recorded_by=scene.manager,
    )
    cycle.save()
    values = {"made_at": now, "expires_at": now + timedelta(days=7), **given}
    request = UpdateRequest(cycle=cycle, post=post, **values)
    request.save()
    return request


def let_wait(plan: Plan, *, updates: bool = False, completions: bool = False) -> None:
    """Give the plan the settings by which updates, or completions, wait for acceptance."""
    plan.updates_need_acceptance = updates
    plan.completions_need_acceptance = completions
    plan.save()


def propose(scene: Scene, action: Action, code: str = "G", **given: Any) -> UpdateProposal:
    """An update of the action by its owner that waits, on a plan where updates wait from now on."""
    let_wait(action.plan, updates=True, completions=action.plan.completions_need_acceptance)
    values: dict[str, Any] = {
        "rating": scene.ratings[code],
        "effective_date": day(9),
        "commentary": "Half of it is written",
        "by": scene.place.owner,
        **given,
    }
    proposal = submit_update(action=action, **values)
    assert isinstance(proposal, UpdateProposal)
    return proposal


def propose_without_account(scene: Scene, action: Action, **given: Any) -> UpdateProposal:
    """An update of the action that came by the emailed link from the post that owns it."""
    values: dict[str, Any] = {
        "request": ask(scene, scene.place.posts[0]),
        "kind": ProposalKind.UPDATE,
        "rating": scene.ratings["G"],
        "effective_date": day(9),
        "commentary": "Half of it is written",
        **given,
    }
    return propose_by_link(action=action, **values)


def accept(proposal: UpdateProposal, by: User, **given: Any) -> ProposalDecision:
    """The proposal accepted as it is, but for what is given."""
    values: dict[str, Any] = {
        "rating": proposal.rating,
        "effective_date": proposal.effective_date,
        "commentary": proposal.commentary,
        "remedial_action": proposal.remedial_action,
        **given,
    }
    return accept_proposal(proposal=proposal, by=by, **values)
