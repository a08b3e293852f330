"""Handing out a stored file: as a download, with a policy under which nothing in it may run or load."""

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from actions import file_store
from actions.file_kinds import WORDS
from actions.stored_files import StoredFile

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy a file is sent with: should anything ever show it, nothing in it may run or load."""


def hand_out(row: StoredFile) -> HttpResponseBase:
    """The row's file. Http404 where it is kept no longer, because it held personal data."""
    size = file_store.size_of(row.stored_name)
    if size is None:
        raise Http404("The file is no longer kept.")
    known = row.content_type in WORDS
    response = StreamingHttpResponse(
        file_store.content_of(row.stored_name),
        content_type=row.content_type if known else "application/octet-stream",
    )
    response["Content-Disposition"] = content_disposition_header(True, row.original_name)
    response["Content-Length"] = size
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
