"""What the page of sign-ins is asked for in its address."""

from typing import Any

from django import forms

from actions.forms import not_offered
from actions.models import Area
from actions.sign_ins import members
from wsoa.models import SignInKind, User


class SignInForm(forms.Form):
    """What happened, and to whom; both may be left empty."""

    kind = forms.ChoiceField(
        label="What happened",
        required=False,
        choices=[("", "All"), *SignInKind.choices],
        error_messages=not_offered("kind"),
    )
    person: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label="Person",
        required=False,
        queryset=User.objects.none(),
        empty_label="Everybody",
        error_messages=not_offered("person"),
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = members(area)
