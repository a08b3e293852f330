"""The form in which somebody says why a number may differ."""

from typing import Any

from django import forms

from boards.forms import NeededText
from reports.explained import Explained


class ReasonForm(forms.Form):
    """A reason, and the words and the figure that it is for, as they were shown."""

    reason = NeededText(label="Why it may stay as it is", rows=2)
    claim = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)
    expected = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)

    def __init__(self, *args: Any, place: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{place}-%s")
        super().__init__(*args, **kwargs)

    @classmethod
    def of(cls, found: Explained, place: int) -> "ReasonForm":
        """The form beside a number, with the reason that it has."""
        shown = {
            "claim": found.claim.text,
            "expected": str(found.claim.expected),
            "reason": found.reason.reason if found.reason else "",
        }
        return cls(initial=shown, place=place)
