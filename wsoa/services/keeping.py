"""Letting go of sessions that ended: who stayed signed in is nobody's business afterwards.

The other periods are kept where their rows are: sign_ins.py, mail.py, and actions/services/import_drafts.py.
"""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.sessions.models import Session


def remove_ended_sessions(moment: datetime) -> Iterator[str]:
    """Remove the sessions that have ended by the moment; a step of `tick`."""
    removed, _ = Session.objects.filter(expire_date__lt=moment).delete()
    if removed:
        yield f"removed {removed} ended session{'s' if removed > 1 else ''}"
