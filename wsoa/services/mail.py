"""Sending email in the background: queued in the database with what it is about, sent by a job.

Callers queue inside their own transaction, so that an email about something that was not saved is never
sent. What a message says is the caller's; this module knows no plan.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from wsoa.models import OutgoingEmail

logger = logging.getLogger(__name__)

SUBJECT_LIMIT = 200
PAST = timedelta(hours=12)


def queue_email(*, to: str, subject: str, body: str, now: datetime | None = None) -> OutgoingEmail:
    """Put an email on its way to one address once the transaction commits. `body` is plain text.

    One of a demonstration's past counts as sent then, so that loading it sends nothing.
    """
    is_of_the_past = settings.DEMO and now is not None and now < timezone.now() - PAST
    email = OutgoingEmail.objects.create(
        to=to,
        subject=" ".join(subject.split())[:SUBJECT_LIMIT],
        body=body,
        queued_at=now or timezone.now(),
        sent_at=now if is_of_the_past else None,
    )
    if not is_of_the_past:
        transaction.on_commit(lambda: send_email.enqueue(email_id=email.pk))
    return email


@task()
def send_email(email_id: int) -> None:
    """Hand a queued email to the mail server. One that was sent, or is gone, is left alone.

    A failure is kept beside the email, and `tick` tries again (wsoa/ticking.py).
    """
    email = OutgoingEmail.objects.filter(pk=email_id, sent_at__isnull=True).first()
    if email is None:
        return
    try:
        EmailMessage(subject=email.subject, body=email.body, to=[email.to]).send()
    except OSError as error:  # smtplib's errors and a server that is not there
        email.error = f"{type(error).__name__}: {error}"
        email.save(update_fields=["error"])
        logger.warning("Email %s could not be sent: %s", email.pk, email.error)
        return
    email.sent_at = timezone.now()
    email.error = ""
    email.save(update_fields=["sent_at", "error"])
