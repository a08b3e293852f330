"""Taking over a shipped template."""

from datetime import datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Area
from actions.services.rows import take_turn_of
from actions.services.writing import audit, service
from reports.models import PaperTemplate, TemplateSection, TemplateStep
from reports.shipped import shipped_keys, shipped_template
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def adopt_template(*, area: Area, key: str, by: User, now: datetime | None = None) -> PaperTemplate:
    """Make a shipped template the area's own, to use and to change. Raises Refused where the area has one of the key, or none
    such is shipped."""
    take_turn_of(area)
    at = now or timezone.now()
    permissions.check(by, area, Capability.WRITE_PAPERS)
    if key not in shipped_keys():
        raise Refused("Choose a template from the list.", field="key")
    if PaperTemplate.objects.filter(area=area, key=key).exists():
        raise Refused("The area has this template already.", field="key")
    shipped = shipped_template(key)
    template = PaperTemplate.objects.create(
        area=area,
        key=key,
        title=shipped.title,
        body=shipped.body,
        numbering=shipped.numbering,
        appendices=shipped.appendices,
        word_limit=shipped.word_limit,
        despatch_days=shipped.despatch_days,
        log_is_public=shipped.log_is_public,
    )
    for order, section in enumerate(shipped.sections, start=1):
        TemplateSection.objects.create(
            template=template,
            order=order,
            kind=section.kind,
            heading=section.heading,
            guidance=section.guidance,
            text=section.text,
            is_mandatory=section.is_mandatory,
            is_exempt=bool(section.ground),
            ground=section.ground,
        )
    for step in shipped.steps:
        TemplateStep.objects.create(
            template=template,
            order=step.order,
            kind=step.kind,
            role=step.role,
            is_mandatory=step.is_mandatory,
            days=step.days,
        )
    audit(
        AuditEvent.PAPER_TEMPLATE_CHANGED,
        f"{shipped.title} taken over",
        by=by,
        at=at,
        area=area,
    )
    return template
