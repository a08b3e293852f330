"""The action register as a table: which columns, in which order, on how many pages.

django-tables2 keeps the columns, the order in the address and the pages; rows are ordered by plain keys and
written by actions/cells.py, because its own way with either takes several times as long.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2.data import TableListData

from actions.cells import ALWAYS, COLUMNS, USUAL, orders, waiting
from actions.position import Line, Position

ROWS_ON_ONE_PAGE = 150


class LineData(TableListData):
    """Lines that are ordered by the key of a column."""

    def __init__(self, lines: Sequence[Line], keys: Mapping[str, Callable[[Line], Any]]) -> None:
        super().__init__(list(lines))
        self.keys = keys

    def order_by(self, aliases: Sequence[str]) -> None:
        """Order by the columns, the first being the weightiest; equal lines keep the plan's own order."""
        for alias in reversed(aliases):
            self.data.sort(key=self.keys[alias.lstrip("-")], reverse=alias.startswith("-"))


class RegisterTable(tables.Table):
    """One row an action, from the lines of a Position."""

    class Meta:
        order_by_field = "sort"

    def __init__(
        self,
        lines: Sequence[Line],
        *,
        position: Position,
        columns: Sequence[str] = (),
        **given: Any,
    ) -> None:
        keys = orders(position)
        self.shown = known_columns(columns)
        super().__init__(
            data=LineData(lines, keys),
            extra_columns=[
                (name, tables.Column(verbose_name=column.heading, orderable=name in keys))
                for name, column in COLUMNS.items()
            ],
            **given,
        )
        word = position.plan.theme_word
        self.columns["theme"].column.verbose_name = word[:1].upper() + word[1:]

    @property
    def headings(self) -> list[Any]:
        """The columns shown."""
        return [self.columns[name] for name in self.shown]

    def html_rows(self, *, url: str, suffix: str, ticks: bool = False) -> Iterator[SafeString]:
        """The rows of this page, each as its cells. `url` and `suffix` lead to an action by its slug.

        With `ticks` each row begins with a box to choose it by.
        """
        opening = {
            name: _opening(name, str(self.columns[name].header))
            for name in self.shown
            if name != "title"
        }
        for row in self.paginated_rows:
            line: Line = row.record
            yield SafeString("".join(self._cells(line, opening, url, suffix, ticks)))

    def _cells(
        self, line: Line, opening: Mapping[str, SafeString], url: str, suffix: str, ticks: bool
    ) -> Iterator[str]:
        if ticks:
            yield _tick(line)
        for name in self.shown:
            inner = COLUMNS[name].cell(line)
            if name == "reference":
                yield f"{opening[name]}{inner}</th>"
            elif name == "title":
                yield format_html(
                    '<td role="cell" class="wsoa-table__action wsoa-table__whole">'
                    '<a class="govuk-link" href="{}{}/{}">{}</a>{}</td>',
                    url,
                    line.slug,
                    suffix,
                    inner,
                    waiting(line),
                )
            elif COLUMNS[name].whole:
                yield f"{opening[name]}{inner}</td>"
            else:
                yield f"{opening[name]}<span>{inner}</span></td>"


def known_columns(names: Sequence[str]) -> tuple[str, ...]:
    """The columns of those names that there are, in the page's order; the usual ones where none is named."""
    wanted = {name for name in names if name in COLUMNS} or set(USUAL)
    return tuple(name for name in COLUMNS if name in wanted or name in ALWAYS)


def _opening(name: str, heading: str) -> SafeString:
    column = COLUMNS[name]
    if name == "reference":
        return SafeString('<th scope="row" role="rowheader" class="wsoa-table__reference">')
    if column.whole and not column.is_named:
        return format_html('<td role="cell" class="{} wsoa-table__whole">', column.css)
    if column.css:
        css = f"{column.css} wsoa-table__whole" if column.whole else column.css
        return format_html('<td role="cell" class="{}" data-label="{}">', css, heading)
    return format_html('<td role="cell" data-label="{}">', heading)


def _tick(line: Line) -> SafeString:
    return format_html(
        '<td role="cell" class="wsoa-table__tick"><div class="govuk-checkboxes govuk-checkboxes--small">'
        '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" '
        'name="pick" value="{0}" id="pick-{0}"><label class="govuk-label govuk-checkboxes__label" '
        'for="pick-{0}"><span class="govuk-visually-hidden">Choose {1}</span></label></div></div></td>',
        line.action_id,
        line.reference,
    )
