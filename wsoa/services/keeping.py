"""Letting go of what is kept for a stated period only: the log of sign-ins, and sessions that ended.

Copies of emails go in wsoa/services/mail.py, imports never confirmed in actions/services/importing.py.

The page "What is kept, and how long" reads the periods from the same settings.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session

from wsoa.models import SignInEvent


def remove_expired(moment: datetime) -> Iterator[str]:
    """Remove what is older than its period at the moment; a step of `tick`."""
    sign_ins = SignInEvent.objects.filter(
        at__lt=moment - timedelta(days=settings.KEEP_SIGN_INS_DAYS)
    )
    for rows, what in (
        (sign_ins, "sign-ins"),
        (Session.objects.filter(expire_date__lt=moment), "ended sessions"),
    ):
        removed, _ = rows.delete()
        if removed:
            yield f"removed {removed} {what} past their period"
