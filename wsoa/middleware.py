"""Sign-in is required everywhere except where a view says otherwise, and no page is kept by caches, nor any file but those
that are published."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from wsoa.busy import Busy


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own middleware, letting allauth's account pages decide for themselves.

    Every page under /accounts/ that needs a signed-in person checks that itself; the sign-in page
    must stay open.
    """

    def process_view(
        self, request: HttpRequest, view_func: object, view_args: object, view_kwargs: object
    ) -> HttpResponseBase | None:
        """Pass allauth's views through; ask for sign-in on all others not marked as open."""
        if request.resolver_match and request.resolver_match._func_path.startswith("allauth."):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)  # type: ignore[arg-type]

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """The way to sign in; for HTMX 401, since a sign-in page has no place inside a form.

        The page's script then says what to do, and what was typed stays (static/js/app.js).
        """
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        return super().handle_no_permission(request, view_func)


class NoStoreMiddleware:
    """Tells browsers and proxies to keep no copy: after sign-out the Back button shows nothing. What a view says is public
    they may keep, and hand to everybody alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the answer. Static files are served before this is reached."""
        response = self.get_response(request)
        if "public" not in response.get("Cache-Control", ""):
            patch_cache_control(response, private=True, no_store=True)
        elif response.has_header("Vary"):
            del response["Vary"]
        return response


class UploadLimitMiddleware:
    """Refuses a request that says it is larger than any file may be, before anything of it is read."""

    ROOM_FOR_FIELDS = 1024 * 1024
    """Bytes that the other fields of a form may take."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or 413 with what to do."""
        limit = settings.UPLOAD_LIMIT_MB
        length = str(request.META.get("CONTENT_LENGTH") or "")
        if length.isdecimal() and int(length) > limit * 1024 * 1024 + self.ROOM_FOR_FIELDS:
            return render(request, "413.html", {"limit": limit}, status=413)
        return self.get_response(request)


class BusyMiddleware:
    """Says when to come back where a view had too much to do at once."""

    RETRY_AFTER = 30
    """Seconds: about what those before take."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """503 with what to do for Busy; None leaves any other exception to Django."""
        if not isinstance(exception, Busy):
            return None
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(self.RETRY_AFTER)
        return response
