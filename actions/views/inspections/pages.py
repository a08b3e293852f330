"""The list of an area's inspections, one inspection, and recording, changing and removing one."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.choices import Framework
from actions.forms.inspections import InspectionForm
from actions.inspecting import (
    consequence_as_at,
    kinds_of,
    say_kinds,
    weaknesses_as_at,
    weaknesses_behind,
)
from actions.inspecting.listing import InspectionView, inspections_of, say_judged
from actions.inspecting.stories import story_of
from actions.models import Inspection
from actions.services.inspections import (
    STAYS,
    change_inspection,
    record_inspection,
    remove_inspection,
)
from actions.set_up import is_used
from actions.views.inspections.documents import document_items
from actions.views.inspections.loading import InspectionsPage, inspections_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, removal
from actions.views.set_up.lists import as_it_is
from wsoa.capabilities import Capability

DAYS = ("began_on", "ended_on", "letter_on", "received_on", "published_on")

MANAGE = Capability.MANAGE_PLAN


@require_safe
def inspections(request: HttpRequest, area: str) -> HttpResponse:
    """Every inspection of the area, the latest first."""
    page = inspections_page(request, area)
    context = page.context() | {
        "crumbs": [*page.crumbs()[:-1], ("Inspections", "")],
        "rows": inspections_of(page.area, page.today),
        "plans": page.area.plans.filter(inspection__isnull=True) if page.may_change else [],
    }
    return render(request, "actions/inspections/inspections.html", context)


@require_safe
def inspection(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """One inspection: its dates and its letter, what it found, what followed."""
    page = inspections_page(request, area)
    view = page.view_of(inspection)
    found = view.inspection
    context = page.context() | {
        "crumbs": [*page.below(found)[:-1], (str(found), "")],
        "view": view,
        "inspection": found,
        "framework": Framework(found.framework).label,
        "documents": document_items(page, view),
        "follow_up": _follow_up(found),
        **_findings(page, view),
    }
    return render(request, "actions/inspections/inspection.html", context)


def _findings(page: InspectionsPage, view: InspectionView) -> dict[str, object]:
    """What it found; of a revisit, what it judged of what the earlier one found."""
    found = view.inspection
    kinds = kinds_of(found.framework)
    context: dict[str, object] = {
        "finds": bool(kinds),
        "found_title": say_kinds([weakness.kind for weakness in view.weaknesses] or kinds),
        "kinds": len(kinds),
        "weaknesses": weaknesses_as_at(view.weaknesses, page.today),
    }
    if found.revisits is not None:
        before = weaknesses_behind(found.revisits)
        judged = [
            (value, next((each for each in value.judgements if each.revisit_id == found.pk), None))
            for value in weaknesses_as_at(before, page.today)
        ]
        context |= {
            "judged": judged,
            "judged_said": say_judged([each.verdict for _, each in judged if each]),
            "consequence": consequence_as_at(found, page.today),
            "story": story_of(found),
        }
    return context


def _follow_up(inspection: Inspection) -> Framework:
    """The framework of a visit that would follow it up."""
    is_2023 = inspection.framework in (Framework.AREA_2023, Framework.MONITORING_2023)
    return Framework.MONITORING_2023 if is_2023 else Framework.REVISIT


@page_with_form
def inspection_add(request: HttpRequest, area: str) -> HttpResponse:
    """Record an inspection; with `follows` in the address one that follows that one up."""
    page = inspections_page(request, area, MANAGE)
    earlier = _earlier(page, request.GET.get("follows", ""))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = record_inspection(area=page.area, **_read(given), by=page.user)
        return page.url("inspection", made.pk), f"{made} is recorded."

    asking = Asking(
        "Record a revisit" if earlier else "Record an inspection",
        page.crumbs(),
        page.url("inspection", earlier.pk) if earlier else page.url("inspections"),
        page.area.name,
        button="Record inspection",
        intro="What it found, what it praised and its letter come next.",
    )
    initial: dict[str, object] = {}
    if earlier is not None:
        initial = {
            "revisits": earlier.pk,
            "framework": _follow_up(earlier),
            "bodies": [body.organisation_id for body in earlier.accountable_bodies.all()],
        }
    form = InspectionForm(posted(request), area=page.area, initial=initial)
    return answer(request, page, form, asking, save=save)


def _earlier(page: InspectionsPage, typed: str) -> Inspection | None:
    """The inspection of the area that is to be followed up, if the address names one."""
    if not (typed.isdecimal() and typed.isascii() and len(typed) < 18):
        return None
    return Inspection.objects.filter(area=page.area, pk=int(typed)).first()


def _read(given: dict[str, Any]) -> dict[str, Any]:
    return given | {"framework": Framework(given["framework"])}


@page_with_form
def inspection_change(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """An inspection as it is recorded, to be changed."""
    page = inspections_page(request, area, MANAGE)
    row = page.inspection(inspection)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_inspection(inspection=row, **_read(given), by=page.user)
        return page.url("inspection", row.pk), f"{row} is saved."

    stays = STAYS if _is_used(row) else ""
    asking = page.asking(
        row,
        "Change the inspection",
        remove="" if stays else page.url("inspection-remove", row.pk),
        stays=stays,
    )
    initial = as_it_is(row, "framework", "revisits", *DAYS, "letter_url", "summary")
    initial["bodies"] = [body.organisation_id for body in row.accountable_bodies.all()]
    form = InspectionForm(posted(request), area=page.area, inspection=row, initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def inspection_remove(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """Asks, then takes out an inspection of which nothing else is recorded."""
    page = inspections_page(request, area, MANAGE)
    row = page.inspection(inspection)
    said = str(row)
    remove = partial(remove_inspection, inspection=row, by=page.user)

    def removed() -> tuple[str, str]:
        remove()
        return page.url("inspections"), f"{said} is removed."

    return removal(
        request,
        page,
        title="Remove the inspection",
        warning=f"{said} will be gone from the list. The audit keeps what was recorded of it.",
        crumbs=page.below(row),
        cancel=page.url("inspection-change", row.pk),
        button="Remove",
        remove=removed,
        stays=STAYS if _is_used(row) else "",
    )


def _is_used(row: Inspection) -> bool:
    """Whether something beside its accountable bodies points at it."""
    return is_used(row, but={"accountable_bodies"})
