"""An area's paper templates: taken over, copied, made anew, changed, retired. Their sections and steps have modules of their own.

A template is copied into each paper that is started from it, so nothing here touches a paper.
"""

import re
from datetime import datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import Area
from actions.services.rows import change, check_free, one_line, take, take_turn_of
from actions.services.writing import audit, service
from reports.choices import AppendixNaming, Numbering
from reports.models import PaperTemplate, TemplateSection, TemplateStep
from reports.shipped import shipped_keys, shipped_template
from wsoa.capabilities import Capability
from wsoa.models import User

KEY_LIMIT = 40
TITLE_LIMIT = 200
BODY_LIMIT = 200
MOST_WORDS = 100_000
MOST_DAYS = 60
"""Working days before a meeting or before despatch: a quarter of a year."""

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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


@service
def copy_template(
    *, template: PaperTemplate, key: str, title: str, by: User, now: datetime | None = None
) -> PaperTemplate:
    """Make another template with the same settings, sections and steps, under a key and a title of its own. A retired one may be
    copied; the copy is in use. Raises Refused for a key or a title that is taken."""
    area = template.area
    at = begin_template(template, now)
    permissions.check(by, area, Capability.WRITE_PAPERS)
    copy = PaperTemplate.objects.create(
        area=area,
        key=_checked_key(area, key),
        title=_checked_title(area, title),
        body=template.body,
        numbering=template.numbering,
        appendices=template.appendices,
        word_limit=template.word_limit,
        despatch_days=template.despatch_days,
        log_is_public=template.log_is_public,
    )
    for section in template.sections.all():
        TemplateSection.objects.create(
            template=copy,
            order=section.order,
            kind=section.kind,
            heading=section.heading,
            guidance=section.guidance,
            text=section.text,
            is_mandatory=section.is_mandatory,
            is_exempt=section.is_exempt,
            ground=section.ground,
        )
    for step in template.steps.all():
        TemplateStep.objects.create(
            template=copy,
            order=step.order,
            kind=step.kind,
            role=step.role,
            post_id=step.post_id,
            is_mandatory=step.is_mandatory,
            days=step.days,
        )
    tell(copy, f"copied from {template.title}", by=by, at=at)
    return copy


@service
def add_template(
    *,
    area: Area,
    key: str,
    title: str,
    body: str,
    by: User,
    numbering: Numbering = Numbering.PARAGRAPHS,
    appendices: AppendixNaming = AppendixNaming.LETTERS,
    word_limit: int = 0,
    despatch_days: int = 5,
    log_is_public: bool = False,
    now: datetime | None = None,
) -> PaperTemplate:
    """Make a template without sections and steps. Raises Refused for a key or a title that is taken, and numbers out of bounds."""
    take_turn_of(area)
    at = now or timezone.now()
    permissions.check(by, area, Capability.WRITE_PAPERS)
    template = PaperTemplate.objects.create(
        area=area,
        key=_checked_key(area, key),
        title=_checked_title(area, title),
        body=_checked_body(body),
        numbering=numbering,
        appendices=appendices,
        word_limit=_checked_words(word_limit),
        despatch_days=checked_days(despatch_days, field="despatch_days"),
        log_is_public=log_is_public,
    )
    tell(template, "added", by=by, at=at)
    return template


@service
def change_template(
    *,
    template: PaperTemplate,
    title: str,
    body: str,
    numbering: Numbering,
    appendices: AppendixNaming,
    word_limit: int,
    despatch_days: int,
    log_is_public: bool,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> PaperTemplate:
    """Change what papers started from now on take from the template. Its key stays: commands name it. Raises Stale where somebody has changed it
    since the version that was `seen`."""
    area = template.area
    at = begin_template(template, now, seen)
    permissions.check(by, area, Capability.WRITE_PAPERS)
    said = change(
        template,
        title=_checked_title(area, title, template),
        body=_checked_body(body),
        numbering=numbering,
        appendices=appendices,
        word_limit=_checked_words(word_limit),
        despatch_days=checked_days(despatch_days, field="despatch_days"),
        log_is_public=log_is_public,
    )
    if said:
        tell(template, said, by=by, at=at)
    return template


@service
def retire_template(
    *, template: PaperTemplate, by: User, now: datetime | None = None
) -> PaperTemplate:
    """Offer the template no more. Papers that were started from it stay as they are."""
    return _offer(template, is_retired=True, said="retired", by=by, now=now)


@service
def restore_template(
    *, template: PaperTemplate, by: User, now: datetime | None = None
) -> PaperTemplate:
    """Offer a retired template again."""
    return _offer(template, is_retired=False, said="brought back into use", by=by, now=now)


def _offer(
    template: PaperTemplate, *, is_retired: bool, said: str, by: User, now: datetime | None
) -> PaperTemplate:
    at = begin_template(template, now)
    permissions.check(by, template.area, Capability.WRITE_PAPERS)
    if change(template, is_retired=is_retired):
        tell(template, said, by=by, at=at)
    return template


def begin_template(
    template: PaperTemplate, now: datetime | None, seen: int | None = None
) -> datetime:
    """Take the turn of the template's area, read the template again, and return the time of writing."""
    take_turn_of(template.area)
    take(template, seen)
    return now or timezone.now()


def tell(template: PaperTemplate, said: str, *, by: User, at: datetime) -> None:
    """Tell the audit trail what happened to the template."""
    summary = f"{template.title}: {said}"
    audit(AuditEvent.PAPER_TEMPLATE_CHANGED, summary, by=by, at=at, area=template.area)


def checked_days(days: int, *, field: str) -> int:
    """A number of working days; raises Refused for one that cannot be meant."""
    if not 0 <= days <= MOST_DAYS:
        raise Refused(f"Enter a number of working days from 0 to {MOST_DAYS}.", field=field)
    return days


def _checked_words(number: int) -> int:
    if not 0 <= number <= MOST_WORDS:
        raise Refused(
            f"Enter a number of words from 0 to {MOST_WORDS:,}. 0 means no limit.",
            field="word_limit",
        )
    return number


def _checked_key(area: Area, key: str) -> str:
    """The key, which is neither another template's of the area nor a shipped one's."""
    key = one_line(key, field="key", label="key", limit=KEY_LIMIT)
    if not _KEY.fullmatch(key):
        raise Refused(
            "Enter the key as small letters and digits with hyphens between, such as schools-forum.",
            field="key",
        )
    if key in shipped_keys():
        raise Refused(
            f"{key} is the key of a template shipped with the tracker. Choose another.", field="key"
        )
    if PaperTemplate.objects.filter(area=area, key=key).exists():
        raise Refused(f"{key} is the key of another template. Choose another.", field="key")
    return key


def _checked_title(area: Area, title: str, template: PaperTemplate | None = None) -> str:
    """The title, by which it is told from the area's others in a list."""
    title = one_line(title, field="title", label="title", limit=TITLE_LIMIT)
    if template is None or title != template.title:
        others = PaperTemplate.objects.filter(area=area)
        if template is not None:
            others = others.exclude(pk=template.pk)
        taken = "Another template has this title. Choose one that tells them apart."
        check_free(others.values_list("title", flat=True), title, taken, field="title")
    return title


def _checked_body(body: str) -> str:
    return one_line(body, field="body", label="committee it is for", limit=BODY_LIMIT)
