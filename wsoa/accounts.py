"""How accounts come to be: an administrator makes them; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):
    """Sign-up is closed: a person is added to an area by its administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
