"""Forms of a board's meetings: scheduling, moving, cancelling, and who was there."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from actions.forms import DayField
from actions.models import Area, Post
from actions.set_up_forms import SetUpForm, line
from boards.choices import AttendanceState
from boards.forms import (
    LineField,
    NeededText,
    PostChoiceField,
    TimeField,
    label_of,
    number,
    offer,
    posts_of,
)
from boards.models import Attendance


class MeetingForm(forms.Form):
    """A meeting to be scheduled. What is left empty follows from the board."""

    held_on = DayField("Day of the meeting", missing="Enter the day of the meeting.")
    starts_at = TimeField("Starts at", missing="Enter the time at which it starts.")
    place = line("Place", required=False)
    as_at = DayField(
        "Shown the plan as at",
        required=False,
        hint="Left empty, it follows from the board’s own cut-off.",
    )
    papers_due = DayField(
        "Papers due",
        required=False,
        hint="Left empty, it is counted back in working days, as the board has it.",
    )


class SeriesForm(forms.Form):
    """From when to when a series is scheduled."""

    first = DayField("First day", missing="Enter the first day.")
    last = DayField("Last day", missing="Enter the last day.", hint="Up to three years ahead.")


class MoveForm(SetUpForm):
    """A meeting that goes to another day."""

    held_on = DayField(
        "Day of the meeting", missing="Enter the new day.", hint="The day to which it moves."
    )
    starts_at = TimeField("Starts at", missing="Enter the time at which it starts.")
    as_at = DayField(
        "Shown the plan as at",
        required=False,
        hint="Left empty, it moves by as many days as the meeting does.",
    )
    reason = NeededText(
        label="Why is it moved?", rows=3, hint="Members read this on the meeting’s page."
    )


class ReasonForm(SetUpForm):
    """Why something is done to a meeting."""

    reason = NeededText(label="Why?", rows=3, hint="Members read this on the meeting’s page.")

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = question


class MeetingDetailsForm(SetUpForm):
    """What of a meeting is changed without a word to anybody."""

    starts_at = TimeField("Starts at", missing="Enter the time at which it starts.")
    minutes_long = number("Length in minutes", least=5, most=1_440)
    place = line("Place", required=False)
    as_at = DayField("Shown the plan as at", missing="Enter the as-at date.")
    papers_due = DayField("Papers due", missing="Enter the day papers are due.")


_STATES = tuple(AttendanceState.choices)
_CHOOSE = "Choose one from the list."


class AttendanceForm(forms.Form):
    """Who was at a meeting: a choice and a note for each post, and one post more."""

    def __init__(
        self,
        *args: Any,
        posts: Iterable[Post],
        stood: Mapping[int, Attendance],
        area: Area,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts = list(posts)
        for post in self.posts:
            was = stood.get(post.pk)
            words = label_of(post)
            blank = () if was else (("", "Not recorded"),)
            self.fields[f"state-{post.pk}"] = forms.ChoiceField(
                label=words,
                choices=(*blank, *_STATES),
                required=was is not None,
                initial=was.state if was else "",
                error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
            )
            self.fields[f"note-{post.pk}"] = LineField(
                f"Note on {words}", initial=was.note if was else ""
            )
        self.fields["post"] = PostChoiceField("Post", empty="Nobody else")
        offer(self, "post", posts_of(area).exclude(pk__in=[post.pk for post in self.posts]))
        self.fields["state"] = forms.ChoiceField(
            label="Was it there?",
            choices=_STATES,
            required=False,
            error_messages={"invalid_choice": _CHOOSE},
        )
        self.fields["note"] = LineField("Note")

    def rows(self) -> list[tuple[Post, Any, Any]]:
        """Each post with its two fields."""
        return [(post, self[f"state-{post.pk}"], self[f"note-{post.pk}"]) for post in self.posts]

    def attendance(self) -> dict[Post, tuple[AttendanceState, str]]:
        """What was chosen, by post; nothing of those of which nothing was."""
        given = self.cleaned_data
        found = {
            post: (AttendanceState(given[f"state-{post.pk}"]), str(given[f"note-{post.pk}"]))
            for post in self.posts
            if given[f"state-{post.pk}"]
        }
        if given["post"]:
            state = given["state"] or AttendanceState.PRESENT
            found[given["post"]] = (AttendanceState(state), given["note"])
        return found
