"""Forms of the discussion under an action, and of links between actions."""

from datetime import date
from typing import Any

from django import forms

from actions.choices import LinkRelation
from actions.forms import DayField, LongTextField, TextField
from actions.models import Action, Plan
from wsoa.models import User


class NoteForm(forms.Form):
    """A note, and whom to tell of it."""

    text = LongTextField(
        label="Add a note",
        called="The note",
        hint="Seen by the people of the area, not by monitors. To tell somebody by email, write @ and their "
        "address, such as @name@example.org, or tick them below. References of actions, such as 1B ii or 2.3, "
        "become links.",
        rows=3,
    )
    tell = forms.TypedMultipleChoiceField(
        required=False,
        label="Tell these people",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose people of this area who may read notes."},
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["tell"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [
            # Two people may share a name.
            (str(person.pk), f"{person.name}, {person.email}")
            for person in people
        ]
        by_key = {str(person.pk): person for person in people}
        field.coerce = by_key.__getitem__


class _DatedForm(forms.Form):
    """A date from which something holds, and why."""

    effective_date = DayField("Date this is true from", missing="Enter the date this is true from.")
    reason = LongTextField(label="Reason", rows=2)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["effective_date"]
        field.widget.attrs["max"] = today.isoformat()
        field.initial = today


class LinkForm(_DatedForm):
    """That an action depends on another one of the plan, or repeats it."""

    relation = forms.ChoiceField(
        label="How are the actions linked?",
        widget=forms.RadioSelect,
        choices=[
            (LinkRelation.DEPENDS_ON, "This action depends on the other"),
            (LinkRelation.DUPLICATES, "This action repeats the other"),
        ],
        error_messages={
            "required": "Choose how the actions are linked.",
            "invalid_choice": "Choose how the actions are linked.",
        },
    )
    other = TextField(
        label="Reference of the other action",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": "Enter the reference of the other action."},
    )
    field_order = ("relation", "other", "effective_date", "reason")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_other(self) -> Action:
        """The action that bears or bore the reference."""
        typed = self.cleaned_data["other"]
        found = Action.objects.with_reference(self.plan, typed).first()
        if found is None:
            raise forms.ValidationError(f"The plan has no action {typed}.")
        found.plan = self.plan
        return found


class UnlinkForm(_DatedForm):
    """That two actions are not linked any more."""
