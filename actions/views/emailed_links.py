"""What the pages behind emailed links do alike: keep the address to themselves, let nobody try links, and log those that open nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wsoa import limits
from wsoa.models import SignInKind
from wsoa.services import sign_ins

NOT_FOUND, GONE, TOO_MANY = 404, 410, 429
PERIOD = 600
"""Seconds in which what a visitor does is counted."""
BAD_LINKS = 30
"""Links that open nothing, before a visitor has to wait."""


def private(response: HttpResponse) -> HttpResponse:
    """Tell browsers, caches and search engines to keep the address and what it shows to themselves."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


def wait(request: HttpRequest) -> HttpResponse:
    """The page that asks a visitor to come back later."""
    return private(render(request, "actions/answer/wait.html", status=TOO_MANY))


def has_tried_too_many(request: HttpRequest) -> bool:
    """Whether the visitor has tried so many links that open nothing as only somebody does who guesses."""
    return limits.so_far(request, "bad-link") >= BAD_LINKS


def count_unknown(request: HttpRequest) -> None:
    """Count a link that nobody was sent."""
    limits.count(request, "bad-link", seconds=PERIOD)


def counts_as_too_much(request: HttpRequest, what: str, most: int) -> bool:
    """Count something that the visitor does, and whether it is more than `most` in the period."""
    return limits.count(request, what, seconds=PERIOD) > most


def log_refused(request: HttpRequest, path: str) -> None:
    """Log that a link opened nothing, under the path of the page in the area that it is about. The link is not kept."""
    sign_ins.record_attempt(SignInKind.LINK_REFUSED, request=request, path=path)
