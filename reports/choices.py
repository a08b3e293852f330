"""The fixed vocabularies of reports."""

from django.db.models import TextChoices


class FileState(TextChoices):
    """How far a PDF is that was asked for."""

    WAITING = "waiting", "Waiting its turn"
    WORKING = "working", "Being laid out"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
