"""Taking personal data out of the record: words wherever they went, files, and the names of people who left.

The one exception to "nothing is changed" (design rule 6). What was taken out is kept nowhere; the tombstone
says where, who, when and why.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import CharField, F, Model, QuerySet

from actions import file_store, permissions
from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.letters import letters_to
from actions.models import Area, Evidence, InspectionDocument, Plan, Redaction
from actions.position import memory
from actions.redaction import TOMBSTONE, Passage, Remedy, Words, passages
from actions.redaction.places import FILE, label
from actions.references import search_key, sort_key
from actions.services.rows import begin_area
from actions.services.writing import audit, audit_action, begin, required_reason, service
from wsoa.append_only import AppendOnlyModel, redact_row
from wsoa.capabilities import Capability
from wsoa.models import OutgoingEmail, User
from wsoa.services.mail import fitted
from wsoa.working import WorkingModel


@dataclass(frozen=True, slots=True)
class Redacted:
    """What a redaction did: the texts and files it changed, by what they are, and emails."""

    batch: UUID
    places: Counter[str]
    emails: int


@service
def redact(
    *,
    area: Area,
    words: Words,
    places: Collection[str],
    reason: str,
    by: User,
    whole: bool = False,
    now: datetime | None = None,
) -> Redacted:
    """Take the words out of the passages with those keys, or with `whole` the passages' whole text.

    Copies in emails go in any case. Raises Refused where no place is chosen or the reason itself holds the
    words, and Stale where a place holds them no more.
    """
    at = begin_area(area, now)
    permissions.check(by, area, Capability.REDACT)
    reason = required_reason(reason)
    if words.are_in(reason):
        raise Refused(
            "The reason holds the words that are to go. Say why without them.", field="reason"
        )
    if not places:
        raise Refused("Tick each place from which the words are to go.", field="places")
    found = {passage.key: passage for passage in passages(area, words)}
    if not found.keys() >= set(places):
        raise Stale("Somebody changed one of these places meanwhile. Search again.")
    chosen = [passage for key, passage in found.items() if key in set(places)]
    emails = clean_emails(words, [area])
    batch = take_out(area, chosen, words, whole, reason, by, at)
    done = Counter(passage.label for passage in chosen)
    _audit_redaction(area, chosen, done, emails, reason, by, at)
    transaction.on_commit(forget_what_was)
    return Redacted(batch, done, emails)


@service
def redact_file(
    *, evidence: Evidence, reason: str, by: User, now: datetime | None = None
) -> Redacted:
    """Destroy an evidence file and take its names out of the record; that there was one stays.

    Raises Refused where that was done already, or for a link.
    """
    action = evidence.action
    area = action.plan.area
    at = begin(action.plan, now)
    permissions.check(by, area, Capability.REDACT)
    reason = required_reason(reason)
    if not evidence.stored_name or evidence.is_removed:
        raise Refused("There is no file any more.")
    what = label(Evidence, FILE)
    passage = Passage(
        Evidence, str(evidence.pk), FILE, "", Remedy.FILE, what, action.plan_id, action.pk, ()
    )
    batch = take_out(area, [passage], None, True, reason, by, at)
    audit_action(AuditEvent.REDACTED, f"{what}: {reason}", by=by, at=at, action=action)
    transaction.on_commit(forget_what_was)
    return Redacted(batch, Counter([what]), 0)


@service
def redact_document(
    *, document: InspectionDocument, reason: str, by: User, now: datetime | None = None
) -> Redacted:
    """Destroy the file of an inspection's document and take its names out of the record; that there was one
    stays. Raises Refused where that was done already."""
    area = document.inspection.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.REDACT)
    reason = required_reason(reason)
    if document.is_removed:
        raise Refused("There is no file any more.")
    what = label(InspectionDocument, FILE)
    passage = Passage(
        InspectionDocument, str(document.pk), FILE, "", Remedy.FILE, what, None, None, ()
    )
    batch = take_out(area, [passage], None, True, reason, by, at)
    audit(AuditEvent.REDACTED, f"{what}: {reason}", by=by, at=at, area=area)
    transaction.on_commit(forget_what_was)
    return Redacted(batch, Counter([what]), 0)


def forget_what_was() -> None:
    """After the commit: forget remembered Positions, and let SQLite's log keep no old page."""
    memory.forget_all()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def take_out(
    area: Area,
    chosen: Collection[Passage],
    words: Words | None,
    whole: bool,
    reason: str,
    by: User,
    at: datetime,
) -> UUID:
    """Change every chosen passage, each with its tombstone. For services, in their transaction."""
    batch = uuid4()
    rows: dict[tuple[type[Model], str], list[Passage]] = defaultdict(list)
    for passage in chosen:
        rows[passage.model, passage.row_id].append(passage)
    for (model, row_id), found in rows.items():
        if issubclass(model, WorkingModel):
            QuerySet(model).filter(pk=row_id).delete()
            continue
        values: dict[str, str] = {}
        for passage in found:
            values.update(_new_values(passage, words, whole))
        if "salt" in getattr(model, "redactable", ()):
            values["salt"] = TOMBSTONE
        tombstones = [
            Redaction(
                area=area,
                plan_id=found[0].plan_id,
                action_id=found[0].action_id,
                batch=batch,
                table_name=model._meta.db_table,
                row_id=int(row_id),
                field=field,
                replacement=value if issubclass(model, AppendOnlyModel) else "",
                reason=reason,
                at=at,
                by=by,
            )
            for field, value in values.items()
        ]
        for tombstone in tombstones:
            tombstone.save()
        if issubclass(model, AppendOnlyModel):
            redact_row(permissions=tombstones, model=model, row_id=int(row_id))
        else:
            QuerySet(model).filter(pk=row_id).update(**values, **_another_version(model))
    return batch


