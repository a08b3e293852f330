"""Forms of readings: one at a time, in a grid, as a block of cells, from a file. The rules are the services'."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from actions.choices import Unit
from actions.forms import DayField, LongTextField, TextField
from actions.forms.measuring_fields import (
    PERIOD_HINT,
    AmountField,
    NumberField,
    PeriodField,
    reason_field,
    set_unit,
)
from actions.importing.reading import MAX_BYTES, TOO_LARGE
from actions.measuring.amounts import Amount, write_amount
from actions.measuring.fitting import plainly
from actions.measuring.periods import Period
from actions.models import Measure, Reading


class ReadingForm(forms.Form):
    """One reading, with what it rests on."""

    period = PeriodField(hint=PERIOD_HINT)
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
        set_unit(self, measure, "value")
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

    reason = reason_field("Why is this a correction?", "What was wrong. It stays in the history.")

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

    reason = reason_field("Why is it taken back?")


class ChosenPeriodForm(forms.Form):
    """For which period readings are entered."""

    period = PeriodField(hint=PERIOD_HINT)


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
