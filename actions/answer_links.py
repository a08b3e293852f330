"""The link by which somebody without an account answers: a signed token that names one request.

It opens one page, for one post, in one cycle, until the request expires or its plan is closed. It names
nothing but a number, and cannot be made without the site's secret.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse
from django.utils import timezone

from actions.choices import PlanStage
from actions.models import UpdateRequest
from wsoa.absolute import absolute_url

_SIGNER = TimestampSigner(salt="actions.answer-link", sep=".")


class Expired(Exception):
    """The link was good once."""


def answer_url(request: UpdateRequest) -> str:
    """The whole address for an email; a new one each time, all good until the request expires."""
    return absolute_url(reverse("answer", args=[_SIGNER.sign(str(request.pk))]))


def open_request(token: str, *, now: datetime | None = None) -> UpdateRequest | None:
    """The request that the token names, with its cycle, plan, area, post and organisation.

    None where the token is not ours. Raises Expired where it was good once.
    """
    try:
        named = _SIGNER.unsign(token, max_age=timedelta(days=settings.ANSWER_LINK_DAYS + 1))
    except SignatureExpired as expired:
        raise Expired from expired
    except BadSignature:
        return None
    found = (
        UpdateRequest.objects.filter(pk=named)
        .select_related("cycle__plan__area", "post__organisation", "post__holder")
        .first()
    )
    if found is not None and not _is_open(found, now or timezone.now()):
        raise Expired
    return found


def _is_open(request: UpdateRequest, now: datetime) -> bool:
    plan = request.cycle.plan
    return (
        now < request.expires_at
        and plan.stage == PlanStage.DELIVERY
        and (plan.ends_on is None or timezone.localdate(now) <= plan.ends_on)
    )
