"""The form a risk matrix is set up and changed with: levels and bands a line each, and a band for each cell.

It works in steps without JavaScript: the grid has the rows and columns of the levels that were typed, and is
drawn again for others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.forms import BoundField

from actions.choices import Tone
from actions.errors import Refused
from actions.forms import TextField
from actions.risk_matrices import MOST, BandDraft, CellDraft, LevelDraft, MatrixDraft
from actions.services.risk_matrices import (
    CODE_LIMIT,
    HIGHEST_NUMBER,
    TITLE_LIMIT,
    check_code,
)

D = TypeVar("D", LevelDraft, BandDraft)

BAR = "|"
LINES_LIMIT = 6000
COLOURS = ", ".join(str(tone.label).lower() for tone in Tone)


class LinesField(TextField):
    """Several lines, each of parts between bars; kept as the lines that say something."""

    def __init__(self, *, label: str, hint: str, missing: str, rows: int) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=LINES_LIMIT,
            error_messages={"required": missing},
            widget=forms.Textarea(
                attrs={"rows": rows, "class": "wsoa-lines", "spellcheck": "false"}
            ),
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        return {}


@dataclass(frozen=True, slots=True)
class GridCell:
    """The fields of one cell; `number` is None where the matrix has no numbers."""

    label: str
    band: BoundField
    number: BoundField | None


class MatrixForm(forms.Form):
    """A matrix. Of one in use only title, words and colours are asked for."""

    title = TextField(
        label="Title",
        called="The title",
        max_length=TITLE_LIMIT,
        error_messages={"required": "Give the matrix a title, such as Corporate risk matrix."},
    )
    likelihoods = LinesField(
        label="Levels of likelihood, from the least to the most likely",
        hint="2 to 6 levels, one a line: code | word | what it means. Codes need not be in order.",
        missing="Give the levels of likelihood, one a line.",
        rows=MOST,
    )
    impacts = LinesField(
        label="Levels of impact, from the lightest to the gravest",
        hint="The same way: code | word | what it means.",
        missing="Give the levels of impact, one a line.",
        rows=MOST,
    )
    bands = LinesField(
        label="Bands, from the lightest to the gravest",
        hint=f"2 to 6 bands, one a line: code | word | colour | what it asks for. Colours: {COLOURS}.",
        missing="Give the bands, one a line.",
        rows=4,
    )
    impact_first = forms.BooleanField(
        label="Print the impact first", help_text="3D instead of D3.", required=False
    )
    has_numbers = forms.BooleanField(
        label="Print a number for each cell",
        help_text="Such as 12. Without it a score is printed as its two codes.",
        required=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, draft: MatrixDraft, is_used: bool = False, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "title": draft.title,
            "likelihoods": written(draft.likelihoods),
            "impacts": written(draft.impacts),
            "bands": written_bands(draft.bands),
            "impact_first": draft.impact_first,
            "has_numbers": draft.has_numbers,
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.draft = draft
        self.is_used = is_used
        if is_used:
            del self.fields["impact_first"], self.fields["has_numbers"]
        self._shape = _Shape.of(draft)
        if self.is_bound and not is_used:
            self._shape = self._typed() or self._shape
        if not is_used:
            self._add_cells()

    def _typed(self) -> "_Shape | None":
        """The rows and columns of what was sent, where it can be read."""
        try:
            likelihoods, impacts = (
                read_levels(str(self.data.get(name, "")), name)
                for name in ("likelihoods", "impacts")
            )
            bands = read_bands(str(self.data.get("bands", "")))
        except Refused:
            return None
        if not (0 < len(likelihoods) <= MOST and 0 < len(impacts) <= MOST and bands):
            return None
        return _Shape(likelihoods, impacts, bands, bool(self.data.get("has_numbers")))

    def _add_cells(self) -> None:
        shape, draft = self._shape, self.draft
        choices = [
            ("", "Choose"),
            *((band.code, f"{band.code} {band.label}") for band in shape.bands),
        ]
        for row, likelihood in enumerate(shape.likelihoods):
            for column, impact in enumerate(shape.impacts):
                where = f"likelihood {likelihood.code}, impact {impact.code}"
                known = (
                    draft.cells[row][column]
                    if row < len(draft.cells) and column < len(draft.cells[row])
                    else CellDraft("")
                )
                self.fields[f"band-{row}-{column}"] = forms.ChoiceField(
                    label=f"Band of {where}",
                    choices=choices,
                    initial=known.band,
                    error_messages={
                        "required": f"Choose the band of {where}.",
                        "invalid_choice": f"Choose the band of {where} from the bands above.",
                    },
                )
                if shape.has_numbers:
                    self.fields[f"number-{row}-{column}"] = forms.IntegerField(
                        label=f"Number of {where}",
                        min_value=1,
                        max_value=HIGHEST_NUMBER,
                        initial=known.number,
                        widget=forms.TextInput(
                            attrs={"inputmode": "numeric", "class": "wsoa-matrix__number"}
                        ),
                        error_messages=dict.fromkeys(
                            ("required", "invalid", "min_value", "max_value"),
                            f"Give a whole number from 1 to {HIGHEST_NUMBER} for {where}.",
                        ),
                    )

    def clean_likelihoods(self) -> list[LevelDraft]:
        """The levels."""
        return self._read("likelihoods", lambda text: read_levels(text, "likelihoods"))

    def clean_impacts(self) -> list[LevelDraft]:
        """The levels."""
        return self._read("impacts", lambda text: read_levels(text, "impacts"))

    def clean_bands(self) -> list[BandDraft]:
        """The bands."""
        return self._read("bands", read_bands)

    def _read(self, name: str, read: Callable[[str], list[D]]) -> list[D]:
        try:
            return read(self.cleaned_data[name])
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused

    def grid(self) -> list[tuple[LevelDraft, list[GridCell]]]:
        """The rows of the grid, from the most likely, each with its cells from the lightest impact."""
        shape = self._shape
        return [
            (
                likelihood,
                [
                    GridCell(
                        f"Impact {impact.code} {impact.label}",
                        self[f"band-{row}-{column}"],
                        self[f"number-{row}-{column}"] if shape.has_numbers else None,
                    )
                    for column, impact in enumerate(shape.impacts)
                ],
            )
            for row, likelihood in reversed(list(enumerate(shape.likelihoods)))
        ]

    @property
    def columns(self) -> Sequence[LevelDraft]:
        """The impacts, as the grid heads its columns."""
        return self._shape.impacts

    def plain_fields(self) -> list[BoundField]:
        """The fields above the grid."""
        return [
            field
            for field in self.visible_fields()
            if not field.name.startswith(("band-", "number-"))
        ]

    def values(self) -> dict[str, Any]:
        """What the services take of a valid form."""
        cleaned, shape = self.cleaned_data, self._shape
        cells = self.draft.cells
        if not self.is_used:
            cells = tuple(
                tuple(
                    CellDraft(
                        cleaned[f"band-{row}-{column}"], cleaned.get(f"number-{row}-{column}")
                    )
                    for column in range(len(shape.impacts))
                )
                for row in range(len(shape.likelihoods))
            )
        return {
            "title": cleaned["title"],
            "likelihoods": cleaned["likelihoods"],
            "impacts": cleaned["impacts"],
            "bands": cleaned["bands"],
            "cells": cells,
            "impact_first": cleaned.get("impact_first", self.draft.impact_first),
            "has_numbers": cleaned.get("has_numbers", self.draft.has_numbers),
        }


@dataclass(frozen=True, slots=True)
class _Shape:
    """The rows, columns and bands that the grid offers."""

    likelihoods: Sequence[LevelDraft]
    impacts: Sequence[LevelDraft]
    bands: Sequence[BandDraft]
    has_numbers: bool

    @classmethod
    def of(cls, draft: MatrixDraft) -> "_Shape":
        """Those of a draft."""
        return cls(draft.likelihoods, draft.impacts, draft.bands, draft.has_numbers)


def written(levels: Sequence[LevelDraft]) -> str:
    """Levels as the form writes them, one a line."""
    return "\n".join(
        f" {BAR} ".join(filter(None, (level.code, level.label, level.meaning))) for level in levels
    )


def written_bands(bands: Sequence[BandDraft]) -> str:
    """Bands as the form writes them, one a line."""
    return "\n".join(
        f" {BAR} ".join(
            filter(None, (band.code, band.label, str(Tone(band.tone).label), band.meaning))
        )
        for band in bands
    )


def read_levels(text: str, field: str) -> list[LevelDraft]:
    """The levels of the lines; raises Refused for a line that is none."""
    found: list[LevelDraft] = []
    for line in _lines(text):
        level = LevelDraft(*_parts(line, 2, 3, "code | word | what it means", field))
        check_code([each.code for each in found], level.code, field)
        found.append(level)
    return found


def read_bands(text: str) -> list[BandDraft]:
    """The bands of the lines; raises Refused for a line that is none."""
    tones = {str(tone.label).casefold(): tone for tone in Tone}
    found: list[BandDraft] = []
    for line in _lines(text):
        code, label, colour, *rest = _parts(
            line, 3, 4, "code | word | colour | what it asks for", "bands"
        )
        tone = tones.get(colour.casefold())
        if tone is None:
            raise Refused(
                f"“{colour[:30]}” is not one of the colours. Use one of: {COLOURS}.", field="bands"
            )
        check_code([each.code for each in found], code, "bands")
        found.append(BandDraft(code, label, rest[0] if rest else "", tone))
    return found


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _parts(line: str, fewest: int, most: int, shape: str, field: str) -> list[str]:
    """The parts between bars; the last may hold bars of its own."""
    parts = [part.strip() for part in line.split(BAR, most - 1)]
    if len(parts) < fewest or not all(parts[:fewest]):
        raise Refused(
            f"“{line.strip()[:60]}” cannot be read. Write each line as {shape}.", field=field
        )
    if len(parts[0]) > CODE_LIMIT:
        raise Refused(
            f"“{parts[0][:20]}” cannot be a code: use 1 to {CODE_LIMIT} letters or digits.",
            field=field,
        )
    return parts
