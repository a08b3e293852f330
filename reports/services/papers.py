"""Starting papers and writing in them.

A paper changes nothing that a plan says, so its writers wait for each other on the paper's row, and plans keep their
revisions: what is remembered of them stays good while somebody types.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Area, Plan
from actions.services.rows import change, one_line, take
from actions.services.writing import audit, check_not_far_off, service
from actions.text import clean_text, say_day, says_something
from actions.working_days import papers_due, working_days_until
from boards.models import Meeting
from reports.choices import SectionKind
from reports.facts import Facts
from reports.figures import Figures
from reports.models import (
    ClearanceStep,
    Paper,
    PaperSection,
    PaperTemplate,
    SectionVersion,
    TemplateSection,
)
from reports.naming import unknown_names
from reports.papers import draft_of
from reports.services.templates import adopt_template
from wsoa.capabilities import Capability
from wsoa.models import User

TITLE_LIMIT = 300
BODY_LIMIT = 200
GROUND_LIMIT = 500
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
    template: PaperTemplate | str,
    title: str,
    as_at: date,
    by: User,
    meeting: Meeting | None = None,
    body: str = "",
    meeting_on: date | None = None,
    previous: Paper | None = None,
    now: datetime | None = None,
) -> Paper:
    """Start a paper from the template: its sections, their standard wording, and the steps of its clearance with their days counted back
    from despatch. The key of a shipped template takes that over first. With a `meeting` of the area's boards, committee and day are its
    own. With a `previous` paper its sections are copied, with their words, in place of the template's, and it is exempt as a whole
    where that is: words that are not public become so only where somebody says so (`change_paper`). Raises Refused for a template,
    a meeting or a paper of another area, a template that is retired or has no body, and for days that cannot be meant."""
    at = now or timezone.now()
    area = plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    if isinstance(template, str):
        template = adopt_template(area=area, key=template, by=by, now=now)
    if template.area_id != area.pk:
        raise Refused("Choose a template of this area.", field="template")
    if template.is_retired:
        raise Refused(f"{template.title} is retired. Choose another template.", field="template")
    if previous is not None and previous.plan.area_id != area.pk:
        raise Refused("Choose a paper of this area.", field="previous")
    sections: list[TemplateSection | PaperSection]
    sections = [*(template if previous is None else previous).sections.all()]
    if previous is None and not any(each.kind == SectionKind.BODY for each in sections):
        raise Refused(
            f"{template.title} has no section in its body yet. Add one to the template first.",
            field="template",
        )
    body, meeting_on = _sitting(area, meeting, body, meeting_on)
    _check_days(plan, as_at, meeting_on)
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
        is_exempt=previous is not None and previous.is_exempt,
        ground=previous.ground if previous is not None else "",
        previous=previous,
        created_at=at,
        created_by=by,
    )
    for section in sections:
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
def change_paper(
    *,
    paper: Paper,
    title: str,
    as_at: date,
    by: User,
    meeting: Meeting | None = None,
    body: str = "",
    meeting_on: date | None = None,
    is_exempt: bool = False,
    ground: str = "",
    is_urgent: bool = False,
    urgency: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> Paper:
    """Change what a paper is called, for which meeting and as at which day it is, whether all of it is exempt, and whether it is urgent.

    With another day of the meeting, despatch and the days of clearance move with it. What does not hold is kept empty: a ground
    of a public paper, a reason of one that is not urgent. Raises Refused where a ground or a reason is missing,
    and for what `start_paper` refuses."""
    at = begin_paper(paper, now)
    plan, area = paper.plan, paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(paper, seen)
    body, meeting_on = _sitting(area, meeting, body, meeting_on)
    _check_days(plan, as_at, meeting_on)
    before, template = paper.despatch_on, paper.template
    despatch = before
    if meeting_on != paper.meeting_on:
        despatch = papers_due(meeting_on, template.despatch_days) if meeting_on else None
    said = change(
        paper,
        title=one_line(title, field="title", label="title of the paper", limit=TITLE_LIMIT),
        meeting=meeting,
        body=body or paper.body,
        meeting_on=meeting_on,
        as_at=as_at,
        despatch_on=despatch,
        is_exempt=is_exempt,
        ground=checked_ground(ground) if is_exempt else "",
        is_urgent=is_urgent,
        urgency=checked_urgency(urgency) if is_urgent else "",
    )
    if despatch != before:
        _redate_steps(paper, before)
    if said:
        summary = f"{paper.title}: {said}"
        audit(AuditEvent.PAPER_CHANGED, summary, by=by, at=at, area=area, plan=plan)
    return paper


def checked_ground(ground: str) -> str:
    """The ground of an exemption on one line; raises Refused where nothing is said."""
    ground = one_line(
        ground, field="ground", label="ground on which it is exempt", limit=GROUND_LIMIT
    )
    if not says_something(ground):
        raise Refused("Enter the ground on which it is exempt.", field="ground")
    return ground


def checked_urgency(urgency: str, field: str = "urgency") -> str:
    """Why a paper is urgent; raises Refused, of the form's `field`, where nothing is said."""
    urgency = clean_text(urgency, field=field, label="The reason for the urgency")
    if not says_something(urgency):
        raise Refused("Say why the paper is urgent.", field=field)
    return urgency


