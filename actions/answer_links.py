"""The link by which somebody without an account answers: a signed token that names one request.

It opens one page, for one post, in one cycle, until the request expires, its plan is closed, or the post has
another address or holder than when the link was made: who left is asked no more. It names a number and a
digest of the two, and cannot be made without the site's secret.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from actions.choices import PlanStage
from actions.models import Post, Reminder, UpdateRequest
from wsoa.absolute import absolute_url

_SIGNER = TimestampSigner(salt="actions.answer-link", sep=".")


class Expired(Exception):
    """The link was good once, for the request."""

    def __init__(self, request: UpdateRequest | None = None) -> None:
        super().__init__("The link was good once.")
        self.request = request


def answer_url(request: UpdateRequest) -> str:
    """The whole address for an email; a new one each time, all good until the request expires."""
    return absolute_url(
        reverse("answer", args=[_SIGNER.sign(f"{request.pk}-{_whose(request.post)}")])
    )


def open_request(token: str, *, now: datetime | None = None) -> UpdateRequest | None:
    """The request that the token names, with its cycle, plan, area, post and organisation.

    None where the token is not ours. Raises Expired where it was good once.
    """
    try:
        named = _SIGNER.unsign(token, max_age=timedelta(days=settings.ANSWER_LINK_DAYS + 1))
    except SignatureExpired as expired:
        raise Expired(named_request(token)) from expired
    except BadSignature:
        return None
    number, _, whose = named.partition("-")
    found = _request(number)
    if found is not None and not (
        _is_open(found, now or timezone.now()) and _is_theirs(found, whose)
    ):
        raise Expired(found)
    return found


def named_request(token: str) -> UpdateRequest | None:
    """The request that a token claims to be for, be it ours or forged; None where there is none such."""
    number = token.partition(".")[0].partition("-")[0]
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    return _request(number) if is_number else None


def _request(number: str) -> UpdateRequest | None:
    return (
        UpdateRequest.objects.filter(pk=number)
        .select_related("cycle__plan__area", "post__organisation", "post__holder")
        .first()
    )


def _whose(post: Post) -> str:
    """A digest of who answers for the post, which tells nobody the address."""
    holder = post.holder_id or ""
    return salted_hmac(_SIGNER.salt, f"{post.address.lower()} {holder}").hexdigest()[:12]


def _is_theirs(request: UpdateRequest, whose: str) -> bool:
    """Whether the link is for who answers for the post now.

    A link made before links said whose they are is, where a message went to the post's present address.
    """
    if whose:
        return constant_time_compare(whose, _whose(request.post))
    address = request.post.address
    return (
        bool(address) and Reminder.objects.filter(request=request, address__iexact=address).exists()
    )


def _is_open(request: UpdateRequest, now: datetime) -> bool:
    plan = request.cycle.plan
    return (
        now < request.expires_at
        and plan.stage == PlanStage.DELIVERY
        and (plan.ends_on is None or timezone.localdate(now) <= plan.ends_on)
    )
