"""Sign-in is required everywhere except where a view says otherwise."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase


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
