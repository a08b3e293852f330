"""The account pages that people here need: sign-in, sign-out, passwords.

django-allauth has more; an address is the administrator's to change, since it says who recorded what.
"""

from allauth.account.urls import urlpatterns as all_patterns

KEPT = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",  # says that sign-up is closed
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}

urlpatterns = [pattern for pattern in all_patterns if pattern.name in KEPT]
