"""Forms of what a meeting leaves behind."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms

from actions.forms import DayField, TextField, not_offered
from actions.forms.changing import SeenForm
from actions.models import Area, IssueGroup, Plan, Post
from actions.set_up_forms import PostField
from actions.text import say_day
from boards.choices import BoardActionState
from boards.forms import NeededText
from boards.models import Meeting, Minutes
from boards.outstanding import BoardActionValue
from boards.services.records import MINUTES_LIMIT


class VeryLongTextField(TextField):
    """Text of many pages, such as minutes or a letter."""

    def __init__(self, *, label: str, limit: int, hint: str = "", missing: str = "") -> None:
        super().__init__(
            label=label,
            max_length=limit,
            required=bool(missing),
            help_text=hint,
            widget=forms.Textarea(attrs={"rows": 16, "data-maxlength": limit}),
            error_messages={"required": missing},
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        return {}


class PlanField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """One of the area's plans, or none."""

    def __init__(self, hint: str = "") -> None:
        super().__init__(
            label="Plan",
            queryset=Plan.objects.none(),
            required=False,
            empty_label="No plan in particular",
            help_text=hint,
            error_messages=not_offered("plan"),
        )

    def label_from_instance(self, plan: Plan) -> str:
        """Its title."""
        return plan.title


def offer_plans(form: forms.Form, area: Area) -> None:
    """Let the form choose among the area's plans; leave the field out where there is none."""
    plans = Plan.objects.filter(area=area).order_by("title", "id")
    if plans.exists():
        cast(PlanField, form.fields["plan"]).queryset = plans
    else:
        del form.fields["plan"]


def offer_posts(form: forms.Form, area: Area) -> None:
    """Let the form choose among the area's posts."""
    cast(PostField, form.fields["owner"]).queryset = (
        Post.objects.filter(organisation__area=area)
        .select_related("organisation")
        .order_by("title", "id")
    )


class MinutesForm(SeenForm):
    """A meeting's minutes; a later version says why there is one."""

    text = VeryLongTextField(
        label="Minutes",
        limit=MINUTES_LIMIT,
        hint="What was said and agreed, in order. Write posts, not names of children or parents.",
        missing="Write down what was said and agreed.",
    )
    reason = NeededText(
        label="Why is there a new version?",
        hint="Such as: corrected as the board asked on 30 April. Earlier versions stay.",
        rows=2,
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["reason"]


class _MinutesField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """Minutes of a meeting, by its day."""

    def label_from_instance(self, minutes: Minutes) -> str:
        """The meeting's day, and which version."""
        version = f", version {minutes.version}" if minutes.version > 1 else ""
        return f"{say_day(minutes.meeting.held_on)}{version}"


class AgreeMinutesForm(forms.Form):
    """Which minutes a meeting agreed."""

    minutes = _MinutesField(
        label="Minutes of",
        queryset=Minutes.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the minutes that were agreed.",
            **not_offered("minutes"),
        },
    )

    def __init__(self, *args: Any, offered: Sequence[Minutes], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(_MinutesField, self.fields["minutes"])
        field.queryset = (
            Minutes.objects.filter(pk__in=[each.pk for each in offered])
            .select_related("meeting")
            .order_by("-meeting__held_on", "-pk")
        )
        if len(offered) == 1:
            self.initial.setdefault("minutes", offered[0].pk)


class DecisionForm(forms.Form):
    """What was decided, and about which plan."""

    text = NeededText(label="What was decided?", hint="Word for word, as it is minuted.", rows=4)
    plan = PlanField("Choose one where the decision is about a plan.")

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_plans(self, area)


class CorrectDecisionForm(SeenForm):
    """A decision said anew."""

    text = NeededText(label="What was decided?", rows=4)
    reason = NeededText(
        label="Why is this a correction?", hint="What was wrong stays in the record.", rows=2
    )


class ReasonForm(SeenForm):
    """Why something is undone."""

    reason = NeededText(label="Why?", hint="It is kept with the record.", rows=2)


class IssuesForm(forms.Form):
    """Which issues a meeting agreed."""

    issues = forms.MultipleChoiceField(
        label="Issues that the board agreed",
        help_text="Each as it is worded on the day of the meeting: the explanation and what is "
        "being done.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose the issues that were agreed.",
            **not_offered("issues"),
        },
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[IssueGroup, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.groups = {str(group.pk): group for group, _ in offered}
        cast(forms.MultipleChoiceField, self.fields["issues"]).choices = [
            (str(group.pk), title) for group, title in offered
        ]

    def chosen(self) -> list[IssueGroup]:
        """The issues that were ticked."""
        return [self.groups[pk] for pk in self.cleaned_data["issues"]]


class BoardActionForm(forms.Form):
    """What a meeting asks somebody to do."""

    text = NeededText(label="What is to be done?", rows=3)
    owner = PostField("Owner", hint="The post that is asked.")
    due_on = DayField("Due date", hint="Leave it empty where none was set.", required=False)

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_posts(self, area)


class TellForm(SeenForm):
    """News of a board action."""

    state = forms.ChoiceField(
        label="Where does it stand?",
        choices=BoardActionState.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say where it stands.",
            "invalid_choice": "Say where it stands.",
        },
    )
    effective_date = DayField("From", missing="Enter the day from which this holds.")
    note = NeededText(
        label="Note", hint="What was done. Needed where it is dropped: say why.", rows=3
    )
    owner = PostField("Owner", hint="Choose another where somebody else takes it on.")
    due_on = DayField(
        "Due date",
        hint="Change it where the board gave more time. Empty leaves it as it is.",
        required=False,
    )

    def __init__(
        self, *args: Any, area: Area, now: BoardActionValue, today: date, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "state": now.state,
            "effective_date": today,
            "owner": now.owner_id,
            "due_on": now.due_on,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        offer_posts(self, area)
        day = self.fields["effective_date"].widget.attrs
        day["min"], day["max"] = now.held_on.isoformat(), today.isoformat()
        cast(PostField, self.fields["owner"]).empty_label = (
            "Stays as it is" if now.owner_id else "Nobody yet"
        )


class MeetingField(forms.ChoiceField):
    """A meeting of the area, listed by board."""

    def __init__(
        self, label: str, *, what: str, hint: str = "", missing: str = "", required: bool = True
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=required,
            error_messages={"required": missing, **not_offered(what)},
        )
        self.meetings: dict[str, Meeting] = {}

    def offer(self, meetings: Iterable[Meeting], empty: str) -> None:
        """Offer these; `empty` stands for none of them."""
        by_board: dict[str, list[tuple[str, str]]] = {}
        for meeting in meetings:
            self.meetings[str(meeting.pk)] = meeting
            days = by_board.setdefault(meeting.board.title, [])
            days.append((str(meeting.pk), say_day(meeting.held_on)))
        self.choices = [("", empty), *by_board.items()]

    def clean(self, value: Any) -> Meeting | None:
        """The meeting."""
        return self.meetings.get(super().clean(value))


class CommentForm(forms.Form):
    """A comment, and the meeting to which it goes."""

    to_meeting = MeetingField(
        "To the meeting of", what="meeting", missing="Choose the meeting that is to hear it."
    )
    text = NeededText(label="Comment", hint="Word for word, as the meeting agreed it.", rows=5)

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(MeetingField, self.fields["to_meeting"]).offer(meetings, "Choose a meeting")


class AnswerForm(SeenForm):
    """What the meeting that received a comment made of it."""

    text = NeededText(label="Answer", rows=5)
