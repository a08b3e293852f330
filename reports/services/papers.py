"""Writing papers."""

from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Plan
from actions.position import position_as_at
from actions.services.writing import audit, begin, service
from reports.drafts import PaperDraft
from reports.figures import UnknownFigure, fill
from reports.models import Appendix, Consultee, Paper, PaperBlock, PaperSection
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def draft_paper(
    *, plan: Plan, template: str, draft: PaperDraft, by: User, now: datetime | None = None
) -> Paper:
    """Save a paper's draft. Raises Refused when one exists for the date, or a figure is unknown."""
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.WRITE_PAPERS)
    if Paper.objects.filter(plan=plan, template=template, as_at=draft.as_at).exists():
        raise Refused("There is a draft of this paper for that date already.", field="as_at")
    _check_figures(plan, draft)
    paper = Paper.objects.create(
        plan=plan,
        template=template,
        title=draft.title,
        council=draft.council,
        meeting=draft.meeting,
        meeting_on=draft.meeting_on,
        as_at=draft.as_at,
        exempt=draft.exempt,
        member_reporting=draft.member_reporting,
        responsible_officer=draft.responsible_officer,
        wards=draft.wards,
        decision_type=draft.decision_type,
        urgent=draft.urgent,
        to_follow=draft.to_follow,
        author=draft.author,
    )
    for section_order, section in enumerate(draft.sections, start=1):
        row = PaperSection.objects.create(
            paper=paper, order=section_order, kind=section.kind, heading=section.heading
        )
        for block_order, block in enumerate(section.blocks, start=1):
            PaperBlock.objects.create(
                section=row, order=block_order, kind=block.kind, text=block.text
            )
    for order, consultee in enumerate(draft.consultees, start=1):
        Consultee.objects.create(
            paper=paper,
            order=order,
            post=consultee.post,
            issued_on=consultee.issued_on,
            returned_on=consultee.returned_on,
        )
    for order, appendix in enumerate(draft.appendices, start=1):
        Appendix.objects.create(paper=paper, order=order, kind=appendix.kind, title=appendix.title)
    audit(AuditEvent.PAPER_DRAFTED, draft.title, by=by, at=at, area=plan.area, plan=plan)
    return paper


def _check_figures(plan: Plan, draft: PaperDraft) -> None:
    position = position_as_at(plan, draft.as_at)
    for section in draft.sections:
        for block in section.blocks:
            try:
                fill(block.text, position)
            except UnknownFigure as error:
                raise Refused(f"{section.heading}: {error}", field="sections") from error
