"""No form answers in Django's own words: each message of a field says what to do on its page."""

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver

from actions.forms.privacy import AnyOf

OWN = ("actions.", "boards.", "reports.")


def _forms(parent: type[forms.Form] = forms.Form) -> Iterator[type[forms.Form]]:
    assert get_resolver().url_patterns  # which imports every form
    for form in parent.__subclasses__():
        if form.__module__.startswith(OWN):
            yield form
        yield from _forms(form)


FORMS = sorted(set(_forms()), key=lambda form: f"{form.__module__}.{form.__qualname__}")


def _needed(field: forms.Field) -> Iterator[str]:
    """Codes of the messages that somebody may be shown."""
    if field.required:
        yield "required"
    refuses = type(field).validate is not AnyOf.validate
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) and refuses:
        yield "invalid_choice"
    if isinstance(field, forms.IntegerField):
        yield from ("invalid", "min_value", "max_value")
    if isinstance(field, forms.DateField):
        yield "invalid"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__qualname__)
def test_every_field_answers_in_words_of_its_own(form: type[forms.Form]) -> None:
    of_django = {
        (name, code)
        for name, field in form.base_fields.items()
        for code in _needed(field)
        for kind in type(field).__mro__
        if field.error_messages.get(code)
        in {None, getattr(kind, "default_error_messages", {}).get(code)}
    }
    assert of_django == set()
