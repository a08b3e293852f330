"""Forms of a plan's life: a step of it, taking one back, and the plan that takes its place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms

from actions.choices import PlanEventKind, PlanKind
from actions.forms import DayField, LongTextField, TextField
from actions.models import Action, Measure, Plan, Risk
from actions.set_up_forms import line, one_of


class PlanEventForm(forms.Form):
    """A step of a plan's life."""

    event = one_of("What happened", PlanEventKind.choices, what="what happened")
    happened_on = DayField("On", missing="Enter the day it happened.", hint="Today or before.")
    note = TextField(
        label="Note",
        called="The note",
        required=False,
        max_length=300,
        help_text="What the step does not say, such as by whom. Needed for another step.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean_event(self) -> PlanEventKind:
        """The step as the vocabulary has it."""
        return PlanEventKind(self.cleaned_data["event"])


class RetractEventForm(forms.Form):
    """Why a step is taken back."""

    reason = LongTextField(label="Why is it taken back?", hint="It stays in the record.", rows=2)
    reason.widget.attrs["data-needed-at-times"] = "true"


class CarriedField(forms.MultipleChoiceField):
    """What is carried into the new plan, by its key."""

    rows: Mapping[str, Any] = {}

    def __init__(self, label: str, *, what: str, hint: str = "") -> None:
        wrong = f"Choose {what} of this plan."
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(("invalid_choice", "invalid_list"), wrong),
        )

    def offer(self, rows: Iterable[tuple[Any, str]]) -> None:
        """Let the list offer these, each with its words."""
        found = list(rows)
        self.rows = {str(row.pk): row for row, _ in found}
        self.choices = [(str(row.pk), words) for row, words in found]

    def clean(self, value: Any) -> list[Any]:
        """What was ticked, in the order offered."""
        chosen = set(super().clean(value))
        return [row for key, row in self.rows.items() if key in chosen]


class SucceedForm(forms.Form):
    """The plan that takes a plan's place, and what is carried into it."""

    title = line("Title of the new plan", hint="Such as Accelerated Progress Plan.")
    slug = line(
        "Short name for its address",
        required=False,
        hint="Letters, digits and hyphens, such as send-app. Left empty, it is made from the title.",
        width="20",
    )
    kind = one_of("What it is", PlanKind.choices, what="what kind of plan it is")
    starts_on = DayField(
        "Starts on",
        missing="Enter the day it starts.",
        hint="Today or before. From then it holds what is carried.",
    )
    actions = CarriedField(
        "Actions carried",
        what="actions",
        hint="Each is begun anew with its wording, owners and due date as they stand today, and leads back to "
        "its history. Those that are not complete are ticked.",
    )
    measures = CarriedField("Measures carried", what="measures", hint="With all their readings.")
    risks = CarriedField("Risks carried", what="risks", hint="With all their reviews.")

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        actions: Sequence[tuple[Action, str]],
        measures: Sequence[tuple[Measure, str]],
        risks: Sequence[tuple[Risk, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("actions", actions), ("measures", measures), ("risks", risks)):
            if rows:
                cast(CarriedField, self.fields[name]).offer(rows)
            else:
                del self.fields[name]
        self.fields["starts_on"].widget.attrs |= {
            "min": plan.starts_on.isoformat(),
            "max": today.isoformat(),
        }

    def clean_kind(self) -> PlanKind:
        """The kind as the vocabulary has it."""
        return PlanKind(self.cleaned_data["kind"])

    def carried(self) -> dict[str, list[Any]]:
        """What is carried, by name; nothing of what the plan has none of."""
        return {name: self.cleaned_data.get(name, []) for name in ("actions", "measures", "risks")}
