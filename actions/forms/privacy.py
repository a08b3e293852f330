"""Forms of redaction and of people who leave."""

from typing import Any

from django import forms

from actions.errors import Refused
from actions.forms import LongTextField, TextField
from actions.redaction import Words

NO_REASON = "Say why the data must go."
WHAT_TO_TAKE_OUT = "Choose what to take out: only the words, or the whole text."


class WordsForm(forms.Form):
    """The words to look for. They travel in the form, never in an address, which would be logged."""

    words = TextField(
        label="Words to take out",
        help_text="One a line: the full name, then other ways it was written, such as initials or a nickname. "
        "Capitals, accents, spaces, line breaks and apostrophes make no difference.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        max_length=5000,
        error_messages={"required": "Enter the words to look for, such as a child’s name."},
    )
    inside = forms.BooleanField(label="Also find them inside longer words", required=False)

    def clean(self) -> dict[str, Any]:
        """Adds `found_by`, the Words to look for."""
        cleaned = super().clean() or {}
        if "words" in cleaned:
            try:
                cleaned["found_by"] = Words.read(cleaned["words"], inside=cleaned["inside"])
            except Refused as refused:
                self.add_error("words", refused.message)
        return cleaned


class AnyOf(forms.MultipleChoiceField):
    """What was ticked, whatever it is: the service finds out whether the places hold the words still."""

    def validate(self, value: list[str]) -> None:
        """Nothing is refused here."""


class RedactionForm(WordsForm):
    """The places from which the words are to go, and why."""

    WHOLE = (
        ("words", "Only the words"),
        ("whole", "The whole text of each place"),
    )

    places = AnyOf(label="Places", required=False)
    whole = forms.ChoiceField(
        label="What to take out",
        choices=WHOLE,
        widget=forms.RadioSelect,
        error_messages={"required": WHAT_TO_TAKE_OUT, "invalid_choice": WHAT_TO_TAKE_OUT},
    )
    reason = LongTextField(
        label="Reason",
        hint="Kept with the tombstone and in the audit trail. Do not repeat the words here.",
        rows=2,
        required=True,
    )
    reason.error_messages["required"] = NO_REASON

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("words", "inside"):
            self.fields[name].widget = self.fields[name].hidden_widget()


class ReasonForm(forms.Form):
    """Why something is done that cannot be undone."""

    reason = LongTextField(
        label="Reason",
        hint="Kept in the audit trail. Do not name the person here.",
        rows=2,
        required=True,
    )
    reason.error_messages["required"] = NO_REASON
