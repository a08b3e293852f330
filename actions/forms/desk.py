"""Forms of what a person keeps at hand: saved views of the register, and its columns."""

from typing import Any

from django import forms

from actions.cells import ALWAYS, COLUMNS, USUAL
from actions.forms import TextField
from actions.models import SavedView
from actions.services.desk import NAME_LIMIT


class ViewForm(forms.Form):
    """A saved view's name, and whether everybody who sees the plan is offered it."""

    name = TextField(
        label="Name of the view",
        called="The name",
        max_length=NAME_LIMIT,
        error_messages={"required": "Give the view a name."},
    )
    is_shared = forms.BooleanField(
        label="Share it with everybody who sees this plan", required=False
    )

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]

    @classmethod
    def of(cls, view: SavedView, *, may_share: bool) -> "ViewForm":
        """The form with what the view is now."""
        return cls(initial={"name": view.name, "is_shared": view.is_shared}, may_share=may_share)


class ColumnsForm(forms.Form):
    """Which columns the register shows, beside the two that say which action it is."""

    columns = forms.MultipleChoiceField(
        label="Columns to show",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose columns from the list."},
    )

    def __init__(self, *args: Any, theme_word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["columns"]
        assert isinstance(field, forms.MultipleChoiceField)
        word = theme_word[:1].upper() + theme_word[1:]
        field.choices = [
            (name, word if name == "theme" else column.heading)
            for name, column in COLUMNS.items()
            if name not in ALWAYS
        ]


def usual_columns() -> list[str]:
    """The columns ticked for somebody who has not chosen any."""
    return [name for name in USUAL if name not in ALWAYS]
