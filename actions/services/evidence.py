"""Adding what shows that something was done, withdrawing it, and the rule that a completion needs some."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import DatabaseError
from django.utils import timezone

from actions import file_store, permissions
from actions.choices import AuditEvent, EvidenceKind
from actions.errors import NotAllowed, Refused
from actions.file_store import ReceivedFile
from actions.models import (
    Action,
    Completion,
    Evidence,
    EvidenceWithdrawal,
    StatusUpdate,
    UpdateProposal,
)
from actions.services.writing import (
    audit_action,
    begin,
    check_open,
    required_reason,
    service,
)
from actions.stored_files import is_kept, known_names
from actions.text import clean_text
from wsoa.capabilities import Capability
from wsoa.models import User

TITLE_LIMIT = 200
URL_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to be added with something else, such as an update."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file, received already, to be added with something else."""

    received: ReceivedFile
    title: str = ""


Attachment = NewLink | NewFile


@contextmanager
def receiving(upload: File, title: str = "") -> Iterator[NewFile]:  # type: ignore[type-arg]
    """The upload, stored and judged, to be added inside the `with`. Raises Refused for an unfit file.

    Received before the transaction, so that nobody waits for the plan's turn while a file is read.
    What is not added, or is undone, leaves no file behind.
    """
    new = NewFile(file_store.receive(upload), title)
    stored_name = new.received.stored_name
    try:
        yield new
    finally:
        try:
            kept = is_kept(stored_name)
        except DatabaseError:  # the transaction around is broken: the sweep removes the file
            kept = True
        if not kept:
            file_store.remove(stored_name)


def add_file(
    *,
    action: Action,
    upload: File,  # type: ignore[type-arg]
    by: User,
    title: str = "",
    status_update: StatusUpdate | None = None,
    completion: Completion | None = None,
    proposal: UpdateProposal | None = None,
    now: datetime | None = None,
) -> Evidence:
    """Keep a file as evidence beside the action, in one go with its row.

    Raises Refused for a file that is too large, empty, or not of a kind that is kept.
    """
    permissions.check_can_update(by, action, on=timezone.localdate(now))
    with receiving(upload, title) as new:
        (evidence,) = add_evidence(
            action=action,
            attachments=[new],
            by=by,
            status_update=status_update,
            completion=completion,
            proposal=proposal,
            now=now,
        )
    return evidence


def add_link(
    *,
    action: Action,
    url: str,
    by: User,
    title: str = "",
    status_update: StatusUpdate | None = None,
    completion: Completion | None = None,
    proposal: UpdateProposal | None = None,
    now: datetime | None = None,
) -> Evidence:
    """Keep a link as evidence beside the action. Raises Refused unless it is an http or https address."""
    (evidence,) = add_evidence(
        action=action,
        attachments=[NewLink(url, title)],
        by=by,
        status_update=status_update,
        completion=completion,
        proposal=proposal,
        now=now,
    )
    return evidence


@service
def add_evidence(
    *,
    action: Action,
    attachments: Sequence[Attachment],
    by: User,
    status_update: StatusUpdate | None = None,
    completion: Completion | None = None,
    proposal: UpdateProposal | None = None,
    now: datetime | None = None,
) -> list[Evidence]:
    """Keep links and files, received already, as evidence beside the action: all of them or none."""
    at = begin(action.plan, now)
    permissions.check_can_update(by, action, on=timezone.localdate(at))
    check_open(action.plan)
    return attach(
        action=action,
        attachments=attachments,
        by=by,
        at=at,
        status_update=status_update,
        completion=completion,
        proposal=proposal,
    )


