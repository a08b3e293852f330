"""The form that says which risks go to a board."""

from collections.abc import Iterable
from typing import Any

from django import forms

from actions.models import RiskBand, RiskMatrix


class ThresholdsForm(forms.Form):
    """For each risk matrix of the area: from which band on."""

    def __init__(
        self, *args: Any, matrices: Iterable[RiskMatrix], now: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = set(now)
        for matrix in matrices:
            bands = list(matrix.bands.all())
            self.fields[f"matrix_{matrix.pk}"] = forms.ModelChoiceField(
                queryset=matrix.bands.all(),
                label=f"Risks scored on “{matrix}”",
                required=False,
                empty_label="None of them",
                initial=next((band.pk for band in bands if band.pk in chosen), None),
                error_messages={"invalid_choice": "Choose one of the matrix’s own bands."},
                widget=forms.Select,
            )
            self.fields[f"matrix_{matrix.pk}"].label_from_instance = _label  # type: ignore[attr-defined]

    def bands(self) -> list[RiskBand]:
        """The bands chosen."""
        return [band for band in self.cleaned_data.values() if band is not None]


def _label(band: RiskBand) -> str:
    return f"{band.label} or graver"
