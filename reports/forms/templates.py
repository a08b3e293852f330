"""Forms of an area's paper templates."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from actions.forms import LongTextField, TextField
from actions.models import Area
from actions.set_up_forms import PostField, SetUpForm, line, one_of
from boards.forms import number
from reports.choices import AppendixNaming, Numbering, SectionKind, StepKind
from reports.drafting.overview import PLACES
from reports.forms.drafting import GROUND_HINT, MarkdownField
from reports.services.papers import SECTION_LIMIT
from reports.services.templates import MOST_DAYS, MOST_WORDS

_WHERE = dict.fromkeys(("required", "invalid_choice"), "Choose where the section stands.")
_WHEN = dict.fromkeys(("required", "invalid_choice"), "Choose from the list when it is asked.")
_LAST = "last"


def _key() -> TextField:
    return line(
        "Key",
        hint="What commands call it, such as schools-forum. It cannot be changed later.",
        width="20",
    )


class TemplateForm(SetUpForm):
    """What a template's papers are like."""

    title = line("Title", hint="As the list of templates shows it, such as Schools forum report.")
    body = line("Committee", hint="Whom its papers are for, such as Schools Forum.")
    numbering = one_of(
        "Numbering", Numbering.choices, what="how sections and paragraphs are numbered"
    )
    appendices = one_of(
        "Appendices", AppendixNaming.choices, what="whether appendices have letters or numbers"
    )
    word_limit = number(
        "Word limit",
        least=0,
        most=MOST_WORDS,
        hint="The committee’s limit for the public text. 0 means that there is none.",
    )
    despatch_days = number(
        "Despatch",
        least=0,
        most=MOST_DAYS,
        hint="How many working days before the meeting a paper has to be out.",
    )
    log_is_public = forms.BooleanField(
        required=False,
        label="Print the clearance log in the public copy",
        help_text="Who was asked and when they answered. What they said stays inside.",
    )

    def clean_numbering(self) -> Numbering:
        """How its papers are numbered."""
        return Numbering(self.cleaned_data["numbering"])

    def clean_appendices(self) -> AppendixNaming:
        """What their appendices are called."""
        return AppendixNaming(self.cleaned_data["appendices"])


class AddTemplateForm(TemplateForm):
    """A template from nothing."""

    key = _key()
    field_order = ("title", "key", "body")


class CopyTemplateForm(SetUpForm):
    """A template after another of the area's."""

    title = line("Title of the copy", hint="It has to tell the copy from the original.")
    title.error_messages["required"] = "Enter the title."
    key = _key()


class TemplateSectionForm(SetUpForm):
    """A section of the papers to come."""

    heading = line("Heading")
    kind = forms.ChoiceField(
        label="Where it stands",
        choices=[(kind.value, title) for kind, (title, _) in PLACES.items()],
        initial=SectionKind.BODY,
        error_messages=_WHERE,
    )
    guidance = LongTextField(
        label="Guidance",
        hint="What belongs here, for whoever writes it. It is never printed.",
        rows=3,
    )
    text = MarkdownField(
        label="Standard wording",
        called="The standard wording",
        help_text="What every paper begins with, with its figures and blocks. Leave it empty for a section to be "
        "written afresh.",
        required=False,
        max_length=SECTION_LIMIT,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "true"}),
    )
    is_mandatory = forms.BooleanField(
        required=False,
        label="Mandatory",
        help_text="A paper cannot be published while the section is empty.",
    )
    is_exempt = forms.BooleanField(
        required=False,
        label="Exempt in every paper (Part II)",
        help_text="The public copy says on what ground it is left out, and nothing else of it.",
    )
    ground = TextField(label="Ground on which it is exempt", required=False, help_text=GROUND_HINT)

    def clean_kind(self) -> SectionKind:
        """Where it stands."""
        return SectionKind(self.cleaned_data["kind"])


class TemplateStepForm(SetUpForm):
    """A post that the papers to come go to."""

    role = line("Who is asked", hint="As papers call it, such as Section 151 officer.")
    role.error_messages["required"] = "Enter who is asked."
    kind = one_of("What is asked", StepKind.choices, what="what is asked")
    post = PostField(
        "Post that answers",
        hint="Leave it where each paper names its own, such as the lead member.",
    )
    is_mandatory = forms.BooleanField(
        required=False,
        label="Mandatory",
        help_text="A paper cannot be published without this answer.",
    )
    days = number(
        "Working days",
        least=0,
        most=MOST_DAYS,
        hint="How many working days before despatch it has to have answered.",
    )
    order = forms.ChoiceField(
        label="When it is asked",
        help_text="Those of one turn are asked at once, the next turn when they have answered.",
        error_messages=_WHEN,
    )

    def __init__(self, *args: Any, area: Area, turns: Iterable[tuple[int, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self._posts("post", area)
        cast(PostField, self.fields["post"]).empty_label = "Each paper names it"
        cast(forms.ChoiceField, self.fields["order"]).choices = [
            *((str(order), words) for order, words in turns),
            (_LAST, "After all others"),
        ]

    def clean_kind(self) -> StepKind:
        """What is asked."""
        return StepKind(self.cleaned_data["kind"])

    def clean_order(self) -> int | None:
        """Its turn; None for one after all others."""
        order = self.cleaned_data["order"]
        return None if order == _LAST else int(order)
