"""The matrices an area scores its risks on: reading them, setting one up, changing it, taking it out."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.errors import Refused
from actions.forms import seen_id
from actions.forms.risk_matrices import MatrixForm, read_bands, read_levels
from actions.models import RiskMatrix
from actions.risk_matrices import MOST, PRESETS, CellDraft, MatrixDraft, suggested
from actions.risking import MatrixValue, matrices_of
from actions.risking.matrices import draft_of
from actions.services import risk_matrices as services
from actions.services.risk_matrices import is_in_use
from actions.services.rows import version
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import (
    AreaPage,
    Asking,
    Crumb,
    answer,
    area_at,
    removal,
    row_or_404,
)
from wsoa.capabilities import Capability

FORM = "actions/risks/matrix_form.html"
FIRST = "numbers-5-by-5"
"""The preset that somebody begins from who asks for none."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A matrix on the page, with how many risks are scored on it."""

    value: MatrixValue
    risks: int


def _crumbs(page: AreaPage, *after: Crumb) -> list[Crumb]:
    return [
        ("Your areas", reverse("home")),
        (page.area.name, page.url("area")),
        *after,
    ]


def _below(page: AreaPage) -> list[Crumb]:
    return _crumbs(page, ("Risk matrix", page.url("risk-matrix")))


@require_safe
def matrices(request: HttpRequest, area: str) -> HttpResponse:
    """The area's matrices as tables, and the ways to set up another."""
    page = area_at(request, area, Capability.VIEW_PLAN)
    found = matrices_of(page.area)
    numbers = RiskMatrix.objects.filter(area=page.area).with_risks()
    context = page.context() | {
        "crumbs": _crumbs(page, ("Risk matrix", "")),
        "rows": [MatrixRow(value, numbers[value.id]) for value in found.values],
        "presets": [(name, draft) for name, draft in PRESETS.items()],
        "may_change": page.can(Capability.MANAGE_PLAN),
    }
    return render(request, "actions/risks/matrices.html", context)


@page_with_form
def add(request: HttpRequest, area: str) -> HttpResponse:
    """A new matrix, beginning from the preset that the address names."""
    page = area_at(request, area, Capability.MANAGE_PLAN)
    draft = PRESETS.get(request.GET.get("preset", FIRST))
    if draft is None:
        raise Http404("There is no such preset.")

    def save(values: dict[str, Any]) -> tuple[str, str]:
        matrix = services.set_up_matrix(area=page.area, **values, by=page.user)
        return page.url("risk-matrix"), f"{matrix.title} is set up. Risks can be scored on it."

    asking = Asking(
        "Set up a risk matrix",
        _below(page),
        page.url("risk-matrix"),
        page.area.name,
        button="Set up this matrix",
        template=FORM,
    )
    return _answer(request, page, draft, asking, save)


@page_with_form
def change(request: HttpRequest, area: str, matrix: int) -> HttpResponse:
    """Changing a matrix; of one in use, its words and colours."""
    page = area_at(request, area, Capability.MANAGE_PLAN)
    row = row_or_404(RiskMatrix.objects.filter(area=page.area), matrix)
    row.area = page.area
    is_used = is_in_use(row)

    def save(values: dict[str, Any]) -> tuple[str, str]:
        services.change_matrix(matrix=row, **values, by=page.user)
        return page.url("risk-matrix"), f"{row.title} is changed."

    asking = Asking(
        f"Change {row.title}",
        _below(page),
        page.url("risk-matrix"),
        page.area.name,
        remove="" if is_used else page.url("risk-matrix-remove", row.pk),
        stays="Risks are scored on it, so it stays." if is_used else "",
        template=FORM,
    )
    return _answer(request, page, draft_of(row), asking, save, row=row, is_used=is_used)


@page_with_form
def remove(request: HttpRequest, area: str, matrix: int) -> HttpResponse:
    """Taking out a matrix on which no risk is scored."""
    page = area_at(request, area, Capability.MANAGE_PLAN)
    row = row_or_404(RiskMatrix.objects.filter(area=page.area), matrix)
    row.area = page.area
    title = row.title

    def save() -> tuple[str, str]:
        services.remove_matrix(matrix=row, by=page.user)
        return page.url("risk-matrix"), f"{title} is removed."

    return removal(
        request,
        page,
        title=f"Remove {title}",
        warning="No risk is scored on it. It can be set up again.",
        crumbs=_below(page),
        cancel=page.url("risk-matrix"),
        button="Remove",
        remove=save,
        stays="Risks are scored on it, so it stays." if is_in_use(row) else "",
    )


def _answer(
    request: HttpRequest,
    page: AreaPage,
    draft: MatrixDraft,
    asking: Asking,
    write: Any,
    *,
    row: RiskMatrix | None = None,
    is_used: bool = False,
) -> HttpResponse:
    """Show the form, draw its grid for other levels, or save it."""
    seen = {"seen": version(row)} if row else {}
    data = posted(request)
    if data is not None and "grid" in data and not is_used:
        typed = _typed(request, draft)
        if typed is not None:
            form = MatrixForm(draft=typed, initial={"seen": data.get("seen", "")})
            context = page.context() | asking.context() | {"form": form}
            return render(request, asking.template, context)
    form = MatrixForm(data, draft=draft, is_used=is_used, initial=seen)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        values = form.values()
        if row is not None:
            values["seen"] = seen_id(given["seen"])
        done: tuple[str, str] = write(values)
        return done

    return answer(request, page, form, asking, save=save, row=row)


def _typed(request: HttpRequest, draft: MatrixDraft) -> MatrixDraft | None:
    """What was typed as a draft, with bands proposed for the cells that had none; None where it cannot be read,
    which the form itself then says."""
    data = request.POST
    try:
        likelihoods, impacts = (
            tuple(read_levels(data.get(name, ""), name)) for name in ("likelihoods", "impacts")
        )
        bands = tuple(read_bands(data.get("bands", "")))
    except Refused:
        return None
    if not (bands and likelihoods and impacts) or max(len(likelihoods), len(impacts)) > MOST:
        return None
    has_numbers = bool(data.get("has_numbers"))
    proposed = suggested(likelihoods, impacts, bands, has_numbers=has_numbers)
    codes = {band.code for band in bands}
    cells = tuple(
        tuple(
            _kept(cell, data.get(f"band-{row}-{column}", ""), codes)
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(proposed)
    )
    return replace(
        draft,
        title=data.get("title", ""),
        likelihoods=likelihoods,
        impacts=impacts,
        bands=bands,
        cells=cells,
        impact_first=bool(data.get("impact_first")),
        has_numbers=has_numbers,
    )


def _kept(cell: CellDraft, band: str, codes: set[str]) -> CellDraft:
    """The cell with the band that was chosen for it, where there still is one."""
    return replace(cell, band=band) if band in codes else cell
