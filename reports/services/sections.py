"""Adding, renaming, moving and removing the sections of a paper, and what is exempt."""

from datetime import datetime

from django.db.models import Max

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.services.rows import change, one_line, remove, take
from actions.services.writing import audit, service
from reports.choices import SectionKind
from reports.models import Paper, PaperSection
from reports.services.papers import begin_paper, checked_ground
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
def change_section(
    *,
    section: PaperSection,
    heading: str,
    by: User,
    is_exempt: bool = False,
    ground: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> PaperSection:
    """Rename a section, and say whether it is exempt (Part II), which needs the ground. Raises Stale where somebody else has done so
    since the version that was `seen`."""
    paper = section.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(section, seen)
    said = change(
        section,
        heading=one_line(heading, field="heading", label="heading", limit=HEADING_LIMIT),
        is_exempt=is_exempt,
        ground=checked_ground(ground) if is_exempt else "",
    )
    if said:
        summary = f"{paper.title}: {section.heading}: {said}"
        audit(AuditEvent.PAPER_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)
    return section


@service
def move_section(*, section: PaperSection, up: bool, by: User, now: datetime | None = None) -> None:
    """Let a section change places with the next one of its kind, before or after it. At the end it stays where it is. Raises Stale
    where it was removed meanwhile."""
    paper = section.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(section, None)
    ordered = list(paper.sections.all())
    same = [each for each in ordered if each.kind == section.kind]
    place = [each.pk for each in same].index(section.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(same):
        return
    one, two = ordered.index(same[place]), ordered.index(same[other])
    ordered[one], ordered[two] = ordered[two], ordered[one]
    for order, each in enumerate(ordered, start=1):
        if each.order != order:
            each.order = order
            each.save()
    summary = f"{paper.title}: {section.heading} moved {'up' if up else 'down'}"
    audit(AuditEvent.PAPER_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)


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
