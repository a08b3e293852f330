"""Forms of exception reports: the rules, the introduction, comments, what is in and out, the agreement."""

from typing import Any

from django import forms

from actions.forms import LongTextField, TextField
from actions.set_up_forms import SetUpForm, days
from boards.forms import NeededText


def _rule(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False)


class RulesForm(SetUpForm):
    """What puts an action into a plan's exception reports."""

    significant = _rule(
        "Significant concern", "Such as Red. Listed first, by the issue behind them."
    )
    minor_after_meetings = days(
        "Minor concern, after how many meetings in a row",
        hint="Such as Amber. 1 reports it at once, 2 from the second meeting in a row on; "
        "0 switches this off.",
    )
    overdue = _rule("Overdue", "Past the day or month it was due, and not complete.")
    slipped = _rule("Date slipped", "The due date is later than the first one, by more than this:")
    slipped_days = days("Days of slippage that pass without a word", hint="Such as 31.")
    stale = _rule("No news", "Nothing was said of it for longer than the plan allows.")
    no_remedial_action = _rule(
        "No remedial action", "Of concern, and nobody has said what is being done about it."
    )
    starting_days = days(
        "Starting next: not started, and due within how many days",
        hint="Such as 30; 0 switches this off.",
    )


class ReportForm(SetUpForm):
    """A form about a report that somebody else may change meanwhile."""

    def again(self, version: int) -> None:
        """Carry the report's present version, so that saving again means to save over it."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = str(version)
        self.data = data


class IntroductionForm(ReportForm):
    """What stands above the rows."""

    text = LongTextField(
        label="Introduction",
        hint="What the board should know before it reads the rows. Leave it empty for none.",
        rows=8,
        called="The introduction",
    )


class CommentForm(ReportForm):
    """One comment over the rows ticked."""

    text = NeededText(
        label="Comment",
        hint="It stands once, over all of these rows, in place of what the actions themselves say.",
        rows=8,
        called="The comment",
    )


class ChoiceForm(ReportForm):
    """Whether an action is in the report, whatever the rules say."""

    RULES, IN, OUT = "rules", "in", "out"

    is_included = forms.ChoiceField(
        label="Is it in the report?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose whether it is in the report."
        ),
    )
    reason = NeededText(
        label="Why?", hint="Needed to leave it out or to put it in by hand.", rows=3
    )

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["is_included"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (self.RULES, f"As the rules say: {'it is in' if named else 'it is not in'}"),
            (self.IN, "Put it in, whatever the rules say"),
            (self.OUT, "Leave it out, whatever the rules say"),
        ]

    def clean_is_included(self) -> bool | None:
        """In, out, or None for what the rules say."""
        return {self.RULES: None, self.IN: True, self.OUT: False}[self.cleaned_data["is_included"]]


class PutInForm(ReportForm):
    """An action that no rule names."""

    reference = TextField(
        label="Reference of the action",
        called="The reference",
        max_length=40,
        error_messages={"required": "Give the reference of the action."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    reason = NeededText(label="Why?", rows=3, hint="It stands beside the action in the report.")


class AgreeForm(forms.Form):
    """That the meeting agreed the report."""

    note = LongTextField(
        label="What the meeting said of it",
        hint="Such as what it asks for next time. Leave it empty for nothing.",
        rows=4,
        called="The note",
    )
