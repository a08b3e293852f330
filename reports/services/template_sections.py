"""The sections that papers of a template begin with: added, changed, moved, removed. No paper is touched."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from actions import permissions
from actions.errors import Refused
from actions.services.rows import change, one_line, remove, take
from actions.services.writing import service
from actions.text import clean_text
from reports.choices import SectionKind
from reports.models import PaperTemplate, TemplateSection
from reports.services.papers import SECTION_LIMIT, checked_ground
from reports.services.sections import HEADING_LIMIT
from reports.services.templates import begin_template, tell
from reports.wording import unknown_in_template
from wsoa.capabilities import Capability
from wsoa.models import User

MOST_SECTIONS = 100


@service
def add_template_section(
    *,
    template: PaperTemplate,
    kind: SectionKind,
    heading: str,
    by: User,
    guidance: str = "",
    text: str = "",
    is_mandatory: bool = False,
    is_exempt: bool = False,
    ground: str = "",
    now: datetime | None = None,
) -> TemplateSection:
    """Add a section after the last one of its kind. Raises Refused for what `change_template_section` refuses."""
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    number = template.sections.count()
    if number >= MOST_SECTIONS:
        raise Refused(f"A template has {MOST_SECTIONS} sections at most. Remove one first.")
    section = TemplateSection.objects.create(
        template=template,
        order=number + 1,
        kind=kind,
        heading=_checked_heading(heading),
        guidance=_checked_guidance(guidance),
        text=_checked_text(template, text),
        is_mandatory=is_mandatory,
        is_exempt=is_exempt,
        ground=checked_ground(ground) if is_exempt else "",
    )
    tell(template, f"{section.heading} added", by=by, at=at)
    return section


@service
def change_template_section(
    *,
    section: TemplateSection,
    kind: SectionKind,
    heading: str,
    guidance: str,
    text: str,
    is_mandatory: bool,
    is_exempt: bool,
    ground: str,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> TemplateSection:
    """Change a section of the papers to come. Raises Refused for standard wording with a figure or a block that there is not, and
    where the ground of an exemption is missing; Stale where somebody has changed it since the version that was `seen`."""
    template = section.template
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    take(section, seen)
    said = change(
        section,
        kind=kind,
        heading=_checked_heading(heading),
        guidance=_checked_guidance(guidance),
        text=section.text if text == section.text else _checked_text(template, text),
        is_mandatory=is_mandatory,
        is_exempt=is_exempt,
        ground=checked_ground(ground) if is_exempt else "",
    )
    if said:
        tell(template, f"{section.heading}: {said}", by=by, at=at)
    return section


@service
def move_template_section(
    *, section: TemplateSection, up: bool, by: User, now: datetime | None = None
) -> None:
    """Let a section change places with the next one of its kind, before or after it. At the end it stays where it is. Whoever has the
    section open is not disturbed: its version stays."""
    template = section.template
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    take(section, None)
    ordered = list(template.sections.all())
    same = [each for each in ordered if each.kind == section.kind]
    place = same.index(section)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(same):
        return
    one, two = ordered.index(same[place]), ordered.index(same[other])
    ordered[one], ordered[two] = ordered[two], ordered[one]
    _put_in_order(ordered)
    tell(template, f"{section.heading} moved {'up' if up else 'down'}", by=by, at=at)


@service
def remove_template_section(
    *, section: TemplateSection, by: User, now: datetime | None = None
) -> None:
    """Remove a section from the papers to come. What it said stays in its history."""
    template = section.template
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    take(section, None)
    heading = section.heading
    remove(section, "Something needs this section. It cannot be removed.")
    _put_in_order(template.sections.all())
    tell(template, f"{heading} removed", by=by, at=at)


def _put_in_order(ordered: Iterable[TemplateSection]) -> None:
    """Number the sections from 1 without gaps. It leaves no row in their histories: their place is no part of what they say."""
    for order, section in enumerate(ordered, start=1):
        if section.order != order:
            TemplateSection.objects.filter(pk=section.pk).update(order=order)


def _checked_heading(heading: str) -> str:
    return one_line(heading, field="heading", label="heading", limit=HEADING_LIMIT)


def _checked_guidance(guidance: str) -> str:
    return clean_text(guidance, field="guidance", label="The guidance")


def _checked_text(template: PaperTemplate, text: str) -> str:
    text = clean_text(text, field="text", label="The standard wording", limit=SECTION_LIMIT)
    unknown = unknown_in_template(text, template.area, timezone.localdate())
    if unknown:
        raise Refused(
            f"There is no {', no '.join(unknown)}. Take a figure or a block from the lists below the text, or "
            "take it out.",
            field="text",
        )
    return text
