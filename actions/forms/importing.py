"""Forms of an import: which file, and how its columns are to be understood."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from actions.forms import DateInput, not_offered
from actions.importing.columns import LABELS, Field
from actions.importing.reading import MAX_BYTES, TOO_LARGE
from actions.importing.table import CellTable
from actions.models import ImportDraft, Organisation, Plan, Rating

AS_AT_ERRORS = {
    "required": "Enter the day the file tells of.",
    "invalid": "Enter a real date, such as 2018-04-30.",
}
NO_FILE = "Choose a file."


class _AsAtAndRanges(forms.Form):
    as_at = forms.DateField(
        label="As at",
        help_text="The day the file tells of. What it adds and changes counts from that day.",
        widget=DateInput(),
        error_messages=AS_AT_ERRORS,
    )
    expand_ranges = forms.BooleanField(
        label="Expand ranges of references",
        help_text="3B i-vi becomes six actions, each with what its row says.",
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_at"].widget.attrs["max"] = today.isoformat()


class ImportFileForm(_AsAtAndRanges):
    """The file to import."""

    file = forms.FileField(
        label="File",
        help_text="An Excel workbook (.xlsx), a Word document with a table (.docx) or a CSV file, of up "
        "to 10 MB.",
        allow_empty_file=True,  # told by the reader, with the other things that are no table
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx,.csv", "data-max-bytes": MAX_BYTES}),
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE},
    )
    field_order = ("file", "as_at", "expand_ranges")

    def clean_file(self) -> "UploadedFile[Any]":
        """The upload, unless it is too large to be read."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return upload


class ImportOptionsForm(_AsAtAndRanges):
    """Which column holds what, and what becomes of cells that say nothing or name nobody."""

    default_rating = forms.ModelChoiceField(
        label="Rating of rows without one",
        queryset=Rating.objects.none(),
        required=False,
        empty_label="None: leave them as they are",
        error_messages=not_offered("rating"),
    )
    posts_in = forms.ModelChoiceField(
        label="Owners whom the area does not know",
        help_text="A new post goes to the row's lead organisation where it has one, otherwise here.",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Show them as problems",
        error_messages=not_offered("partner"),
    )

    adds_missing = forms.BooleanField(
        label="Add what the plan does not have yet",
        help_text="Themes, workstreams and report groups that the file names. Otherwise they are problems.",
        required=False,
    )

    def __init__(self, *args: Any, plan: Plan, table: CellTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_at"].required = False  # empty: the day stays
        headings = table.headings
        choices = [("", "Not in the file"), *((str(at), name) for at, name in enumerate(headings))]
        word = plan.area.theme_word
        for field in Field:
            self.fields[f"column-{field}"] = forms.ChoiceField(
                label=word[:1].upper() + word[1:] if field == Field.THEME else LABELS[field],
                choices=choices,
                required=False,
                error_messages={"invalid_choice": "Choose one of the file's columns."},
            )
        ratings, partners = self.fields["default_rating"], self.fields["posts_in"]
        assert isinstance(ratings, forms.ModelChoiceField)
        assert isinstance(partners, forms.ModelChoiceField)
        ratings.queryset = Rating.objects.filter(scheme__plan=plan).order_by("order")
        partners.queryset = Organisation.objects.filter(area=plan.area).order_by("name")

    def clean(self) -> dict[str, Any] | None:
        """One column holds one thing."""
        taken: dict[str, str] = {}
        for field in Field:
            name = f"column-{field}"
            column = self.cleaned_data.get(name)
            if column and column in taken:
                self.add_error(name, f"This column is chosen for {taken[column]} already.")
            elif column:
                taken[column] = str(self.fields[name].label)
        return self.cleaned_data

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The fields that choose columns."""
        return [self[f"column-{field}"] for field in Field]

    def columns(self) -> dict[str, Any]:
        """What an ImportDraft keeps of it."""
        rating, partner = self.cleaned_data["default_rating"], self.cleaned_data["posts_in"]
        return {
            "fields": {
                field.value: int(self.cleaned_data[f"column-{field}"])
                for field in Field
                if self.cleaned_data[f"column-{field}"]
            },
            "default_rating": rating.pk if rating else None,
            "posts_in": partner.pk if partner else None,
            "adds_missing": self.cleaned_data["adds_missing"],
        }

    @staticmethod
    def initial_of(draft: ImportDraft) -> dict[str, Any]:
        """The form as the draft has it."""
        fields: Mapping[str, int] = draft.columns["fields"]
        return {
            "as_at": draft.as_at,
            "expand_ranges": draft.expand_ranges,
            "default_rating": draft.columns.get("default_rating"),
            "posts_in": draft.columns.get("posts_in"),
            "adds_missing": draft.columns.get("adds_missing", False),
            **{f"column-{name}": str(column) for name, column in fields.items()},
        }
