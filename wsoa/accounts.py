"""How accounts come to be: an administrator makes them; nobody signs up."""

from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from wsoa.models import User


class ClosedAdapter(DefaultAccountAdapter):
    """Sign-up is closed: a person is added to an area by its administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


def password_address(user: User, site: str) -> str:
    """Where the person sets their password: once, within Django's PASSWORD_RESET_TIMEOUT.

    `site` is the address of the site's first page.
    """
    names = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return urljoin(site, reverse("account_reset_password_from_key", kwargs=names))
