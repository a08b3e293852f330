"""Forms of papers being written."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms

from actions.forms import DayField, LongTextField, TextField, not_offered, seen_id
from actions.set_up_forms import SetUpForm, line
from actions.text import say_day
from boards.forms import NeededText
from boards.forms.records import MeetingField
from boards.models import Meeting
from reports.choices import SectionKind
from reports.drafting.overview import PLACES
from reports.models import MarginComment, Paper, PaperTemplate
from reports.services.papers import SECTION_LIMIT
from reports.shipped import ShippedTemplate

GROUND_HINT = "Such as: paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972."


class _ChoiceOf(forms.ChoiceField):
    """One of a list of rows or keys; what is chosen is looked up among those offered, so that no key reaches a query."""

    def __init__(self, label: str, *, what: str, hint: str = "", missing: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=bool(missing),
            error_messages={"required": missing, **not_offered(what)},
        )
        self.offered: dict[str, Any] = {}

    def offer(
        self, groups: Iterable[tuple[str, Sequence[tuple[str, Any, str]]]], empty: str
    ) -> None:
        """Offer, under the title of each group, key, what is chosen with it, and its words. `empty` stands for none of them."""
        found: list[tuple[str, Any]] = [("", empty)]
        for title, choices in groups:
            self.offered |= {key: chosen for key, chosen, _ in choices}
            if choices:
                found.append((title, [(key, words) for key, _, words in choices]))
        self.choices = found

    def clean(self, value: Any) -> Any:
        """What was chosen; None for none."""
        return self.offered.get(super().clean(value))


class _SittingForm(SetUpForm):
    """What a paper is for: title, meeting, and the day of its figures."""

    title = line("Title", hint="As the agenda will print it.")
    meeting = MeetingField(
        "Meeting",
        what="meeting",
        required=False,
        hint="Meetings of the area’s boards that watch this plan. For another committee, leave this "
        "and fill in the next two.",
    )
    body = line("Another committee", hint="Such as Cabinet.", required=False)
    meeting_on = DayField("Its day", required=False)

    def offer_meetings(self, meetings: Iterable[Meeting]) -> None:
        """Let the form choose among these."""
        cast(MeetingField, self.fields["meeting"]).offer(
            meetings, "Another committee, or not yet known"
        )


class StartForm(_SittingForm):
    """A new paper."""

    template = _ChoiceOf(
        "Template",
        what="template",
        hint="The committee’s own form: its sections, standard wording, and who has to clear it. Leave "
        "it for that of a paper written before.",
    )
    template.widget.attrs["data-needed-at-times"] = "true"
    previous = _ChoiceOf(
        "Start from a paper written before",
        what="paper",
        hint="Its sections and words are copied, with what is exempt. Those with numbers typed by hand are pointed out.",
    )
    as_at = DayField(
        "Figures as at",
        hint="Leave it empty for the day on which the meeting’s figures are cut off, or today.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The template of the paper written before, where none is chosen."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("template") is None and "template" not in self.errors:
            previous = values.get("previous")
            if previous is None:
                self.add_error("template", "Choose a template.")
            else:
                values["template"] = previous.template
        return values

    field_order = ("template", "previous", "title", "meeting", "body", "meeting_on", "as_at")

    def offer(
        self,
        own: Iterable[PaperTemplate],
        shipped: Iterable[ShippedTemplate],
        papers: Iterable[Paper],
    ) -> None:
        """Let the form choose among the area's own templates, the shipped ones that it has not taken over,
        and its papers."""
        cast(_ChoiceOf, self.fields["template"]).offer(
            [
                ("This area’s", [(each.key, each, each.title) for each in own]),
                (
                    "Shipped with the tracker",
                    [(each.key, each.key, each.title) for each in shipped],
                ),
            ],
            "Choose a template",
        )
        offered = [(str(each.pk), each, f"{each.title}, {say_day(each.as_at)}") for each in papers]
        if offered:
            previous = cast(_ChoiceOf, self.fields["previous"])
            previous.offer(
                [("Newest first", offered)], "None: from the template’s standard wording"
            )
        else:
            del self.fields["previous"]


class PaperForm(_SittingForm):
    """What a paper is for, whether it is exempt, and whether it is urgent."""

    as_at = DayField("Figures as at", missing="Enter the day of the figures.")
    is_exempt = forms.BooleanField(
        required=False,
        label="The whole paper is exempt (Part II)",
        help_text="There is no public copy then. A single section is made exempt on its own page.",
    )
    ground = TextField(label="Ground on which it is exempt", required=False, help_text=GROUND_HINT)
    is_urgent = forms.BooleanField(
        required=False, label="The paper is urgent", help_text="It may go out after its day."
    )
    urgency = LongTextField(
        label="Why it is urgent", hint="Why it cannot wait for the next meeting.", rows=3
    )
    urgency.widget.attrs["data-needed-at-times"] = "true"


class AddSectionForm(forms.Form):
    """A section of the paper's own."""

    heading = line("Heading")
    kind = forms.ChoiceField(
        label="Where it stands",
        choices=[(kind.value, title) for kind, (title, _) in PLACES.items()],
        initial=SectionKind.BODY,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose where the section stands."
        ),
    )

    def clean_kind(self) -> SectionKind:
        """Where it stands."""
        return SectionKind(self.cleaned_data["kind"])


