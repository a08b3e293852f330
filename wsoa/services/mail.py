"""Sending email in the background: queued in the database with what it is about, sent by a job.

Callers queue inside their own transaction, so that an email about something that was not saved is never
sent. What a message says is the caller's; this module knows no plan. Links that let their reader answer or set a
password are taken out of the copy once it was sent.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from wsoa.models import OutgoingEmail
from wsoa.secret_links import MARKS, REMOVED, without_secrets

logger = logging.getLogger(__name__)

SUBJECT_LIMIT = 200
PAST = timedelta(hours=12)
TRY_AGAIN_AFTER = timedelta(minutes=10)
"""How long after the last try an unsent email is tried again, and after how long nobody tries any more."""
GIVE_UP_AFTER = timedelta(days=3)
LOST_AFTER = timedelta(hours=1)
"""An email that no job has taken by then has lost its job: whoever ran it was stopped on the way."""
KEEP_JOBS = timedelta(days=7)


def queue_email(*, to: str, subject: str, body: str, now: datetime | None = None) -> OutgoingEmail:
    """Put an email on its way to one address once the transaction commits. `body` is plain text.

    One of a demonstration's past counts as sent then, so that loading it sends nothing.
    """
    is_of_the_past = settings.DEMO and now is not None and now < timezone.now() - PAST
    email = OutgoingEmail.objects.create(
        to=to,
        subject=fitted(subject),
        body=body,
        queued_at=now or timezone.now(),
        sent_at=now if is_of_the_past else None,
    )
    if not is_of_the_past:
        transaction.on_commit(lambda: send_email.enqueue(email_id=email.pk))
    return email


def fitted(subject: str) -> str:
    """The subject as it is kept and sent: on one line, and no longer than the column."""
    return " ".join(subject.split())[:SUBJECT_LIMIT]


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
        why = f"{type(error).__name__}: {error}"
        _note(email_id, error=why, tried_at=timezone.now())
        logger.warning("Email %s could not be sent: %s", email_id, why)
        return
    _note(email_id, error="", sent_at=timezone.now())
    _take_out_links(OutgoingEmail.objects.filter(pk=email_id))


def _note(email_id: int, **values: str | datetime) -> None:
    """Keep what came of it beside the email, which may have been removed while it was sent."""
    OutgoingEmail.objects.filter(pk=email_id).update(**values)


def try_again(*, now: datetime) -> Iterator[OutgoingEmail]:
    """Queue again each email that could not be sent a while ago, or whose job was lost; once each time."""
    unsent = OutgoingEmail.objects.filter(sent_at__isnull=True, queued_at__gt=now - GIVE_UP_AFTER)
    failed = Q(tried_at__lte=now - TRY_AGAIN_AFTER)
    lost = Q(tried_at__isnull=True, queued_at__lte=now - LOST_AFTER)
    for email in unsent.filter(failed | lost).order_by("id"):
        mine = unsent.filter(pk=email.pk, tried_at=email.tried_at)
        if mine.update(tried_at=now):  # else somebody else has just taken it
            send_email.enqueue(email_id=email.pk)
            yield email


def take_out_links(*, now: datetime) -> int:
    """Take the links out of the copies of emails that were sent and still have them, or are tried no more; how many had them."""
    over = Q(sent_at__isnull=False) | Q(queued_at__lte=now - GIVE_UP_AFTER)
    has_link = Q()
    for mark in MARKS:
        has_link |= Q(body__contains=mark)
    copies = OutgoingEmail.objects.filter(over, has_link).exclude(body__contains=f"/{REMOVED}")
    return _take_out_links(copies)


def _take_out_links(copies: "QuerySet[OutgoingEmail]") -> int:
    """Take the secrets of links out of the copies, as they are now. In a demonstration they stay, for its mailbox."""
    if settings.DEMO:
        return 0
    taken_out = 0
    with transaction.atomic():
        for email in copies.select_for_update():
            body = without_secrets(email.body)
            if body != email.body:
                OutgoingEmail.objects.filter(pk=email.pk).update(body=body)
                taken_out += 1
    return taken_out


def remove_old(*, now: datetime) -> int:
    """Remove emails older than the stated period; how many there were."""
    kept_since = now - timedelta(days=settings.KEEP_EMAILS_DAYS)
    old = OutgoingEmail.objects.filter(queued_at__lt=kept_since)
    return old.delete()[0] if old.exists() else 0


def remove_finished_jobs(*, now: datetime) -> int:
    """Remove what jobs leave behind, a week after they ended; how many there were."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_JOBS)
    return old.delete()[0] if old.exists() else 0
