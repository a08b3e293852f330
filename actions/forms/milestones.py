"""Forms of the steps within an action."""

from datetime import date
from typing import Any

from actions.forms import DayField, LongTextField, TextField
from actions.forms.changing import DueDateField, DueForm, ReasonedForm, SeenForm

TITLE_LENGTH = 300


class MilestoneForm(DueForm, SeenForm):
    """What is to be done, and by when."""

    title = TextField(
        label="Milestone",
        called="The milestone",
        max_length=TITLE_LENGTH,
        help_text="One step, such as: the draft goes to the parent carer forum.",
        error_messages={"required": "Say what is to be done."},
    )
    due = DueDateField(label="Due date")

    field_order = ("title", "due")


class ChangedMilestoneForm(MilestoneForm):
    """The same, of a milestone there is."""

    reason = LongTextField(label="Why has it changed?", rows=2)


class MilestoneDoneForm(SeenForm):
    """When a milestone was done."""

    done_on = DayField("Done on", missing="Enter the day it was done.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"done_on": today}
        super().__init__(*args, **kwargs)
        self.fields["done_on"].widget.attrs["max"] = today.isoformat()


class MilestoneReasonForm(ReasonedForm):
    """Why a milestone is dropped, or not done after all."""
