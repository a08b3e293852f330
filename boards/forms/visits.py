"""Forms of monitoring visits."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms

from actions.forms import DayField, TextField
from actions.forms.changing import DueDateField, DueForm, SeenForm
from actions.set_up_forms import SetUpForm
from boards.choices import OutcomeBand
from boards.forms import NeededText
from boards.forms.records import MeetingField, VeryLongTextField
from boards.models import Meeting, MonitoringVisit
from boards.services.visits import LETTER_LIMIT
from boards.visiting import band_texts

BAND_LIMIT = 300


def _band(band: OutcomeBand) -> TextField:
    return TextField(
        label=str(band.label),
        called=f"The text for {band.label.lower()}",
        max_length=BAND_LIMIT,
        required=False,
    )


class VisitForm(DueForm):
    """A visit, or the sign-off, with what each outcome would mean."""

    title = TextField(
        label="What is visited or signed off?",
        called="The title",
        max_length=200,
        help_text="Such as: first monitoring visit, or percentage of plans written on time.",
        error_messages={"required": "Say what the visit is."},
    )
    due = DueDateField(label="When?")
    unmet = _band(OutcomeBand.UNMET)
    met = _band(OutcomeBand.MET)
    exceeded = _band(OutcomeBand.EXCEEDED)
    significantly_exceeded = _band(OutcomeBand.SIGNIFICANTLY_EXCEEDED)

    field_order = ("title", "due", "unmet", "met", "exceeded", "significantly_exceeded")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "unmet"
        ].help_text = "What each outcome would mean. Leave one empty where it does not apply."


class ArrangeForm(SetUpForm):
    """The meeting of a monitoring body at which a visit happens."""

    meeting = MeetingField(
        "Meeting",
        what="meeting",
        required=False,
        hint="The meetings of the area’s external monitoring boards.",
    )

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(MeetingField, self.fields["meeting"]).offer(meetings, "Not arranged")


class OutcomeForm(SeenForm):
    """How a visit came out, and the feedback letter."""

    band = forms.ChoiceField(
        label="How did it come out?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the band of the outcome.",
            "invalid_choice": "Choose one of the bands set for the visit.",
        },
    )
    summary = NeededText(label="In a few sentences", hint="What the visitors found.", rows=4)
    letter_on = DayField("Date of the feedback letter", required=False)
    letter_url = TextField(
        label="Where the letter can be read",
        called="The link",
        required=False,
        max_length=1000,
        help_text="The whole address, starting with https://.",
    )
    letter = VeryLongTextField(
        label="Text of the letter", limit=LETTER_LIMIT, hint="Where it is not published elsewhere."
    )
    reason = NeededText(
        label="Why is there another outcome?", hint="What was recorded before stays.", rows=2
    )

    def __init__(
        self, *args: Any, visit: MonitoringVisit, is_first: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        texts = band_texts(visit)
        apply = {band: text for band, text in texts.items() if text} or texts
        cast(forms.ChoiceField, self.fields["band"]).choices = [
            (band.value, f"{band.label}: {text}" if text else str(band.label))
            for band, text in apply.items()
        ]
        self.fields["letter_on"].widget.attrs["max"] = today.isoformat()
        self.fields["letter"].widget.attrs["rows"] = 6
        if is_first:
            del self.fields["reason"]
