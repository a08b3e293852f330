"""The discussion under an action: notes, and telling the people who are named in them."""

import re
from collections.abc import Collection
from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import NotAllowed, Refused
from actions.models import Action, Note, NoteMention, NoteWithdrawal
from actions.services.watching import address_of, named, tell_watchers
from actions.services.writing import SENT_TWICE, audit_action, begin, check_open, service
from actions.text import clean_text, says_something
from wsoa.capabilities import ROLE_CAPABILITIES, Capability
from wsoa.models import User
from wsoa.services.mail import queue_email

MENTION = re.compile(r"(?<![\w@.+-])@([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
"""A person named by address: `@name@example.org`."""


@service
def add_note(
    *,
    action: Action,
    text: str,
    by: User,
    tell: Collection[User] = (),
    now: datetime | None = None,
) -> Note:
    """Add a note to the discussion and email it to those named in it and those in `tell`, once each.

    A note of the same words that the person added to the action less than ten minutes ago, and did not take
    back, is that note: it is returned, and nobody is told again. Naming somebody who was not told of it
    makes another. Raises Refused for an empty note, and where somebody named is not in the area or may not see notes:
    they would wait for an email that never comes.
    """
    plan = action.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.DISCUSS)
    check_open(plan)
    text = clean_text(text, field="text", label="The note")
    if not says_something(text):
        raise Refused("Write the note.", field="text")
    told = _people(plan.area_id, text, tell)
    same = _same(action, text, told, by, at)
    if same is not None:
        return same
    note = Note(action=action, text=text, at=at, by=by)
    note.save()
    reference, title = named(action)
    for person in told:
        NoteMention(note=note, user=person).save()
        if person.pk != by.pk:
            queue_email(
                to=person.email,
                subject=f"A note for you on action {reference}, {plan}, {plan.area}",
                body=(
                    f"{by} wrote on {reference} {title}:\n\n{text}\n\n{address_of(action)}#note-{note.pk}\n"
                ),
                now=at,
            )
    audit_action(
        AuditEvent.NOTE_ADDED,
        f"Note {note.pk}, {len(told)} told" if told else f"Note {note.pk}",
        by=by,
        at=at,
        action=action,
    )
    tell_watchers(
        action,
        f"{by} added a note",
        by=by,
        at=at,
        among=Capability.DISCUSS,
        but=frozenset(person.pk for person in told),
    )
    return note


@service
def withdraw_note(*, note: Note, by: User, now: datetime | None = None) -> NoteWithdrawal:
    """Take a note back: it is shown no more, only that there was one. Its writer may, and who runs the
    plan. Raises Refused where that was done already."""
    plan = note.action.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.DISCUSS)
    if note.by_id != by.pk and not permissions.can(by, plan.area, Capability.MANAGE_PLAN):
        raise NotAllowed("You may take back only notes of your own.")
    if NoteWithdrawal.objects.filter(note=note).exists():
        raise Refused("The note was taken back already.")
    withdrawal = NoteWithdrawal(note=note, at=at, by=by)
    withdrawal.save()
    audit_action(AuditEvent.NOTE_WITHDRAWN, f"Note {note.pk}", by=by, at=at, action=note.action)
    return withdrawal


def may_be_told(area_id: int) -> list[User]:
    """The people of an area who see notes, by name."""
    roles = [role for role, held in ROLE_CAPABILITIES.items() if Capability.DISCUSS in held]
    return list(
        User.objects.filter(
            memberships__area=area_id, memberships__role__in=roles, is_active=True
        ).order_by("name", "pk")
    )


def _same(action: Action, text: str, told: Collection[User], by: User, at: datetime) -> Note | None:
    """The note that this one repeats, as a form does that is sent twice."""
    note = (
        Note.objects.filter(
            action=action, by=by, text=text, at__gt=at - SENT_TWICE, at__lte=at, withdrawal=None
        )
        .order_by("-pk")
        .first()
    )
    if note is None:
        return None
    knows = set(note.mentions.values_list("user_id", flat=True))
    return note if knows.issuperset(person.pk for person in told) else None


def _people(area_id: int, text: str, tell: Collection[User]) -> list[User]:
    """Who is to be told, each once; raises Refused for somebody who may not see the note."""
    typed = [found.rstrip(".-") for found in MENTION.findall(text)]
    if not typed and not tell:
        return []
    members = may_be_told(area_id)
    by_address = {person.email.casefold(): person for person in members}
    told: dict[int, User] = {}
    for address in typed:
        person = by_address.get(address.casefold())
        if person is None:
            raise Refused(
                f"Nobody who may read notes in this area has the address {address}. Check the address, or "
                "take out the @ before it.",
                field="text",
            )
        told[person.pk] = person
    allowed = {person.pk for person in members}
    for person in tell:
        if person.pk not in allowed:
            raise Refused("Choose people of this area who may read notes.", field="tell")
        told[person.pk] = person
    return list(told.values())
