"""What every page may read beside its own context."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether this installation is a demonstration."""
    return {"demo": settings.DEMO}
