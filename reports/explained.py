"""Numbers of a paper that differ from the figures, and the reasons that were given for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.claims import Claim, PaperClaim, check_paper
from reports.facts import Facts
from reports.models import ClaimReason, Paper
from reports.papers import draft_of


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim of a paper's section with the reason in force for it, None for none."""

    section_key: int
    claim: Claim
    reason: ClaimReason | None = None

    @property
    def is_open(self) -> bool:
        """Whether it differs and nobody has said why."""
        return self.claim.differs and self.reason is None


def paper_claims(paper: Paper, facts: Facts | None = None) -> tuple[Explained, ...]:
    """Every claim of the paper, in order, with its reason. In a fixed number of queries."""
    facts = facts or Facts(paper.plan, paper.as_at)
    return with_reasons(check_paper(draft_of(paper), facts), paper)


def with_reasons(claims: Iterable[PaperClaim], paper: Paper) -> tuple[Explained, ...]:
    """The claims with the reasons that were given for just these words and just this true figure; the latest counts. One query."""
    reasons = {
        (row.section_id, row.claim, row.expected): row
        for row in ClaimReason.objects.filter(section__paper=paper)
        .select_related("by")
        .order_by("at", "id")
    }
    return tuple(
        Explained(
            each.section_key,
            each.claim,
            reasons.get((each.section_key, each.claim.text, str(each.claim.expected)))
            if each.claim.differs
            else None,
        )
        for each in claims
    )


def open_claims(paper: Paper, facts: Facts | None = None) -> tuple[PaperClaim, ...]:
    """The claims that differ and have no reason in force: what holds a publication back."""
    return tuple(
        PaperClaim(each.section_key, each.claim)
        for each in paper_claims(paper, facts)
        if each.is_open
    )
