"""Finding the audit entries that somebody asks for: narrowed and put in order by the database, in pages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils import timezone

from actions.choices import AuditEvent, EntryKind
from actions.models import Action, ActionReference, AuditEntry, Plan
from actions.references import search_key
from actions.trail.changes import TrailEntry, steps
from actions.trail.histories import HISTORIES, History
from actions.trail.set_up import SET_UP, SetUp, named, set_up_steps
from wsoa.models import User

HISTORY_KIND, SET_UP_KIND, EVENT_KIND = "actions", "set-up", "events"
KINDS = (
    (HISTORY_KIND, "Changes to actions"),
    (SET_UP_KIND, "Changes to the set-up"),
    (EVENT_KIND, "Other events"),
)

EVENTS = frozenset(
    {
        AuditEvent.AREA_CREATED,
        AuditEvent.VISIT_PLANNED,
        AuditEvent.PAPER_DRAFTED,
        AuditEvent.ACTIONS_IMPORTED,
        AuditEvent.NO_CHANGE_CONFIRMED,
        AuditEvent.UPDATE_PROPOSED,
        AuditEvent.PROPOSAL_DECIDED,
        AuditEvent.DATE_PROPOSED,
        AuditEvent.DATE_DECIDED,
        AuditEvent.CYCLE_OPENED,
        AuditEvent.REMINDER_SENT,
        AuditEvent.EVIDENCE_ADDED,
        AuditEvent.EVIDENCE_WITHDRAWN,
        AuditEvent.NOTE_ADDED,
        AuditEvent.NOTE_WITHDRAWN,
        AuditEvent.LINK_CHANGED,
        AuditEvent.REDACTED,
        AuditEvent.PERSON_ANONYMISED,
        AuditEvent.RISK_MATRIX_CHANGED,
        AuditEvent.RISK_CHANGED,
        AuditEvent.RISK_REVIEWED,
        AuditEvent.MITIGATION_CHANGED,
        AuditEvent.MEASURE_CHANGED,
        AuditEvent.MARK_CHANGED,
        AuditEvent.READING_RECORDED,
        AuditEvent.READING_CHANGED,
    }
)
"""What no field history tells. The other events are told by the rows that they wrote, field by field."""

FIELDS: tuple[tuple[str, str], ...] = tuple(
    (field.key, field.label) for history in HISTORIES for field in history.fields
)
"""The fields of actions that can be asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for. Empty values ask for everything; days include both ends."""

    plan: Plan
    kind: str = ""
    text: str = ""
    person: int | None = None
    field: str = ""
    action: Action | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """A table of entries: how to name its columns, and its rows as asked for."""

    key: str
    rows: QuerySet[Any]
    at: str
    by: str
    texts: Sequence[str]


class Trail:
    """The entries asked for, newest first; a sequence that reads only what is sliced out of it."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.sources = [_narrowed(source, asked) for source in _sources(asked)]

    def count(self) -> int:
        """How many entries there are, in one query."""
        found = self._index()
        return 0 if found is None else found.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[TrailEntry]:
        """Some of the entries, by place."""
        found = self._index()
        return [] if found is None else self._entries(list(found[wanted]))

    def all(self) -> Iterator[TrailEntry]:
        """Every entry, for a file."""
        found = self._index()
        if found is not None:
            yield from self._entries(list(found))

    def _index(self) -> QuerySet[Any] | None:
        """Which table, which row and when, over all tables."""
        parts = [
            source.rows.order_by()
            .annotate(
                trail_source=Value(source.key, output_field=CharField()),
                trail_row=F("pk"),
                trail_at=F(source.at),
            )
            .values_list("trail_source", "trail_row", "trail_at")
            for source in self.sources
        ]
        if not parts:
            return None
        whole: QuerySet[Any] = parts[0]
        if len(parts) > 1:
            whole = whole.union(*parts[1:], all=True)
        return whole.order_by("-trail_at", "-trail_source", "-trail_row")

    def _entries(self, index: list[tuple[str, int, datetime]]) -> list[TrailEntry]:
        wanted: dict[str, set[int]] = defaultdict(set)
        for source, pk, _ in index:
            wanted[source].add(pk)
        references = _references(self.asked.plan)
        told: dict[tuple[str, int], TrailEntry] = {}
        for history in HISTORIES:
            if history.key in wanted:
                told |= self._told_histories(history, wanted[history.key], references)
        for set_up in SET_UP:
            if set_up.key in wanted:
                told |= self._told_set_up(set_up, wanted[set_up.key])
        if EVENT_KIND in wanted:
            told |= _told_events(wanted[EVENT_KIND], references)
        return [told[source, pk] for source, pk, _ in index]

    def _told_histories(
        self, history: History, wanted: set[int], references: dict[int, tuple[str, str]]
    ) -> dict[tuple[str, int], TrailEntry]:
        """The wanted rows of a history, worked out from all rows of the subjects they are about."""
        subjects = set(
            history.model._default_manager.filter(pk__in=wanted).values_list(
                history.subject, flat=True
            )
        )
        fields = [field for field in history.fields if self.asked.field in {"", field.key}]
        told = {}
        for rows in _by(history.subject, history.rows(**{f"{history.subject}__in": subjects})):
            for step in steps(rows):
                row = step.row
                if row.pk not in wanted:
                    continue
                reference, slug = references.get(_action_id(history, row) or 0, ("", ""))
                told[history.key, row.pk] = TrailEntry(
                    at=row.recorded_at,
                    by=row.recorded_by.name if row.recorded_by else "",
                    what=history.label,
                    action=reference,
                    slug=slug,
                    kind="" if row.kind == EntryKind.ENTRY else row.get_kind_display(),
                    effective_date=row.effective_date,
                    reason=row.reason,
                    note=(
                        "For an earlier day: an entry of a later day stands over it."
                        if step.is_out_of_sight
                        else ""
                    ),
                    fields=step.fields(fields),
                )
        return told

    def _told_set_up(self, set_up: SetUp, wanted: set[int]) -> dict[tuple[str, int], TrailEntry]:
        things = set(set_up.rows.filter(pk__in=wanted).values_list("id", flat=True))
        rows = set_up.rows.filter(id__in=things).select_related("history_user", *set_up.related)
        told = {}
        for of_one in _by("id", rows):
            for step in set_up_steps(of_one):
                if step.row.pk in wanted:
                    told[set_up.key, step.row.pk] = TrailEntry(
                        at=step.row.history_date,
                        by=step.row.history_user.name if step.row.history_user else "",
                        what=set_up.label,
                        about=named(step.row),
                        kind=step.kind,
                        reason=step.row.history_change_reason or "",
                        fields=tuple(step.fields(set_up.fields)),
                    )
        return told


