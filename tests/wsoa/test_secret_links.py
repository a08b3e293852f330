"""The secrets of emailed links: in no log, and in no copy of a message that was sent."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from reports.services.clearance_links import issue_steps
from tests.factories import Scene
from tests.letters import newest_letter
from tests.reports.clearing import make_coming, token_to
from wsoa import ticking
from wsoa.accounts import password_address
from wsoa.models import OutgoingEmail, SignInEvent, SignInKind
from wsoa.secret_links import REMOVED, WithoutSecrets, without_secrets
from wsoa.services import sign_ins
from wsoa.services.mail import queue_email

SECRET = "Ab1_-secret.0f9e"
LETTER = f"""Answer at http://localhost:8000/answer/{SECRET}/ or read
http://localhost:8000/answer/paper/{SECRET}/draft.pdf, then see http://localhost:8000/riverton/send/."""
GIVEN = {"token": SECRET, "key": SECRET, "uidb36": "1"}
CLEANED = LETTER.replace(SECRET, REMOVED)
FINANCE = "post1@riverton.example"


def secret_addresses() -> Iterator[str]:
    """Each address of the site that holds a secret word."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
        for each in patterns:
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns)
            else:
                yield each

    for pattern in walk(get_resolver().url_patterns):
        names = {*pattern.pattern.converters, *pattern.pattern.regex.groupindex}
        if names & {"token", "key"} and pattern.name:
            yield reverse(pattern.name, kwargs={name: GIVEN.get(name, "word") for name in names})


def test_every_address_with_a_secret_is_known(db: None) -> None:
    found = sorted(secret_addresses())
    assert all(SECRET in each for each in found)
    assert len(found) >= 5
    assert [each for each in found if SECRET in without_secrets(each)] == []


@pytest.mark.parametrize("path", ["/riverton/send/papers/1/margin/3/answer/", "/published/answer/"])
def test_other_addresses_are_logged_as_they_are(path: str) -> None:
    assert without_secrets(path) == path


@pytest.mark.parametrize(
    "path", [f"/answer/{SECRET}/", f"/answer/paper/{SECRET}/", f"/answer/paper/{SECRET}/draft.pdf"]
)
def test_a_link_that_opens_nothing_is_logged_without_its_secret(
    db: None, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    assert Client().get(path).status_code == 404
    assert caplog.messages == [f"Not Found: {path.replace(SECRET, REMOVED)}"]


def test_a_refused_answer_is_logged_without_the_secret_of_its_link(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    asked = make_coming(scene)
    issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by)
    token = token_to(FINANCE)
    path = reverse("clearance-answer", args=[token])
    assert Client().post(path, {"event": "returned", "comments": ""}).status_code == 422
    assert Client().put(path).status_code == 405
    assert len(caplog.messages) == 2
    assert token not in caplog.text


def test_a_forged_form_for_a_password_is_logged_without_the_secret(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": SECRET})
    assert Client(enforce_csrf_checks=True).post(path, {}).status_code == 403
    assert caplog.messages
    assert SECRET not in caplog.text


def test_whatever_else_is_logged_is_without_them() -> None:
    for msg, args in ((f"/answer/{SECRET}/ %s", ({"a": 1},)), ("%s %d", (f"/answer/{SECRET}/", 7))):
        record = logging.makeLogRecord({"msg": msg, "args": args})
        assert WithoutSecrets().filter(record)
        assert SECRET not in record.getMessage()


@pytest.mark.django_db(transaction=True)
def test_the_copy_of_a_sent_message_is_without_its_links() -> None:
    email = queue_email(to=FINANCE, subject="Answer", body=LETTER)
    assert newest_letter(FINANCE) == mail.outbox[0].body == LETTER
    email.refresh_from_db()
    assert email.body == CLEANED
    assert "http://localhost:8000/riverton/send/." in email.body


@pytest.mark.django_db(transaction=True)
def test_in_a_demonstration_the_copy_keeps_them_for_its_mailbox(settings: Any) -> None:
    settings.DEMO = True
    email = queue_email(to=FINANCE, subject="Answer", body=LETTER)
    list(ticking.run(timezone.now()))
    email.refresh_from_db()
    assert email.sent_at is not None
    assert email.body == LETTER


@pytest.mark.parametrize(
    ("age", "is_sent", "kept"),
    [
        (timedelta(minutes=5), False, LETTER),
        (timedelta(days=4), False, CLEANED),
        (timedelta(minutes=5), True, CLEANED),
    ],
)
def test_the_clock_takes_links_out_of_what_was_sent_and_of_what_nobody_tries_to_send_any_more(
    db: None, age: timedelta, is_sent: bool, kept: str
) -> None:
    now = timezone.now()
    email = queue_email(to=FINANCE, subject="Answer", body=LETTER, now=now - age)
    OutgoingEmail.objects.filter(pk=email.pk).update(sent_at=now if is_sent else None)
    said = list(ticking.run(now))
    assert ("took the links out of 1 old email" in said) == (kept == CLEANED)
    email.refresh_from_db()
    assert email.body == kept
    assert list(ticking.run(now)) == []


def test_the_link_of_an_invitation_is_one_too(scene: Scene) -> None:
    address = password_address(scene.manager, "http://localhost:8000/")
    assert without_secrets(address).endswith(f"/key/{REMOVED}/")


def test_the_log_of_who_was_refused_is_without_them(scene: Scene, rf: RequestFactory) -> None:
    path = f"/answer/paper/{SECRET}/"
    sign_ins.record(SignInKind.NOT_ALLOWED, request=rf.get(path), path=path)
    assert SignInEvent.objects.latest("id").path == f"/answer/paper/{REMOVED}/"
