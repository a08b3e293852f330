"""A pack's exceptions: by report group, one explanation over all the actions that share it."""

from collections.abc import Iterator
from itertools import groupby

from boards.choices import PackPart
from boards.pack_values import EntryValue, PackContent
from reports.board_pack.document import (
    ExceptionRow,
    Exceptions,
    ExceptionSection,
    NamedAction,
)

_NO_GROUP = "Other actions"


def exceptions(content: PackContent) -> Exceptions:
    """The exception report as the pack has it: what introduces it, then group by group."""
    entries = content.part(PackPart.EXCEPTION)
    rest = [entry for entry in entries if not _introduces(entry)]
    sections = tuple(
        ExceptionSection(group or _NO_GROUP, tuple(_row(entry) for entry in members))
        for group, members in groupby(rest, key=lambda entry: entry.group)
    )
    several = len(content.plans) > 1
    introductions = tuple(
        f"{entry.title}: {entry.text}" if several else entry.text
        for entry in entries
        if _introduces(entry)
    )
    return Exceptions(introductions, sections, "No action is an exception.")


def _introduces(entry: EntryValue) -> bool:
    """Whether it is what the manager says of a plan's report as a whole."""
    return not entry.group and not entry.reference


def _row(entry: EntryValue) -> ExceptionRow:
    return ExceptionRow(
        actions=tuple(_actions(entry)),
        why=entry.status,
        comment="\n".join(filter(None, entry.text.splitlines())),
        owner=entry.owner,
        due=entry.due,
    )


def _actions(entry: EntryValue) -> Iterator[NamedAction]:
    """The entry's actions: where there are several, its title names each on a line, after its reference."""
    references = entry.reference.split(", ")
    lines = entry.title.splitlines()
    if len(references) > 1 and len(lines) == len(references):
        for reference, line in zip(references, lines, strict=True):
            yield NamedAction(reference, line.removeprefix(reference).strip())
    else:
        yield NamedAction(entry.reference, entry.title)
