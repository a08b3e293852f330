"""Deciding on what waits: acceptance, which alone writes to the action's history, and sending back.

A proposal is one row and the decision another (design rule 5); neither changes.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from actions import permissions
from actions.answer_links import answer_url
from actions.choices import AuditEvent, Progress, ProposalKind, ProposalOutcome
from actions.errors import Refused, Stale
from actions.models import (
    Completion,
    Confirmation,
    Evidence,
    ProposalDecision,
    Rating,
    StatusUpdate,
    UpdateProposal,
)
from actions.services.completions import (
    prepared_completion,
    write_completion,
)
from actions.services.confirmations import prepared_confirmation
from actions.services.updates import completes, prepared_update, write_update
from actions.services.waiting import newest_update_id
from actions.services.writing import (
    Seen,
    audit_action,
    begin,
    check_open,
    required_reason,
    service,
)
from actions.text import clean_text, say_day
from wsoa.absolute import absolute_url
from wsoa.capabilities import Capability
from wsoa.models import User
from wsoa.services.mail import queue_email


@service
def accept_proposal(
    *,
    proposal: UpdateProposal,
    rating: Rating | None,
    effective_date: date,
    commentary: str,
    remedial_action: str,
    by: User,
    evidence: str | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> ProposalDecision:
    """Write what was proposed, as edited on the way, to the action's history, and that it was accepted.

    The date counts for every kind; rating, commentary and remedial action only for an update, and
    evidence (as proposed where None) not for "no change". Raises Stale when the proposal was decided
    already, or when the action has moved on since the proposal (since `seen`, where the person was
    shown what came between). Refused where it says that the action is complete and the person proposed
    it, or what is to be written breaks a rule.
    """
    action = proposal.action
    at = begin(action.plan, now)
    permissions.check(by, action.plan.area, Capability.ACCEPT_UPDATES)
    check_open(action.plan)
    _check_waits(proposal)
    if newest_update_id(action) != (proposal.seen_id if seen is None else seen.newest_id):
        raise Stale(
            "The action was changed after this was proposed. Check what was recorded since, then "
            "accept it if it still holds."
        )
    evidence = proposal.evidence if evidence is None else evidence
    if proposal.kind == ProposalKind.NO_CHANGE:
        decision = _accepted(
            proposal,
            confirmation=prepared_confirmation(
                action=action, effective_date=effective_date, by=by, at=at
            ),
        )
        assert decision.confirmation is not None
        decision.confirmation.save()
    elif proposal.kind == ProposalKind.COMPLETION:
        _check_may_complete(proposal, by, is_proposed=True)
        decision = _accepted(
            proposal,
            completion=prepared_completion(
                action=action,
                completed_on=effective_date,
                evidence=evidence,
                is_shown=Evidence.objects.filter(
                    proposal=proposal, withdrawal__isnull=True
                ).exists(),
                by=by,
                at=at,
            ),
        )
        assert decision.completion is not None
        write_completion(decision.completion, by=by, at=at)
    else:
        evidence = clean_text(evidence, field="evidence", label="The evidence")
        update = prepared_update(
            action=action,
            rating=rating,
            effective_date=effective_date,
            commentary=commentary,
            remedial_action=remedial_action,
            by=by,
            at=at,
        )
        if completes(update):
            _check_may_complete(proposal, by, is_proposed=_says_complete(proposal.rating))
        decision = _accepted(proposal, status_update=update)
        write_update(update, by=by, at=at, evidence=evidence, is_audited=False)
    _save_decision(decision, by=by, at=at)
    return decision


class SomeRefused(Refused):
    """Of several proposals some cannot be accepted, so none was. `problems` says why, by proposal id."""

    def __init__(self, problems: dict[int, str]) -> None:
        super().__init__("Some of these cannot be accepted, so nothing was recorded.")
        self.problems = problems


@service
def accept_several(
    *, proposals: Sequence[UpdateProposal], by: User, now: datetime | None = None
) -> list[ProposalDecision]:
    """Accept the proposals as they are, all of them or none. Raises SomeRefused with every problem."""
    decisions, problems = [], {}
    for proposal in proposals:
        permissions.check(by, proposal.action.plan.area, Capability.ACCEPT_UPDATES)
        check_open(proposal.action.plan)
        try:
            with transaction.atomic():
                decisions.append(
                    accept_proposal(
                        proposal=proposal,
                        rating=proposal.rating,
                        effective_date=proposal.effective_date,
                        commentary=proposal.commentary,
                        remedial_action=proposal.remedial_action,
                        by=by,
                        now=now,
                    )
                )
        except Refused as refused:
            problems[proposal.pk] = refused.message
    if problems:
        raise SomeRefused(problems)
    return decisions


@service
def return_proposal(
    *, proposal: UpdateProposal, reason: str, by: User, now: datetime | None = None
) -> ProposalDecision:
    """Send what was proposed back to who proposed it, with the reason, and tell them by email.

    What waits may be returned on a closed plan too. Raises Stale when it was decided already.
    """
    action = proposal.action
    at = begin(action.plan, now)
    permissions.check(by, action.plan.area, Capability.ACCEPT_UPDATES)
    _check_waits(proposal)
    decision = ProposalDecision(
        proposal=proposal, outcome=ProposalOutcome.RETURNED, reason=required_reason(reason)
    )
    _save_decision(decision, by=by, at=at)
    _tell_proposer(decision, now=at)
    return decision


def _accepted(
    proposal: UpdateProposal,
    *,
    status_update: StatusUpdate | None = None,
    confirmation: Confirmation | None = None,
    completion: Completion | None = None,
) -> ProposalDecision:
    return ProposalDecision(
        proposal=proposal,
        outcome=ProposalOutcome.ACCEPTED,
        status_update=status_update,
        confirmation=confirmation,
        completion=completion,
    )


def _save_decision(decision: ProposalDecision, *, by: User, at: datetime) -> None:
    decision.decided_by = by
    decision.decided_at = at
    # Rows written meanwhile had no key yet when the decision was made of them.
    decision.status_update = decision.status_update
    decision.confirmation = decision.confirmation
    decision.completion = decision.completion
    decision.save()
    kind = ProposalKind(decision.proposal.kind)
    said = f"{decision.get_outcome_display()}, {kind.label.lower()}"
    if decision.reason:
        said += f": {decision.reason}"
    audit_action(AuditEvent.PROPOSAL_DECIDED, said, by=by, at=at, action=decision.proposal.action)


def _check_waits(proposal: UpdateProposal) -> None:
    decision = (
        ProposalDecision.objects.filter(proposal=proposal).select_related("decided_by").first()
    )
    if decision is None:
        return
    who = f" by {decision.decided_by}" if decision.decided_by else ""
    day = say_day(timezone.localdate(decision.decided_at))
    raise Stale(
        f"This was {decision.get_outcome_display().lower()}{who} on {day} already. "
        "Nothing more was recorded."
    )


def _check_may_complete(proposal: UpdateProposal, by: User, *, is_proposed: bool) -> None:
    """Raise unless the person may accept that the action is complete.

    A completion that waits is never accepted by who proposed it, whatever the plan asks by now: switching
    the setting off must not let through what was proposed under it.
    """
    plan = proposal.action.plan
    permissions.check(by, plan.area, Capability.ACCEPT_COMPLETION)
    if is_proposed and proposal.is_from(by):
        raise Refused(
            "Somebody else has to accept that the action is complete, because it was you who "
            "proposed it."
        )
    if plan.completions_need_acceptance and not is_proposed:
        raise Refused(
            "The action is complete only when one person says so and another accepts it. Accept this "
            "as it was proposed, then record the completion.",
            field="rating",
        )


def _says_complete(rating: Rating | None) -> bool:
    return rating is not None and rating.progress == Progress.COMPLETE


def _tell_proposer(decision: ProposalDecision, *, now: datetime) -> None:
    """Queue an email to who proposed it, where an address is known."""
    proposal = decision.proposal
    proposer, post = proposal.proposed_by, proposal.post
    to = proposer.email if proposer and proposer.is_active else post.address if post else ""
    if not to:
        return
    plan = proposal.action.plan
    queue_email(
        to=to,
        subject=f"Returned: your update to {plan.title}",
        body=(
            f"{decision.decided_by} has returned what you sent about {plan.title}, {plan.area}.\n\n"
            f"Why: {decision.reason}\n\n"
            f"What you wrote is kept. Change it and send it again:\n{_answer_page(decision, now)}\n"
        ),
        now=now,
    )


def _answer_page(decision: ProposalDecision, now: datetime) -> str:
    """Where the proposer answers: the page behind their link while it holds, else their own page."""
    proposal = decision.proposal
    request, plan = proposal.request, proposal.action.plan
    if proposal.proposed_by is None and request is not None and now < request.expires_at:
        return answer_url(request)
    return absolute_url(reverse("my-work", args=[plan.area.slug, plan.slug]))
