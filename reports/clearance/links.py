"""The link by which a post answers about a paper without an account: a secret word, of which a digest alone is kept.

It ends with its day, and when somebody else answers for the post or the step is another post's.
"""

from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from actions.models import Post
from reports.choices import StepEvent
from reports.clearance.loading import step_value
from reports.clearance.values import EventValue
from reports.models import ClearanceLink, ClearanceStep, Publication
from wsoa.absolute import absolute_url

_SALT = "reports.clearance-link"
LIMIT = 200
"""Characters of a token, at most: longer ones are nobody's."""


class LinkState(Enum):
    """What a link is good for."""

    OPEN = "open"
    ANSWERED = "answered"
    TAKEN_BACK = "taken back"
    PUBLISHED = "published"
    EXPIRED = "expired"


def new_token(post: Post) -> str:
    """A word that nobody can guess, and who it is for."""
    return f"{token_urlsafe(32)}.{_whose(post)}"


def digest_of(token: str) -> str:
    """What is kept of the token."""
    return sha256(token.encode()).hexdigest()


def link_url(token: str) -> str:
    """The whole address for an email."""
    return absolute_url(reverse("clearance-answer", args=[token]))


def lasts_until(moment: datetime) -> datetime:
    """When a link made at the moment ends: with the last of its days."""
    day = timezone.localdate(moment) + timedelta(days=settings.ANSWER_LINK_DAYS + 1)
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware


def find_link(token: str) -> ClearanceLink | None:
    """The link of the token with its step, paper, plan, area and post; None where it is not ours."""
    if len(token) > LIMIT:
        return None
    return (
        ClearanceLink.objects.filter(digest=digest_of(token))
        .select_related(
            "step__paper__plan__area",
            "step__paper__created_by",
            "step__post__organisation",
            "step__post__holder",
        )
        .prefetch_related("step__events__by")
        .first()
    )


def is_theirs(token: str, post: Post | None) -> bool:
    """Whether the token was made for who answers for the post now."""
    whose = token.rpartition(".")[2]
    return post is not None and constant_time_compare(whose, _whose(post))


def state_of(link: ClearanceLink, token: str, now: datetime) -> LinkState:
    """What the link is good for at the moment."""
    step = link.step
    if now >= link.expires_at or not is_theirs(token, step.post):
        return LinkState.EXPIRED
    value = step_value(step)
    if any(each.event == StepEvent.WITHDRAWN and each.at > link.sent_at for each in value.events):
        return LinkState.TAKEN_BACK  # for good, though the paper be issued again by another link
    if value.standing and went_out(step, value.standing[-1]):
        return LinkState.PUBLISHED
    if value.answer is not None:
        return LinkState.ANSWERED
    return LinkState.EXPIRED if value.issued is None else LinkState.OPEN


def went_out(step: ClearanceStep, since: EventValue) -> bool:
    """Whether the paper was published after it was issued or answered, so that nothing is left to answer."""
    return Publication.objects.filter(paper=step.paper_id, at__gte=since.at).exists()


def _whose(post: Post) -> str:
    """A digest of who answers for the post, which tells nobody the address."""
    holder = post.holder_id or ""
    said = f"{post.pk} {post.address.lower()} {holder}"
    return salted_hmac(_SALT, said).hexdigest()[:12]