class SectionForm(SetUpForm):
    """What a section is called, and whether it is exempt."""

    heading = line("Heading")
    is_exempt = forms.BooleanField(
        required=False,
        label="The section is exempt (Part II)",
        help_text="The public copy keeps its heading, says on what ground it is left out, and nothing else of it. "
        "Keep what is exempt out of the heading too.",
    )
    ground = TextField(label="Ground on which it is exempt", required=False, help_text=GROUND_HINT)


class MarkdownField(TextField):
    """The text of a section."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        return {}


class WriteForm(forms.Form):
    """The text of a section. `seen` is the version that was read, `base` its words; `over` is the version that somebody has seen beside
    their own words and wants to replace."""

    text = MarkdownField(
        label="Text",
        called="The section",
        required=False,
        max_length=SECTION_LIMIT,
        widget=forms.Textarea(
            attrs={"rows": 20, "class": "wsoa-write__text", "data-write": "", "spellcheck": "true"}
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())
    base = TextField(label="The words that were read", required=False, widget=forms.HiddenInput())

    def clean_seen(self) -> int:
        """The version in the page; -1 where it is no number or missing, so that nothing is overwritten unseen."""
        seen = seen_id(self.cleaned_data["seen"])
        return -1 if seen is None else seen


class CommentForm(forms.Form):
    """A comment in the margin."""

    prefix = "comment"

    quote = LongTextField(
        label="The words it is about",
        hint="Leave it empty where it is about the whole section.",
        rows=2,
    )
    text = NeededText(label="Comment", rows=3)


class AnswerForm(forms.Form):
    """An answer to a comment."""

    text = NeededText(label="Answer", rows=2)

    def __init__(self, *args: Any, comment: MarginComment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"id_answer-{comment.pk}-%s"
        self.comment = comment


class RestoreForm(forms.Form):
    """Which version is put back, and the version that its page showed as the newest."""

    version = forms.CharField(
        error_messages=dict.fromkeys(("required", "invalid"), "Choose a version from the list.")
    )
    seen = forms.CharField(required=False)

    def clean_version(self) -> int:
        """Its number; one that there is not where it is no number."""
        number = seen_id(self.cleaned_data["version"])
        return -1 if number is None else number

    def clean_seen(self) -> int:
        """The newest version in the page; -1 where it is no number or missing."""
        seen = seen_id(self.cleaned_data["seen"])
        return -1 if seen is None else seen
