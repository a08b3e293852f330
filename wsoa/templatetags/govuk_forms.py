"""What the form templates in `templates/django/forms/` need: GOV.UK classes for widgets, and marks for fields.

Only for those templates; pages write `{{ form.field.as_field_group }}`.
"""

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
    "file": "govuk-file-upload",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "hidden": "",
}
"""The GOV.UK class of a widget by its type; every other type is a `govuk-input`."""

WIDTHS = {"date": "10", "time": "5", "number": "5", "datetime-local": "20"}
"""How many characters wide an input of a type is; others fill their column."""

NOT_IN_ERROR = ("checkbox", "radio", "hidden")


@register.simple_tag
def govuk_attrs(widget: dict[str, Any], kind: str = "") -> SafeString:
    """The attributes of a widget's tag, with GOV.UK's classes before its own.

    Placeholders are left out: they vanish while writing and repeat the label. `kind` overrides the widget's type.
    """
    kind = kind or widget.get("type", "")
    attrs = dict(widget["attrs"])
    attrs.pop("placeholder", None)
    attrs.pop("data-maxlength", None)
    base = CLASSES.get(kind, "govuk-input")
    names = [base]
    if base and attrs.get("aria-invalid") and kind not in NOT_IN_ERROR:
        names.append(f"{base}--error")
    if kind in WIDTHS and "govuk-input--width" not in str(attrs.get("class", "")):
        names.append(f"govuk-input--width-{WIDTHS[kind]}")
    if kind == "password":
        names.append("govuk-password-input__input govuk-js-password-input-input")
    if kind == "textarea" and character_limit(widget):
        names.append("govuk-js-character-count")
        described = [str(attrs.get("aria-describedby", "")), f"{attrs.get('id', '')}-info"]
        attrs["aria-describedby"] = " ".join(filter(None, described))
    names.append(str(attrs.pop("class", "")))
    css = " ".join(name for name in names if name)
    if css:
        attrs = {"class": css, **attrs}
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value),)
            for name, value in attrs.items()
            if value is not False and value is not None
        ),
    )


@register.simple_tag
def govuk_options(widget: dict[str, Any]) -> SafeString:
    """A select's options and groups, joined here: a template an option is slow where there are many."""
    parts: list[SafeString] = []
    for group, options, _ in widget["optgroups"]:
        inside = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (
                    "" if option["value"] is None else option["value"],
                    SafeString(" selected" if option["selected"] else ""),
                    option["label"],
                )
                for option in options
            ),
        )
        parts.append(
            format_html('<optgroup label="{}">{}</optgroup>', group, inside) if group else inside
        )
    return SafeString("".join(parts))


@register.filter
def character_limit(widget: dict[str, Any]) -> int | None:
    """How many characters a text area takes, to count down from; None where there is no limit.

    A `data-maxlength` only counts, where the server measures otherwise than a browser does.
    """
    attrs = widget["attrs"]
    limit = attrs.get("data-maxlength") or attrs.get("maxlength")
    return int(limit) if limit else None


@register.filter
def optional_mark(field: BoundField) -> str:
    """' (optional)' where a field may be left empty in a form that has others that may not.

    A form with nothing required, such as a filter, would only be cluttered by it, and so would a checkbox.
    A field whose hint says when it is needed is marked `data-needed-at-times` and is not called optional.
    """
    if field.field.required or isinstance(field.field.widget, CheckboxInput):
        return ""
    if field.field.widget.attrs.get("data-needed-at-times"):
        return ""
    return " (optional)" if any(other.required for other in field.form.fields.values()) else ""


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    """Whether the field is one box to tick, which carries its own label."""
    return isinstance(field.field.widget, CheckboxInput)
