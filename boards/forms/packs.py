"""Forms for closing a pack, opening it again, and comparing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from actions.forms import DayField, not_offered
from boards.forms import NeededText
from boards.sides import TODAY

A_DAY = "day"
"""The choice of a day, which is then typed."""

MAX_LENGTH = 40
"""Characters that the name of a side may have."""

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class CloseForm(forms.Form):
    """Nothing is asked: the button says it all. Holds what the service refuses."""


class ReopenForm(forms.Form):
    """Why a closed pack is opened again."""

    reason = NeededText(
        label="Why is it opened again?",
        hint="What has to change. The version that was closed stays, with this reason.",
        rows=3,
    )


class CompareForm(forms.Form):
    """What is compared with what, kept in the address. Each side is a meeting, today, or a day.

    boards/sides.py reads a side and says what is wrong with it; `refuse` puts that beside its field.
    """

    def __init__(
        self, data: dict[str, str], *, meetings: Groups, today: date, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        offered = [(A_DAY, "A day"), (TODAY, "Today"), *meetings]
        listed = {value for _, group in meetings for value, _ in group} | {A_DAY, TODAY}
        for name, label in (("from", "From"), ("to", "To")):
            chosen = data.get(name, "")
            is_new = chosen not in listed and len(chosen) <= MAX_LENGTH
            known = [(chosen, "The one in the address")] if is_new else []
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[*offered, *known],
                required=False,
                error_messages=not_offered("meeting"),
            )
            self.fields[f"{name}_day"] = DayField(
                f"Day {label.lower()}", required=False, hint="Only if you chose “A day”."
            )
            self.fields[f"{name}_day"].widget.attrs["max"] = today.isoformat()

    def refuse(self, name: str, message: str) -> None:
        """Say what is wrong with a side, beside its list or, for a day, beside the day."""
        field = f"{name}_day" if self.data.get(name) == A_DAY else name
        if field not in self.errors:
            self.add_error(field, message)
