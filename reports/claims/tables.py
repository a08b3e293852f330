"""Bare numbers in tables that somebody typed: each is read by the label of its row and the head of its column.

It counts actions where both are understood: one is a rating, a progress, a part of the plan, or all of them, and one says that actions
are counted. Otherwise it is listed as a number of which nothing can be told. References, dates, years, money and what is only a row's own
number are left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.claims.counting import Ledger, Quality
from reports.claims.judging import Judgement, judge, unknown, ways_of
from reports.claims.numbers import Number
from reports.claims.reading import ACTIONS, Reading
from reports.claims.script import Script, Unit
from reports.claims.vocabulary import Scope, Vocabulary

_RULE = re.compile(r"[\s:=-]*")
_FIGURE = re.compile(r"[\s\d.,%§¶–()<>=+-]*(?:nil|none|no|zero)?\s*")
_CHANGE = re.compile(r"[+<>–-]")
_LEFT = re.compile(
    r"(?:(?:reference|ref|paragraph|para|section|page|item|date|due|deadline|by when|when|month|year|term|cost|budget|version|time|telephone|tel|"
    r"post code|postcode)s?\b.*|action|risk|weakness|[£$€].*)"
)
"""Words by which a row or a column holds no counts."""
_ACTIONS = re.compile(
    r"\b(?:of\s+)?(?:the\s+|all\s+)?actions\b(?:\s+(?:(?:that|which)\s+)?(?:are|have\s+been|have))?"
)
_NUMBER_OF = re.compile(r"^(?:number|no\.?|count|total)\s+(?=of\b|actions\b)")
_NUMBER = re.compile(r"(?:number|no\.?|nos\.?|count|how many)")
_NAMES = re.compile(r"(?:rating|b?rag(?: (?:rating|status))?|status|progress|position)")
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?|all|overall|together|sum")
_SHARE = re.compile(r"%|per\s?cent|percentage|share|proportion")
_REST = re.compile(r"\s*(?:\(.*\)|[:–-].*)?")
_NOT_UNDERSTOOD = "It stands in a table, by whose words nothing can be told of it."


@dataclass(slots=True)
class _Words:
    """What the label of a row or the head of a column says."""

    quality: Quality | None = None
    scope: Scope | None = None
    counts_actions: bool = False
    is_total: bool = False
    is_share: bool = False


@dataclass(slots=True)
class Row:
    """The cells of a line, by column; `over` is what the figures above each of them add up to. `first` is the first row of its table."""

    first: "Row | None" = None
    cells: dict[int, Unit] = field(default_factory=dict)
    over: dict[int, int] = field(default_factory=dict)
    label: Unit | None = None
    has_figures: bool = False
    counts_actions: bool = False


class Tables:
    """The tables of a text."""

    def __init__(
        self, script: Script, shown: str, vocabulary: Vocabulary, units: Sequence[Unit]
    ) -> None:
        self.script = script
        self.shown = shown
        self.vocabulary = vocabulary
        self._rows: dict[int, Row] = {}
        self._gather(units)

    def _gather(self, units: Sequence[Unit]) -> None:
        first: Row | None = None
        sums: dict[int, int] = {}
        end = -1
        for unit in units:
            if not unit.is_cell:
                continue
            row = self._rows.get(unit.row)
            if row is None:
                if end < 0 or self.script.cased.count("\n", end, unit.start) != 1:
                    first, sums = None, {}
                row = self._rows[unit.row] = Row(first)
                first = first or row
            self._add(row, unit, sums)
            end = unit.end

    def _add(self, row: Row, unit: Unit, sums: dict[int, int]) -> None:
        row.cells[unit.column] = unit
        text = self.shown[unit.start : unit.end].strip().replace(",", "")
        row.over[unit.column] = sums.get(unit.column, 0)
        if text.isdecimal() and len(text) < 9:
            sums[unit.column] = row.over[unit.column] + int(text)
        if self.is_figure(unit) and any(each.isdigit() for each in text):
            row.has_figures = True
        else:
            row.label = row.label or unit
            row.counts_actions = row.counts_actions or bool(_ACTIONS.search(self._text(unit)))

    def is_figure(self, unit: Unit) -> bool:
        """Whether it is a cell with nothing in it but a number."""
        return unit.is_cell and bool(_FIGURE.fullmatch(self.shown, unit.start, unit.end))

    def judge(self, unit: Unit, number: Number, ledger: Ledger) -> Judgement | None:
        """Whether the plan counts as many; None for what is no count."""
        text = self.shown[unit.start : unit.end].strip()
        if unit.column == 0 or (number.decimals and not number.is_share):
            return None
        label, head = self._label(unit), self._head(unit)
        if _LEFT.fullmatch(label) or _LEFT.fullmatch(head):
            return None
        row, column = self._words(label), self._words(head)
        if row is None or column is None or _CHANGE.match(text):
            return unknown(_NOT_UNDERSTOOD)
        qualities = [each.quality for each in (row, column) if each.quality]
        scopes = [each.scope for each in (row, column) if each.scope]
        is_total = row.is_total or column.is_total
        if len(scopes) > 1 or not (qualities or scopes or is_total):
            return unknown(_NOT_UNDERSTOOD)
        if (row.is_share or column.is_share) and not number.is_share:
            number = replace(number, is_share=True)
        reading = Reading(number, ACTIONS, qualities=qualities, has_said=bool(qualities))
        reading.scope = scopes[0] if scopes else None
        if number.is_share and not qualities:
            return unknown(_NOT_UNDERSTOOD)
        over, heads = self._rows[unit.row].over[unit.column], self._heads(unit)
        counts = row.counts_actions or column.counts_actions
        counts = counts or (heads is not None and heads.counts_actions)
        is_certain = counts and not (is_total and number.value == over)
        why = "it stands in a table that does not say plainly whether it counts all such actions"
        return judge(number, ways_of(reading, ledger), is_certain=is_certain, why=why)

    def _label(self, unit: Unit) -> str:
        """The first words of the row; where it has none, its number with the name of its kind."""
        row = self._rows[unit.row]
        if row.label is not None and row.label.column < unit.column:
            return self._text(row.label)
        first, head = row.cells.get(0), self._heads(unit)
        corner = head.cells.get(0) if head else None
        return " ".join(self._text(each) for each in (corner, first) if each)

    def _head(self, unit: Unit) -> str:
        """The first cell of the column, where the first row has words alone."""
        head = self._heads(unit)
        cell = head.cells.get(unit.column) if head else None
        return self._text(cell) if cell else ""

    def _heads(self, unit: Unit) -> Row | None:
        first = self._rows[unit.row].first
        return first if first and not first.has_figures else None

    def _text(self, unit: Unit) -> str:
        """The words of a cell; "" for a rule between rows."""
        words = " ".join(self.script.plain[unit.start : unit.end].split()).strip(" :'\"")
        return "" if _RULE.fullmatch(words) else words

    def _words(self, text: str) -> _Words | None:
        """None where they are not understood."""
        counts = bool(_ACTIONS.search(text))
        text = _ACTIONS.sub(" ", _NUMBER_OF.sub("", text))
        text = " ".join(text.split()).strip(" :")
        said = _Words(counts_actions=counts)
        if not text or _NUMBER.fullmatch(text) or _NAMES.fullmatch(text):
            return said
        said.is_total = bool(_TOTAL.fullmatch(text))
        said.is_share = bool(_SHARE.fullmatch(text))
        if said.is_total or said.is_share:
            return said
        found = self.vocabulary.quality(text, 0, len(text))
        if found and _REST.fullmatch(text, found[1]):
            said.quality = found[0]
            return said
        place = self.vocabulary.scope(text, 0, len(text))
        if place and place[0] and _REST.fullmatch(text, place[1]):
            said.scope = place[0]
            return said
        return None
