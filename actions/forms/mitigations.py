"""Forms of what is done against a risk."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django import forms

from actions.choices import MitigationState
from actions.forms import DayField, LongTextField, not_offered
from actions.forms.changing import DueDateField, DueForm, PostField, SeenForm
from actions.forms.risks import Group
from actions.models import Post
from actions.position import Line

_STATES = [
    (MitigationState.PLANNED, "Planned"),
    (MitigationState.IN_PLACE, "In place"),
]


class MitigationForm(DueForm, SeenForm):
    """Something done against a risk, in words of its own."""

    text = LongTextField(
        label="What is done", rows=3, hint="How it avoids the risk or makes it lighter."
    )
    due = DueDateField(label="Due", required=False)
    state = forms.ChoiceField(
        label="Where it stands",
        choices=_STATES,
        initial=MitigationState.PLANNED,
        widget=forms.RadioSelect,
        error_messages={"required": "Say where it stands.", **not_offered("answer")},
    )
    effective_date = DayField(
        "From", missing="Enter the day from which it holds.", hint="Today or before."
    )

    def __init__(self, *args: Any, posts: Sequence[Post], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"effective_date": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["owner"] = PostField(label="Who sees to it", posts=posts)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()
        self.order_fields(["action", "text", "owner", "due", "state", "reason", "effective_date"])

    def groups(self) -> Iterator[Group]:
        """The fields in order, each on its own."""
        for field in self.visible_fields():
            yield Group((field,))


class AddMitigationForm(MitigationForm):
    """The same, or an action of the plan."""

    def __init__(self, *args: Any, actions: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(line.action_id): line for line in actions}
        self.fields["action"] = forms.ChoiceField(
            label="An action of the plan",
            required=False,
            choices=[
                ("", "None: it is said below"),
                *(
                    (key, f"{line.reference} {line.title[:90]}")
                    for key, line in self.offered.items()
                ),
            ],
            help_text="It brings its own words, owners and due date: then leave those below empty.",
            error_messages=not_offered("action"),
        )
        self.order_fields(["action", *self.fields])


class ChangeMitigationForm(MitigationForm):
    """What now holds of a mitigation; of an action of a plan only where it stands."""

    reason = LongTextField(label="Why?", hint="Needed where it is dropped.", rows=2)
    reason.widget.attrs["data-needed-at-times"] = "true"

    def __init__(self, *args: Any, is_action: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = [*_STATES, (MitigationState.DROPPED, "Dropped")]
        if is_action:
            for name in ("text", "owner", "due"):
                del self.fields[name]
