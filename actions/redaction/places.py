"""Every text of an area that somebody wrote, in whatever table: found through the tables' own relations.

A table takes part as soon as it exists, whichever app it is in, provided that a way of foreign keys leads
from it to the area; a test refuses a table that none does. Append-only tables say which of their texts may
be redacted (wsoa/append_only.py); of all others every text may.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any
from urllib.parse import unquote_plus

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    CharField,
    EmailField,
    F,
    ForeignKey,
    JSONField,
    Model,
    Q,
    QuerySet,
    SlugField,
    TextField,
    URLField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from actions import file_store
from actions.models import Action, ActionReference, Area, Evidence, InspectionDocument, Plan
from actions.redaction.files import words_in_file
from actions.redaction.words import Excerpt, Words
from wsoa.append_only import AppendOnlyModel
from wsoa.working import WorkingModel

FILE = "file"
"""The field of a passage that is the content of a stored file."""


class Remedy(Enum):
    """What is done about a passage."""

    WORDS = "the words are taken out"
    WHOLE = "the whole text is taken out"
    EMPTIED = "emptied"
    FILE = "the file is destroyed"
    DELETED = "deleted: it is no part of the record"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that holds the words; of a file, its name. `row_id` is the row's key as text; the ids say what it belongs to."""

    model: type[Model]
    row_id: str
    field: str
    text: str
    remedy: Remedy
    label: str
    plan_id: int | None
    action_id: int | None
    excerpts: tuple[Excerpt, ...]

    @property
    def key(self) -> str:
        """Names the passage in a form."""
        return f"{self.model._meta.db_table}:{self.row_id}:{self.field}"


def passages(area: Area, words: Words) -> Iterator[Passage]:
    """Every text of the area that holds the words, table by table, one query each."""
    known: _Known = {}
    for model in sorted(_models(), key=lambda model: model._meta.db_table):
        fields = tuple(name for name in text_fields(model) if name not in DERIVED)
        if fields:
            yield from _found(model, fields, area, words, known)
    yield from _files(area, words)


def text_fields(model: type[Model]) -> tuple[str, ...]:
    """The texts of a table from which personal data may be taken out."""
    if issubclass(model, AppendOnlyModel):
        return model.redactable
    kinds = (CharField, TextField, JSONField) if issubclass(model, WorkingModel) else _TEXT
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.choices and not isinstance(field, SlugField)
    )


_TEXT = (CharField, TextField)


def _models() -> Iterator[type[Model]]:
    """The tables that belong to an area, in whatever app, with those of their earlier versions."""
    for model in apps.get_models():
        if way_to(_present(model), Area) is not None:
            yield model


def _present(model: type[Model]) -> type[Model]:
    """The table whose earlier versions the model keeps, or the model itself."""
    return getattr(model, "instance_type", model)


@cache
def way_to(model: type[Model], target: type[Model]) -> tuple[str, ...] | None:
    """The shortest way of foreign keys from one table to another, by those that are never empty if there
    is one; None where there is no way at all."""
    always = _way(model, target, lambda field: not field.null)
    return always if always is not None else _way(model, target, lambda _: True)


@cache
def ways_to(model: type[Model], target: type[Model]) -> tuple[tuple[str, ...], ...]:
    """The one way that is never empty, or, without one, the way by each key that may be: a reason is for a
    section of a paper or for the paper. Earlier versions, whose keys may all be empty, have one."""
    way = way_to(model, target)
    if way is None:
        return ()
    is_earlier = _present(model) is not model
    if is_earlier or _way(model, target, lambda field: not field.null) is not None:
        return (way,)
    further = ((field, way_to(field.related_model, target)) for field in _foreign_keys(model))
    found = ((field.name, *way) for field, way in further if way is not None)
    return tuple(sorted(found, key=lambda way: (len(way), way)))


def _way(
    model: type[Model], target: type[Model], takes: Callable[[Any], bool]
) -> tuple[str, ...] | None:
    waiting: deque[tuple[type[Model], tuple[str, ...]]] = deque([(model, ())])
    seen = {model}
    while waiting:
        here, way = waiting.popleft()
        if here is target:
            return way
        for field in sorted(_foreign_keys(here), key=lambda field: field.name):
            there = field.related_model
            if there not in seen and takes(field):
                seen.add(there)
                waiting.append((there, (*way, field.name)))
    return None


