"""Forms of a bulk change: what is to be recorded on every chosen action."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from actions.forms import DayField, LongTextField
from actions.models import Organisation, Post, Rating
from actions.position import Line
from actions.text import say_post, says_something

KEEP = ""
"""The choice that leaves each action with its own."""


class _BulkForm(forms.Form):
    """`chosen` holds the actions as the page carries them, `back` the register's query."""

    chosen = forms.CharField(widget=forms.HiddenInput(), required=False)
    back = forms.CharField(widget=forms.HiddenInput(), required=False)


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """A post of the area, with its organisation."""

    def label_from_instance(self, post: Post) -> str:
        """Post and organisation."""
        return say_post(post.title, post.organisation.short_name)


def _effective_date(label: str, today: date) -> forms.DateField:
    def not_in_the_future(day: date) -> None:
        if day > today:
            raise forms.ValidationError("The date must be today or in the past.")

    field = DayField(
        label, missing="Enter the date this is true from.", validators=[not_in_the_future]
    )
    field.widget.attrs["max"] = today.isoformat()
    return field


class BulkUpdateForm(_BulkForm):
    """The same update of every chosen action."""

    commentary = LongTextField(
        label="Commentary", hint="What has happened. It is recorded on every chosen action."
    )
    commentary.widget.attrs["data-needed-at-times"] = "true"
    remedial_action = LongTextField(
        label="Remedial action", hint="Leave it blank to keep each action’s own.", rows=3
    )
    field_order = ("rating", "effective_date", "commentary", "remedial_action")

    def __init__(self, *args: Any, ratings: Sequence[Rating], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ratings = {str(rating.pk): rating for rating in ratings}
        self.fields["effective_date"] = _effective_date("Date this is true from", today)
        if ratings:
            self.fields["rating"] = forms.ChoiceField(
                label="Rating",
                required=False,
                widget=forms.RadioSelect({"data-needed-at-times": "true"}),
                choices=[
                    (KEEP, "Keep each action’s own rating"),
                    *((key, f"{each.label}: {each.meaning}") for key, each in self.ratings.items()),
                ],
                error_messages={"invalid_choice": "Choose one of the plan’s own ratings."},
            )
        self.order_fields(self.field_order)

    @property
    def rating(self) -> Rating | None:
        """The rating chosen; None to keep each action's own."""
        return self.ratings.get(self.cleaned_data.get("rating", KEEP))

    def clean(self) -> dict[str, Any]:
        """Refuse an update that would say nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        commentary = cleaned.get("commentary")
        if commentary is not None and not cleaned.get("rating") and not says_something(commentary):
            self.add_error("commentary", "Choose a rating, or write what has happened.")
        return cleaned


class BulkOwnerForm(_BulkForm):
    """The same owner for every chosen action."""

    owner = PostField(
        label="New owner",
        queryset=Post.objects.none(),
        empty_label="Choose a post",
        error_messages={
            "required": "Choose the new owner.",
            "invalid_choice": "Choose one of the area’s posts.",
        },
    )
    instead_of = PostField(
        label="Instead of",
        help_text="Other owners stay. An action that this post does not own stays as it is.",
        queryset=Post.objects.none(),
        empty_label="All present owners",
        required=False,
        error_messages={"invalid_choice": "Choose one of the present owners."},
    )
    lead_organisation = forms.ModelChoiceField(
        label="Lead organisation",
        queryset=Organisation.objects.none(),
        empty_label="Keep each action’s own",
        required=False,
        error_messages={"invalid_choice": "Choose one of the area’s partners."},
    )
    reason = LongTextField(
        label="Reason", hint="Why the owner changes. It is kept with every action.", rows=2
    )
    field_order = ("owner", "instead_of", "lead_organisation", "effective_date", "reason")

    def __init__(
        self, *args: Any, area_id: int, lines: Iterable[Line], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        posts = (
            Post.objects.filter(organisation__area=area_id)
            .select_related("organisation")
            .order_by("title", "id")
        )
        owning = {post.id for line in lines for post in line.owners}
        for name, queryset in (
            ("owner", posts),
            ("instead_of", posts.filter(pk__in=owning)),
            ("lead_organisation", Organisation.objects.filter(area=area_id).order_by("name")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset
        self.fields["effective_date"] = _effective_date("From", today)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Give a reason."
        self.order_fields(self.field_order)
