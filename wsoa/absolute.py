"""Addresses as an email needs them, with the server's name."""

from django.conf import settings


def absolute_url(path: str) -> str:
    """The address of one of our pages from anywhere: `path` is as `reverse` gives it."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"
