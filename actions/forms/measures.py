"""Forms of measures and what they are held against: they read and clean what was typed. The rules are the services'."""

import re
from typing import Any, cast

from django import forms

from actions.choices import GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.forms import DayField, LongTextField, TextField, not_offered
from actions.forms.measuring_fields import AmountField, PeriodField, reason_field, set_unit
from actions.measuring.amounts import Amount, write_amount
from actions.measuring.periods import Period
from actions.models import Area, Measure, MeasureMark
from actions.set_up_forms import PostField, SetUpForm, line, one_of

_BY = re.compile(r"^by\s+(?:the\s+)?", re.IGNORECASE)
"""What comes before the date of a target anyway wherever it is printed."""


def _whole(label: str, *, most: int, hint: str) -> forms.IntegerField:
    wrong = f"{label}: enter a whole number from 0 to {most}."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-3", "spellcheck": "false"}
        ),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class MeasureForm(SetUpForm):
    """What a measure is."""

    name = line("Name", hint="Such as Assessments completed in 20 weeks.")
    definition = LongTextField(
        label="Definition", rows=3, hint="What is counted, of whom, and what is left out."
    )
    source = line("Source", required=False, hint="Where the figures come from, such as SEN2.")
    unit = one_of("Measured in", Unit.choices, what="what it is measured in")
    decimals = _whole("Decimals", most=4, hint="How many are printed: 1 for 18.9%.")
    direction = one_of("Which way is better", GoodDirection.choices, what="which way is better")
    frequency = one_of(
        "How often there is a reading",
        MeasureFrequency.choices,
        what="how often there is a reading",
    )
    owner = PostField("Owner", hint="Whoever holds the post may record its readings.")
    is_public = forms.BooleanField(
        required=False,
        label="Show it to the public",
        help_text="On pages and in papers that anybody may read.",
    )
    suppress_below = _whole(
        "Smallest number of children shown to the public",
        most=100,
        hint="A value that rests on fewer is left out there. 0 leaves out none.",
    )

    def __init__(self, *args: Any, area: Area, keeps_unit: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts("owner", area)
        if keeps_unit:
            self.fields["unit"].disabled = True
            self.fields["unit"].help_text = "It has readings or targets, so its unit stays."


class RetireForm(SetUpForm):
    """From when a measure is measured no more; empty where it is taken up again."""

    retired_on = DayField(
        "Measured no more from", missing="Enter the day from which it is measured no more."
    )
    reason = reason_field("Why?")

    def __init__(self, *args: Any, is_retired: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_retired:
            del self.fields["retired_on"]


class UseForm(forms.Form):
    """A measure of the area by which a plan is judged too."""

    measure = forms.ModelChoiceField(
        queryset=Measure.objects.none(),
        label="Measure",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose a measure.", **not_offered("measure")},
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Measure]", self.fields["measure"]).queryset = offered


class MarkForm(forms.Form):
    """What a measure is held against."""

    mark = one_of("What it is", MarkKind.choices, what="what it is")
    period = PeriodField(
        "Period, or date of a target",
        hint="Of a baseline or benchmark the period it is for, such as 2019. Of a target the day by which it is "
        "to be reached, such as end of March 2021.",
    )
    value = AmountField("Value")
    upper = AmountField("Top of the range", required=False, hint="Of a target within a range.")
    effective_date = DayField(
        "Holds from",
        missing="Enter the day from which it holds.",
        hint="The day a target was agreed, or a figure published. Before it, what held before still does.",
    )
    note = TextField(
        label="Note",
        required=False,
        help_text="Such as where it was agreed, or published.",
        error_messages={"required": ""},
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_unit(self, measure, "value", "upper")
        if measure.direction != GoodDirection.RANGE:
            del self.fields["upper"]

    def given(self) -> dict[str, Any]:
        """What the services take."""
        data = self.cleaned_data
        period: Period = data["period"]
        upper: Amount | None = data.get("upper")
        return {
            "value": data["value"].value,
            "upper": upper.value if upper else None,
            "period_start": period.start,
            "period_end": period.end,
            "printed": _BY.sub("", period.printed),
            "effective_date": data["effective_date"],
            "note": data["note"],
        }


class MarkCorrectionForm(MarkForm):
    """A mark in place of one recorded by mistake: what it is stays."""

    reason = reason_field("Why is this a correction?", "What was wrong. It stays in the history.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["mark"]

    @staticmethod
    def initial_of(mark: MeasureMark) -> dict[str, Any]:
        """What the mark says."""
        unit = mark.measure.unit
        return {
            "period": mark.period_printed,
            "value": write_amount(mark.value, unit),
            "upper": "" if mark.upper is None else write_amount(mark.upper, unit),
            "effective_date": mark.effective_date,
            "note": mark.note,
        }
