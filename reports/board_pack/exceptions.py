"""A pack's exceptions: by report group, one explanation over all the actions that share it."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from boards.choices import PackPart
from boards.pack_values import EntryValue, PackContent
from reports.action_plan import count_actions
from reports.board_pack.document import (
    ExceptionRow,
    Exceptions,
    ExceptionSection,
    NamedAction,
)

_NO_GROUP = "Other actions"


def exceptions(content: PackContent) -> Exceptions:
    """The exception report as the pack has it."""
    part = content.part(PackPart.EXCEPTION)
    entries = [entry for entry in part if entry.reference]
    has_groups = any(entry.group for entry in entries)
    return Exceptions(
        tuple(
            _section(group or _NO_GROUP if has_groups else "", list(members))
            for group, members in groupby(entries, key=lambda entry: entry.group)
        ),
        "No action is an exception.",
        tuple(entry.text for entry in part if not entry.reference),
    )


def _section(heading: str, entries: Sequence[EntryValue]) -> ExceptionSection:
    rows = tuple(_rows(entries))
    count = count_actions(sum(len(row.actions) for row in rows))
    return ExceptionSection(heading, count, rows)


def _rows(entries: Sequence[EntryValue]) -> Iterator[ExceptionRow]:
    """Neighbours of which the same is said, by the same owner and for the same day, share one row."""
    for _, found in groupby(entries, key=_said):
        members = list(found)
        first = members[0]
        yield ExceptionRow(
            actions=tuple(action for entry in members for action in _actions(entry)),
            why="\n".join(dict.fromkeys(entry.status for entry in members if entry.status)),
            comment=first.text,
            owner=first.owner,
            due=first.due,
        )


def _said(entry: EntryValue) -> object:
    """What makes neighbours one row; an entry of which nothing is said stays by itself."""
    return (entry.text, entry.owner, entry.due) if entry.text else id(entry)


def _actions(entry: EntryValue) -> Iterator[NamedAction]:
    """The entry's actions; it has one a line where it stands for several."""
    pairs = zip_longest(entry.reference.splitlines(), entry.title.splitlines(), fillvalue="")
    for reference, title in pairs:
        yield NamedAction(reference, title)
