"""A paper that went out: frozen, with its files and figures, and what the meeting made of it. Append-only."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from boards.models import MeetingComment, Snapshot
from reports.choices import Copy, FileFormat
from reports.models.papers import Paper
from wsoa.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Publication(AppendOnlyModel):
    """A version of a paper, from 1, published when the row was written. The newest supersedes those before it.

    `title`, `body`, `meeting_on` and `as_at` are the paper's as they stood. `snapshot` is its frozen Position. `reason` says why a
    version supersedes the one before it. `checksum` is over the checksums of its files and its snapshot.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    body = models.CharField(max_length=200)
    meeting_on = models.DateField(null=True, blank=True)
    as_at = models.DateField()
    is_exempt = models.BooleanField(default=False)
    is_urgent = models.BooleanField(default=False)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    checksum = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("title", "reason")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "version"], name="one_publication_a_version")
        ]


class PublishedFile(AppendOnlyModel):
    """A file of a publication. It is stored under `stored_name`, a random word; `size` is in bytes. A paper that is exempt as a whole
    has no public copy; one from which nothing is left out has that copy only. The checksum goes with the file where that is destroyed."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    copy = models.CharField(max_length=6, choices=Copy)
    file_format = models.CharField(max_length=4, choices=FileFormat)
    stored_name = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    redactable = ("sha256",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["publication", "copy", "file_format"], name="one_published_file_a_format"
            )
        ]


class PublicationWithdrawal(AppendOnlyModel):
    """That a publication is no longer handed out, and why: it held what should not have gone out."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("reason",)
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]


class PaperOutcome(AppendOnlyModel):
    """What the meeting made of a paper: its resolution, and its comments to the next body. The one that nothing supersedes counts.

    `next_body` and `next_on` are the committee that hears the comments and its day; blank where there is none. `sent` is the comment
    that took them to a meeting of the area, kept by the outcome that takes the place of one with the same comments.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="outcomes")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    resolution = models.TextField()
    comments = models.TextField(blank=True)
    next_body = models.CharField(max_length=200, blank=True)
    next_on = models.DateField(null=True, blank=True)
    sent = models.ForeignKey(
        MeetingComment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    redactable = ("resolution", "comments")
    objects: ClassVar[AppendOnlyQuerySet[Self]] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]
