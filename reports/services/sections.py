"""Adding and removing the sections of a paper."""

from datetime import datetime

from django.db.models import Max

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.services.rows import one_line, remove, take
from actions.services.writing import audit, service
from reports.choices import SectionKind
from reports.models import Paper, PaperSection
from reports.services.papers import begin_paper
from wsoa.capabilities import Capability
from wsoa.models import User

HEADING_LIMIT = 300


@service
def add_section(
    *, paper: Paper, kind: SectionKind, heading: str, by: User, now: datetime | None = None
) -> PaperSection:
    """Add a section after the last one."""
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    last = paper.sections.aggregate(last=Max("order"))["last"] or 0
    section = PaperSection.objects.create(
        paper=paper,
        order=last + 1,
        kind=kind,
        heading=one_line(heading, field="heading", label="heading", limit=HEADING_LIMIT),
        changed_at=at,
        changed_by=by,
    )
    summary = f"{paper.title}: {section.heading} added"
    audit(AuditEvent.PAPER_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)
    return section


@service
def remove_section(*, section: PaperSection, by: User, now: datetime | None = None) -> None:
    """Remove a section. Raises Refused for a mandatory one, and where anything was written, which is kept."""
    paper = section.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(section, None)
    if section.is_mandatory:
        raise Refused("The template asks for this section. It cannot be removed.", field="section")
    written = "Somebody has written here. Empty the section instead."
    if section.version > 1:
        raise Refused(written, field="section")
    remove(section, written)
    summary = f"{paper.title}: {section.heading} removed"
    audit(AuditEvent.PAPER_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)
