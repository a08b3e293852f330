"""The form that assesses impact."""

from datetime import date
from typing import Any

from django import forms

from actions.forms import DayField, LongTextField
from actions.models import ImpactRating, Plan


class ImpactChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """Radio buttons, one an impact rating."""

    widget = forms.RadioSelect

    def label_from_instance(self, rating: ImpactRating) -> str:
        """Word and meaning."""
        return f"{rating.label}: {rating.meaning}"


class ImpactForm(forms.Form):
    """An action's impact from a date, and what shows it."""

    impact_rating = ImpactChoiceField(
        label="Impact",
        queryset=ImpactRating.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Choose an impact rating.",
            "invalid_choice": "Choose one of the plan’s own impact ratings.",
        },
    )
    effective_date = DayField("Date this is true from", missing="Enter the date this is true from.")
    commentary = LongTextField(
        label="What shows it",
        hint="What children, families or staff notice, and where that is recorded. Name nobody.",
    )
    commentary.widget.attrs["data-needed-at-times"] = "true"

    def __init__(self, *args: Any, plan: Plan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()
        field = self.fields["impact_rating"]
        assert isinstance(field, ImpactChoiceField)
        field.queryset = ImpactRating.objects.filter(plan=plan)
