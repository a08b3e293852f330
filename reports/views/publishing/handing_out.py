"""Handing out a published file: from disk, piece by piece, and only where the reader has not got it already."""

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from actions import file_store
from actions.views.handing_out import SANDBOX
from reports.formats import CONTENT_TYPES
from reports.models import PublishedFile
from reports.publishing.naming import file_name


def hand_out(request: HttpRequest, file: PublishedFile) -> HttpResponseBase:
    """The file, or that the reader has it already (304). Http404 where it was destroyed."""
    publication = file.publication
    plan = publication.paper.plan
    size = file_store.size_of(file.stored_name)
    if size is None:
        raise Http404("The file is no longer kept.")
    answer = StreamingHttpResponse(
        file_store.content_of(file.stored_name), content_type=CONTENT_TYPES[file.file_format]
    )
    name = file_name(publication, plan.area.slug, plan.slug, file.copy, file.file_format)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Content-Length"] = size
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["ETag"] = f'"{file.sha256}"'
    known = get_conditional_response(request, etag=answer["ETag"])
    return _same(known, answer) if known is not None else answer


def _same(known: HttpResponseBase, answer: HttpResponseBase) -> HttpResponseBase:
    """That the reader has it, with what holds of the file."""
    for name in ("ETag", "Content-Security-Policy", "X-Content-Type-Options"):
        known[name] = answer[name]
    return known
