"""The command `tick`, and what it does with email: sent, tried again, removed."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actions.models import UpdateCycle
from tests.actions.cycling import OPENS, owned, with_addresses
from tests.factories import Scene
from wsoa import ticking
from wsoa.models import OutgoingEmail
from wsoa.services.mail import queue_email, send_email


def tick(**given: Any) -> str:
    out = StringIO()
    call_command("tick", stdout=out, **given)
    return out.getvalue()


def test_it_says_what_it_did_and_does_it_once(
    scene: Scene, django_capture_on_commit_callbacks: Any
) -> None:
    with_addresses(scene)
    owned(scene, 1)
    with django_capture_on_commit_callbacks(execute=True):
        said = tick(at="2018-03-20").splitlines()
    assert said[0].startswith("riverton/send: opened March 2018")
    assert said[1].startswith("wrote to post1@riverton.example (asked): 1 action needs")
    assert tick(at="2018-03-20") == ""
    assert tick(at="2018-03-20T18:30") == ""
    assert UpdateCycle.objects.get().opens_on == OPENS


@pytest.mark.parametrize(
    "typed", ["soon", "2018-02-30", "2018-13-01", "2018-03-20T25:00", "\x00" * 60]
)
def test_a_time_that_is_none_is_a_plain_error(db: None, typed: str) -> None:
    with pytest.raises(CommandError, match="is not a time"):
        tick(at=typed)


def test_a_step_that_fails_does_not_stop_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    def fails(moment: Any) -> Any:
        raise RuntimeError("broken")
        yield

    def works(moment: Any) -> Any:
        done.append(moment)
        yield "worked"

    monkeypatch.setattr(ticking, "_steps", [("first", fails), ("second", works)])
    with pytest.raises(CommandError, match="Failed: first"):
        tick()
    assert len(done) == 1


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A mail server that takes nothing; how often it was asked."""
    asked: list[int] = []

    def send(self: object, **given: object) -> int:
        asked.append(1)
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    return asked


@pytest.mark.django_db(transaction=True)
def test_email_is_sent_once_it_is_queued() -> None:
    email = queue_email(to="a@riverton.example", subject="One\nline", body="Text")
    email.refresh_from_db()
    assert email.sent_at is not None
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["a@riverton.example"], "One line")
    ]


@pytest.mark.django_db(transaction=True)
def test_email_that_fails_is_tried_again_once_in_ten_minutes_for_three_days(
    refusing: list[int],
) -> None:
    email = queue_email(to="a@riverton.example", subject="Once", body="Text")
    now = timezone.now()
    list(ticking.run(now + timedelta(minutes=5)))
    assert len(refusing) == 1
    again = now + timedelta(minutes=11)
    assert list(ticking.run(again)) == ["trying again to send “Once” to a@riverton.example"]
    assert len(refusing) == 2
    email.refresh_from_db()
    assert email.error == "ConnectionRefusedError: nobody there"
    list(ticking.run(now + timedelta(days=4)))
    assert len(refusing) == 2


def test_email_whose_job_was_lost_is_sent_within_the_hour(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    queue_email(to="a@riverton.example", subject="Lost", body="Text")  # nothing commits here
    list(ticking.run(timezone.now() + timedelta(minutes=61)))
    assert [sent.subject for sent in mail.outbox] == ["Lost"]


def test_old_email_and_finished_jobs_are_removed(db: None, settings: Any) -> None:
    settings.KEEP_EMAILS_DAYS = 30
    now = timezone.now()
    for days in (10, 29, 31):
        queue_email(
            to="a@riverton.example", subject=f"{days}", body="", now=now - timedelta(days=days)
        )
    for days in (6, 8):
        DBTaskResult.objects.create(
            status="SUCCESSFUL",
            finished_at=now - timedelta(days=days),
            args_kwargs={"args": [], "kwargs": {}},
            task_path="wsoa.services.mail.send_email",
            backend_name="default",
            run_after=now,
            exception_class_path="",
            traceback="",
        )
    assert "removed 1 old email" in list(ticking.run(now))
    assert set(OutgoingEmail.objects.values_list("subject", flat=True)) == {"10", "29"}
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_email_removed_while_it_is_being_sent_stays_removed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def remove_it(message: Any) -> None:
        OutgoingEmail.objects.all().delete()

    monkeypatch.setattr("wsoa.services.mail.EmailMessage.send", remove_it)
    email = queue_email(to="a@riverton.example", subject="Gone", body="Text")
    email.save()
    send_email.func(email.pk)
    assert not OutgoingEmail.objects.exists()
