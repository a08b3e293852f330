"""What a dashboard is asked for in its address, beside the day: what to compare with, and over which days."""

from typing import Any

from django import forms

from actions.forms import not_offered
from boards.dashboard import Comparable

MEETINGS, MONTHS = "meetings", "months"
TRENDS = ((MEETINGS, "Meetings"), (MONTHS, "Months"))


class DashboardForm(forms.Form):
    """`since` is the key of what to compare with, `over` says which days the trend has. Blank means the first
    of each."""

    since = forms.ChoiceField(
        label="Compare with",
        required=False,
        error_messages=not_offered("meeting to compare with"),
    )
    over = forms.ChoiceField(
        label="Trend over", required=False, choices=TRENDS, error_messages=not_offered("trend")
    )

    def __init__(
        self, *args: Any, offered: tuple[Comparable, ...], usual: str, **kwargs: Any
    ) -> None:
        """`usual` is which days the trend has unless one asks otherwise."""
        super().__init__(*args, **kwargs)
        self.offered, self.usual = offered, usual
        since = self.fields["since"]
        assert isinstance(since, forms.ChoiceField)
        since.choices = [(each.key, each.words) for each in offered]

    @property
    def compared_with(self) -> Comparable:
        """What was chosen, or else the first."""
        return next(
            (each for each in self.offered if each.key == self._asked("since")), self.offered[0]
        )

    @property
    def over_meetings(self) -> bool:
        """Whether the trend goes from meeting to meeting."""
        return (self._asked("over") or self.usual) == MEETINGS

    def _asked(self, name: str) -> str:
        """What was validly asked for, blank for what was not."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
