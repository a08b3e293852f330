"""Forms of a plan's life: a step of it, taking one back, and the plan that takes its place."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import TextChoices

from actions.choices import DeadlineKind, PlanEventKind, PlanKind
from actions.clock import DeadlineValue
from actions.clock.presets import PRESETS
from actions.clock.wording import say_number
from actions.forms import DayField, LongTextField, TextField
from actions.forms.rows import RowsField
from actions.models import Action, Deadline, Measure, Plan, Risk
from actions.set_up_forms import line, one_of
from actions.text import say_list, says_something


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


def _usual() -> str:
    """Which usual dates are added, and who is told of them."""
    review = PRESETS[DeadlineKind.APP_REVIEW]
    return (
        f"An {PlanKind.APP.label} is reviewed {say_number(review.count, review.unit)} after it starts; others have "
        "dates counted from the letter or the approval. None is added that lies before the start. Those told of the "
        "dates above are told of them."
    )


class DateGoes(TextChoices):
    """What becomes of an open date when another plan takes its plan's place."""

    CARRY = "carry", "Carry it to the new plan"
    LEAVE = "leave", "Leave it open on this plan"
    END = "end", "It applies no longer"


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
    ended_reason = TextField(
        label="Why a date applies no longer",
        called="The reason",
        required=False,
        max_length=300,
        help_text="Needed only where that is said of one of them. If one is met, say so under Statutory dates; that "
        "can be done before and after.",
    )
    with_usual = forms.BooleanField(
        label="Add the usual dates of what it is", required=False, help_text=_usual()
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
        dates: Sequence[tuple[Deadline, DeadlineValue]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("actions", actions), ("measures", measures), ("risks", risks)):
            if rows:
                cast(RowsField, self.fields[name]).offer(rows)
            else:
                del self.fields[name]
        self._dates = {_field(row): row for row, _ in dates}
        for row, value in dates:
            self.fields[_field(row)] = _goes(value)
        if not dates:
            del self.fields["ended_reason"]
        late = ("ended_reason", "with_usual", "actions", "measures", "risks")
        self.order_fields(
            [
                *(name for name in self.fields if name not in {*late, *self._dates}),
                *self._dates,
                *late,
            ]
        )
        self.fields["starts_on"].widget.attrs |= {
            "min": plan.starts_on.isoformat(),
            "max": today.isoformat(),
        }

    def clean_kind(self) -> PlanKind:
        """The kind as the vocabulary has it."""
        return PlanKind(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        """A date that applies no longer needs a reason."""
        cleaned = super().clean() or {}
        if self.going(DateGoes.END) and not says_something(cleaned.get("ended_reason", "")):
            self.add_error("ended_reason", "Say why it applies no longer.")
        return cleaned

    def going(self, where: DateGoes) -> list[Deadline]:
        """The dates of which that was chosen."""
        return [row for name, row in self._dates.items() if self.cleaned_data.get(name) == where]

    def carried(self, what: str) -> list[Any]:
        """What is carried of the actions, measures or risks; nothing of what the plan has none of."""
        found: list[Any] = self.cleaned_data.get(what, [])
        return found


def _field(row: Deadline) -> str:
    return f"date_{row.pk}"


def _goes(value: DeadlineValue) -> forms.ChoiceField:
    """What becomes of one date: carried, unless somebody says otherwise."""
    told = [each.post.in_full for each in value.listeners if each.has_address]
    still = (
        f"Those told of it are still told: {say_list(told)}."
        if told
        else "Nobody with an email address is told of it, so nobody would be told there."
    )
    field = one_of(
        f"{value.called}: {value.day_in_words if value.day else value.says}",
        [
            (DateGoes.CARRY.value, DateGoes.CARRY.label),
            (DateGoes.LEAVE.value, f"{DateGoes.LEAVE.label}. {still}"),
            (DateGoes.END.value, DateGoes.END.label),
        ],
        what="what becomes of the date",
        hint=f"{value.says}. Carried, it keeps how it was counted, who is told and what was recorded of it."
        if value.day
        else "Carried, it keeps how it is counted and who is told.",
    )
    field.initial = DateGoes.CARRY.value
    return field
