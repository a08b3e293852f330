"""Forms of papers that go out: the last look, withdrawing, what the meeting made of one."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.html import escape

from actions.forms import DayField, TextField
from actions.forms.changing import SeenForm
from actions.text import say_list
from boards.forms import NeededText
from boards.forms.records import MeetingField
from boards.models import Meeting
from reports.services.outcomes import BODY_LIMIT


class PublishForm(forms.Form):
    """That the paper goes out as it was looked at; a later version says why there is one."""

    reason = NeededText(
        label="Why is there a new version?",
        hint="The public reads it beside the version before, such as: Table 1 counted an action twice.",
        rows=2,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["reason"]


class WhyForm(forms.Form):
    """Why a version is no longer handed out."""

    reason = NeededText(
        label="Why?",
        hint="It is kept with the record. Do not repeat what should not have gone out.",
        rows=2,
    )


NO_COMMENTS = "Leave it empty where there are none."
STAYS_HERE = "Only those who may write papers read it here, and no later paper prints it."


class OutcomeForm(SeenForm):
    """What a meeting made of a paper."""

    resolution = NeededText(
        label="What did the meeting resolve?",
        hint="Word for word, as it is minuted. The public reads it on the paper’s page and in later papers: leave out what is exempt.",
        rows=4,
    )
    decided_on = DayField("Day of the meeting", missing="Enter the day of the meeting.")
    comments = NeededText(label="Comments to the next body", hint=NO_COMMENTS, rows=4)
    to_meeting = MeetingField(
        "Send the comments to a meeting of the area",
        what="meeting",
        hint="They then wait on that meeting’s page for an answer.",
        required=False,
    )
    next_body = TextField(
        label="Next body",
        max_length=BODY_LIMIT,
        required=False,
        help_text="Such as Cabinet. Leave it empty where the comments go to a meeting above.",
    )
    next_on = DayField("Day on which the next body meets", required=False)

    def __init__(
        self,
        *args: Any,
        meetings: Sequence[Meeting],
        sends: bool,
        is_exempt: bool,
        exempt: Sequence[str],
        **kwargs: Any,
    ) -> None:
        """`meetings` are those to which the paper's own may send comments, where it `sends` any. `is_exempt` where the whole version
        is, `exempt` the headings of its exempt sections."""
        super().__init__(*args, **kwargs)
        self.fields["comments"].help_text = f"{NO_COMMENTS} {_who_reads(is_exempt, exempt)}"
        if is_exempt:
            self.fields["resolution"].help_text = "Word for word, as it is minuted. " + STAYS_HERE
        if sends and meetings and not is_exempt:
            field = cast(MeetingField, self.fields["to_meeting"])
            field.offer(meetings, "Send them nowhere")
        else:
            del self.fields["to_meeting"]
            self.fields["next_body"].help_text = "Such as Cabinet."


def _who_reads(is_exempt: bool, exempt: Sequence[str]) -> str:
    """Who reads the comments, and what to leave out of them for that reason."""
    if is_exempt:
        return (
            "The paper is exempt as a whole, so they go to no meeting’s page: hand them to the next body in private. "
            + STAYS_HERE
        )
    readers = "Everybody of the area may read them, and later papers print them for the public"
    if not exempt:
        return f"{readers}: leave out what is exempt."
    headings = escape(say_list([f"“{heading}”" for heading in exempt]))  # hints are shown as HTML
    return f"This paper holds what is exempt ({headings}). {readers}: repeat nothing of it."
