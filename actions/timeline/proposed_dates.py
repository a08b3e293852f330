"""Telling which due dates were proposed for an action, and what was decided."""

from collections.abc import Iterator

from actions.choices import DateOutcome
from actions.models import Action, DateProposal
from actions.timeline.telling import Told


def proposed_dates(action: Action) -> Iterator[Told]:
    """Every proposal, and the decision on it where there is one."""
    for proposal in (
        DateProposal.objects.filter(action=action).select_related("decision").order_by("id")
    ):
        decision = getattr(proposal, "decision", None)
        yield Told(
            proposal,
            "date-proposal",
            f"Due date of {proposal.due} proposed",
            proposal.proposed_at,
            proposal.proposed_by_id,
            None,
            proposal.reason,
            {} if decision else {"body": "It waits for agreement and does not count yet."},
        )
        if decision is None:
            continue
        said = DateOutcome(decision.outcome).label.lower()
        agreed = f"Agreed by {decision.agreed_by}." if decision.agreed_by else ""
        yield Told(
            decision,
            "date-decision",
            f"Proposed due date of {proposal.due}: {said}",
            decision.decided_at,
            decision.decided_by_id,
            None,
            decision.reason,
            {"body": agreed},
        )