def _another_version(model: type[Model]) -> dict[str, Any]:
    """Where a text counts its saves, this is one: whoever has the text before them cannot put the words back unseen."""
    names = {field.name for field in model._meta.concrete_fields}
    return {"version": F("version") + 1} if "version" in names else {}


def _new_values(passage: Passage, words: Words | None, whole: bool) -> dict[str, str]:
    """The columns that change with the passage, and what they become."""
    if passage.remedy == Remedy.FILE:
        return _destroyed(passage.model, int(passage.row_id))
    if passage.remedy == Remedy.EMPTIED:
        return {passage.field: ""}
    if passage.field == "reference" and "sort_key" in getattr(passage.model, "redactable", ()):
        return _without_reference(passage)
    text = TOMBSTONE
    if words is not None and not whole and passage.remedy == Remedy.WORDS:
        text = words.taken_out_of(passage.text)
    return {passage.field: _fitting(passage, text)}


def _without_reference(passage: Passage) -> dict[str, str]:
    """An action's reference and what is made from it, in its history or in what a board was shown."""
    reference = f"[removed {passage.row_id}]"
    made = {
        "reference": reference,
        "sort_key": sort_key(reference),
        "search_key": search_key(reference),
        "slug": search_key(reference),
    }
    names = {field.name for field in passage.model._meta.concrete_fields}
    return {name: value for name, value in made.items() if name in names}


def _fitting(passage: Passage, text: str) -> str:
    """The text as its column takes it: short enough, and unlike that of any other row where it must be."""
    field = passage.model._meta.get_field(passage.field)
    limit = getattr(field, "max_length", None) if isinstance(field, CharField) else None
    if _must_be_unique(passage):
        text = f"{text} {passage.row_id}"
    if limit is None or len(text) <= limit:
        return text
    if _must_be_unique(passage):
        return f"{TOMBSTONE} {passage.row_id}" if limit >= 45 else f"-{passage.row_id}"[:limit]
    return TOMBSTONE[:limit]


def _must_be_unique(passage: Passage) -> bool:
    meta = passage.model._meta
    return meta.get_field(passage.field).unique or any(  # type: ignore[union-attr]
        passage.field in constraint.fields for constraint in meta.total_unique_constraints
    )


def _destroyed(model: type[Model], row_id: int) -> dict[str, str]:
    """Remove the file once all is written; its names go."""
    row: Any = model._default_manager.get(pk=row_id)
    stored_name = row.stored_name
    transaction.on_commit(lambda: file_store.remove(stored_name))
    names = [
        name
        for name in ("title", "original_name", "sha256")
        if name in getattr(model, "redactable", ())
    ]
    return {name: TOMBSTONE for name in names if getattr(row, name) != TOMBSTONE}


def clean_emails(words: Words, areas: Collection[Area]) -> int:
    """Take the words out of the copies of emails to people of the areas, sent or not. How many held them.

    Before their addresses are taken out themselves. An email to an address that holds the words goes
    altogether. What other areas wrote is theirs.
    """
    cleaned = 0
    for email in letters_to(areas).order_by("pk"):
        copy = OutgoingEmail.objects.filter(pk=email.pk)
        if _goes_to(email.to, words):
            copy.delete()
        elif words.are_in(email.subject) or words.are_in(email.body):
            subject = fitted(words.taken_out_of(email.subject))
            copy.update(subject=subject, body=words.taken_out_of(email.body))
        else:
            continue
        cleaned += 1
    return cleaned


def _goes_to(address: str, words: Words) -> bool:
    """Whether the address says the words before its @, or is one of them."""
    whole = {term.casefold() for term in words.terms}
    return address.casefold() in whole or words.are_in(address.partition("@")[0])


def _audit_redaction(
    area: Area,
    chosen: Collection[Passage],
    done: Counter[str],
    emails: int,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    plans = {passage.plan_id for passage in chosen}
    only = next(iter(plans)) if len(plans) == 1 else None
    plan = Plan.objects.get(pk=only) if only is not None else None
    told = "; ".join(_listed(done, emails))
    audit(AuditEvent.REDACTED, f"{told}. {reason}", by=by, at=at, area=area, plan=plan)


def _listed(done: Counter[str], emails: int) -> Iterator[str]:
    for what, number in sorted(done.items()):
        yield what if number == 1 else f"{what} ({number})"
    if emails:
        yield f"copies of emails ({emails})"
