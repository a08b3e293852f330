"""Forms of a paper's clearance: who is asked, what was recorded of them, and what a post answers by its link."""

from datetime import date
from typing import Any, cast

from django import forms

from actions.forms import DayField, LongTextField
from actions.models import Area
from actions.set_up_forms import PostField, SetUpForm, line, one_of
from actions.text import say_count, say_day
from actions.working_days import papers_due
from reports.choices import StepEvent, StepKind
from reports.services.clearance import ORDER_LIMIT

_ORDER = f"Turn: enter a whole number from 1 to {ORDER_LIMIT}."
_COUNTED = (2, 5, 10)
"""Working days before despatch that the form counts out."""


class StepForm(SetUpForm):
    """Who must see a paper, what for, in which turn and by when."""

    kind = one_of(
        "What they are asked for",
        [
            (StepKind.CONSULTEE, "Comments: they are consulted"),
            (StepKind.SIGN_OFF, "Confirmation: they sign the paper off"),
        ],
        what="what they are asked for",
    )
    role = line("Role, as the paper calls it", hint="Such as Section 151 officer.")
    post = PostField(
        "Post that answers",
        hint="The paper goes to its email address. Posts are set up under the area’s partners.",
    )
    is_mandatory = forms.BooleanField(
        required=False, label="The paper must not go out without their answer"
    )
    due_on = DayField("Answer due by", required=False)
    order = forms.IntegerField(
        label="Turn",
        help_text="Those with the same number are asked at once. Those with a higher one are asked when they have "
        "answered.",
        min_value=1,
        max_value=ORDER_LIMIT,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-2", "spellcheck": "false"}
        ),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _ORDER),
    )

    def __init__(self, *args: Any, area: Area, despatch_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts("post", area)
        self.fields["due_on"].help_text = _counted_back(despatch_on)


def _counted_back(despatch_on: date | None) -> str:
    """The days that lie so many working days before despatch."""
    if despatch_on is None:
        return "The paper has no day of despatch yet, because its meeting has no day."
    days = [
        f"{say_count(number, 'working day')} before, {say_day(papers_due(despatch_on, number))}"
        for number in _COUNTED
    ]
    return f"The paper goes out on {say_day(despatch_on)}; {'; '.join(days)}."


class _OfText(forms.Form):
    """A form on a paper's text. `seen` is the digest of the text that its page shows."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())

    def __init__(self, *args: Any, digest: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = digest

    def renew(self, digest: str) -> None:
        """Carry the digest of the text as it is now, so that answering again is about that."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = digest
        self.data = data


class RecordForm(_OfText):
    """What a post answered by another way than its link."""

    event = one_of(
        "What happened",
        [
            (StepEvent.CONFIRMED, "They confirmed the paper"),
            (StepEvent.RETURNED, "They returned it with comments"),
            (StepEvent.ISSUED, "It was issued to them, not by this tracker"),
        ],
        what="what happened",
    )
    happened_on = DayField("On which day", missing="Enter the day on which it happened.")
    comments = LongTextField(label="Comments", hint="In their words, where there are any.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean_event(self) -> StepEvent:
        """The event itself."""
        return StepEvent(self.cleaned_data["event"])


class ReasonForm(forms.Form):
    """Why something is done that is not the usual way."""

    reason = LongTextField(label="Reason", required=False, rows=3)

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint


class ClearanceAnswerForm(_OfText):
    """One question."""

    event = one_of(
        "Your answer",
        [
            (StepEvent.CONFIRMED, "I confirm the paper as it stands"),
            (StepEvent.RETURNED, "I have comments"),
        ],
        what="whether you confirm, or have comments",
    )
    comments = LongTextField(
        label="Comments",
        hint="Needed if you have comments. They go to the officer who writes the paper.",
    )

    def __init__(self, *args: Any, is_sign_off: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_sign_off:
            field = cast(forms.ChoiceField, self.fields["event"])
            field.choices = [
                (StepEvent.CONFIRMED, "I have read the paper and have nothing to add"),
                (StepEvent.RETURNED, "I have comments"),
            ]

    def clean_event(self) -> StepEvent:
        """The event itself."""
        return StepEvent(self.cleaned_data["event"])
