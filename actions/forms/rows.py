"""A list of rows of which several can be ticked."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms


class RowsField(forms.MultipleChoiceField):
    """Rows, by their keys. What is sent is looked up among those offered, so that no key reaches a query.
    `what` completes the message "Choose ..."."""

    rows: Mapping[str, Any] = {}

    def __init__(self, label: str, *, what: str, hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(("invalid_choice", "invalid_list"), f"Choose {what}."),
        )

    def offer(self, rows: Iterable[tuple[Any, str]]) -> None:
        """Let the list offer these, each with its words."""
        found = list(rows)
        self.rows = {str(row.pk): row for row, _ in found}
        self.choices = [(str(row.pk), words) for row, words in found]

    def clean(self, value: Any) -> list[Any]:
        """What was ticked, in the order offered."""
        chosen = set(super().clean(value))
        return [row for key, row in self.rows.items() if key in chosen]
