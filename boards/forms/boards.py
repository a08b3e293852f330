"""Forms that set a board up: what it is, when it meets, who sits on it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django import forms

from actions.forms import DayField, TextField
from actions.models import Area, Plan
from actions.set_up_forms import SetUpForm, line, one_of
from boards.choices import BoardFrequency, BoardKind, BoardRole
from boards.forms import PostChoiceField, TimeField, choice, number, offer, posts_of
from boards.models import Board

WEEKS = ((1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (5, "Last"))
WEEKDAYS = tuple(
    enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
)


class _BoardField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """A board of the area."""

    def __init__(self, label: str, *, hint: str) -> None:
        super().__init__(
            queryset=Board.objects.none(),
            label=label,
            help_text=hint,
            required=False,
            empty_label="No board of this area",
            error_messages={"invalid_choice": "Choose a board of this area."},
        )


class _PlansField(forms.MultipleChoiceField):
    """Plans of the area, by their keys."""

    plans: Mapping[str, Plan] = {}

    def __init__(self) -> None:
        wrong = "Choose plans of this area."
        super().__init__(
            label="Plans that it watches",
            help_text="It is shown these at each meeting.",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(("invalid_choice", "invalid_list"), wrong),
        )

    def offer(self, plans: Iterable[Plan]) -> None:
        """Let the list offer these."""
        self.plans = {str(plan.pk): plan for plan in plans}
        self.choices = [(key, plan.title) for key, plan in self.plans.items()]

    def clean(self, value: Any) -> list[Plan]:
        """The plans that were ticked."""
        return [self.plans[key] for key in super().clean(value)]


class BoardForm(SetUpForm):
    """A board."""

    title = line("Name of the board", hint="As papers call it, such as SEND Steering Board.")
    kind = one_of("What it is", BoardKind.choices, what="what kind of board it is")
    terms = TextField(
        label="Terms of reference",
        required=False,
        help_text="What it is for and what it may decide, in up to 20,000 characters.",
        widget=forms.Textarea(attrs={"rows": 6, "data-maxlength": 20_000}),
    )
    plans = _PlansField()
    reports_to = _BoardField("Reports to", hint="The board that it tells how things stand.")
    escalates_to = _BoardField(
        "Escalates to", hint="The board that takes up what it cannot settle itself."
    )
    frequency = one_of("How often it meets", BoardFrequency.choices, what="how often it meets")
    week_of_month = choice(
        "Week of the month",
        WEEKS,
        what="the week of the month",
        hint="For boards that meet every month, quarter or term.",
    )
    weekday = choice("Day of the week", WEEKDAYS, what="the day of the week")
    starts_at = TimeField("Starts at", missing="Enter the time at which it starts.")
    minutes_long = number("Length in minutes", least=5, most=1_440)
    place = line("Place", required=False)
    cut_off_days = number(
        "Days between the as-at date and the meeting",
        least=0,
        most=90,
        hint="The plan is shown as at so many days before. 0 means the day of the meeting.",
    )
    papers_working_days = number(
        "Working days by which papers are due",
        least=0,
        most=60,
        hint="Counted back from the meeting. Weekends and England’s bank holidays are left out.",
    )

    def __init__(
        self, *args: Any, area: Area, board: Board | None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(_PlansField, self.fields["plans"]).offer(area.plans.order_by("title"))
        others = area.boards.exclude(closed_on__lte=today)
        if board is not None:
            kept = [each for each in (board.reports_to_id, board.escalates_to_id) if each]
            others = (others | area.boards.filter(pk__in=kept)).exclude(pk=board.pk)
        offer(self, "reports_to", others)
        offer(self, "escalates_to", others)

    def clean_week_of_month(self) -> int:
        """The week as its number."""
        return int(self.cleaned_data["week_of_month"])

    def clean_weekday(self) -> int:
        """The day as its number, 0 being Monday."""
        return int(self.cleaned_data["weekday"])


class NewBoardForm(BoardForm):
    """A board that is not there yet. An empty short name is made from the title."""

    field_order = ("title", "slug")

    slug = line(
        "Short name for its address",
        required=False,
        hint="Letters, digits and hyphens, such as steering-board. Left empty, it is made from the "
        "name. It stays, so that links keep working.",
        width="20",
    )


class CloseBoardForm(SetUpForm):
    """From when a board meets no more."""

    closed_on = DayField(
        "First day on which it meets no more",
        required=False,
        hint="Leave it empty while the board meets.",
    )


class SeatForm(SetUpForm):
    """What a post is on a board, and from when to when."""

    role = one_of(
        "What it is on the board", BoardRole.choices, what="what the post is on the board"
    )
    starts_on = DayField("First day", missing="Enter the first day.")
    ends_on = DayField("Last day", required=False, hint="Leave it empty while it is not known.")


class NewSeatForm(SeatForm):
    """A seat for a post."""

    field_order = ("post",)

    post = PostChoiceField("Post", missing="Choose the post.", empty="Choose a post")

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "post", posts_of(area))


class EndSeatForm(SetUpForm):
    """The last day of a seat."""

    ends_on = DayField("Last day", missing="Enter the last day.")
