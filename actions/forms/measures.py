"""Forms of measures, what they are held against and their readings: they read and clean what was typed.

The rules are the services'. Periods and values are read as people write them (actions/measuring/).
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from actions.choices import GoodDirection, MarkKind, MeasureFrequency, Unit
from actions.forms import DayField, LongTextField, TextField, not_offered
from actions.importing.reading import MAX_BYTES, TOO_LARGE
from actions.measuring.amounts import Amount, read_amount, read_number, write_amount
from actions.measuring.fitting import plainly
from actions.measuring.periods import Period
from actions.models import Area, Measure, MeasureMark, Reading
from actions.set_up_forms import PostField, SetUpForm, line, one_of

_BY = re.compile(r"^by\s+(?:the\s+)?", re.IGNORECASE)
"""What comes before the date of a target anyway wherever it is printed."""


class PeriodField(TextField):
    """A period in words. `missing` is what somebody is told who leaves it out."""

    def __init__(self, label: str = "Period", *, hint: str = "", **kwargs: Any) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
            error_messages={"required": f"Enter the {label.lower()}, such as August 2020."},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """The period, None where none is asked for and none is given."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return Period.parse(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """The words of a period."""
        return value.printed if isinstance(value, Period) else value


class AmountField(TextField):
    """A value in the unit of a measure, which is set when the form is made."""

    unit = Unit.SCORE

    def __init__(
        self, label: str, *, hint: str = "", required: bool = True, whose: str = ""
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=required,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
            error_messages={"required": "Enter the value."},
        )
        self.whose = f"{whose}: " if whose else ""

    def clean(self, value: Any) -> Any:
        """The amount, None where it may be and is left empty."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return read_amount(text, self.unit)
        except ValueError as error:
            raise forms.ValidationError(f"{self.whose}{error}") from error


class NumberField(TextField):
    """A plain number that may be left out, such as a numerator."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            widget=forms.TextInput(
                attrs={
                    "class": "govuk-input--width-10",
                    "inputmode": "decimal",
                    "spellcheck": "false",
                }
            ),
        )

    def clean(self, value: Any) -> Any:
        """The number, None where it is left empty."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text, f"The {str(self.label).lower()}")
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


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


def _reason(label: str, hint: str = "") -> LongTextField:
    field = LongTextField(label=label, rows=2, required=True, hint=hint)
    field.error_messages["required"] = "Give a reason."
    return field


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
    reason = _reason("Why?")

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


_PERIOD_HINT = (
    "Such as August 2020, Jan – Aug 2020, Q3 2019/20, autumn term 2020, 2018, w/c 7 September 2020, or a "
    "day where it is a count as at that day."
)


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
        _set_unit(self, measure, "value", "upper")
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

    reason = _reason("Why is this a correction?", "What was wrong. It stays in the history.")

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


