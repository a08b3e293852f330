"""What happens because time has passed: a registry of steps that the command `tick` runs in order.

A step takes the moment, does what is due by then, and says in a few words what it did, or nothing. It is
idempotent: run again at the same moment it does nothing more. Apps register theirs in `AppConfig.ready`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from wsoa.models import OutgoingEmail
from wsoa.services.mail import send_email

Step = Callable[[datetime], Iterator[str]]

TRY_AGAIN_AFTER = timedelta(minutes=10)
"""How long after it was queued an unsent email is tried again."""
GIVE_UP_AFTER = timedelta(days=3)

_steps: list[tuple[str, Step]] = []


def register(name: str, step: Step) -> None:
    """Add a step, once."""
    if name not in {known for known, _ in _steps}:
        _steps.append((name, step))


def run(moment: datetime) -> Iterator[str]:
    """Run every step as at the moment; what each did, in words."""
    for _, step in _steps:
        yield from step(moment)


def retry_emails(moment: datetime) -> Iterator[str]:
    """Queue again what could not be sent, for up to three days."""
    waiting = OutgoingEmail.objects.filter(
        sent_at__isnull=True,
        queued_at__lte=moment - TRY_AGAIN_AFTER,
        queued_at__gt=moment - GIVE_UP_AFTER,
    )
    for email in waiting.exclude(error=""):
        send_email.enqueue(email_id=email.pk)
        yield f"trying again to send “{email.subject}” to {email.to}"
