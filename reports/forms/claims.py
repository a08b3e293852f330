"""The form in which somebody says why a number may differ."""

import re
from dataclasses import asdict
from typing import Any

from django import forms

from boards.forms import NeededText
from reports.explained import Explained


class ReasonForm(forms.Form):
    """A reason, and the words, their sentence and the figure that it is for, as they were shown."""

    reason = NeededText(label="Why it may stay as it is", rows=2)
    claim = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)
    sentence = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)
    occurrence = forms.CharField(widget=forms.HiddenInput, required=False)
    expected = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)

    def __init__(self, *args: Any, place: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{place}-%s")
        super().__init__(*args, **kwargs)

    @classmethod
    def of(cls, found: Explained, place: int) -> "ReasonForm":
        """The form beside a number, with the reason that it has."""
        reason = found.reason.reason if found.reason else ""
        return cls(initial={**asdict(found.shown), "reason": reason}, place=place)

    def clean_occurrence(self) -> int:
        """A number, 0 for anything else: no number on the page has that."""
        typed: str = self.cleaned_data["occurrence"]
        return int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else 0
