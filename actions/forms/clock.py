"""Forms of a plan's statutory dates: how each is counted, which day holds, whether it was met."""

import re
from datetime import date
from typing import Any, cast

from django import forms

from actions.choices import DeadlineBasis, DeadlineKind, DeadlineUnit
from actions.clock.counting import COUNT_LIMIT
from actions.clock.presets import PRESETS
from actions.forms import DayField, TextField
from actions.forms.changing import ReasonedForm, SeenForm
from actions.forms.rows import RowsField
from actions.models import Area, Post
from actions.services.deadline_rows import WARN_DAYS
from actions.set_up_forms import SetUpForm, one_of
from actions.text import say_post

_WARN = "Enter numbers of working days with commas between them, such as 20, 10, 5, 1."
_SEVERAL = re.compile(r"[,;\s]+")


def _called(post: Post) -> str:
    """Title and organisation, and that nothing can be sent where it has no address."""
    said = say_post(post.title, post.organisation.short_name)
    return said if post.address else f"{said} (no email address)"


class DeadlineForm(SetUpForm):
    """How a date is counted, and who is told of it."""

    kind = forms.ChoiceField(
        label="Which date is it?",
        choices=DeadlineKind.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose which date it is."),
    )
    title = TextField(
        label="What it is called",
        called="What the date is",
        required=False,
        max_length=200,
        help_text="Needed for another date only. Left empty, it is called what is chosen above.",
    )
    basis = one_of(
        "Counted from",
        [(value, f"{label[0].upper()}{label[1:]}") for value, label in DeadlineBasis.choices],
        what="from which day it is counted",
    )
    basis_on = DayField(
        "That other day",
        required=False,
        hint="Only where it is counted from another day. A resubmission, a revisit or a review may do without: it "
        "runs once the timeline says that the statement was returned, or the plan approved.",
    )
    basis_words = TextField(
        label="What happened on that other day",
        called="What happened",
        required=False,
        max_length=200,
        help_text="Such as: the day the statement was returned.",
    )
    count = forms.IntegerField(
        label="How many",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-4", "spellcheck": "false"}
        ),
        min_value=1,
        max_value=COUNT_LIMIT,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"How many: enter a whole number from 1 to {COUNT_LIMIT:,}.",
        ),
    )
    unit = one_of(
        "Of what",
        [(value, f"{label[0].upper()}{label[1:]}") for value, label in DeadlineUnit.choices],
        what="what is counted",
        hint="The day it is counted from is never counted. Months are not moved off a weekend, and the end of "
        "a month stays one.",
    )
    source = TextField(
        label="Where it comes from",
        called="Where it comes from",
        required=False,
        max_length=300,
        help_text="The letter, regulation or paper that says so.",
    )
    warn_days = forms.CharField(
        label="Told when so many working days are left",
        required=False,
        help_text="Each number is one message. They are told once more if the day passes.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
    )
    listeners = RowsField(
        "Who is told",
        what="posts of this area",
        hint="By email, to the post’s own address or that of the person who holds it.",
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = (
            Post.objects.filter(organisation__area=area)
            .select_related("organisation", "holder")
            .order_by("title", "id")
        )
        cast(RowsField, self.fields["listeners"]).offer((post, _called(post)) for post in posts)

    def clean_warn_days(self) -> list[int]:
        """The numbers that were typed."""
        found = [each for each in _SEVERAL.split(self.cleaned_data["warn_days"]) if each]
        if not all(each.isascii() and each.isdecimal() and len(each) < 6 for each in found):
            raise forms.ValidationError(_WARN)
        return [int(each) for each in found]

    def clean(self) -> dict[str, Any]:
        """The words as the vocabularies have them."""
        cleaned = super().clean() or {}
        for name, words in (
            ("kind", DeadlineKind),
            ("basis", DeadlineBasis),
            ("unit", DeadlineUnit),
        ):
            if name in cleaned:
                cleaned[name] = words(cleaned[name])
        return cleaned


def as_typed(warn_days: list[int] | tuple[int, ...]) -> str:
    """The numbers as the form shows them."""
    return ", ".join(str(each) for each in sorted(warn_days, reverse=True))


def preset_initial(kind: DeadlineKind) -> dict[str, Any]:
    """What a form about the kind of date begins with."""
    initial: dict[str, Any] = {"kind": kind, "warn_days": as_typed(WARN_DAYS)}
    preset = PRESETS.get(kind)
    if preset is not None:
        initial |= {
            "basis": preset.basis,
            "basis_words": preset.basis_words,
            "count": preset.count,
            "unit": preset.unit,
            "source": preset.source,
        }
    return initial


class SetDayForm(ReasonedForm):
    """Another day than the one counted."""

    day = DayField("The day that holds", missing="Enter the day that holds.")
    effective_date = DayField(
        "Since when", missing="Enter since when it holds.", hint="Today or before."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"effective_date": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()


class PutBackForm(ReasonedForm):
    """That the day as counted holds again."""

    effective_date = DayField(
        "Since when", missing="Enter since when it holds.", hint="Today or before."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"effective_date": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()


class MetForm(SeenForm):
    """On which day it was met."""

    met_on = DayField("Met on", missing="Enter the day it was met.", hint="Today or before.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["met_on"].widget.attrs["max"] = today.isoformat()


class NotMetForm(ReasonedForm):
    """Why it was not met after all."""


class EndForm(ReasonedForm):
    """Why it applies no longer."""


class AppliesForm(ReasonedForm):
    """Why it applies after all."""
