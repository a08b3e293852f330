"""Saying why a number in a paper may differ from the figures."""

from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.services.writing import audit, service
from actions.text import clean_text, says_something
from reports.explained import Shown, paper_claims
from reports.models import ClaimReason, Paper, PaperSection
from reports.services.papers import begin_paper
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def explain_claim(
    *,
    said_in: PaperSection | Paper,
    claim: str,
    sentence: str,
    expected: str,
    occurrence: int = 1,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> ClaimReason:
    """Keep why the words `claim` in the `sentence` of the section, or of the paper's title, may differ from the figure `expected`, all as
    they were shown. Of sentences that are the same, `occurrence` says which, from 1. The reason holds as long as nothing of that
    changes; another one takes its place. Raises Refused without a reason, and where there is no such claim (any more)."""
    section = said_in if isinstance(said_in, PaperSection) else None
    paper = said_in.paper if isinstance(said_in, PaperSection) else said_in
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    said = clean_text(reason, field="reason", label="The reason")
    if not says_something(said):
        raise Refused("Say why the number may differ from the figure.", field="reason")
    shown = Shown(claim, sentence, occurrence, expected)
    differing = {
        (each.section_key, each.shown) for each in paper_claims(paper) if each.claim.differs
    }
    if (section.pk if section else 0, shown) not in differing:
        raise Refused(
            "The words or the figure have changed since you saw them. Look at the numbers again."
        )
    kept = ClaimReason.objects.create(
        section=section,
        paper=None if section else paper,
        claim=claim,
        sentence=sentence,
        occurrence=occurrence,
        expected=expected,
        reason=said,
        at=at,
        by=by,
    )
    summary = f"{paper.title}: {section.heading}" if section else paper.title
    audit(AuditEvent.CLAIM_EXPLAINED, summary, by=by, at=at, area=area, plan=paper.plan)
    return kept
