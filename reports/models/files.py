"""The PDFs of board packs that are being made ready, or are."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from boards.models import Meeting, Pack
from reports.choices import FileState
from wsoa.working import WorkingModel


class PackFile(WorkingModel):
    """A board pack's PDF that is being made ready, or is: of a closed version, or of the draft where `pack` is None.

    Can be made again from what the pack shows, so it is no record. `token` names the file and the request for
    it: whoever asks anew gives another, and a job with an old one does nothing. `pages` counts what is laid out
    so far. `sha256` and `size` (bytes) are the file's. `redactions` is the area's newest redaction that the file
    knows of: after a later one it is not handed out.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pack_files")
    pack = models.ForeignKey(
        Pack, on_delete=models.CASCADE, null=True, blank=True, related_name="files"
    )
    token = models.UUIDField(default=uuid4, editable=False)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    redactions = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(pack__isnull=True), name="one_file_a_draft_pack"
            ),
            models.UniqueConstraint(
                fields=["pack"], condition=Q(pack__isnull=False), name="one_file_a_closed_pack"
            ),
        ]

    def __str__(self) -> str:
        version = f"version {self.pack.version}" if self.pack else "draft"
        return f"{self.meeting}, {version}"
