"""What an inspection found: weaknesses and strengths, added one by one or several at once, changed, removed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from actions.choices import WeaknessKind
from actions.errors import Refused
from actions.forms import add_refusal
from actions.forms.inspections import PastedWeaknessesForm, StrengthForm, WeaknessForm
from actions.inspecting import kinds_of, many_of
from actions.models import Inspection, Strength, Weakness
from actions.pasting import NewPart, parse_lines, parse_numbered
from actions.services.arrangement import PartProblem
from actions.services.weaknesses import (
    STAYS,
    add_strength,
    add_strengths,
    add_weakness,
    add_weaknesses,
    change_strength,
    change_weakness,
    problems_with_strengths,
    problems_with_weaknesses,
    remove_strength,
    remove_weakness,
    short_title,
)
from actions.set_up import is_used
from actions.set_up_forms import PasteForm
from actions.views.inspections.loading import InspectionsPage, inspections_page
from actions.views.saving import UNPROCESSABLE, page_with_form, posted
from actions.views.set_up.common import answer, removal, row_or_404
from actions.views.set_up.lists import as_it_is
from wsoa.capabilities import Capability

MANAGE = Capability.MANAGE_PLAN
ANOTHER = {"another": "Add, then another"}
REVISIT = "A revisit judges what the inspection that it follows up found. Add it to that one."


def _what(kinds: Sequence[WeaknessKind]) -> str:
    """One of what the framework finds, within a sentence."""
    words = [kind.label[:1].lower() + kind.label[1:] for kind in kinds]
    return " or ".join([*words[:1], *(word.removeprefix("area ") for word in words[1:])])


def _of_own(page: InspectionsPage, pk: int) -> tuple[Inspection, Sequence[WeaknessKind]]:
    """The inspection, and what it may find."""
    inspection = page.inspection(pk)
    return inspection, kinds_of(inspection.framework)


@page_with_form
def weakness_add(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """Something that the inspection found."""
    page = inspections_page(request, area, MANAGE)
    row, kinds = _of_own(page, inspection)
    if not kinds:
        return _nothing_of_its_own(request, page, row)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = add_weakness(inspection=row, **given, by=page.user)
        url = page.url("weakness-add" if "another" in request.POST else "inspection", row.pk)
        return url, f"{made} is added."

    asking = page.asking(row, f"Add an {_what(kinds)}", button="Add", extra=ANOTHER)
    form = WeaknessForm(posted(request), inspection=row, kinds=kinds, is_new=True)
    return answer(request, page, form, asking, save=save)


def _nothing_of_its_own(
    request: HttpRequest, page: InspectionsPage, row: Inspection
) -> HttpResponse:
    """That a revisit finds nothing of its own."""
    asking = page.asking(row, "What a revisit finds")
    context = page.context() | asking.context() | {"stays": REVISIT}
    return render(request, "actions/set_up/remove.html", context)


@page_with_form
def weakness_change(
    request: HttpRequest, area: str, inspection: int, weakness_id: int
) -> HttpResponse:
    """Something that the inspection found, as it is, to be changed."""
    page = inspections_page(request, area, MANAGE)
    of, kinds = _of_own(page, inspection)
    row = _weakness(of, weakness_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given.setdefault("kind", WeaknessKind(row.kind))
        change_weakness(weakness=row, **given, by=page.user)
        return page.url("inspection", of.pk), f"{row} is saved."

    stays = STAYS if is_used(row) else ""
    asking = page.asking(
        of,
        f"Change {row.number}",
        remove="" if stays else page.url("weakness-remove", of.pk, row.pk),
        stays=stays,
    )
    initial = as_it_is(row, "number", "kind", "title", "words", "lead")
    form = WeaknessForm(posted(request), inspection=of, kinds=kinds, is_new=False, initial=initial)
    return answer(request, page, form, asking, save=save, row=row)


def _weakness(inspection: Inspection, pk: int) -> Weakness:
    row = row_or_404(inspection.weaknesses.all(), pk)
    row.inspection = inspection
    return row


@page_with_form
def weakness_remove(
    request: HttpRequest, area: str, inspection: int, weakness_id: int
) -> HttpResponse:
    """Asks, then takes out what the inspection did not find after all."""
    page = inspections_page(request, area, MANAGE)
    of = page.inspection(inspection)
    row = _weakness(of, weakness_id)
    return _removal(
        request,
        page,
        of,
        row,
        f"{row} will no longer be listed under the inspection. The audit keeps its words.",
        page.url("weakness-change", of.pk, row.pk),
        partial(remove_weakness, weakness=row, by=page.user),
        stays=STAYS if is_used(row) else "",
    )


def _removal(
    request: HttpRequest,
    page: InspectionsPage,
    of: Inspection,
    row: Model,
    warning: str,
    cancel: str,
    service: Callable[[], None],
    *,
    stays: str = "",
) -> HttpResponse:
    called = f"“{short_title(str(row))}”"

    def remove() -> tuple[str, str]:
        service()
        return page.url("inspection", of.pk), f"{called} is removed."

    return removal(
        request,
        page,
        title="Remove a weakness" if isinstance(row, Weakness) else "Remove a strength",
        warning=warning,
        crumbs=page.below(of),
        cancel=cancel,
        button="Remove",
        remove=remove,
        stays=stays,
    )


@page_with_form
def strength_add(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """Something that the inspectors found done well."""
    page = inspections_page(request, area, MANAGE)
    row = page.inspection(inspection)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        add_strength(inspection=row, text=given["text"], by=page.user)
        url = page.url("strength-add" if "another" in request.POST else "inspection", row.pk)
        return url, "The strength is added."

    asking = page.asking(row, "Add a strength", button="Add", extra=ANOTHER)
    return answer(request, page, StrengthForm(posted(request)), asking, save=save)


@page_with_form
def strength_change(
    request: HttpRequest, area: str, inspection: int, strength_id: int
) -> HttpResponse:
    """A strength as it is, to be changed."""
    page = inspections_page(request, area, MANAGE)
    of = page.inspection(inspection)
    row = _strength(of, strength_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_strength(strength=row, **given, by=page.user)
        return page.url("inspection", of.pk), "The strength is saved."

    remove = page.url("strength-remove", of.pk, row.pk)
    asking = page.asking(of, "Change a strength", remove=remove)
    form = StrengthForm(posted(request), initial=as_it_is(row, "text"))
    return answer(request, page, form, asking, save=save, row=row)


def _strength(inspection: Inspection, pk: int) -> Strength:
    row = row_or_404(inspection.strengths.all(), pk)
    row.inspection = inspection
    return row


@page_with_form
def strength_remove(
    request: HttpRequest, area: str, inspection: int, strength_id: int
) -> HttpResponse:
    """Asks, then takes out a strength."""
    page = inspections_page(request, area, MANAGE)
    of = page.inspection(inspection)
    row = _strength(of, strength_id)
    return _removal(
        request,
        page,
        of,
        row,
        f"“{short_title(row.text)}” will no longer be listed under the inspection. The audit keeps its "
        "words.",
        page.url("strength-change", of.pk, row.pk),
        partial(remove_strength, strength=row, by=page.user),
    )


@page_with_form
def weaknesses_paste(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """Several of what the inspection found, with every problem shown before anything is saved."""
    page = inspections_page(request, area, MANAGE)
    row, kinds = _of_own(page, inspection)
    if not kinds:
        return _nothing_of_its_own(request, page, row)
    form = PastedWeaknessesForm(posted(request), kinds=kinds)
    parts: list[NewPart] = []
    problems: list[PartProblem] = []
    if request.method == "POST" and form.is_valid():
        parts = parse_numbered(form.cleaned_data["lines"])
        problems = problems_with_weaknesses(row, parts)

    def add() -> int:
        kind = WeaknessKind(form.cleaned_data.get("kind") or kinds[0])
        return len(add_weaknesses(inspection=row, parts=parts, kind=kind, by=page.user))

    rows = [(part.reference, part.title) for part in parts]
    title = f"Add several {_lower(many_of(kinds[0]))}" if len(kinds) == 1 else "Add several areas"
    return _paste(request, page, row, form, rows, problems, add, title=title, numbered=True)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


@page_with_form
def strengths_paste(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """Several strengths at once."""
    page = inspections_page(request, area, MANAGE)
    row = page.inspection(inspection)
    form = PasteForm(posted(request))
    texts: list[str] = []
    problems: list[PartProblem] = []
    if request.method == "POST" and form.is_valid():
        texts = parse_lines(form.cleaned_data["lines"])
        problems = problems_with_strengths(texts)

    def add() -> int:
        return len(add_strengths(inspection=row, texts=texts, by=page.user))

    rows = [("", text) for text in texts]
    return _paste(
        request, page, row, form, rows, problems, add, title="Add several strengths", numbered=False
    )


def _paste(
    request: HttpRequest,
    page: InspectionsPage,
    row: Inspection,
    form: PasteForm,
    rows: Sequence[tuple[str, str]],
    problems: Sequence[PartProblem],
    add: Callable[[], int],
    *,
    title: str,
    numbered: bool,
) -> HttpResponse:
    """Show what was pasted would add; add it where that was asked for and nothing is wrong."""
    back = page.url("inspection", row.pk)
    if problems:
        lines = f"{len(problems)} line{'s' if len(problems) > 1 else ''}"
        form.add_error("lines", f"{lines} cannot be added. The table says why.")
    elif "add" in request.POST and form.is_valid():
        try:
            number = add()
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"{number} added.")
            return HttpResponseRedirect(back)
    why = {problem.index: problem.message for problem in problems}
    context = page.context() | {
        "crumbs": [*page.below(row), (title, "")],
        "caption": str(row),
        "title": title,
        "form": form,
        "rows": [(*each, why.get(index, "")) for index, each in enumerate(rows)],
        "good": bool(rows) and not form.errors,
        "numbered": numbered,
        "cancel": back,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "actions/inspections/paste.html", context, status=status)
