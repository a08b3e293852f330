"""What happens because time has passed: a registry of steps that the command `tick` runs in order.

A step takes the moment, does what is due by then, and says in a few words what it did, or nothing. It is
idempotent: run again at the same moment it does nothing more. Apps register theirs in `AppConfig.ready`.
One that fails does not keep the others from their work.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from wsoa.services import mail

logger = logging.getLogger(__name__)

Step = Callable[[datetime], Iterator[str]]


class StepFailed(Exception):
    """One or more steps failed; what they did before stays done. The message names them."""


_steps: list[tuple[str, Step]] = []


def register(name: str, step: Step) -> None:
    """Add a step, once."""
    if name not in {known for known, _ in _steps}:
        _steps.append((name, step))


def run(moment: datetime) -> Iterator[str]:
    """Run every step as at the moment; what each did, in words.

    Raises StepFailed at the end where a step failed; the reason is in the log.
    """
    failed = []
    for name, step in _steps:
        try:
            yield from step(moment)
        except Exception:  # whatever it was, the other steps have nothing to do with it
            logger.exception("The step “%s” of tick failed.", name)
            failed.append(name)
    if failed:
        raise StepFailed(f"Failed: {', '.join(failed)}. The log says why.")


def keep_emails(moment: datetime) -> Iterator[str]:
    """Try again what could not be sent, take links out of what was, and remove emails and finished jobs that were kept long enough."""
    for email in mail.try_again(now=moment):
        yield f"trying again to send “{email.subject}” to {email.to}"
    if found := mail.take_out_links(now=moment):
        yield f"took the links out of {found} old email{'s' if found > 1 else ''}"
    removed = mail.remove_old(now=moment)
    if removed:
        yield f"removed {removed} old email{'s' if removed > 1 else ''}"
    mail.remove_finished_jobs(now=moment)
