"""Numbers of a paper that differ from the figures, and the reasons that were given for them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q

from reports.claims import Claim, PaperClaim, Part, check_paper
from reports.facts import Facts
from reports.models import ClaimReason, Paper
from reports.papers import draft_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as somebody saw it who says why it may differ: the phrase, its sentence, which `occurrence` of just these in the section
    it is, from 1, and the figure."""

    claim: str
    sentence: str
    occurrence: int
    expected: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim of a paper with the reason in force for it, None for none. `section_key` is 0 for the title; `occurrence` as in
    Shown."""

    section_key: int
    claim: Claim
    reason: ClaimReason | None = None
    part: Part = Part.TEXT
    occurrence: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it differs and nobody has said why."""
        return self.claim.differs and self.reason is None

    @property
    def shown(self) -> Shown:
        """What a reason for it is bound to."""
        claim = self.claim
        return Shown(claim.text, claim.sentence, self.occurrence, str(claim.expected))


def paper_claims(paper: Paper, facts: Facts | None = None) -> tuple[Explained, ...]:
    """Every claim of the paper, in order, with its reason. In a fixed number of queries."""
    facts = facts or Facts(paper.plan, paper.as_at)
    return with_reasons(check_paper(draft_of(paper), facts), paper)


def with_reasons(claims: Iterable[PaperClaim], paper: Paper) -> tuple[Explained, ...]:
    """The claims with the reasons that were given for just these words, in just this sentence, and just this true figure; the latest
    counts. Of two sentences that are the same each has its own. One query."""
    rows = ClaimReason.objects.filter(Q(section__paper=paper) | Q(paper=paper))
    reasons = {
        (row.section_id or 0, Shown(row.claim, row.sentence, row.occurrence, row.expected)): row
        for row in rows.select_related("by").order_by("at", "id")
        if row.sentence
    }
    seen: Counter[tuple[int, str, str]] = Counter()
    found: list[Explained] = []
    for each in claims:
        words = (each.section_key, each.claim.text, each.claim.sentence)
        seen[words] += 1
        said = Explained(each.section_key, each.claim, None, each.part, seen[words])
        reason = reasons.get((said.section_key, said.shown)) if each.claim.differs else None
        found.append(replace(said, reason=reason))
    return tuple(found)


def open_claims(paper: Paper, facts: Facts | None = None) -> tuple[PaperClaim, ...]:
    """The claims that differ and have no reason in force: what holds a publication back."""
    return tuple(
        PaperClaim(each.section_key, each.claim, each.part)
        for each in paper_claims(paper, facts)
        if each.is_open
    )
