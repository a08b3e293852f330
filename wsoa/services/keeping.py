"""Letting go of what is kept for a stated period only: the log of sign-ins, copies of emails, old sessions.

The page "What is kept, and how long" reads the periods from the same settings.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session

from wsoa.models import OutgoingEmail, SignInEvent


def remove_expired(moment: datetime) -> Iterator[str]:
    """Remove what is older than its period at the moment; a step of `tick`."""
    sign_ins = SignInEvent.objects.filter(
        at__lt=moment - timedelta(days=settings.KEEP_SIGN_INS_DAYS)
    )
    emails = OutgoingEmail.objects.filter(
        queued_at__lt=moment - timedelta(days=settings.KEEP_EMAILS_DAYS)
    )
    for rows, what in (
        (sign_ins, "sign-ins"),
        (emails, "copies of emails"),
        (Session.objects.filter(expire_date__lt=moment), "ended sessions"),
    ):
        removed, _ = rows.delete()
        if removed:
            yield f"removed {removed} {what} past their period"
