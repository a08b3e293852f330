"""Documents of an inspection: adding one, withdrawing it, handing out its file."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from actions.choices import DocumentKind
from actions.file_kinds import WORDS
from actions.forms.evidence import FILE
from actions.forms.inspections import DocumentForm, ReasonForm
from actions.inspecting.listing import InspectionView
from actions.models import Inspection, InspectionDocument
from actions.services.inspection_documents import add_document, withdraw_document
from actions.text import say_day
from actions.views.handing_out import hand_out
from actions.views.inspections.loading import InspectionsPage, inspections_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import answer
from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """A document as the page lists it; `what` is the kind of its file in words."""

    document: InspectionDocument
    what: str


def document_items(
    page: InspectionsPage, view: InspectionView
) -> tuple[list[DocumentItem], list[DocumentItem]]:
    """The documents, and the withdrawn ones, which only those see who may correct."""
    withdrawn = view.withdrawn if page.can(Capability.CORRECT_HISTORY) else ()
    return [_item(each) for each in view.documents], [_item(each) for each in withdrawn]


def _item(document: InspectionDocument) -> DocumentItem:
    return DocumentItem(document, WORDS.get(document.content_type, "File"))


@page_with_form
def document_add(request: HttpRequest, area: str, inspection: int) -> HttpResponse:
    """The form that adds a document."""
    page = inspections_page(request, area, Capability.MANAGE_PLAN)
    row = page.inspection(inspection)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = add_document(
            inspection=row,
            kind=DocumentKind(given["kind"]),
            upload=given[FILE],
            title=given["title"],
            by=page.user,
        )
        return page.url("inspection", row.pk), f"“{made.title}” is added."

    asking = page.asking(
        row,
        "Add a document",
        button="Add document",
        intro=f"Everybody in {page.area.name} who sees its plans can open it, so take out the names of children "
        "and families first.",
    )
    form = DocumentForm(
        posted(request), request.FILES or None, initial={"kind": DocumentKind.LETTER}
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def document_withdraw(
    request: HttpRequest, area: str, inspection: int, document_id: int
) -> HttpResponse:
    """The form that withdraws a document that was put there by mistake."""
    page = inspections_page(request, area, Capability.MANAGE_PLAN)
    row = page.inspection(inspection)
    document = _find(page, row, document_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        withdraw_document(document=document, reason=given["reason"], by=page.user)
        return page.url("inspection", row.pk), f"“{document.title}” is withdrawn."

    added = f"added by {document.recorded_by.name}, {say_day(document.recorded_at.date())}"
    asking = page.asking(
        row,
        "Withdraw a document",
        button="Withdraw this document",
        intro=f"“{document.title}”, {added}. Only people who may correct what was recorded will see it from now "
        "on. It stays on record.",
    )
    return answer(request, page, ReasonForm(posted(request)), asking, save=save)


@require_safe
def document_file(
    request: HttpRequest, area: str, inspection: int, document_id: int
) -> HttpResponseBase:
    """A document's file, only ever as a download. A withdrawn one is there for those who may correct."""
    page = inspections_page(request, area)
    return hand_out(_find(page, page.inspection(inspection), document_id))


def _find(page: InspectionsPage, inspection: Inspection, pk: int) -> InspectionDocument:
    """The inspection's document; Http404 for another's, and for a withdrawn one to most."""
    document = (
        InspectionDocument.objects.filter(inspection=inspection, pk=pk)
        .select_related("recorded_by", "withdrawal")
        .first()
    )
    if document is None:
        raise Http404("There is no such document.")
    if hasattr(document, "withdrawal") and not page.can(Capability.CORRECT_HISTORY):
        raise Http404("The document was withdrawn.")
    document.inspection = inspection
    return document
