"""The log of who signed in and who was refused. It is kept for a stated period, then removed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from wsoa import limits
from wsoa.models import SignInEvent, SignInKind, User
from wsoa.secret_links import without_secrets

PATH_LIMIT = 200
ATTEMPTS, ATTEMPTS_PERIOD = 10, 600
"""How many attempts of one visitor's are logged in how many seconds."""


def record(
    kind: SignInKind,
    *,
    request: HttpRequest,
    user: User | None = None,
    email: str = "",
    path: str = "",
    now: datetime | None = None,
) -> None:
    """Add to the log.

    Where only an address was typed, the person is looked up by it. The address itself is kept only
    where nobody has it, and only if it looks like one: people type passwords into the wrong field.
    """
    email = email.replace("\x00", "").strip()[:254]
    if user is None and email:
        user = User.objects.filter(email__iexact=email).first()
    SignInEvent.objects.create(
        kind=kind,
        at=now or timezone.now(),
        user=user,
        email=email if user is None and _looks_like_an_address(email) else "",
        address=_address(request),
        path=without_secrets(path)[:PATH_LIMIT],
    )


def record_attempt(
    kind: SignInKind, *, request: HttpRequest, path: str, user: User | None = None
) -> None:
    """Add to the log what anybody could try without end: a few from one visitor, then no more for a while."""
    try:
        tried = limits.count(request, "attempt", seconds=ATTEMPTS_PERIOD)
    except PermissionDenied:  # it is not known where the request came from
        return
    if tried <= ATTEMPTS:
        record(kind, request=request, user=user, path=path)


def expire(moment: datetime) -> Iterator[str]:
    """Remove what is older than the log is kept; a step of `tick`."""
    oldest = moment - timedelta(days=settings.KEEP_SIGN_INS_DAYS)
    removed, _ = SignInEvent.objects.filter(at__lt=oldest).delete()
    if removed:
        yield f"removed from the sign-in log what is past its time: {removed}"


def _looks_like_an_address(text: str) -> bool:
    before, at, after = text.rpartition("@")
    return bool(before and at and "." in after and not any(mark.isspace() for mark in text))


def _address(request: HttpRequest) -> str:
    """Where the request came from, as sign-in limits count it; blank where that is not known."""
    try:
        return str(get_adapter().get_client_ip(request))[:45]
    except PermissionDenied:
        return ""
