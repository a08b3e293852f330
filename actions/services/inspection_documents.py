"""Documents of an inspection: the letter, the statement as submitted and others, kept as files beside it."""

from datetime import datetime

from django.core.files.base import File

from actions import file_store, permissions
from actions.choices import AuditEvent, DocumentKind
from actions.errors import Refused
from actions.models import DocumentWithdrawal, Inspection, InspectionDocument
from actions.services.evidence import TITLE_LIMIT, NewFile, receiving
from actions.services.rows import begin_area
from actions.services.writing import audit, required_reason, service
from actions.text import clean_text
from wsoa.capabilities import Capability
from wsoa.models import User


def add_document(
    *,
    inspection: Inspection,
    kind: DocumentKind,
    upload: File,  # type: ignore[type-arg] # not generic at run time
    by: User,
    title: str = "",
    now: datetime | None = None,
) -> InspectionDocument:
    """Keep a file as a document of the inspection, in one go with its row.

    Without a title it goes by the file's name. Raises Refused for a file that is too large, empty, or not of a
    kind that is kept.
    """
    permissions.check(by, inspection.area, Capability.MANAGE_PLAN)
    with receiving(upload, title) as new:
        return _keep(inspection=inspection, kind=kind, new=new, by=by, now=now)


@service
def _keep(
    *,
    inspection: Inspection,
    kind: DocumentKind,
    new: NewFile,
    by: User,
    now: datetime | None = None,
) -> InspectionDocument:
    """Keep a file, received already, as a document of the inspection."""
    at = begin_area(inspection.area, now)
    permissions.check(by, inspection.area, Capability.MANAGE_PLAN)
    if kind not in DocumentKind:
        raise Refused("Choose what the document is.", field="kind")
    title = clean_text(
        new.title, field="title", label="The name of the document", limit=TITLE_LIMIT
    )
    received = new.received
    document = InspectionDocument(
        inspection=inspection,
        kind=DocumentKind(kind),
        title=" ".join(title.split()) or received.original_name,
        stored_name=received.stored_name,
        original_name=received.original_name,
        content_type=received.content_type,
        size=received.size,
        sha256=received.sha256,
        recorded_at=at,
        recorded_by=by,
    )
    document.save()
    file_store.keep(received)
    _audit(AuditEvent.DOCUMENT_ADDED, inspection, document.title, by, at)
    return document


@service
def withdraw_document(
    *, document: InspectionDocument, reason: str, by: User, now: datetime | None = None
) -> DocumentWithdrawal:
    """Say that a document was put there by mistake, and why. Row and file stay."""
    inspection = document.inspection
    at = begin_area(inspection.area, now)
    permissions.check(by, inspection.area, Capability.MANAGE_PLAN)
    reason = required_reason(reason)
    if DocumentWithdrawal.objects.filter(document=document).exists():
        raise Refused("This document is withdrawn already.")
    withdrawal = DocumentWithdrawal(document=document, reason=reason, at=at, by=by)
    withdrawal.save()
    said = f"{document.title}: {reason}"
    _audit(AuditEvent.DOCUMENT_WITHDRAWN, inspection, said, by, at)
    return withdrawal


def _audit(event: AuditEvent, inspection: Inspection, said: str, by: User, at: datetime) -> None:
    audit(event, f"{inspection}, {said}", by=by, at=at, area=inspection.area)
