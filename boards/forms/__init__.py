"""Forms of the boards' pages: they read and clean what was typed. The rules are the services'."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from actions.forms import LongTextField, TextField
from actions.models import Area, Post
from actions.text import say_post


def label_of(post: Post) -> str:
    """What lists call a post: its title and organisation."""
    return say_post(post.title, post.organisation.short_name)


class PostChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """A post of the area, by its title and organisation."""

    def __init__(self, label: str, *, missing: str = "", hint: str = "", empty: str) -> None:
        super().__init__(
            queryset=Post.objects.none(),
            label=label,
            help_text=hint,
            required=bool(missing),
            empty_label=empty,
            error_messages={
                "required": missing,
                "invalid_choice": "Choose a post of this area.",
            },
        )

    def label_from_instance(self, post: Post) -> str:
        """Title and organisation."""
        return label_of(post)


class TimeField(forms.TimeField):
    """A time of day. `missing` is what somebody is told who leaves it out."""

    def __init__(self, label: str, *, missing: str = "", hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=bool(missing),
            widget=forms.TimeInput(
                attrs={"type": "time", "class": "govuk-input--width-10"}, format="%H:%M"
            ),
            error_messages={"required": missing, "invalid": "Enter a time, such as 14:00."},
        )


class LineField(TextField):
    """A text of one line, of up to 200 characters, counted here: a browser would cut what is pasted."""

    def __init__(self, label: str, *, called: str = "", initial: str = "") -> None:
        super().__init__(
            label=label, called=called, required=False, max_length=200, initial=initial
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`."""
        return {}


def number(label: str, *, least: int, most: int, hint: str = "") -> forms.IntegerField:
    """A whole number between two."""
    wrong = f"{label}: enter a whole number from {least} to {most:,}."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-4", "spellcheck": "false"}
        ),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        min_value=least,
        max_value=most,
    )


def choice(label: str, choices: Any, *, what: str, hint: str = "") -> forms.ChoiceField:
    """A list to choose one from; a message asks to choose `what`."""
    missing = f"Choose {what}."
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def posts_of(area: Area) -> QuerySet[Post]:
    """The posts that an area's lists offer, with their organisations."""
    return (
        Post.objects.filter(organisation__area=area)
        .select_related("organisation")
        .order_by("title", "id")
    )


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let the form's list offer these rows."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class NeededText(LongTextField):
    """Text that the service asks for, in its own words, where it is missing."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.widget.attrs["data-needed-at-times"] = "true"
