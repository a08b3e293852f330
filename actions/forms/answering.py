"""The form behind an emailed link."""

from typing import Any

from django import forms
from django.http import QueryDict

from actions.choices import Progress
from actions.forms import LongTextField, RatingChoiceField, seen_id
from actions.models import Rating


class AnswerForm(forms.Form):
    """One post's answer about one action, by an emailed link: an update of today, or that nothing changed.

    Where nothing changed (`is_update` is False) only `based_on` is read.
    """

    rating = RatingChoiceField(
        queryset=Rating.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Choose a rating.",
            "invalid_choice": "Choose one of the plan’s own ratings.",
        },
    )
    commentary = LongTextField(
        label="What has happened", hint="Start from last time’s text, or write your own.", rows=6
    )
    remedial_action = LongTextField(
        label="What is being done to get it back on track", hint="If it is off track.", rows=3
    )
    evidence = LongTextField(
        label="What shows that it is complete",
        hint="If it is complete: say what shows it and where it is, or give a link.",
        rows=2,
    )
    based_on = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, ratings: list[Rating], is_update: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_update = is_update
        if not is_update:
            for name in ("rating", "commentary", "remedial_action", "evidence"):
                self.fields[name].required = False
                self.fields[name].disabled = True
        if not any(rating.progress == Progress.COMPLETE for rating in ratings):
            del self.fields["evidence"]
        if ratings:
            field = self.fields["rating"]
            assert isinstance(field, RatingChoiceField)
            field.queryset = Rating.objects.filter(pk__in=[rating.pk for rating in ratings])
        else:
            del self.fields["rating"]

    def seen_id(self) -> int | None:
        """The newest status update that the page showed; None where there was none."""
        return seen_id(self.cleaned_data.get("based_on", ""))

    def renew(self, newest_id: int | None) -> None:
        """Base the next try on what is shown now, keeping what was typed."""
        assert isinstance(self.data, QueryDict)
        sent = self.data.copy()
        sent[self.add_prefix("based_on")] = str(newest_id or "")
        self.data = sent
