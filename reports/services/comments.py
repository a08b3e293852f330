"""What is said in the margin of a section, and that it is dealt with."""

from datetime import datetime

from django.utils.text import Truncator

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.services.writing import SENT_TWICE, audit, service
from actions.text import clean_text, says_something
from reports.models import CommentSettling, MarginComment, PaperSection
from reports.services.papers import begin_paper
from wsoa.capabilities import Capability
from wsoa.models import User

QUOTE_LIMIT = 1_000


@service
def add_comment(
    *,
    section: PaperSection,
    text: str,
    by: User,
    quote: str = "",
    answers: MarginComment | None = None,
    now: datetime | None = None,
) -> MarginComment:
    """Say something in the margin: about the words quoted, about the whole section, or in answer to another comment.

    The same words of the same person less than ten minutes before are that comment. Raises Refused where
    nothing is said, or where the comment that is answered stands elsewhere or is an answer itself.
    """
    paper = section.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    if answers is not None and (answers.section_id != section.pk or answers.answers_id):
        raise Refused("Choose a comment of this section to answer.", field="answers")
    text = clean_text(text, field="text", label="The comment")
    if not says_something(text):
        raise Refused("Write the comment.", field="text")
    quote = clean_text(quote, field="quote", label="The quotation", limit=QUOTE_LIMIT)
    given = {"section": section, "answers": answers, "quote": quote, "text": text, "by": by}
    same = MarginComment.objects.filter(**given, at__gt=at - SENT_TWICE).first()
    if same is not None:
        return same
    comment = MarginComment.objects.create(**given, at=at)
    summary = f"{paper.title}: {section.heading}: “{Truncator(text).chars(80)}”"
    audit(AuditEvent.PAPER_COMMENTED, summary, by=by, at=at, area=area, plan=paper.plan)
    return comment


@service
def settle_comment(
    *, comment: MarginComment, by: User, now: datetime | None = None
) -> CommentSettling:
    """Say that a comment, with its answers, is dealt with. Done twice, it was done once. Raises Refused for an answer."""
    section = comment.section
    paper = section.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    if comment.answers_id:
        raise Refused("Settle the comment that was answered, not the answer.")
    settled = CommentSettling.objects.filter(comment=comment).first()
    if settled is not None:
        return settled
    settled = CommentSettling.objects.create(comment=comment, at=at, by=by)
    summary = f"{paper.title}: {section.heading}: a comment settled"
    audit(AuditEvent.PAPER_COMMENTED, summary, by=by, at=at, area=area, plan=paper.plan)
    return settled
