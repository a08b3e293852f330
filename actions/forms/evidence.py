"""Forms that take evidence: on its own, with an update, with a completion."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.template.defaultfilters import truncatechars

from actions.choices import Progress
from actions.file_kinds import ACCEPTED, ENDINGS
from actions.forms import CompletionForm, LongTextField, TextField, UpdateForm
from actions.models import Rating
from actions.services.evidence import TITLE_LIMIT, Attachment, NewLink, receiving

CHOOSE_AGAIN = "The file did not arrive. Choose it again."

LINK, FILE, TITLE = "evidence_link", "evidence_file", "evidence_title"


class AsksForFileAgain(forms.Form):
    """A form with a file: where it is shown again, the file has to be chosen again."""

    def clean(self) -> dict[str, Any] | None:
        """Where something else is wrong, say that the file has to be chosen again."""
        cleaned = super().clean()
        if self.errors:
            self.ask_for_file_again()
        return cleaned

    def ask_for_file_again(self) -> None:
        """Say beside the field that a file was chosen: no browser keeps it when a form comes back."""
        chosen = self.files.get(FILE)
        if chosen is not None and not self.has_error(FILE):
            name = truncatechars(chosen.name or "", 60)
            self.add_error(FILE, f"Choose the file “{name}” again. It was not kept.")


class EvidenceFields(AsksForFileAgain):
    """A link, a file and a name for it. What is fit is the service's to say."""

    evidence_link = TextField(
        label="Link to the evidence",
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text="The whole address of a page, such as https://www.example.org/minutes.",
    )
    evidence_file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": CHOOSE_AGAIN, "missing": CHOOSE_AGAIN},
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    evidence_title = TextField(
        label="What it is",
        required=False,
        max_length=TITLE_LIMIT,
        help_text="A few words, such as Board minutes of May 2018.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = f"Up to {settings.UPLOAD_LIMIT_MB} MB: {ACCEPTED}."
        self.fields[FILE].help_text = limit
        self.order_fields([name for name in self.fields if name not in {LINK, FILE, TITLE}])

    def evidence_fields(self) -> list[BoundField]:
        """The fields of the evidence, which stand together."""
        return [self[name] for name in (LINK, FILE, TITLE)]

    def other_fields(self) -> list[BoundField]:
        """The visible fields of everything else."""
        names = {LINK, FILE, TITLE}
        return [field for field in self.visible_fields() if field.name not in names]


class UpdateWithEvidenceForm(EvidenceFields, UpdateForm):
    """A status update with what shows that the action is complete."""

    def __init__(self, *args: Any, ratings: list[Rating], **kwargs: Any) -> None:
        super().__init__(*args, ratings=ratings, **kwargs)
        self.completing = [rating.pk for rating in ratings if rating.progress == Progress.COMPLETE]
        """The ratings with which the evidence is asked for."""


class CompletionWithEvidenceForm(EvidenceFields, CompletionForm):
    """That an action is complete, with what shows it."""


class EvidenceForm(EvidenceFields):
    """Evidence by itself: a link or a file."""

    def clean(self) -> dict[str, Any] | None:
        """Something has to be given."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get(LINK) and not cleaned.get(FILE):
            self.add_error(LINK, "Enter a link or choose a file.")
        return cleaned


class EvidenceWithdrawalForm(forms.Form):
    """That a piece of evidence no longer counts."""

    reason = LongTextField(label="Why is it withdrawn?", rows=2)


@contextmanager
def attachments_of(form: EvidenceFields) -> Iterator[list[Attachment]]:
    """The link and the file that a valid form brought; a file that is not kept is removed at the end.

    Raises Refused for a file that is unfit.
    """
    cleaned = form.cleaned_data
    title = cleaned[TITLE]
    attachments: list[Attachment] = []
    with ExitStack() as stack:
        if cleaned[LINK]:
            attachments.append(NewLink(cleaned[LINK], title))
        if cleaned[FILE]:
            attachments.append(stack.enter_context(receiving(cleaned[FILE], title)))
        yield attachments
