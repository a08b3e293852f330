"""Themes, workstreams and report groups that a file names and the plan does not have yet.

They are made in memory, so that rows are compared with them; only an import that is confirmed saves them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TypeVar

from actions.errors import Refused
from actions.importing.cells import CellProblem, check_plain
from actions.importing.columns import Field
from actions.importing.outcome import Arrangement, Options
from actions.importing.table import EXAMPLE, CellTable, plain
from actions.importing.vocabulary import Vocabulary, Words
from actions.models import Plan, ReportGroup, Theme, Workstream
from actions.pasting import NewPart
from actions.text import clean_text

T = TypeVar("T")

MOST = 100
"""Of each kind. A file that names more holds something else in that column."""

_NUMBERED = re.compile(
    r"(?P<reference>[A-Z]{0,4} ?\d[\w.]{0,8}|[A-Z])(?:\s*[-–—:.)]\s*|\s+|$)(?P<title>.*)"
)


def missing(
    plan: Plan, table: CellTable, options: Options, words: Vocabulary
) -> tuple[Arrangement, ...]:
    """What the file names and the plan lacks, unsaved, each once.

    A name that begins with a number or the like (`1 Leadership`, `Theme 1: Leadership`, `WS2`) has that as
    its reference, any other one the next number that is free. A name whose reference is taken is left out:
    it is a slip of the hand more likely than a thing of its own, and its rows say so.
    """
    found: list[Arrangement] = []
    theme_word = plan.area.theme_word
    names = _names(table, options, Field.THEME, words.themes)
    taken = {theme.reference for theme in words.themes_by_id.values()}
    for part in _numbered(names, (theme_word, "theme"), "", taken):
        found.append(Theme(plan=plan, reference=part.reference, title=part.title))
    names = _names(table, options, Field.WORKSTREAM, words.workstreams)
    taken = {stream.reference for stream in words.workstreams_by_id.values()}
    for part in _numbered(names, ("workstream",), "WS", taken):
        found.append(Workstream(plan=plan, reference=part.reference, title=part.title))
    names = _names(table, options, Field.REPORT_GROUP, words.report_groups)
    found.extend(ReportGroup(plan=plan, title=name) for name in names)
    return tuple(found)


def _names(table: CellTable, options: Options, field: Field, known: Words[T]) -> list[str]:
    """The texts of the field's column that name nothing known; none where they are too many to be names."""
    column, references = options.columns.get(field), options.columns.get(Field.REFERENCE)
    if column is None or references is None:
        return []
    names: dict[str, str] = {}
    for row in table.rows:
        name = " ".join(row.cell(column).split())
        if not plain(name) or known.find(name) or plain(row.cell(references)) == plain(EXAMPLE):
            continue
        try:
            check_plain(field, name)
            names.setdefault(plain(name), clean_text(name, field=field, label="Name", limit=200))
        except (CellProblem, Refused):
            continue  # its row tells
    return list(names.values()) if len(names) <= MOST else []


def _numbered(
    names: Iterable[str], kinds: Sequence[str], start: str, taken: Iterable[str]
) -> Iterator[NewPart]:
    used = {reference.casefold() for reference in taken}
    kind = re.compile(rf"(?:{'|'.join(map(re.escape, kinds))})\s+(?=\w)", re.IGNORECASE)
    numbered, unnumbered = [], []
    for name in names:
        found = _NUMBERED.fullmatch(kind.sub("", name, count=1) if kind.match(name) else name)
        if found is None:
            unnumbered.append(name)
        else:
            numbered.append((found["reference"], found["title"]))
    # "1" says nothing that "1 Leadership", perhaps further down, does not say better.
    for reference, title in sorted(numbered, key=lambda each: not each[1]):
        if reference.casefold() not in used:
            used.add(reference.casefold())
            yield NewPart(reference, title or _called(kinds[0], reference))
    numbers = (f"{start}{number}" for number in count(1))
    for name in unnumbered:
        reference = next(each for each in numbers if each.casefold() not in used)
        yield NewPart(reference, name)


def _called(kind: str, reference: str) -> str:
    return f"{kind[:1].upper()}{kind[1:]} {reference}"