class ReadingForm(forms.Form):
    """One reading, with what it rests on."""

    period = PeriodField(hint=_PERIOD_HINT)
    value = AmountField("Value", hint="Where a paper says no more: “above 75”.")
    numerator = NumberField(
        "Numerator", hint="How many children, days or pounds, where it is known."
    )
    denominator = NumberField("Denominator", hint="Of how many.")
    is_provisional = forms.BooleanField(
        required=False, label="Provisional", help_text="A final reading will take its place."
    )
    is_cumulative = forms.BooleanField(
        required=False,
        label="Cumulative",
        help_text="It adds up from the period’s first day, so that later ones contain it.",
    )
    effective_date = DayField(
        "Known from", required=False, hint="The day it was published or found. Left empty, today."
    )
    note = LongTextField(label="Note", rows=2)

    def __init__(self, *args: Any, measure: Measure, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_unit(self, measure, "value")
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()

    def given(self) -> dict[str, Any]:
        """What the services take."""
        data = self.cleaned_data
        return reading_of(
            data["period"],
            data["value"],
            **{
                name: data[name]
                for name in (
                    *("numerator", "denominator", "is_provisional", "is_cumulative"),
                    *("effective_date", "note"),
                )
            },
        )


class ReadingCorrectionForm(ReadingForm):
    """A reading in place of one recorded by mistake."""

    reason = _reason("Why is this a correction?", "What was wrong. It stays in the history.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_date"].help_text = "Left empty, it stays the day that it was."

    @staticmethod
    def initial_of(reading: Reading) -> dict[str, Any]:
        """What the reading says."""
        parts = {
            name: "" if value is None else plainly(value)
            for name, value in (
                ("numerator", reading.numerator),
                ("denominator", reading.denominator),
            )
        }
        return {
            "period": reading.period_printed,
            "value": write_amount(reading.value, reading.measure.unit, reading.bound),
            "is_provisional": reading.is_provisional,
            "is_cumulative": reading.is_cumulative,
            "effective_date": reading.effective_date,
            "note": reading.note,
            **parts,
        }


class ReasonForm(forms.Form):
    """Why something recorded by mistake is taken back."""

    reason = _reason("Why is it taken back?")


class ChosenPeriodForm(forms.Form):
    """For which period readings are entered."""

    period = PeriodField(hint=_PERIOD_HINT)


class GridForm(forms.Form):
    """Readings of several measures for one period: a value, two ticks and a note each."""

    period = PeriodField()
    known_from = DayField(
        "Known from",
        required=False,
        hint="The day they were published or found. Left empty, today.",
    )

    PARTS = ("value", "provisional", "cumulative", "note")

    def __init__(self, *args: Any, measures: Sequence[Measure], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measures = measures
        self.fields["period"].widget = forms.HiddenInput()
        self.fields["known_from"].widget.attrs["max"] = today.isoformat()
        for each in measures:
            value = AmountField(f"{each.name}: value", required=False, whose=each.name)
            value.unit = Unit(each.unit)
            self.fields[f"value-{each.pk}"] = value
            for part in ("provisional", "cumulative"):
                self.fields[f"{part}-{each.pk}"] = forms.BooleanField(
                    required=False, label=f"{each.name}: {part}"
                )
            self.fields[f"note-{each.pk}"] = TextField(label=f"{each.name}: note", required=False)

    def clean(self) -> dict[str, Any]:
        """What was typed; an error beside each row that says something of a value it does not have."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for each in self.measures:
            name = f"value-{each.pk}"
            says = any(data.get(f"{part}-{each.pk}") for part in ("provisional", "note"))
            if says and data.get(name) is None and name not in self.errors:
                self.add_error(name, f"{each.name}: enter the value, or clear what is beside it.")
        return data

    def typed(self) -> list[tuple[Measure, dict[str, Any]]]:
        """Each measure that was given a value that can be read, with what the service takes."""
        data = self.cleaned_data
        found = []
        for each in self.measures:
            names = [f"{part}-{each.pk}" for part in self.PARTS]
            amount: Amount | None = data.get(names[0])
            if amount is None or self.errors.keys() & {"period", "known_from", *names}:
                continue
            said = reading_of(
                data["period"],
                amount,
                is_provisional=data[f"provisional-{each.pk}"],
                is_cumulative=data[f"cumulative-{each.pk}"],
                note=data[f"note-{each.pk}"],
                effective_date=data["known_from"],
            )
            found.append((each, said))
        return found


class BlockForm(forms.Form):
    """Readings pasted as a block of cells."""

    block = forms.CharField(
        label="Cells copied from a spreadsheet",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "wrap": "off"}),
        error_messages={
            "required": "Paste the cells, with the measures’ names and the periods.",
            "null_characters_not_allowed": "Take out the characters that are no text, and paste again.",
        },
    )
    known_from = DayField(
        "Known from",
        required=False,
        hint="The day they were published or found. Left empty, today.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput(), max_length=64)
    source = TextField(required=False, widget=forms.HiddenInput(), label="File")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_from"].widget.attrs["max"] = today.isoformat()


class ReadingsFileForm(forms.Form):
    """A file of readings."""

    file = forms.FileField(
        label="File",
        help_text="An Excel workbook (.xlsx) or a CSV file, of up to 10 MB.",
        allow_empty_file=True,  # told by the reader, with the other things that are no table
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv", "data-max-bytes": MAX_BYTES}),
        error_messages=dict.fromkeys(("required", "missing", "invalid"), "Choose a file."),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """The upload, unless it is too large to be read."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return upload


def reading_of(period: Period, amount: Amount, **others: Any) -> dict[str, Any]:
    """A reading as the services take it."""
    return {
        "period_start": period.start,
        "period_end": period.end,
        "printed": period.printed,
        "value": amount.value,
        "bound": amount.bound,
        **others,
    }


def _set_unit(form: forms.Form, measure: Measure, *names: str) -> None:
    """Let the fields read values in the measure's unit."""
    for name in names:
        field = cast(AmountField, form.fields[name])
        field.unit = Unit(measure.unit)