@service
def withdraw_evidence(
    *, evidence: Evidence, reason: str, by: User, now: datetime | None = None
) -> EvidenceWithdrawal:
    """Say that a piece of evidence no longer counts, and why. It stays on record.

    Those who may correct the history may, and whoever added it while they may update the action.
    """
    action = evidence.action
    at = begin(action.plan, now)
    check_can_withdraw(by, evidence)
    reason = required_reason(reason)
    if EvidenceWithdrawal.objects.filter(evidence=evidence).exists():
        raise Refused("This evidence is withdrawn already.")
    withdrawal = EvidenceWithdrawal(evidence=evidence, reason=reason, at=at, by=by)
    withdrawal.save()
    audit_action(
        AuditEvent.EVIDENCE_WITHDRAWN, f"{evidence.title}: {reason}", by=by, at=at, action=action
    )
    return withdrawal


def check_can_withdraw(by: User, evidence: Evidence) -> None:
    """Raise NotAllowed unless the person may withdraw the piece of evidence."""
    if permissions.can(by, evidence.action.plan.area, Capability.CORRECT_HISTORY):
        return
    if evidence.recorded_by_id != by.pk:
        raise NotAllowed(f"{by} may withdraw only the evidence that they added.")
    permissions.check_can_update(by, evidence.action)


def attach(
    *,
    action: Action,
    attachments: Sequence[Attachment],
    by: User,
    at: datetime,
    status_update: StatusUpdate | None = None,
    completion: Completion | None = None,
    proposal: UpdateProposal | None = None,
) -> list[Evidence]:
    """Write the rows of what comes with an update, a completion or a proposal, and keep the files.

    For services, in the transaction of the thing itself and after their own checks.
    """
    for about in (status_update, completion, proposal):
        if about is not None and about.action_id != action.pk:
            raise Refused("What the evidence is for belongs to another action.")
    rows = []
    for new in attachments:
        evidence = Evidence(
            action=action,
            recorded_at=at,
            recorded_by=by,
            status_update=status_update,
            completion=completion,
            proposal=proposal,
            **_values(new),
        )
        evidence.save()
        if isinstance(new, NewFile):
            file_store.keep(new.received)
        audit_action(AuditEvent.EVIDENCE_ADDED, evidence.title, by=by, at=at, action=action)
        rows.append(evidence)
    return rows


def check_evidence(action: Action, attachments: Sequence[Attachment]) -> None:
    """Raise Refused where the plan asks for evidence of a completion and the action has none.

    A link or a file counts, added now or standing beside the action already.
    """
    if not action.plan.completions_need_evidence or attachments:
        return
    if not Evidence.objects.filter(action=action, withdrawal__isnull=True).exists():
        raise Refused(
            "This plan asks for evidence of each completion. Add a link or a file that shows it.",
            field="evidence_link",
        )


def sweep_files(moment: datetime) -> Iterator[str]:
    """Remove the files of uploads that failed, a day after; a step of `tick`."""
    for stored_name in list(file_store.stray(moment, known_names())):
        file_store.remove(stored_name)
        yield "removed a file that belongs to nothing on record"


def _values(new: Attachment) -> dict[str, object]:
    """The columns of a link or of a file."""
    title = clean_text(
        new.title, field="evidence_title", label="The name of the evidence", limit=TITLE_LIMIT
    )
    title = " ".join(title.split())
    if isinstance(new, NewLink):
        url = checked_url(new.url)
        return {"kind": EvidenceKind.LINK, "url": url, "title": title or url[:TITLE_LIMIT]}
    received = new.received
    return {
        "kind": EvidenceKind.FILE,
        "title": title or received.original_name,
        "stored_name": received.stored_name,
        "original_name": received.original_name,
        "content_type": received.content_type,
        "size": received.size,
        "sha256": received.sha256,
    }


def checked_url(url: str, *, field: str = "evidence_link") -> str:
    """The address; raises Refused unless it is http or https, with a host and without a password."""
    url = clean_text(url, field=field, label="The link", limit=URL_LIMIT)
    try:
        URLValidator(schemes=["http", "https"])(url)
        parts = urlsplit(url)
        if parts.username is not None or parts.password is not None or not parts.hostname:
            raise ValidationError("A host is missing, or a name and password are in the address.")
    except (ValidationError, ValueError) as error:
        raise Refused(
            "Enter the whole address of a page, starting with https:// or http://.",
            field=field,
        ) from error
    return url
