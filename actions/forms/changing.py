"""Forms that change what an action is: each short, with a day from which it holds and a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.choices import DateOutcome, PlanStage
from actions.due_dates import DueDate
from actions.forms import NOT_OF_PLAN, DayField, LongTextField, TextField, not_offered, seen_id
from actions.models import Organisation, Plan, Post, ReportGroup, Theme, Workstream
from actions.references import MAX_LENGTH
from actions.services.writing import Seen
from actions.text import says_something

WHERE = "Choose where in the plan the action stands."
DUE_HINT = "Such as 30 April 2018, April 2018, Q1 2018/19 or Ongoing."
DUE_LENGTH = 60
OWNERS_OFFERED = 3
"""How many owners a form has room for at least; one more than there are."""


class DueDateField(TextField):
    """A due date in words."""

    def __init__(self, *, label: str, required: bool = True) -> None:
        super().__init__(
            label=label,
            required=required,
            max_length=DUE_LENGTH,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
            help_text=_understood(""),
            error_messages={"required": "Give a due date, or Ongoing."},
        )

    def to_python(self, value: Any) -> DueDate | None:  # type: ignore[override]
        """The due date; None where it may be left out and is."""
        typed = super().to_python(value)
        try:
            return DueDate.parse(typed) if typed else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def run_validators(self, value: Any) -> None:
        """Nothing beyond `to_python`, which takes no words but those it knows."""

    def prepare_value(self, value: Any) -> Any:
        """The words again."""
        return value.printed if isinstance(value, DueDate) else value


def _understood(what: str) -> SafeString:
    return format_html('{} <strong id="due-understood" role="status">{}</strong>', DUE_HINT, what)


class DueForm(forms.Form):
    """A form with a due date, which says what the words were understood as: as they are typed with
    JavaScript, and where the form is shown again without."""

    due = DueDateField(label="New due date")

    def read_at(self, address: str) -> None:
        """Ask the address, while somebody types, what the words are understood as."""
        self.fields["due"].widget.attrs |= {
            "hx-get": address,
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#due-understood",
            "hx-swap": "innerHTML",
        }

    def clean_due(self) -> DueDate | None:
        """The due date, and beside it what it means."""
        due: DueDate | None = self.cleaned_data["due"]
        if due is not None:
            self["due"].help_text = _understood(f"Understood as {due.meaning}.")
        return due


class SeenForm(forms.Form):
    """A form that says which entry of the history was the newest when its page was opened."""

    based_on = forms.CharField(required=False, widget=forms.HiddenInput())

    def seen(self) -> Seen:
        """What the page had shown. Something else than an id matches no history."""
        return Seen(seen_id(str(self.data.get("based_on", ""))))


class ReasonedForm(SeenForm):
    """One that gives a reason."""

    reason = LongTextField(label="Why?", hint="It is kept with the change.", rows=2)
    reason.widget.attrs["data-needed-at-times"] = "true"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = [name for name in ("effective_date", "reason", "based_on") if name in self.fields]
        self.order_fields([*(name for name in self.fields if name not in last), *last])


class ChangeForm(ReasonedForm):
    """A dated change: what it is, the day from which it holds, and why."""

    effective_date = DayField(
        "From", missing="Enter the day from which it holds.", hint="Today or before."
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"effective_date": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()

    def given(self) -> dict[str, Any]:
        """What every service that makes a dated change takes of the form."""
        return {
            "effective_date": self.cleaned_data["effective_date"],
            "reason": self.cleaned_data["reason"],
            "seen": self.seen(),
        }

    def say_what_holds(self, since: date) -> None:
        """Tell the reader from when the latest change holds, and what an earlier day would mean."""
        day = f"{since.day} {since:%B %Y}"
        self.fields["effective_date"].help_text = (
            f"Today or before. The last change holds from {day}: from an earlier day, yours holds "
            f"only until then."
        )


class RewordForm(ChangeForm):
    """What the action says."""

    title = LongTextField(label="Title", rows=2)
    title.widget.attrs |= {"data-maxlength": 1000, "data-needed-at-times": "true"}
    detail = LongTextField(label="Detail", rows=5)


class RenumberForm(ChangeForm):
    """The reference the action bears."""

    reference = TextField(
        label="New reference",
        max_length=MAX_LENGTH,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": "Give the new reference."},
    )


class PlacementFields(forms.Form):
    """Where an action stands in its plan."""

    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(),
        empty_label=None,
        error_messages={"required": WHERE, "invalid_choice": NOT_OF_PLAN},
    )
    workstream = forms.ModelChoiceField(
        label="Workstream",
        queryset=Workstream.objects.none(),
        required=False,
        empty_label="None",
        error_messages=not_offered("workstream"),
    )
    report_group = forms.ModelChoiceField(
        label="Report group",
        queryset=ReportGroup.objects.none(),
        required=False,
        empty_label="None",
        error_messages=not_offered("report group"),
    )

    def offer_places(self, plan: Plan) -> None:
        """Offer the plan's own, and leave out what it has none of."""
        self.fields["theme"].label = plan.area.theme_word.capitalize()
        for name, offered in (
            ("theme", Theme.objects.filter(plan=plan).order_by("reference")),
            ("workstream", Workstream.objects.filter(plan=plan).order_by("reference")),
            ("report_group", ReportGroup.objects.filter(plan=plan).order_by("id")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = offered
            if name != "theme" and not offered.exists():
                del self.fields[name]


class MoveForm(PlacementFields, ChangeForm):
    """Theme, workstream and report group."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_places(plan)


class PostField(forms.ChoiceField):
    """One of the area's posts, listed by organisation; None where there is to be none."""

    def __init__(self, *, label: str, posts: Sequence[Post]) -> None:
        by_organisation: dict[str, list[tuple[str, str]]] = {}
        for post in posts:
            by_organisation.setdefault(str(post.organisation), []).append((str(post.pk), str(post)))
        super().__init__(
            label=label,
            required=False,
            choices=[("", "None"), *by_organisation.items()],
            error_messages={"invalid_choice": "Choose one of the area’s posts."},
        )
        self.posts = {str(post.pk): post for post in posts}

    def clean(self, value: Any) -> Post | None:
        """The post."""
        return self.posts.get(super().clean(value))


class OwnerFields(forms.Form):
    """Who answers for an action: owners, the first of whom is asked, and a lead organisation."""

    lead_organisation = forms.ModelChoiceField(
        label="Lead organisation",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="None",
        error_messages=not_offered("lead organisation"),
    )

    def offer_owners(self, plan: Plan, now: Sequence[int] = ()) -> None:
        """Offer the area's posts, with those that own the action `now` chosen."""
        field = self.fields["lead_organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(area=plan.area).order_by("name")
        posts = list(
            Post.objects.filter(organisation__area=plan.area)
            .select_related("organisation")
            .order_by("organisation__name", "title")
        )
        for place in range(max(OWNERS_OFFERED, len(now) + 1)):
            label = "Owner, who is asked for updates" if place == 0 else f"Owner {place + 1}"
            self.fields[f"owner_{place + 1}"] = PostField(label=label, posts=posts)
            if place < len(now):
                self.initial[f"owner_{place + 1}"] = str(now[place])

    def owners(self) -> list[Post]:
        """The owners chosen, in order."""
        named = [name for name in self.fields if name.startswith("owner_")]
        return [post for name in named if (post := self.cleaned_data.get(name)) is not None]


class OwnersForm(OwnerFields, ChangeForm):
    """Owners and lead organisation."""

    def __init__(self, *args: Any, plan: Plan, now: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_owners(plan, now)
        owners = [name for name in self.fields if name.startswith("owner_")]
        self.order_fields([*owners, "lead_organisation"])


class SupersedeForm(ChangeForm):
    """Which action takes this one's place."""

    replaced_by = TextField(
        label="Reference of the action that takes its place",
        max_length=MAX_LENGTH,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": "Give the reference of the other action."},
    )


class DueDateForm(DueForm, ChangeForm):
    """A revised due date that counts at once."""

    agreed_by = TextField(
        label="Who agreed it",
        called="The name of who agreed it",
        max_length=200,
        required=False,
        help_text="Such as the improvement board, or DfE.",
    )


class ProposeDateForm(DueForm, ReasonedForm):
    """A revised due date that waits for agreement."""


class DecideDateForm(SeenForm):
    """Whether a proposed date was agreed."""

    outcome = forms.ChoiceField(
        label="What was decided?",
        widget=forms.RadioSelect,
        choices=[
            (DateOutcome.AGREED.value, "Agreed"),
            (DateOutcome.REFUSED.value, "Not agreed"),
        ],
        error_messages={
            "required": "Say whether the date was agreed.",
            "invalid_choice": "Say whether the date was agreed.",
        },
    )
    agreed_by = TextField(
        label="Who agreed it",
        called="The name of who agreed it",
        max_length=200,
        required=False,
        help_text="Such as the improvement board, or DfE. Needed where it was agreed.",
    )
    agreed_by.widget.attrs["data-needed-at-times"] = "true"
    effective_date = DayField(
        "Agreed on",
        missing="Enter the day of the decision.",
        hint="The new date counts from this day.",
    )
    reason = LongTextField(label="Why not?", hint="Needed where it was not agreed.", rows=2)
    reason.widget.attrs["data-needed-at-times"] = "true"

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"effective_date": today}
        super().__init__(*args, **kwargs)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()


class ThemeWithNext(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """Themes, each with the next free reference in it."""

    next_in: dict[int, str]

    def label_from_instance(self, theme: Theme) -> str:
        """Reference, title, and what would come next."""
        return f"{theme.reference} (next {self.next_in.get(theme.pk, '')}): {theme.title}"


class AddActionForm(DueForm, PlacementFields, OwnerFields):
    """A new action of the plan."""

    theme = ThemeWithNext(
        queryset=Theme.objects.none(),
        empty_label=None,
        error_messages={
            "required": WHERE,
            "invalid_choice": NOT_OF_PLAN,
        },
    )
    reference = TextField(
        label="Reference",
        max_length=MAX_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    title = LongTextField(label="Title", hint="What will be done, in a line or two.", rows=2)
    title.widget.attrs |= {"data-maxlength": 1000, "data-needed-at-times": "true"}
    detail = LongTextField(label="Detail", rows=4)
    due = DueDateField(label="Due date", required=False)
    effective_date = DayField(
        "In the plan from",
        missing="Enter the day it was added.",
        hint="Today, or the day on which it was agreed.",
    )
    reason = LongTextField(label="Why it is added", rows=2)
    reason.widget.attrs["data-needed-at-times"] = "true"

    def __init__(
        self, *args: Any, plan: Plan, next_in: dict[int, str], today: date, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"effective_date": today}
        super().__init__(*args, **kwargs)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()
        theme = self.fields["theme"]
        assert isinstance(theme, ThemeWithNext)
        theme.next_in = next_in
        self._needs_reason = plan.stage != PlanStage.WRITING
        self.fields["reason"].help_text = (
            "Such as: agreed by the board on 4 May, after the parents’ survey."
            if self._needs_reason
            else "You may leave this empty while the plan is being written."
        )
        self.offer_places(plan)
        self.offer_owners(plan)
        self.fields[
            "reference"
        ].help_text = f"Leave it empty for the next one in the {plan.area.theme_word}."
        owners = [name for name in self.fields if name.startswith("owner_")]
        places = [name for name in ("workstream", "report_group") if name in self.fields]
        self.order_fields(
            [
                *("theme", "reference", "title", "detail", "due"),
                *(*owners, "lead_organisation", *places, "effective_date", "reason"),
            ]
        )

    def clean_reason(self) -> str:
        """Why the action is added: a plan in delivery gets no action without."""
        reason: str = self.cleaned_data["reason"]
        if self._needs_reason and not says_something(reason):
            raise forms.ValidationError("Say why the action is added.")
        return reason
