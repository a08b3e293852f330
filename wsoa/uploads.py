"""What is sent is weighed before it is kept: an upload larger than any form takes never reaches the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

ROOM_FOR_FIELDS = 1024 * 1024
"""Bytes that the other fields of a form may take beside the file."""


class RefuseTooLarge(FileUploadHandler):
    """The first upload handler: reads past a file where the request is larger than UPLOAD_LIMIT_MB.

    The request is read to its end, so that the browser shows the answer, but nothing of the file is kept.
    `is_too_large` then says so of the request; fields before the file in the form are there.
    """

    is_over = False

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Weigh the whole request by what it says of itself."""
        limit = settings.UPLOAD_LIMIT_MB * 1024 * 1024 + ROOM_FOR_FIELDS
        self.is_over = content_length > limit

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop before the file's first byte is kept."""
        if self.is_over:
            if self.request is not None:
                self.request.META["wsoa.upload_too_large"] = True
            raise StopUpload(connection_reset=False)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file was left out of the request because it is larger than any form takes."""
    request.POST  # noqa: B018 - reads the request, if nobody has yet
    return bool(request.META.get("wsoa.upload_too_large"))
