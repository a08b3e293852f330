"""What is kept for a stated period goes when it is over, and not before; a page says so."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from wsoa.services.keeping import remove_ended_sessions


@pytest.mark.django_db
def test_sessions_go_when_they_have_ended() -> None:
    now = timezone.now()
    for hours in (-1, 1):
        Session.objects.create(
            session_key=f"key{hours}", session_data="", expire_date=now + timedelta(hours=hours)
        )
    assert list(remove_ended_sessions(now)) == ["removed 1 ended session"]
    assert list(remove_ended_sessions(now)) == []
    assert Session.objects.get().session_key == "key1"


@pytest.mark.django_db
def test_page_of_what_is_kept_names_the_periods() -> None:
    page = Client().get("/privacy/").content.decode()
    assert f": {settings.KEEP_SIGN_INS_DAYS} days" in page
    assert f": {settings.KEEP_EMAILS_DAYS} days" in page
    assert f"for {settings.ANSWER_LINK_DAYS} days" in page
