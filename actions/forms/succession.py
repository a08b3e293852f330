"""Forms of a plan's life: a step of it, taking one back, and the plan that takes its place."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from actions.choices import PlanEventKind, PlanKind
from actions.forms import DayField, LongTextField, TextField
from actions.forms.rows import RowsField
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
    actions = RowsField(
        "Actions carried",
        what="actions of this plan",
        hint="Each is begun anew with its wording, owners and due date as they stand today, and leads back to "
        "its history. Those that are not complete are ticked.",
    )
    measures = RowsField(
        "Measures carried", what="measures of this plan", hint="With all their readings."
    )
    risks = RowsField("Risks carried", what="risks of this plan", hint="With all their reviews.")

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
                cast(RowsField, self.fields[name]).offer(rows)
            else:
                del self.fields[name]
        self.fields["starts_on"].widget.attrs |= {
            "min": plan.starts_on.isoformat(),
            "max": today.isoformat(),
        }

    def clean_kind(self) -> PlanKind:
        """The kind as the vocabulary has it."""
        return PlanKind(self.cleaned_data["kind"])

    def carried(self, what: str) -> list[Any]:
        """What is carried of the actions, measures or risks; nothing of what the plan has none of."""
        found: list[Any] = self.cleaned_data.get(what, [])
        return found
