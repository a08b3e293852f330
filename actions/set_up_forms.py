"""Forms of the pages that set an area and a plan up: they read and clean what was typed.

The rules are the services'. A hidden `seen` carries the version of the row that the page showed.
"""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from actions.choices import (
    Concern,
    CycleFrequency,
    OrganisationKind,
    PlanKind,
    PlanStage,
    Progress,
    Tone,
)
from actions.forms import DayField, LongTextField, TextField, seen_id
from actions.models import Area, Organisation, Plan, Post, Theme
from actions.text import say_post
from wsoa.capabilities import Role
from wsoa.models import User


def line(label: str, *, hint: str = "", required: bool = True, width: str = "") -> TextField:
    """A text of one line. How long it may be is the service's to say."""
    css = {"class": f"govuk-input--width-{width}"} if width else {}
    return TextField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.TextInput(attrs=css),
        error_messages={"required": f"Enter the {label[:1].lower()}{label[1:]}."},
    )


def email(label: str, *, hint: str = "", required: bool = False) -> TextField:
    """An address. Whether it is one is the service's to say."""
    return TextField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the email address."},
    )


def one_of(label: str, choices: Any, *, what: str, hint: str = "") -> forms.ChoiceField:
    """Radio buttons; a message asks to choose `what`."""
    missing = f"Choose {what}."
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def days(label: str, *, hint: str) -> forms.IntegerField:
    """A number of days."""
    wrong = f"{label}: enter a whole number from 0 to 999."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-4", "spellcheck": "false"}
        ),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        min_value=0,
        max_value=999,
    )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """A person of the area, by name and address."""

    def label_from_instance(self, user: User) -> str:
        """The address, which the area knows; the name belongs to the person."""
        return user.email


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """A post of the area."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        super().__init__(
            queryset=Post.objects.none(),
            label=label,
            help_text=hint,
            required=False,
            empty_label="Nobody yet",
            error_messages={"invalid_choice": "Choose a post of this area."},
        )

    def label_from_instance(self, post: Post) -> str:
        """Title and organisation."""
        return say_post(post.title, post.organisation.short_name)


class SetUpForm(forms.Form):
    """A form about a row that somebody else may change meanwhile."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def clean_seen(self) -> int | None:
        """The version in the page; None where there was none, -1 where it is no number."""
        return seen_id(self.cleaned_data["seen"])

    def _posts(self, name: str, area: Area) -> None:
        field = cast(PostField, self.fields[name])
        field.queryset = (
            Post.objects.filter(organisation__area=area)
            .select_related("organisation")
            .order_by("title", "id")
        )


class AreaForm(SetUpForm):
    """What an area is called."""

    name = line("Name of the area", hint="As people know it, such as Windsor and Maidenhead.")
    theme_word = line(
        "Word for a theme",
        hint="The area’s own word for a part of its plan, in the singular: theme, improvement "
        "priority, impact group, weakness.",
        width="20",
    )


class OrganisationForm(SetUpForm):
    """A partner."""

    name = line("Name", hint="In full, such as Riverton Borough Council.")
    short_name = line("Short name", hint="For tables, such as Council or ICB.", width="20")
    kind = one_of("What it is", OrganisationKind.choices, what="what kind of partner it is")
    email = email("Contact address", hint="Told when its posts do not answer a request.")


