"""Saying why a number in a paper may differ from the figures."""

from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.services.writing import audit, service
from actions.text import clean_text, says_something
from reports.claims import check_paper
from reports.explained import open_claims, paper_claims
from reports.models import ClaimReason, PaperSection
from reports.services.papers import begin_paper
from wsoa.capabilities import Capability
from wsoa.models import User

__all__ = ["check_paper", "explain_claim", "open_claims"]


@service
def explain_claim(
    *,
    section: PaperSection,
    claim: str,
    expected: str,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> ClaimReason:
    """Keep why the words `claim` of the section may differ from the figure `expected`, both as they were shown. The reason holds as long
    as neither changes; another one takes its place. Raises Refused without a reason, and where the section has no such claim
    (any more)."""
    paper = section.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    said = clean_text(reason, field="reason", label="The reason")
    if not says_something(said):
        raise Refused("Say why the number may differ from the figure.", field="reason")
    shown = (section.pk, claim, expected)
    differing = {
        (each.section_key, each.claim.text, str(each.claim.expected))
        for each in paper_claims(paper)
        if each.claim.differs
    }
    if shown not in differing:
        raise Refused(
            "The words or the figure have changed since you saw them. Look at the numbers again."
        )
    kept = ClaimReason.objects.create(
        section=section, claim=claim, expected=expected, reason=said, at=at, by=by
    )
    summary = f"{paper.title}: {section.heading}"
    audit(AuditEvent.CLAIM_EXPLAINED, summary, by=by, at=at, area=area, plan=paper.plan)
    return kept
