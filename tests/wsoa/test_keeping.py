"""What is kept for a stated period goes when it is over, and not before."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from wsoa.models import SignInEvent, SignInKind
from wsoa.services.keeping import remove_expired


@pytest.mark.django_db
def test_sign_ins_and_sessions_go_when_their_period_is_over() -> None:
    now = timezone.now()
    sign_ins = settings.KEEP_SIGN_INS_DAYS
    for days in (0, sign_ins - 1, sign_ins + 1):
        SignInEvent.objects.create(kind=SignInKind.SIGNED_IN, at=now - timedelta(days=days))
    for hours in (-1, 1):
        Session.objects.create(
            session_key=f"key{hours}", session_data="", expire_date=now + timedelta(hours=hours)
        )
    assert list(remove_expired(now)) == [
        "removed 1 sign-ins past their period",
        "removed 1 ended sessions past their period",
    ]
    assert list(remove_expired(now)) == []
    assert (SignInEvent.objects.count(), Session.objects.count()) == (2, 1)


@pytest.mark.django_db
def test_page_of_what_is_kept_names_the_periods() -> None:
    page = Client().get("/privacy/").content.decode()
    assert f": {settings.KEEP_SIGN_INS_DAYS} days" in page
    assert f": {settings.KEEP_EMAILS_DAYS} days" in page
    assert "No child" in page or "no child" in page
