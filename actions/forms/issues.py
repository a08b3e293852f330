"""Forms of issues: one explanation and one remedial action for several actions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from actions.forms import DayField, LongTextField, TextField
from actions.forms.changing import DueDateField, DueForm, PostField, ReasonedForm, SeenForm
from actions.models import Post
from actions.position import Line


class IssueForm(DueForm):
    """A new issue, and what is being done about it, by whom and by when."""

    title = TextField(
        label="The issue in a few words",
        called="The issue",
        max_length=200,
        error_messages={"required": "Name the issue."},
    )
    explanation = LongTextField(
        label="Why are the actions in trouble?", hint="One explanation for all of them.", rows=4
    )
    explanation.widget.attrs["data-needed-at-times"] = "true"
    remedial_action = LongTextField(label="What is being done about it?", rows=4)
    due = DueDateField(label="To be done by", required=False)
    agreed_by = TextField(
        label="Agreed by",
        called="The name of who agreed it",
        max_length=200,
        required=False,
        help_text="Such as the improvement board.",
    )
    agreed_on = DayField("Agreed on", required=False)
    effective_date = DayField("From", missing="Enter the day from which it holds.")

    field_order: Sequence[str] = (
        "title",
        "explanation",
        "remedial_action",
        "owner",
        "due",
        "agreed_by",
        "agreed_on",
    )

    def __init__(self, *args: Any, today: date, posts: Sequence[Post], **kwargs: Any) -> None:
        kwargs["initial"] = {"effective_date": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PostField(label="Who answers for it?", posts=posts)
        self.order_fields([*self.field_order, "effective_date", "reason", "based_on"])
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()


class RewordIssueForm(IssueForm, ReasonedForm):
    """The same issue, said anew."""


class IssueActionsForm(SeenForm):
    """Which actions an issue stands behind: those ticked, and more by reference."""

    chosen = forms.MultipleChoiceField(
        label="Actions that share it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose actions of this plan."},
        help_text="Those in it now, and others in trouble that no issue explains yet.",
    )
    more = TextField(
        label="Others, by reference",
        required=False,
        max_length=1000,
        help_text="With commas between, such as 1.2, 2A iii.",
    )
    effective_date = DayField("From", missing="Enter the day from which it holds.")

    def __init__(
        self, *args: Any, offered: Iterable[Line], inside: Iterable[int], today: date, **kwargs: Any
    ) -> None:
        chosen = [str(pk) for pk in inside]
        kwargs["initial"] = {"effective_date": today, "chosen": chosen} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (str(line.action_id), f"{line.reference} {line.title}") for line in offered
        ]
        if not field.choices:
            del self.fields["chosen"]
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()

    def chosen_ids(self) -> set[int]:
        """The ids of the actions ticked."""
        return {int(pk) for pk in self.cleaned_data.get("chosen", [])}
