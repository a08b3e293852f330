"""GOV.UK and own components as template tags with named arguments, so that a misspelt one fails at once.

What a component looks like is in `templates/components/`, one a file; what stands in long tables (rating tags) or
is drawn (stacked bars) is built here, because a template a cell is slow. Tags take plain values: nothing here
knows a plan.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wsoa.tones import TONES, tone_or_plain

register = template.Library()

MINUS = "−"


def _component(name: str, /, **context: Any) -> SafeString:
    """Render `templates/components/<name>.html` with nothing but `context` in reach."""
    return mark_safe(get_template(f"components/{name}.html").render(context))  # noqa: S308


@register.simple_tag
def breadcrumbs(*steps: object) -> SafeString:
    """Breadcrumbs from pairs of text and address; a last text without one is the page itself."""
    pairs = [
        (steps[i], steps[i + 1] if i + 1 < len(steps) else "") for i in range(0, len(steps), 2)
    ]
    return _component("breadcrumbs", pairs=pairs)


@register.simple_tag
def button(
    *, text: str, href: str = "", kind: str = "", name: str = "", value: str = ""
) -> SafeString:
    """A submit button, or with `href` a link that looks like one. `kind`: "" (primary), secondary or warning."""
    if kind not in ("", "secondary", "warning"):
        raise ValueError(f"no such kind of button: {kind}")
    return _component("button", text=text, href=href, kind=kind, name=name, value=value)


@register.simple_tag
def error_summary(form: BaseForm | None) -> SafeString:
    """What is wrong with a bound form, each error a link to its field; nothing when there is no error."""
    if not form or not form.is_bound or not form.errors:
        return SafeString("")
    errors: list[tuple[str, str]] = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or (
            f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
        )
        errors += [
            ("" if field.is_hidden else target, _with_label(field, str(error)))
            for error in field.errors
        ]
    return _component("error-summary", errors=errors)


def _with_label(field: BoundField, error: str) -> str:
    """An error as the summary says it: Django's own "this field" means nothing away from the field."""
    return f"{field.label}: {error}" if error.startswith("This field") else error


@register.simple_tag
def notification_banner(*, message: object, level: str = "info") -> SafeString:
    """A message after something was done; `level` is the messages framework's tag (success, error, ...)."""
    return _component("notification-banner", message=message, level=level)


@register.simple_tag
def rating_tag(
    *, letter: str = "", label: str, tone: str = "", rated: bool = True, bare: bool = False
) -> SafeString:
    """A rating: letter and word on its tone; `rated=False` for the lack of one, `bare` for the letter alone.

    The bare tag keeps its word for screen readers.
    """
    if not rated:
        return format_html(
            '<span class="wsoa-rating wsoa-rating--none"><span class="wsoa-rating__word">{}</span></span>',
            label,
        )
    return format_html(
        '<span class="wsoa-rating{} wsoa-tone-{}"><span class="wsoa-rating__letter" aria-hidden="true">{}</span>'
        '<span class="{}">{}</span></span>',
        " wsoa-rating--bare" if bare else "",
        tone_or_plain(tone),
        letter,
        "govuk-visually-hidden" if bare else "wsoa-rating__word",
        label,
    )


class BarPart(Protocol):
    """What a stacked bar is made of: a rating's letter, word and tone; the count comes beside it."""

    @property
    def letter(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def tone(self) -> str: ...


@register.simple_tag
def stacked_bar(
    *, title: str, parts: Sequence[BarPart], counts: Iterable[Any], height: int = 22
) -> SafeString:
    """Draw `counts` (numbers, or cells with a `.value`) as one bar, in the order of `parts`.

    Each piece carries its letter and, where it fits, its count, and pieces are parted by a gap, so the bar reads
    without colour. Presentation attributes only: the same drawing works under the content security policy and in
    a PDF. Nothing is drawn where every count is zero.
    """
    values = [int(getattr(count, "value", count)) for count in counts]
    total = sum(values)
    if not total:
        return SafeString("")
    pieces: list[SafeString] = []
    start = 0.0
    for part, value in zip(parts, values, strict=True):
        if not value:
            continue
        width = 100 * value / total
        pieces.append(_bar_piece(part, value, start, width, height))
        start += width
    words = ", ".join(
        f"{value} {part.label}" for part, value in zip(parts, values, strict=True) if value
    )
    return format_html(
        '<svg class="wsoa-bar" role="img" width="100%" height="{}" xmlns="http://www.w3.org/2000/svg">'
        "<title>{}</title><desc>{}, of {}</desc>{}</svg>",
        height,
        title,
        words,
        total,
        SafeString("".join(pieces)),
    )


def _bar_piece(part: BarPart, value: int, start: float, width: float, height: int) -> SafeString:
    """One piece of a bar: `start` and `width` in per cent of it."""
    tone = TONES[tone_or_plain(part.tone)]
    label = part.letter or "–"
    text = f"{label}\u00a0{value}" if width >= 18 else label if width >= 6 else ""
    return format_html(
        '<rect x="{:.2f}%" y="1" width="{:.2f}%" height="{}" fill="{}" stroke="{}" stroke-width="1"/>'
        '<text x="{:.2f}%" y="{}" fill="{}" text-anchor="middle" aria-hidden="true">{}</text>',
        start,
        max(width - 0.8, 0.4),
        height - 2,
        tone.ground,
        tone.edge,
        start + width / 2,
        height / 2 + 5,
        tone.ink,
        text,
    )


@register.filter
def signed(change: int | None) -> str:
    """A change with its sign, such as +3, a true minus and 2, or 'no change'; nothing where there is none."""
    if change is None:
        return ""
    if change == 0:
        return "no change"
    return f"+{change}" if change > 0 else f"{MINUS}{-change}"


@register.simple_tag
def pagination(*, page: Any, url: str, parameter: str = "page") -> SafeString:
    """Links to the pages about `page` (a paginator's page); `url` already ends in `?` or `&`. Nothing for one page."""
    if page.paginator.num_pages < 2:
        return SafeString("")
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return _component("pagination", page=page, numbers=list(numbers), url=url, parameter=parameter)


@register.simple_block_tag
def details(content: str, *, summary: str, open: bool = False) -> SafeString:  # noqa: A002
    """Something to open on demand."""
    return _component("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def warning_text(content: str) -> SafeString:
    """One sentence that must not be overlooked."""
    return _component("warning-text", content=content)


@register.simple_block_tag
def empty_state(content: str, *, title: str) -> SafeString:
    """What stands where there is nothing yet: says so, and what to do first."""
    return _component("empty-state", content=content, title=title)


@register.simple_block_tag
def summary_row(content: str, *, key: str) -> SafeString:
    """One row of a summary list, inside `<dl class="govuk-summary-list">`; left out when there is nothing to say."""
    if not content.strip():
        return SafeString("")
    return _component("summary-row", content=content.strip(), key=key)
