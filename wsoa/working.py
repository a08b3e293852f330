"""Rows that are no record of anything: drafts, queues, preferences.

A model is append-only (wsoa/append_only.py), keeps a field history (simple-history), or is one of these,
which may be changed and deleted; a test refuses any other. What somebody would ask for at an inspection
does not belong here.
"""

from django.db import models


class WorkingModel(models.Model):
    """A row that may be changed and deleted, because nothing is lost with it."""

    class Meta:
        abstract = True
