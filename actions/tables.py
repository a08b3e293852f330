"""The action register as a table."""

from typing import Any

import django_tables2 as tables

from actions.position import Line

ROWS_ON_ONE_PAGE = 150


class RegisterTable(tables.Table):
    """One row an action, from the lines of a Position."""

    reference = tables.Column(verbose_name="Ref", order_by=("sort_key",))
    title = tables.Column(verbose_name="Action")
    theme = tables.Column(accessor="theme__reference", order_by=("theme__reference", "sort_key"))
    owner = tables.Column(accessor="owners", verbose_name="Owner", order_by=("owners",))
    due = tables.Column(order_by=("due_order", "sort_key"))
    rating = tables.Column(accessor="rating", order_by=("rating__code", "sort_key"))
    commentary = tables.Column(verbose_name="Latest commentary", orderable=False)

    class Meta:
        template_name = "actions/tables/register_table.html"
        empty_text = "No action matches."
        order_by_field = "sort"

    def __init__(self, lines: tuple[Line, ...], *, theme_word: str, **kwargs: Any) -> None:
        super().__init__(data=list(lines), **kwargs)
        self.columns["theme"].column.verbose_name = theme_word.capitalize()
