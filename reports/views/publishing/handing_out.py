"""Handing out a published file: from disk, as it is, to be asked for again only where it is another."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from actions import file_store
from actions.views.handing_out import SANDBOX
from reports.models import PublishedFile
from reports.publishing.naming import CONTENT_TYPES, file_name


def hand_out(request: HttpRequest, file: PublishedFile) -> HttpResponseBase:
    """The file, or that the reader has it already (304). Http404 where it was destroyed."""
    publication = file.publication
    plan = publication.paper.plan
    try:
        opened = file_store.open_stored(file.stored_name)
    except FileNotFoundError as error:
        raise Http404("The file is no longer kept.") from error
    answer = FileResponse(
        opened,
        as_attachment=True,
        filename=file_name(publication, plan.area.slug, plan.slug, file.copy, file.file_format),
        content_type=CONTENT_TYPES[file.file_format],
    )
    answer["ETag"] = f'"{file.sha256}"'
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    known = get_conditional_response(request, etag=answer["ETag"], response=answer)
    if known is not answer:
        opened.close()
    return known or answer
