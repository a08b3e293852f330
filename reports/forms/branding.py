"""How an area's papers look."""

from typing import Any

from django import forms

from actions.forms import TextField
from actions.set_up_forms import SetUpForm
from reports.models import Branding

CHOOSE = "Choose the file again."


def _file(label: str, hint: str, endings: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=hint,
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": CHOOSE, "missing": CHOOSE},
        widget=forms.FileInput(attrs={"accept": endings, "class": "govuk-file-upload"}),
    )


class BrandingForm(SetUpForm):
    """Name, colour, logo and Word styles. A file that is there already stays, unless it is to be removed."""

    name = TextField(
        label="Name at the head of papers",
        required=False,
        max_length=200,
        called="The name",
        help_text="As the council calls itself, such as Royal Borough of Riverton. Without one it is the area’s name.",
    )
    colour = TextField(
        label="Colour of headings",
        required=False,
        max_length=20,
        called="The colour",
        help_text="As # and six digits or letters, such as #14507a: dark enough to be read on white.",
    )
    logo_file = _file(
        "Logo",
        "A PNG or JPEG of up to 200 KB. It stands at the head of PDF and Word files and of published web pages.",
        ".png,.jpg,.jpeg",
    )
    logo_text = TextField(
        label="What the logo shows",
        required=False,
        max_length=200,
        called="What the logo shows",
        help_text="For those who do not see it, such as Crest of Riverton Council.",
    )
    remove_logo = forms.BooleanField(label="Remove the logo", required=False)
    styles_file = _file(
        "Word styles",
        "A Word document (.docx) of the council’s own. Its styles, fonts, margins and logo are used, its text is not.",
        ".docx",
    )
    remove_word_styles = forms.BooleanField(label="Remove the Word styles", required=False)

    def __init__(self, *args: Any, branding: Branding | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if branding is None or not branding.logo:
            del self.fields["remove_logo"]
        if branding is None or not branding.word_styles:
            del self.fields["remove_word_styles"]