def people(plan: Plan) -> QuerySet[User]:
    """Everybody who did something in the plan's area, by name."""
    doers = AuditEntry.objects.filter(area=plan.area_id).order_by().values("by").distinct()
    return User.objects.filter(pk__in=doers).order_by("name", "pk")


def _sources(asked: Asked) -> Iterator[_Source]:
    """The tables that can hold what is asked for."""
    plan, action = asked.plan, asked.action
    if asked.kind in {"", HISTORY_KIND}:
        for history in HISTORIES:
            if asked.field and asked.field not in {field.key for field in history.fields}:
                continue
            if action is not None and not history.to_action:
                continue
            rows = history.model._default_manager.filter(**{history.to_plan: plan})
            if action is not None:
                rows = rows.filter(**{history.to_action: action})
            yield _Source(
                history.key, rows, "recorded_at", "recorded_by", (*history.texts, "reason")
            )
    if asked.field:
        return
    if asked.kind in {"", SET_UP_KIND} and action is None:
        for set_up in SET_UP:
            yield _Source(
                set_up.key, set_up.of_plan(plan), "history_date", "history_user", set_up.texts
            )
    if asked.kind in {"", EVENT_KIND}:
        events = AuditEntry.objects.filter(area=plan.area_id, event__in=EVENTS)
        events = (
            events.filter(action=action)
            if action is not None
            else events.filter(Q(plan=plan) | Q(plan__isnull=True))
        )
        yield _Source(EVENT_KIND, events, "at", "by", ("summary",))


def _narrowed(source: _Source, asked: Asked) -> _Source:
    rows = source.rows
    if asked.person is not None:
        rows = rows.filter(**{source.by: asked.person})
    if asked.since is not None:
        rows = rows.filter(**{f"{source.at}__gte": _midnight(asked.since)})
    if asked.until is not None:
        rows = rows.filter(**{f"{source.at}__lt": _midnight(asked.until + timedelta(days=1))})
    if asked.text:
        lookup, sought = _in_any_case(asked.text)
        found = Q()
        for column in source.texts:
            found |= Q(**{f"{column}__{lookup}": sought})
        rows = rows.filter(pk__in=rows.filter(found).values("pk"))  # each once, however many owners
    return _Source(source.key, rows, source.at, source.by, source.texts)


def _in_any_case(text: str) -> tuple[str, str]:
    """The lookup, and what to give it, that finds the text whatever its case.

    SQLite knows the case of A to Z alone, and so does PostgreSQL in some locales: "É" is spelt out.
    """
    if text.isascii():
        return "icontains", text
    return "iregex", "".join(
        f"[{letter}{letter.swapcase()}]"
        if not letter.isascii() and letter.isalpha() and len(letter.swapcase()) == 1
        else re.escape(letter)
        for letter in text
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _references(plan: Plan) -> dict[int, tuple[str, str]]:
    """Action id -> the reference it bears now, and its word in addresses."""
    return {
        action_id: (reference, search_key(reference))
        for action_id, reference in ActionReference.objects.filter(action__plan=plan)
        .standing()
        .in_order()
        .values_list("action_id", "reference")
    }


def _told_events(
    wanted: set[int], references: dict[int, tuple[str, str]]
) -> dict[tuple[str, int], TrailEntry]:
    told = {}
    for entry in AuditEntry.objects.filter(pk__in=wanted).select_related("by"):
        reference, slug = references.get(entry.action_id or 0, ("", ""))
        told[EVENT_KIND, entry.pk] = TrailEntry(
            at=entry.at,
            by=entry.by.name if entry.by else "",
            what=entry.get_event_display(),
            action=reference,
            slug=slug,
            note=entry.summary,
        )
    return told


def _action_id(history: History, row: Any) -> int | None:
    if history.to_action == "action":
        return int(row.action_id)
    return int(row.milestone.action_id) if history.to_action else None


def _by(name: str, rows: Iterable[Any]) -> Iterable[list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups.values()
