"""How accounts come to be: an administrator makes them; nobody signs up. Refused sign-ins are logged."""

from typing import Any
from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wsoa.models import SignInKind, User
from wsoa.services import sign_ins


class ClosedAdapter(DefaultAccountAdapter):
    """Sign-up is closed: a person is added to an area by its administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Log an attempt that is refused because there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._log_refusal(request, str(credentials.get("email") or ""))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log an attempt with a wrong address or password."""
        self._log_refusal(request, str(credentials.get("email") or ""))

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Log an attempt on an account that was taken out of service."""
        assert isinstance(user, User)
        sign_ins.record(SignInKind.REFUSED, request=request, user=user)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def _log_refusal(self, request: HttpRequest, email: str) -> None:
        sign_ins.record(SignInKind.REFUSED, request=request, email=email)


def password_address(user: User, site: str) -> str:
    """Where the person sets their password: once, within Django's PASSWORD_RESET_TIMEOUT.

    `site` is the address of the site's first page.
    """
    names = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return urljoin(site, reverse("account_reset_password_from_key", kwargs=names))
