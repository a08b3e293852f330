"""Forms of the pages: they read and clean what was typed. The rules are the services'."""

import sys
from datetime import date
from typing import Any

from django import forms

from actions.errors import Refused
from actions.models import Rating
from actions.text import LONG_TEXT_LIMIT, clean_text


class DateInput(forms.DateInput):
    """The browser's own date field, which speaks ISO dates."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


NOT_OF_PLAN = "Choose one from the list. The plan does not have the one that was sent."
"""Where a choice is not among those offered."""


def not_offered(what: str) -> dict[str, str]:
    """The messages of a list that is sent something it does not offer; `what` is chosen from it."""
    words = f"Choose the {what} from the list. The one that was asked for is not in it."
    return {"invalid_choice": words, "invalid_list": words}


REAL_DATE = "Enter a real date, such as 2018-04-30."


class DayField(forms.DateField):
    """A day. `missing` is what somebody is told who leaves it out."""

    def __init__(
        self, label: str, *, missing: str = "", hint: str = "", required: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=required,
            widget=DateInput(),
            error_messages={"required": missing, "invalid": REAL_DATE},
            **kwargs,
        )


class TextField(forms.CharField):
    """Text that is cleaned before it is counted, so that no character nobody sees is refused.

    `called` is what a message calls it, where the label does not read well there. Without `max_length` the
    service says how long it may be.
    """

    def __init__(self, *, called: str = "", **given: Any) -> None:
        super().__init__(**given)
        self.called = called

    def to_python(self, value: Any) -> str:
        """The cleaned text; a form error where `clean_text` refuses it."""
        try:
            return clean_text(
                super().to_python(value) or "",
                field="",
                label=self.called or str(self.label),
                limit=self.max_length or sys.maxsize,
            )
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused


class LongTextField(TextField):
    """Text of up to 5,000 characters, counted after line breaks are made plain."""

    def __init__(
        self, *, label: str, rows: int = 5, required: bool = False, hint: str = "", called: str = ""
    ) -> None:
        super().__init__(
            called=called,
            label=label,
            required=required,
            help_text=hint,
            max_length=LONG_TEXT_LIMIT,
            widget=forms.Textarea(attrs={"rows": rows, "data-maxlength": LONG_TEXT_LIMIT}),
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        return {}


class AsAtForm(forms.Form):
    """The as-at date in a page's address. Blank means today."""

    as_at = DayField("As at", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["as_at"].widget.attrs["max"] = today.isoformat()

    def clean_as_at(self) -> date:
        """The date asked for, not after today."""
        day: date | None = self.cleaned_data["as_at"]
        if day is not None and day > self.today:
            raise forms.ValidationError("The as-at date must be today or in the past.")
        return day or self.today


class RatingChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """Radio buttons, one a rating, worded `Green: on track`."""

    widget = forms.RadioSelect

    def label_from_instance(self, rating: Rating) -> str:
        """Word and meaning."""
        return f"{rating.label}: {rating.meaning}"


def seen_id(typed: str) -> int | None:
    """The id or version in a form's hidden field; None where it is blank, -1 where it is not a number."""
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) < 19 else -1


class UpdateForm(forms.Form):
    """One status update. `based_on` is the newest entry that the page showed."""

    rating = RatingChoiceField(
        queryset=Rating.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Choose a rating.",
            "invalid_choice": "Choose one of the plan’s own ratings.",
        },
    )
    effective_date = DayField("Date this is true from", missing="Enter the date this is true from.")
    commentary = LongTextField(
        label="Commentary",
        hint="What has happened since the last update. Needed for a red rating, for going backwards "
        "and for reopening.",
    )
    commentary.widget.attrs["data-needed-at-times"] = "true"
    remedial_action = LongTextField(
        label="Remedial action", hint="What is being done to get the action back on track.", rows=3
    )
    based_on = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, ratings: list[Rating], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()
        if ratings:
            field = self.fields["rating"]
            assert isinstance(field, RatingChoiceField)
            field.queryset = Rating.objects.filter(pk__in=[rating.pk for rating in ratings])
        else:
            del self.fields["rating"]

    def seen_id(self) -> int | None:
        """The newest status update that the page showed; None where there was none."""
        return seen_id(self.cleaned_data.get("based_on", ""))


class CorrectionForm(UpdateForm):
    """A status update that stands in place of one recorded by mistake."""

    reason = LongTextField(
        label="Why is this a correction?",
        hint="What was wrong with the entry. It stays in the history.",
        rows=2,
    )


class RetractionForm(forms.Form):
    """Taking back a status update recorded by mistake."""

    reason = LongTextField(label="Why is it taken back?", rows=2)


class CompletionForm(forms.Form):
    """That an action is complete, where its colour leaves that open."""

    completed_on = DayField("Completed on", missing="Enter the date it was completed.")
    evidence = LongTextField(
        label="Evidence", hint="What shows that it is complete, and where it can be seen."
    )


class ReopeningForm(forms.Form):
    """That an action recorded as complete is open again."""

    effective_date = DayField("Open again from", missing="Enter the date it was open again.")
    reason = LongTextField(label="Why is it open again?", rows=3)


def add_refusal(form: forms.Form, refused: Refused) -> None:
    """Show a service's refusal beside the field at fault, or above the form."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, refused.message)
    ask_for_file_again = getattr(form, "ask_for_file_again", None)
    if ask_for_file_again is not None:
        ask_for_file_again()
