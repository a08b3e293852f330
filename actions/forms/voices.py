"""Forms of what families and young people said and what was done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from actions.choices import DuePrecision, Speaker
from actions.due_dates import DueDate
from actions.forms import DayField, LongTextField, TextField, not_offered
from actions.forms.changing import ReasonedForm, SeenForm
from actions.models import Action, Plan, Weakness
from actions.text import say_month

UNREADABLE = "Enter a month, such as August 2020."


class MonthField(TextField):
    """A month in words; the form's value is its first day."""

    def __init__(self, *, label: str, missing: str) -> None:
        super().__init__(
            label=label,
            max_length=60,
            help_text="Such as August 2020.",
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
            error_messages={"required": missing},
        )

    def clean(self, value: Any) -> Any:
        """The month's first day; a form error where the words name no month or day."""
        text = super().clean(value)
        try:
            read = DueDate.parse(text)
        except ValueError as error:
            raise forms.ValidationError(UNREADABLE) from error
        if read.end is None or read.precision == DuePrecision.QUARTER:
            raise forms.ValidationError(UNREADABLE)
        return read.end.replace(day=1)

    def prepare_value(self, value: Any) -> Any:
        """The month in words."""
        return say_month(value) if isinstance(value, date) else value


class VoiceForm(SeenForm):
    """What was said, by whom and where; what was done, by which action; whether families can read it."""

    month = MonthField(label="When was it said?", missing="Enter the month in which it was said.")
    speaker = forms.ChoiceField(
        label="Who said it?",
        choices=Speaker.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who said it.", **not_offered("speaker")},
    )
    place = TextField(
        label="Where?",
        called="Where",
        max_length=200,
        required=False,
        help_text="Such as a parent forum meeting, a survey, the Local Offer. No names of people.",
    )
    said = LongTextField(label="You said", called="What was said", rows=4)
    said.widget.attrs["data-needed-at-times"] = "true"
    done = LongTextField(
        label="We did", called="What was done", rows=4, hint="Leave empty while nothing is done."
    )
    action = TextField(
        label="By which action?",
        called="The action",
        max_length=60,
        required=False,
        help_text="Its reference in this plan, such as 2.3.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    weakness = forms.ModelChoiceField(
        label="Which weakness is it about?",
        queryset=Weakness.objects.none(),
        required=False,
        empty_label="None",
        error_messages=not_offered("weakness"),
    )
    is_published = forms.BooleanField(
        label="Published, so that families can read it", required=False
    )
    effective_date = DayField(
        "From", missing="Enter the day from which it stands so.", hint="Today or before."
    )

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        weaknesses: Sequence[int],
        today: date,
        is_new: bool = True,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"effective_date": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()
        field = self.fields["weakness"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Weakness.objects.filter(pk__in=weaknesses).select_related("inspection")
        if not weaknesses:
            del self.fields["weakness"]
        if not is_new:
            del self.fields["month"]

    def clean_action(self) -> Action | None:
        """The action with the reference, however loosely it is typed."""
        typed: str = self.cleaned_data["action"]
        if not typed:
            return None
        action = Action.objects.with_reference(self.plan, typed).first()
        if action is None:
            raise forms.ValidationError(f"No action of this plan bears {typed}.")
        action.plan = self.plan
        return action

    def given(self) -> dict[str, Any]:
        """What the services take of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "based_on"}


class WithdrawVoiceForm(ReasonedForm):
    """Why it was a mistake to record it."""