def _foreign_keys(model: type[Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.name != "history_user"
    ]


_Known = dict[type[Model], list[int]]
"""The ids of the area's rows of the tables that others lead through, so that each is read once a search."""


def _rows(model: type[Model], area: Area, known: _Known) -> QuerySet[Model]:
    """The area's rows of the table, also where what they belonged to has gone since."""
    present = _present(model)
    rows: QuerySet[Model] = QuerySet(model)
    if present is Area:
        return rows.filter(id=area.pk)
    theirs = Q()
    for way in ways_to(present, Area):
        if hasattr(present, "history"):
            parent = present._meta.get_field(way[0]).related_model
            theirs |= Q(**{f"{way[0]}__in": _ids(parent, area, known)})
        else:
            theirs |= Q(**{"__".join(way): area.pk})
    return rows.filter(theirs)


def _ids(model: Any, area: Area, known: _Known) -> list[int]:
    """The ids of the area's rows of a table that keeps its history, those that went included."""
    if model not in known:
        ids = set(_rows(model, area, known).values_list("pk", flat=True))
        if hasattr(model, "history"):
            ids |= set(_rows(model.history.model, area, known).values_list("id", flat=True))
        known[model] = sorted(ids)
    return known[model]


def _found(
    model: type[Model], fields: tuple[str, ...], area: Area, words: Words, known: _Known
) -> Iterator[Passage]:
    columns = (_id_of(model, Plan), _id_of(model, Action))
    rows = _rows(model, area, known).order_by("pk")
    if not issubclass(model, WorkingModel):
        rows = rows.exclude(Q(**dict.fromkeys(fields, "")))
    listed = rows.values_list("pk", *columns, *fields).iterator(chunk_size=2000)
    for pk, plan_id, action_id, *values in listed:
        for field, text in zip(fields, values, strict=True):
            read = _readable(model, field, text)
            if not words.are_in(read):
                continue
            yield Passage(
                model,
                str(pk),
                field,
                text if isinstance(text, str) else read,
                _remedy(model, field),
                label(model, field),
                plan_id,
                action_id,
                tuple(words.excerpts(read)),
            )


def _id_of(model: type[Model], target: type[Model]) -> Combinable:
    """The id of what a row belongs to, empty where it belongs to none."""
    ways = [F(f"{'__'.join(way)}_id") if way else F("pk") for way in ways_to(model, target)]
    if not ways:
        return Value(None, output_field=BigIntegerField())
    return Coalesce(*ways) if len(ways) > 1 else ways[0]


def _readable(model: type[Model], field: str, value: Any) -> str:
    """What a person would read in the value: an address without its escapes, a table as text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return "\n".join(_strings(value))
    kind = model._meta.get_field(field)
    return unquote_plus(value) if isinstance(kind, URLField) or field == "query" else value


def _strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, whatever it is nested in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _remedy(model: type[Model], field: str) -> Remedy:
    if issubclass(model, WorkingModel):
        return Remedy.DELETED
    kind = model._meta.get_field(field)
    if isinstance(kind, EmailField) and not issubclass(model, AppendOnlyModel):
        return Remedy.EMPTIED
    if isinstance(kind, EmailField | URLField) or field in WHOLE:
        return Remedy.WHOLE
    return Remedy.WORDS


WHOLE = ("reference", "code")
"""Texts that mean nothing with a part of them gone."""

DERIVED = ("sort_key", "search_key", "slug", "sha256", "salt")
"""Texts made by the program: they go with what they are made from, and a salt with any text of its row."""


def label(model: type[Model], field: str) -> str:
    """What the page calls a text: "Status update, commentary"."""
    present = _present(model)
    what = capfirst(str(present._meta.verbose_name))
    if present is not model:
        what = f"{what} as it was before"
    if field == FILE:
        return f"{what}, the file itself"
    named = next(each for each in model._meta.concrete_fields if each.name == field)
    return f"{what}, {named.verbose_name}"


def _files(area: Area, words: Words) -> Iterator[Passage]:
    """Stored files of the area, evidence and documents of inspections, whose content holds the words, as far as
    it can be read."""
    for evidence in (
        Evidence.objects.filter(action__plan__area=area, kind="file")
        .exclude(sha256="")
        .select_related("action")
        .order_by("pk")
    ):
        yield from _in_file(evidence, words, evidence.action.plan_id, evidence.action_id)
    for document in InspectionDocument.objects.filter(inspection__area=area).order_by("pk"):
        yield from _in_file(document, words, None, None)


def _in_file(
    row: Evidence | InspectionDocument, words: Words, plan_id: int | None, action_id: int | None
) -> Iterator[Passage]:
    try:
        with file_store.open_stored(row.stored_name) as file:
            text = words_in_file(file)
    except (FileNotFoundError, ValueError):
        return
    if words.are_in(text):
        yield Passage(
            type(row),
            str(row.pk),
            FILE,
            row.original_name,
            Remedy.FILE,
            label(type(row), FILE),
            plan_id,
            action_id,
            tuple(words.excerpts(text)[:3]),
        )


def references_of(found: Iterable[Passage]) -> dict[int, tuple[str, str, str]]:
    """Action id -> the slugs of its plan and itself, and its reference, for links to the pages."""
    ids = {each.action_id for each in found if each.action_id is not None}
    rows = ActionReference.objects.filter(action__in=ids).standing().in_order()
    return {
        pk: (plan, slug, reference)
        for pk, plan, slug, reference in rows.values_list(
            "action_id", "action__plan__slug", "search_key", "reference"
        )
    }
