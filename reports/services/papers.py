"""Starting papers and writing in them.

A paper changes nothing that a plan says, so its writers wait for each other on the paper's row, and plans keep their
revisions: what is remembered of them stays good while somebody types.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Plan
from actions.services.rows import one_line, take
from actions.services.writing import audit, service
from actions.text import clean_text
from actions.working_days import papers_due
from boards.models import Meeting
from reports.facts import Facts
from reports.figures import Figures
from reports.models import (
    ClearanceStep,
    Paper,
    PaperSection,
    PaperTemplate,
    SectionVersion,
)
from reports.naming import unknown_names
from reports.papers import draft_of
from wsoa.capabilities import Capability
from wsoa.models import User

TITLE_LIMIT = 300
SECTION_LIMIT = 50_000
REST = timedelta(minutes=10)
"""After so long without a save, what stood before the next one is kept as a version."""


def begin_paper(paper: Paper, now: datetime | None) -> datetime:
    """Take the paper's turn and return the time of writing."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    return now or timezone.now()


@service
def start_paper(
    *,
    plan: Plan,
    template: PaperTemplate,
    title: str,
    as_at: date,
    by: User,
    meeting: Meeting | None = None,
    body: str = "",
    meeting_on: date | None = None,
    now: datetime | None = None,
) -> Paper:
    """Start a paper from the template: its sections, their standard wording, and the steps of its clearance with their days counted back
    from despatch. With a `meeting` of the area's boards, committee and day are its own. Raises Refused for a template or a
    meeting of another area."""
    at = now or timezone.now()
    area = plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    if template.area_id != area.pk or template.is_retired:
        raise Refused("Choose a template of this area.", field="template")
    if meeting is not None:
        if meeting.board.area_id != area.pk:
            raise Refused("Choose a meeting of this area.", field="meeting")
        body, meeting_on = meeting.board.title, meeting.held_on
    despatch = papers_due(meeting_on, template.despatch_days) if meeting_on else None
    paper = Paper.objects.create(
        plan=plan,
        template=template,
        title=one_line(title, field="title", label="title of the paper", limit=TITLE_LIMIT),
        body=body or template.body,
        meeting=meeting,
        meeting_on=meeting_on,
        as_at=as_at,
        despatch_on=despatch,
        numbering=template.numbering,
        appendices=template.appendices,
        word_limit=template.word_limit,
        log_is_public=template.log_is_public,
        created_at=at,
        created_by=by,
    )
    for section in template.sections.all():
        PaperSection.objects.create(
            paper=paper,
            order=section.order,
            kind=section.kind,
            heading=section.heading,
            guidance=section.guidance,
            text=section.text,
            is_mandatory=section.is_mandatory,
            is_exempt=section.is_exempt,
            ground=section.ground,
            changed_at=at,
            changed_by=by,
        )
    for step in template.steps.all():
        ClearanceStep.objects.create(
            paper=paper,
            order=step.order,
            kind=step.kind,
            role=step.role,
            post=step.post,
            is_mandatory=step.is_mandatory,
            due_on=papers_due(despatch, step.days) if despatch else None,
        )
    audit(AuditEvent.PAPER_DRAFTED, paper.title, by=by, at=at, area=area, plan=plan)
    return paper


@service
def write_section(
    *,
    section: PaperSection,
    text: str,
    by: User,
    seen: int | None = None,
    keep: bool = False,
    now: datetime | None = None,
) -> PaperSection:
    """Save the text of a section.

    `seen` is the version that was read: raises Stale where somebody has saved another since. What stood before is kept as a version where another
    person wrote it, or it rested for ten minutes; with `keep` the new text is kept as one too. Raises Refused for a figure or a
    block there is not.
    """
    paper = section.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(section, None)
    if seen is not None and section.version != seen:
        raise Stale(
            "Somebody else has saved this section since you opened it. Their words are shown beside "
            "yours: put both together, then save."
        )
    text = clean_text(text, field="text", label="The section", limit=SECTION_LIMIT)
    unknown = unknown_names(text, Figures(Facts(paper.plan, paper.as_at), draft_of(paper)))
    if unknown:
        raise Refused(f"{section.heading}: there is no {', no '.join(unknown)}.", field="text")
    if text != section.text:
        if section.changed_by_id != by.pk or at - section.changed_at >= REST:
            _keep(section, at=section.changed_at, by=section.changed_by)
            summary = f"{paper.title}: {section.heading}"
            audit(AuditEvent.PAPER_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)
        section.text = text
        section.version += 1
        section.changed_at = at
        section.changed_by = by
        section.save()
    if keep:
        _keep(section, at=at, by=by)
    return section


def _keep(section: PaperSection, *, at: datetime, by: User) -> None:
    """Keep the section's text as a version, unless it is one."""
    SectionVersion.objects.get_or_create(
        section=section,
        version=section.version,
        defaults={"text": section.text, "at": at, "by": by},
    )
