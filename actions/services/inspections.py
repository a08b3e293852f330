"""Recording an inspection, changing it, taking one out that was recorded by mistake, and saying which one a plan
answers.

What it found is in actions/services/weaknesses.py, its documents in actions/services/inspection_documents.py, what
a revisit judged in actions/services/revisits.py; their services are offered here as well.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, Framework
from actions.errors import Refused
from actions.inspecting import KINDS, answers_as_at, weaknesses_behind
from actions.models import (
    AccountableBody,
    Area,
    Inspection,
    Organisation,
    Plan,
    Theme,
    Weakness,
)
from actions.services.inspection_checks import check_what_follows, checked_inspection
from actions.services.inspection_documents import add_document, withdraw_document
from actions.services.revisits import (
    record_consequence,
    record_judgement,
    record_judgements,
    retract_consequence,
)
from actions.services.rows import begin_area, change, remove, take, take_turn_of
from actions.services.weaknesses import (
    add_strength,
    add_strengths,
    add_weakness,
    add_weaknesses,
    change_strength,
    change_weakness,
    remove_strength,
    remove_weakness,
)
from actions.services.writing import audit, begin, service
from wsoa.capabilities import Capability
from wsoa.models import User

__all__ = [
    "add_document",
    "add_strength",
    "add_strengths",
    "add_weakness",
    "add_weaknesses",
    "change_inspection",
    "change_strength",
    "change_weakness",
    "record_consequence",
    "record_inspection",
    "record_judgement",
    "record_judgements",
    "remove_inspection",
    "remove_strength",
    "remove_weakness",
    "retract_consequence",
    "set_inspection",
    "withdraw_document",
]

STAYS = (
    "It has weaknesses, strengths, documents or judgements, or a plan or a revisit follows it, so it stays. "
    "Change it instead."
)


@service
def record_inspection(
    *,
    area: Area,
    framework: Framework,
    began_on: date,
    ended_on: date,
    by: User,
    letter_on: date | None = None,
    received_on: date | None = None,
    published_on: date | None = None,
    letter_url: str = "",
    summary: str = "",
    revisits: Inspection | None = None,
    bodies: Sequence[Organisation] = (),
    now: datetime | None = None,
) -> Inspection:
    """Record an inspection of the area. Raises Refused where dates contradict each other, are to come, or a
    revisit does not name the inspection that it follows up."""
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    inspection = Inspection(area=area)
    values = checked_inspection(
        inspection,
        at,
        framework=framework,
        began_on=began_on,
        ended_on=ended_on,
        letter_on=letter_on,
        received_on=received_on,
        published_on=published_on,
        letter_url=letter_url,
        summary=summary,
        revisits=revisits,
    )
    for name, value in values.items():
        setattr(inspection, name, value)
    inspection.save()
    _set_bodies(inspection, bodies)
    audit(AuditEvent.INSPECTION_CHANGED, f"{inspection}: recorded", by=by, at=at, area=area)
    return inspection


@service
def change_inspection(
    *,
    inspection: Inspection,
    framework: Framework,
    began_on: date,
    ended_on: date,
    by: User,
    letter_on: date | None = None,
    received_on: date | None = None,
    published_on: date | None = None,
    letter_url: str = "",
    summary: str = "",
    revisits: Inspection | None = None,
    bodies: Sequence[Organisation] = (),
    seen: int | None = None,
    now: datetime | None = None,
) -> Inspection:
    """Change what is recorded of an inspection. `seen` is the version looked at.

    Under another framework what it found goes by that framework's word. Raises Refused as for a new one, and
    where what is recorded of it already would come to lie before it.
    """
    area = inspection.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    take(inspection, seen)
    values = checked_inspection(
        inspection,
        at,
        framework=framework,
        began_on=began_on,
        ended_on=ended_on,
        letter_on=letter_on,
        received_on=received_on,
        published_on=published_on,
        letter_url=letter_url,
        summary=summary,
        revisits=revisits,
    )
    check_what_follows(inspection, Framework(framework), began_on, ended_on, revisits)
    said = change(inspection, **values)
    renamed = _rename_kinds(inspection)
    bodies_said = _set_bodies(inspection, bodies)
    told = "; ".join(each for each in (said, renamed, bodies_said) if each)
    if told:
        summary_said = f"{inspection}: {told}"
        audit(AuditEvent.INSPECTION_CHANGED, summary_said, by=by, at=at, area=area)
    return inspection


@service
def remove_inspection(
    *, inspection: Inspection, by: User, seen: int | None = None, now: datetime | None = None
) -> None:
    """Take out an inspection recorded by mistake, of which nothing else is recorded."""
    area = inspection.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    take(inspection, seen)
    said = str(inspection)
    for body in inspection.accountable_bodies.all():
        remove(body, STAYS)
    remove(inspection, STAYS)
    audit(AuditEvent.INSPECTION_CHANGED, f"{said}: removed", by=by, at=at, area=area)


@service
def set_inspection(
    *,
    plan: Plan,
    inspection: Inspection | None,
    by: User,
    seen: int | None = None,
    now: datetime | None = None,
) -> Plan:
    """Say which inspection the plan answers, None for none.

    Raises Refused while its themes or actions answer what another inspection found.
    """
    take_turn_of(plan.area)
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    take(plan, seen)
    if inspection is not None and inspection.area_id != plan.area_id:
        raise Refused("Choose an inspection of this area.", field="inspection")
    stays = weaknesses_behind(inspection) if inspection is not None else []
    _check_answers_stay(plan, stays, timezone.localdate(at))
    said = change(plan, inspection=inspection)
    if said:
        audit(AuditEvent.PLAN_CHANGED, said, by=by, at=at, area=plan.area, plan=plan)
    return plan


def _rename_kinds(inspection: Inspection) -> str:
    """Let what was found go by a word that the framework knows; what changed in words."""
    kinds = KINDS[Framework(inspection.framework)]
    said = []
    for weakness in inspection.weaknesses.all():
        if kinds and weakness.kind not in kinds:
            said.append(f"{weakness.number}: {change(weakness, kind=kinds[0])}")
    return "; ".join(said)


def _set_bodies(inspection: Inspection, bodies: Sequence[Organisation]) -> str:
    """Let these be the accountable bodies, in this order; what changed in words."""
    wanted = list(dict.fromkeys(bodies))
    if any(body.area_id != inspection.area_id for body in wanted):
        raise Refused("Choose partners of this area.", field="bodies")
    present = list(inspection.accountable_bodies.select_related("organisation"))
    if [body.organisation for body in present] == wanted:
        return ""
    for body in present:
        remove(body, STAYS)
    for organisation in wanted:
        AccountableBody.objects.create(inspection=inspection, organisation=organisation)
    names = ", ".join(organisation.short_name for organisation in wanted)
    return f"accountable: {names or 'nobody'}"


def _check_answers_stay(plan: Plan, stays: Sequence[Weakness], today: date) -> None:
    """Raise Refused where the plan's themes or actions answer a weakness that is none of these."""
    others = Weakness.objects.filter(inspection__area=plan.area).exclude(
        pk__in=[weakness.pk for weakness in stays]
    )
    themes = set(Theme.objects.filter(plan=plan).values_list("pk", flat=True))
    actions = set(plan.actions.values_list("pk", flat=True))
    found = answers_as_at(others, today)
    if any(answers.themes & themes or answers.actions & actions for answers in found.values()):
        raise Refused(
            "Themes or actions of this plan answer weaknesses of the inspection that it has answered so "
            "far. Say of these weaknesses first that they answer them no more.",
            field="inspection",
        )