class PostForm(SetUpForm):
    """A post."""

    organisation: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        queryset=None,
        label="Partner",
        empty_label="Choose a partner",
        error_messages={
            "required": "Choose the partner.",
            "invalid_choice": "Choose a partner of this area.",
        },
    )
    title = line("Title of the post", hint="Such as Head of SEND. A post outlasts who holds it.")
    email = email("Address", hint="Where the post is asked for updates. It needs no account.")
    holder = PersonField(
        queryset=None,
        required=False,
        label="Account that answers for it",
        empty_label="None: the post answers by email",
        help_text="A person of this area. They see the post’s actions under My work.",
        error_messages={"invalid_choice": "Choose a person of this area."},
    )

    def __init__(self, *args: Any, area: Area, change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders = cast(PersonField, self.fields["holder"])
        holders.queryset = User.objects.filter(memberships__area=area).order_by("email")
        if change:
            del self.fields["organisation"]
        else:
            partners = cast("forms.ModelChoiceField[Any]", self.fields["organisation"])
            partners.queryset = area.organisations.order_by("name")


class RoleForm(SetUpForm):
    """What a person is in the area."""

    role = one_of("Role", Role.choices, what="a role")


class InvitationForm(RoleForm):
    """Somebody new."""

    field_order = ("email", "name", "role")

    email = email("Email address", hint="They sign in with it.", required=True)
    name = line("Name", hint="Shown beside what they record, if they have no account here yet.")


class PlanForm(SetUpForm):
    """What a plan is called and when it runs."""

    title = line("Title", hint="As it stands on the cover, such as Written Statement of Action.")
    kind = one_of("What it is", PlanKind.choices, what="what kind of plan it is")
    starts_on = DayField(
        "Starts on", missing="Enter the date.", hint="Nothing of its history may be earlier."
    )
    ends_on = DayField("Ends on", required=False)
    summary = LongTextField(
        label="Summary", rows=3, hint="One or two sentences on the area’s page, in plain words."
    )


class NewPlanForm(PlanForm):
    """A plan that is not there yet. An empty short name is made from the title."""

    field_order = ("title", "slug", "kind", "stage")

    slug = line(
        "Short name for its address",
        required=False,
        hint="Letters, digits and hyphens, such as send-wsoa. Left empty, it is made from the title. "
        "It stays, so that links keep working.",
        width="20",
    )
    stage = one_of("How far it is", PlanStage.choices[:2], what="how far the plan is")


class PlanDetailsForm(PlanForm):
    """A plan that is there."""

    reported_as_at = DayField(
        "Figures last published as at",
        required=False,
        hint="Its dashboard then shows what has changed since.",
    )


class PlanStageForm(SetUpForm):
    """How far a plan is."""

    stage = one_of("How far the plan is", PlanStage.choices, what="how far the plan is")


class PlanSettingsForm(SetUpForm):
    """How a plan is kept up to date."""

    cycle_frequency = one_of(
        "How often owners are asked", CycleFrequency.choices, what="how often owners are asked"
    )
    cycle_opens_day = days(
        "Day of the month on which they are asked",
        hint="1 to 28, so that every month has it. Every quarter means March, June, September and "
        "December.",
    )
    cycle_due_after_days = days(
        "Days they have to answer", hint="Reminders go out shortly before, on the day, and after."
    )
    cycle_closes_after_days = days(
        "Days until it closes",
        hint="Counted from the day they are asked: at least as many as they have to answer. What "
        "comes later counts, but for the next time.",
    )
    stale_after_days = days(
        "Days until an action counts as stale",
        hint="An open action of which nothing was said for longer is listed as stale. 35 suits a "
        "monthly cycle, 100 a quarterly one.",
    )
    updates_need_acceptance = forms.BooleanField(
        required=False,
        label="Updates wait until somebody accepts them",
        help_text="Owners’ updates count, and are shown to boards, only once the project manager has "
        "accepted them.",
    )
    completions_need_evidence = forms.BooleanField(
        required=False,
        label="Completion needs evidence",
        help_text="A link or a file that shows it.",
    )
    completions_need_acceptance = forms.BooleanField(
        required=False,
        label="Completion waits until somebody else accepts it",
        help_text="Nobody can mark their own action complete without a second pair of eyes.",
    )
    dates_need_agreement = forms.BooleanField(
        required=False,
        label="A new due date waits until it is agreed",
        help_text="Until then the date agreed before it counts, and the action can become overdue.",
    )


class ThemeForm(SetUpForm):
    """A theme."""

    reference = line("Reference", hint="As the plan prints it, such as 1 or 2B.", width="10")
    title = line("Title")
    parent: "forms.ModelChoiceField[Theme]" = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Stands under",
        empty_label="Nothing: it is at the top",
        error_messages={"invalid_choice": "Choose a top theme of this plan."},
    )
    outcome = LongTextField(
        label="Outcome", rows=3, hint="What will be different for children and families."
    )
    lead = PostField("Led by")

    def __init__(self, *args: Any, plan: Plan, theme: Theme | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tops: QuerySet[Theme] = plan.themes.filter(parent__isnull=True).order_by("reference")
        if theme is not None:
            tops = tops.exclude(pk=theme.pk)
        cast("forms.ModelChoiceField[Any]", self.fields["parent"]).queryset = tops
        self._posts("lead", plan.area)


class WorkstreamForm(SetUpForm):
    """A workstream."""

    reference = line("Reference", hint="Such as WS1.", width="10")
    title = line("Title")
    lead = PostField("Led by")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts("lead", plan.area)


class ReportGroupForm(SetUpForm):
    """A report group."""

    title = line("Title", hint="Such as Co-production.")


class PasteForm(forms.Form):
    """Several at once."""

    lines = forms.CharField(
        label="One a line",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        error_messages={
            "required": "Paste or type one a line.",
            "null_characters_not_allowed": "Take out the characters that are no text, and paste again.",
        },
    )


class StepForm(SetUpForm):
    """A rating, or an impact rating: what is shown."""

    code = line("Letter", hint="One or two letters or digits, unlike any other here.", width="3")
    label = line("Word", hint="Such as Green, or Under way.", width="20")
    meaning = line("Meaning", hint="What the plan says it stands for, such as on track.")
    tone = one_of("Colour", Tone.choices, what="a colour")

    is_locked = False

    def lock(self, names: tuple[str, ...]) -> None:
        """Show the fields, but take nothing for them from the browser."""
        self.is_locked = True
        for name in names:
            self.fields[name].disabled = True


class RatingForm(StepForm):
    """A rating of a scheme."""

    progress = one_of(
        "How far it says an action is",
        Progress.choices,
        what="how far the rating says an action is",
        hint="A rating that says complete records the completion. Choose “not stated” where one "
        "colour covers several.",
    )
    concern = one_of(
        "How much concern it shows",
        Concern.choices,
        what="how much concern the rating shows",
        hint="Significant concern needs a commentary, and puts the action among those in trouble.",
    )

    def clean_concern(self) -> Concern:
        """The concern as its number."""
        return Concern(int(self.cleaned_data["concern"]))


class SchemeNameForm(SetUpForm):
    """What a scheme is called."""

    name = line("Name of the scheme", width="20")


CHOOSE_SCHEME = "Choose a scheme to start from, or none."


class PresetForm(forms.Form):
    """A scheme to start from, or none: which has to be said, so that nobody loses a scheme by saying nothing."""

    NONE = "none"

    preset = forms.ChoiceField(
        label="Scheme",
        widget=forms.RadioSelect,
        error_messages={
            "required": CHOOSE_SCHEME,
            "invalid_choice": CHOOSE_SCHEME,
        },
    )

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], none: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["preset"])
        field.choices = [*choices, (self.NONE, none)]

    def clean_preset(self) -> str:
        """The preset's name; nothing for none."""
        chosen: str = self.cleaned_data["preset"]
        return "" if chosen == self.NONE else chosen
