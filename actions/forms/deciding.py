"""Forms by which a waiting proposal is edited and accepted, or returned."""

from datetime import date
from typing import Any

from django import forms

from actions.choices import ProposalKind
from actions.forms import LongTextField, UpdateForm
from actions.models import Rating


class AcceptForm(UpdateForm):
    """A proposal as it is to be recorded: only the fields that its kind has."""

    evidence = LongTextField(label="Evidence", hint="What shows that it is complete.", rows=3)

    def __init__(
        self, *args: Any, kind: ProposalKind, ratings: list[Rating], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, ratings=ratings, today=today, **kwargs)
        kept = {
            ProposalKind.UPDATE: set(self.fields),
            ProposalKind.NO_CHANGE: {"effective_date", "based_on"},
            ProposalKind.COMPLETION: {"effective_date", "evidence", "based_on"},
        }[kind]
        for name in set(self.fields) - kept:
            del self.fields[name]
        if kind == ProposalKind.COMPLETION:
            self.fields["effective_date"].label = "Completed on"
        if "evidence" in self.fields and kind == ProposalKind.UPDATE:
            self.fields["evidence"].help_text = "Kept with the completion, where this completes it."


class ReturnForm(forms.Form):
    """Why a proposal goes back."""

    reason = LongTextField(
        label="Why is it returned?",
        hint="Say what is missing or has to change. It goes to the person by email.",
        rows=3,
    )


class TickedForm(forms.Form):
    """Which of several proposals were ticked."""

    proposal = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={
            "invalid_choice": "Some of what was ticked does not wait any more. Tick again what to accept."
        },
    )

    def __init__(self, *args: Any, waiting: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["proposal"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(pk, str(pk)) for pk in waiting]
