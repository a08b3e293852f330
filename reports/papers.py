"""Reading papers: a draft from its rows, and the one that answers a request for a plan's paper as at a date."""

from base64 import b64encode
from dataclasses import replace
from datetime import date

from actions import file_store
from actions.models import Plan
from reports.choices import AppendixNaming, Numbering, SectionKind, StepEvent, StepKind
from reports.clearance.loading import step_value, steps_of
from reports.clearance.texts import text_digest
from reports.drafts import PaperDraft, SectionDraft, StepDraft
from reports.models import (
    Branding,
    ClearanceStep,
    Paper,
    PaperTemplate,
    TemplateSection,
    TemplateStep,
)
from reports.paper import Look
from reports.shipped import shipped_template


def draft_of(paper: Paper) -> PaperDraft:
    """The paper's draft. In a fixed number of queries."""
    sections = list(paper.sections.all())
    digest = text_digest(paper, sections)
    return PaperDraft(
        title=paper.title,
        council=look_of(paper.plan).name,
        body=paper.body,
        meeting_on=paper.meeting_on,
        as_at=paper.as_at,
        sections=tuple(
            SectionDraft(
                kind=SectionKind(section.kind),
                heading=section.heading,
                text=section.text,
                guidance=section.guidance,
                is_mandatory=section.is_mandatory,
                ground=section.ground,
                key=section.pk,
            )
            for section in sections
        ),
        steps=tuple(_step(step, digest) for step in steps_of(paper)),
        numbering=Numbering(paper.numbering),
        appendices=AppendixNaming(paper.appendices),
        log_is_public=paper.log_is_public,
        ground=paper.ground,
        urgency=paper.urgency,
        despatch_on=paper.despatch_on,
    )


def paper_draft(plan: Plan, template: str, as_at: date) -> PaperDraft:
    """The plan's newest paper of the template (its key) for the date; else the form of its newest paper of any date, which says what
    date its words were written for; else the area's template, or the shipped one, with nothing written. Raises KeyError
    for a key that there is not. In a fixed number of queries."""
    papers = Paper.objects.filter(plan=plan, template__key=template).select_related("plan__area")
    found = (
        papers.filter(as_at=as_at).order_by("-id").first()
        or papers.order_by("-as_at", "-id").first()
    )
    if found is not None:
        draft = draft_of(found)
        return draft if found.as_at == as_at else _for_another_date(draft, as_at)
    own = PaperTemplate.objects.filter(area=plan.area, key=template).first()
    title, council = f"{plan.title}: progress", look_of(plan).name
    if own is None:
        return shipped_template(template).begin(title=title, council=council, as_at=as_at)
    return template_draft(own, title=title, council=council, as_at=as_at)


def template_draft(template: PaperTemplate, *, title: str, council: str, as_at: date) -> PaperDraft:
    """A paper of the area's own template that nobody has written in yet."""
    return PaperDraft(
        title=title,
        council=council,
        body=template.body,
        meeting_on=None,
        as_at=as_at,
        sections=tuple(map(section_of_template, template.sections.all())),
        steps=tuple(map(_step_of_template, template.steps.select_related("post"))),
        numbering=Numbering(template.numbering),
        appendices=AppendixNaming(template.appendices),
        log_is_public=template.log_is_public,
    )


def section_of_template(section: TemplateSection) -> SectionDraft:
    """What a paper begins with."""
    return SectionDraft(
        kind=SectionKind(section.kind),
        heading=section.heading,
        text=section.text,
        guidance=section.guidance,
        is_mandatory=section.is_mandatory,
        ground=section.ground,
        key=section.pk,
    )


def _step_of_template(step: TemplateStep) -> StepDraft:
    return StepDraft(
        kind=StepKind(step.kind),
        role=step.role,
        post=step.post.title if step.post else "",
        is_mandatory=step.is_mandatory,
        order=step.order,
        days=step.days,
    )


def look_of(plan: Plan) -> Look:
    """How the area's papers look, without its files."""
    branding = Branding.objects.filter(area=plan.area_id).first()
    if branding is None:
        return Look(plan.area.name)
    return Look(branding.name or plan.area.name, branding.colour)


def printed_look(plan: Plan) -> Look:
    """The same with logo and Word styles. A file that is gone, because it held personal data, is left out."""
    branding = Branding.objects.filter(area=plan.area_id).first()
    if branding is None:
        return Look(plan.area.name)
    logo = _stored(branding.logo)
    kind = "png" if logo.startswith(b"\x89PNG") else "jpeg"
    return Look(
        name=branding.name or plan.area.name,
        colour=branding.colour,
        logo=f"data:image/{kind};base64,{b64encode(logo).decode()}" if logo else "",
        logo_text=branding.logo_text,
        word_styles=_stored(branding.word_styles),
    )


def _stored(name: str) -> bytes:
    if not name:
        return b""
    try:
        return b"".join(file_store.content_of(name))
    except FileNotFoundError:
        return b""


def _for_another_date(draft: PaperDraft, as_at: date) -> PaperDraft:
    """The words and the form of a draft, without its meeting's date and what was done to clear it."""
    return replace(
        draft,
        as_at=as_at,
        worded_for=draft.as_at,
        meeting_on=None,
        despatch_on=None,
        steps=tuple(
            replace(
                step,
                issued_on=None,
                returned_on=None,
                confirmed_on=None,
                due_on=None,
                comments="",
                how="",
            )
            for step in draft.steps
        ),
    )


def _step(step: ClearanceStep, digest: str) -> StepDraft:
    """The step with what has happened and was not taken back since. A sign-off of another text than the digest's is none."""
    value = step_value(step)
    days = {each.event: each.happened_on for each in value.standing}
    answers = [each for each in value.standing if each.event != StepEvent.ISSUED]
    last = answers[-1] if answers else None
    is_of_another_text = (
        value.kind == StepKind.SIGN_OFF
        and last is not None
        and last.event == StepEvent.CONFIRMED
        and last.digest != digest
    )
    return StepDraft(
        kind=value.kind,
        role=step.role,
        post=value.post,
        is_mandatory=step.is_mandatory,
        order=step.order,
        due_on=step.due_on,
        issued_on=days.get(StepEvent.ISSUED),
        returned_on=days.get(StepEvent.RETURNED),
        confirmed_on=None if is_of_another_text else days.get(StepEvent.CONFIRMED),
        comments=last.comments if last else "",
        how=last.how if last and not is_of_another_text else "",
    )
