"""Forms of the forward plan."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms

from actions.forms import DayField, LongTextField, TextField, not_offered
from actions.forms.changing import DueDateField, DueForm, SeenForm
from actions.models import Area
from actions.text import say_day
from boards.forms import NeededText
from boards.forms.records import MeetingField, PlanField, offer_plans
from boards.models import Decision, Meeting
from boards.services.requests import WORDS_LIMIT


class AskedField(forms.ChoiceField):
    """The meeting that asked, or one of its decisions."""

    def __init__(self) -> None:
        super().__init__(
            label="Asked by",
            required=False,
            help_text="The meeting that asked for it, or the decision that says so.",
            error_messages=not_offered("meeting"),
        )
        self.given: dict[str, dict[str, Any]] = {}

    def offer(self, meetings: Iterable[Meeting], decisions: Iterable[Decision]) -> None:
        """Offer the meetings, each with its decisions."""
        made: dict[int, list[Decision]] = {}
        for decision in decisions:
            made.setdefault(decision.meeting_id, []).append(decision)
        choices: list[tuple[str, Any]] = [("", "No meeting in particular")]
        for meeting in meetings:
            key, day = f"m{meeting.pk}", say_day(meeting.held_on)
            self.given[key] = {"asked_at": meeting}
            offered = [(key, f"The meeting of {day}")]
            for decision in made.get(meeting.pk, []):
                decision.meeting = meeting
                self.given[f"d{decision.pk}"] = {"asked_at": meeting, "decision": decision}
                words = decision.text if len(decision.text) <= 80 else f"{decision.text[:79]}…"
                offered.append((f"d{decision.pk}", f"Decision {decision.number}: {words}"))
            choices.append((day, offered))
        self.choices = choices

    def clean(self, value: Any) -> dict[str, Any]:
        """The meeting and the decision, as the service takes them."""
        return self.given.get(super().clean(value), {})


def _line(label: str, *, called: str, missing: str = "", hint: str = "") -> TextField:
    return TextField(
        label=label,
        called=called,
        max_length=WORDS_LIMIT,
        required=bool(missing),
        help_text=hint,
        error_messages={"required": missing},
    )


class RequestForm(DueForm):
    """Something the board is owed."""

    title = _line(
        "What is the board owed?",
        called="What the board is owed",
        missing="Say what the board is owed.",
        hint="Such as: an update on the action plan.",
    )
    due = DueDateField(label="When?")
    asked = AskedField()
    plan = PlanField("Choose one where it is about a plan.")
    source = _line(
        "Where it comes from",
        called="Where it comes from",
        hint="In words, where no meeting above says it: a letter, the forward plan of the council.",
    )

    field_order = ("title", "due", "asked", "plan", "source")

    def __init__(
        self,
        *args: Any,
        area: Area,
        meetings: Iterable[Meeting],
        decisions: Iterable[Decision],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_plans(self, area)
        cast(AskedField, self.fields["asked"]).offer(meetings, decisions)


class RedateForm(DueForm, SeenForm):
    """Another date for what is owed."""

    reason = NeededText(label="Why?", hint="It is kept with the new date.", rows=2)

    field_order = ("due", "reason")


class AnswerRequestForm(SeenForm):
    """The paper that answers what was asked for."""

    paper = _line(
        "Title of the paper",
        called="The title of the paper",
        missing="Enter the title of the paper.",
        hint="As it stands on the agenda.",
    )
    answered_on = DayField("Answered on", missing="Enter the day on which it was answered.")
    answered_at = MeetingField(
        "At the meeting of",
        what="meeting",
        required=False,
        hint="Leave it empty where the paper was sent round.",
    )
    note = LongTextField(label="Note", rows=2)

    def __init__(self, *args: Any, meetings: Iterable[Meeting], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].widget.attrs["max"] = today.isoformat()
        cast(MeetingField, self.fields["answered_at"]).offer(meetings, "No meeting")
