"""How often one visitor may do something, counted in the cache that all of the server's processes share."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def count(request: HttpRequest, what: str, *, seconds: int) -> int:
    """Count one more `what` of the visitor's, and return how many there were in the period so far.

    The period begins with the first. The visitor is known by the address of the network they come from.
    """
    key = f"limit:{what}:{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the period ended between the two lines
        return 1


def so_far(request: HttpRequest, what: str) -> int:
    """How many there were in the period, without counting one more."""
    key = f"limit:{what}:{get_adapter(request).get_client_ip(request)}"
    return int(cache.get(key, 0))