def _sitting(
    area: Area, meeting: Meeting | None, body: str, meeting_on: date | None
) -> tuple[str, date | None]:
    """The committee and its day: those of the meeting where there is one."""
    if meeting is None:
        return _clean_body(body), meeting_on
    if meeting.board.area_id != area.pk:
        raise Refused("Choose a meeting of this area.", field="meeting")
    return meeting.board.title, meeting.held_on


def _clean_body(body: str) -> str:
    return " ".join(clean_text(body, field="body", label="The committee", limit=BODY_LIMIT).split())


def _check_days(plan: Plan, as_at: date, meeting_on: date | None) -> None:
    """Refuse figures of a day before the plan began or after the meeting, and days that are years away."""
    if as_at < plan.starts_on:
        raise Refused(
            f"The as-at date must be on or after {say_day(plan.starts_on)}, when the plan began.",
            field="as_at",
        )
    if meeting_on is None:
        check_not_far_off(as_at, timezone.localdate(), 30, field="as_at", what="The as-at date")
        return
    check_not_far_off(meeting_on, as_at, 2, field="meeting_on", what="The day of the meeting")
    if as_at > meeting_on:
        raise Refused(
            f"The as-at date must be on or before {say_day(meeting_on)}, the day of the meeting.",
            field="as_at",
        )


def _redate_steps(paper: Paper, before: date | None) -> None:
    """Count the days of clearance back from the new day of despatch: as many working days as they were, or as the template says."""
    template_days = dict(paper.template.steps.values_list("role", "days"))
    for step in paper.steps.all():
        days = template_days.get(step.role, 0)
        if before is not None and step.due_on is not None:
            days = working_days_until(step.due_on, before)
        due = papers_due(paper.despatch_on, days) if paper.despatch_on else None
        if due != step.due_on:
            step.due_on = due
            step.save()


@service
def write_section(
    *,
    section: PaperSection,
    text: str,
    by: User,
    seen: int | None = None,
    keep: bool = False,
    facts: Facts | None = None,
    now: datetime | None = None,
) -> PaperSection:
    """Save the text of a section.

    `seen` is the version that was read: raises Stale where somebody has saved other words since, or removed the section. What stood before is
    kept as a version at the first save, where another person wrote it, and where it rested for ten minutes; the audit trail says so
    then, not at every save while somebody types. With `keep` the new text is kept as one too. Raises Refused for a figure or a block there
    is not, told from the `facts` of the paper's day where they are at hand.
    """
    paper = section.paper
    at = begin_paper(paper, now)
    area = paper.plan.area
    permissions.check(by, area, Capability.WRITE_PAPERS)
    take(section, None)
    text = clean_text(text, field="text", label="The section", limit=SECTION_LIMIT)
    if seen is not None and section.version != seen and section.text != text:
        raise Stale(
            "Somebody else has saved this section since you opened it. Their words are shown beside "
            "yours: put both together, then save."
        )
    unknown = unknown_names(text, Figures(facts or Facts(paper.plan, paper.as_at), draft_of(paper)))
    if unknown:
        raise Refused(f"{section.heading}: there is no {', no '.join(unknown)}.", field="text")
    if text != section.text:
        is_first = section.version == 1
        if is_first or section.changed_by_id != by.pk or at - section.changed_at >= REST:
            _keep(section, at=section.changed_at, by=section.changed_by)
            summary = f"{paper.title}: {section.heading}"
            audit(AuditEvent.PAPER_CHANGED, summary, by=by, at=at, area=area, plan=paper.plan)
        section.text = text
        section.version += 1
        section.changed_at = at
        section.changed_by = by
        _store(section)
    if keep:
        _keep(section, at=at, by=by)
    return section


def _store(section: PaperSection) -> None:
    """Write the text alone: a save of it leaves no row in the history of the section's set-up."""
    PaperSection.objects.filter(pk=section.pk).update(
        text=section.text,
        version=section.version,
        changed_at=section.changed_at,
        changed_by=section.changed_by,
    )


def _keep(section: PaperSection, *, at: datetime, by: User) -> None:
    """Keep the section's text as a version, unless it is one."""
    SectionVersion.objects.get_or_create(
        section=section,
        version=section.version,
        defaults={"text": section.text, "at": at, "by": by},
    )
