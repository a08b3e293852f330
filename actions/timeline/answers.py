"""Telling what was confirmed, what was proposed, and what became of it.

Only that it happened, not what it said: what was not accepted is shown beside the history, to those who may
update the action or accept updates (actions/deciding.py).
"""

from collections.abc import Iterator

from actions.choices import ProposalKind, ProposalOutcome
from actions.models import Action, Confirmation, ProposalDecision, UpdateProposal
from actions.timeline.telling import Told, rows_of, tell


def confirmations(action: Action) -> Iterator[Told]:
    """Every time somebody said that nothing had changed."""
    rows = rows_of(Confirmation, action)
    for row in rows:
        yield tell(rows, row, "no-change", "No change: what stood still held")


def proposals(action: Action) -> Iterator[Told]:
    """Every proposal, and every decision on one."""
    for proposal in UpdateProposal.objects.with_decisions(action):
        kind = ProposalKind(proposal.kind).label
        what = proposal.rating.label if proposal.rating else kind
        sender = "" if proposal.proposed_by_id or not proposal.post else f" by {proposal.post}"
        yield Told(
            proposal,
            "proposal",
            f"Sent for acceptance{sender}: {what}",
            proposal.proposed_at,
            proposal.proposed_by_id,
            None,
            "",
            {"is_superseded": proposal.is_replaced},
        )
        decision = proposal.decision_made
        if decision is not None and not proposal.is_replaced:
            yield Told(
                decision,
                "decision",
                _decided(proposal, decision, what),
                decision.decided_at,
                decision.decided_by_id,
                None,
                "",
                {},
            )


def _decided(proposal: UpdateProposal, decision: ProposalDecision, what: str) -> str:
    if decision.outcome == ProposalOutcome.RETURNED:
        return f"Returned to who sent it: {what}"
    changed = proposal.changed_on_the_way
    return f"Accepted: {what}" + (f", with another {' and '.join(changed)}" if changed else "")
