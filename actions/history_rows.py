"""The whole history of many actions as rows, for a file: every entry, the superseded ones included.

Nothing is counted from it; what was in force on a day is the Position's to say. It takes one query a kind of
entry, whatever the number of actions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from actions.choices import CompletionState, EntryKind, LifeState
from actions.export import harmless
from actions.models import (
    ActionLife,
    ActionOwner,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    Completion,
    Confirmation,
    DateChange,
    ImpactAssessment,
    StatusUpdate,
)
from actions.models.entries import ActionEntry
from actions.position import Line

HEADINGS = (
    "Reference",
    "Action",
    "Recorded at",
    "Recorded by",
    "Effective from",
    "About",
    "Entry",
    "Rating",
    "Says",
    "Remedial action",
    "Reason",
    "Superseded",
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an entry says: a rating, a text, and what is being done."""

    rating: str = ""
    text: str = ""
    remedial_action: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of entry: its rows' model, the columns that say something, and how."""

    model: type[ActionEntry]
    about: str
    fields: tuple[str, ...]
    say: Callable[..., _Said]


KINDS = (
    _Kind(ActionLife, "Plan", ("state",), lambda state: _Said(text=LifeState(state).label)),
    _Kind(ActionReference, "Reference", ("reference",), lambda text: _Said(text=text)),
    _Kind(
        ActionWording,
        "Wording",
        ("title", "detail"),
        lambda title, detail: _Said(text="\n".join(filter(None, (title, detail)))),
    ),
    _Kind(
        ActionPlacement,
        "Place",
        ("theme__reference", "theme__title", "workstream__title", "report_group__title"),
        lambda reference, title, *others: _Said(
            text="; ".join(filter(None, (f"{reference} {title}", *others)))
        ),
    ),
    _Kind(
        ActionOwnership,
        "Owner",
        ("id", "lead_organisation__short_name"),
        lambda owners, organisation: _Said(
            text="; ".join([*owners, *filter(None, [organisation])])
        ),
    ),
    _Kind(
        DateChange,
        "Due date",
        ("due_printed", "agreed_by"),
        lambda printed, agreed_by: _Said(
            text=f"{printed}, agreed by {agreed_by}" if agreed_by else printed
        ),
    ),
    _Kind(
        StatusUpdate,
        "Status",
        ("rating__label", "commentary", "remedial_action"),
        lambda rating, commentary, remedial: _Said(rating or "", commentary, remedial),
    ),
    _Kind(
        Completion,
        "Completion",
        ("state", "evidence"),
        lambda state, evidence: _Said(
            text="\n".join(filter(None, (CompletionState(state).label, evidence)))
        ),
    ),
    _Kind(Confirmation, "No change", (), lambda: _Said(text="Nothing had changed")),
    _Kind(
        ImpactAssessment,
        "Impact",
        ("impact_rating__label", "commentary"),
        lambda rating, commentary: _Said(rating or "", commentary),
    ),
)
"""In the order in which entries of the same moment are told."""

_COMMON = (
    "action_id",
    "recorded_at",
    "recorded_by__name",
    "effective_date",
    "kind",
    "reason",
    "superseded_by__id",
)


def history_rows(plan_id: int, lines: Sequence[Line]) -> Iterator[list[str]]:
    """A heading row, then the entries of each line's action, in the lines' order, the first recorded first.

    Times are local. Text is harmless in a spreadsheet.
    """
    yield list(HEADINGS)
    wanted = {line.action_id for line in lines}
    entries: dict[int, list[tuple[datetime, list[str]]]] = defaultdict(list)
    for kind in KINDS:
        for action_id, recorded_at, row in _entries(kind, plan_id, wanted):
            entries[action_id].append((recorded_at, row))
    for line in lines:
        told = entries.pop(line.action_id, [])
        told.sort(key=lambda entry: entry[0])
        for _, row in told:
            yield [harmless(cell) for cell in (line.reference, line.title, *row)]


def _entries(
    kind: _Kind, plan_id: int, wanted: set[int]
) -> Iterator[tuple[int, datetime, list[str]]]:
    names = _owners(plan_id) if kind.model is ActionOwnership else None
    rows = (
        kind.model._default_manager.filter(action__plan=plan_id)
        .order_by("recorded_at", "id")
        .values_list(*_COMMON, *kind.fields)
    )
    for action_id, recorded_at, by, effective, entry, reason, superseded_by, *values in rows:
        if action_id not in wanted:
            continue
        if names is not None:
            values[0] = names[values[0]]
        said = kind.say(*values)
        yield (
            action_id,
            recorded_at,
            [
                f"{timezone.localtime(recorded_at):%Y-%m-%d %H:%M}",
                by,
                effective.isoformat(),
                kind.about,
                EntryKind(entry).label,
                said.rating,
                said.text,
                said.remedial_action,
                reason,
                "Yes" if superseded_by else "No",
            ],
        )


def _owners(plan_id: int) -> dict[int, list[str]]:
    """Ownership's id -> the titles of the posts it names, in their order."""
    found: dict[int, list[str]] = defaultdict(list)
    rows: Any = (
        ActionOwner.objects.filter(ownership__action__plan=plan_id)
        .order_by("order")
        .values_list("ownership_id", "post__title")
    )
    for ownership_id, title in rows:
        found[ownership_id].append(title)
    return found
