"""Fields of the forms of measures: periods, values and reasons, read as people write them (actions/measuring/)."""

from typing import Any, cast

from django import forms

from actions.choices import Unit
from actions.forms import LongTextField, TextField
from actions.measuring.amounts import read_amount, read_number
from actions.measuring.periods import Period
from actions.models import Measure

PERIOD_HINT = (
    "Such as August 2020, Jan – Aug 2020, Q3 2019/20, autumn term 2020, 2018, w/c 7 September 2020, or a "
    "day where it is a count as at that day."
)


class PeriodField(TextField):
    """A period in words. `missing` is what somebody is told who leaves it out."""

    def __init__(self, label: str = "Period", *, hint: str = "", **kwargs: Any) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
            error_messages={"required": f"Enter the {label.lower()}, such as August 2020."},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """The period, None where none is asked for and none is given."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return Period.parse(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """The words of a period."""
        return value.printed if isinstance(value, Period) else value


class AmountField(TextField):
    """A value in the unit of a measure, which is set when the form is made."""

    unit = Unit.SCORE

    def __init__(
        self, label: str, *, hint: str = "", required: bool = True, whose: str = ""
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=required,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
            error_messages={"required": "Enter the value."},
        )
        self.whose = f"{whose}: " if whose else ""

    def clean(self, value: Any) -> Any:
        """The amount, None where it may be and is left empty."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return read_amount(text, self.unit)
        except ValueError as error:
            raise forms.ValidationError(f"{self.whose}{error}") from error


class NumberField(TextField):
    """A plain number that may be left out, such as a numerator."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            widget=forms.TextInput(
                attrs={
                    "class": "govuk-input--width-10",
                    "inputmode": "decimal",
                    "spellcheck": "false",
                }
            ),
        )

    def clean(self, value: Any) -> Any:
        """The number, None where it is left empty."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text, f"The {str(self.label).lower()}")
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


def reason_field(label: str, hint: str = "") -> LongTextField:
    """Why something is done, which has to be said."""
    field = LongTextField(label=label, rows=2, required=True, hint=hint)
    field.error_messages["required"] = "Give a reason."
    return field


def set_unit(form: forms.Form, measure: Measure, *names: str) -> None:
    """Let the fields read values in the measure's unit."""
    for name in names:
        field = cast(AmountField, form.fields[name])
        field.unit = Unit(measure.unit)
