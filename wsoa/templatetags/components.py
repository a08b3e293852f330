"""GOV.UK and own components as template tags with named arguments, so that a misspelt one fails at once.

What a component looks like is in `templates/components/`, one a file; what stands in long tables (rating tags) or
is drawn (stacked bars) is built here, because a template a cell is slow. Tags take plain values: nothing here
knows a plan.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wsoa.charts import Counted
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
def rating_tag(*, code: str = "", label: str, tone: str = "", rated: bool = True) -> SafeString:
    """A rating: letter and word on its tone; `rated=False` for the lack of one."""
    if not rated:
        return format_html(
            '<span class="wsoa-rating wsoa-rating--none"><span class="wsoa-rating__word">{}</span></span>',
            label,
        )
    return format_html(
        '<span class="wsoa-rating wsoa-tone-{}"><span class="wsoa-rating__letter" aria-hidden="true">{}</span>'
        '<span class="wsoa-rating__word">{}</span></span>',
        tone_or_plain(tone),
        letter_of(code),
        label,
    )


def letter_of(code: str) -> str:
    """What stands for a code on a tag or a bar: the code where it is short, else a dash."""
    return code if len(code) <= 2 else "–"


@register.simple_tag
def stacked_bar(*, title: str, cells: Iterable[Counted], height: int = 22) -> SafeString:
    """Draw the cells' counts as one bar, in their order.

    Each piece carries its letter and, where it fits, its count, and pieces are parted by a gap, so
    the bar reads without colour. Presentation attributes only: the same drawing works under the
    content security policy and in a PDF. Nothing is drawn where every count is zero.
    """
    shown = [cell for cell in cells if cell.value]
    total = sum(cell.value for cell in shown)
    if not total:
        return SafeString("")
    pieces: list[SafeString] = []
    start = 0.0
    for cell in shown:
        width = 100 * cell.value / total
        pieces.append(_bar_piece(cell, start, width, height))
        start += width
    return format_html(
        '<svg class="wsoa-bar" role="img" width="100%" height="{}" xmlns="http://www.w3.org/2000/svg">'
        "<title>{}</title><desc>{}, of {}</desc>{}</svg>",
        height,
        title,
        ", ".join(f"{cell.value} {cell.label}" for cell in shown),
        total,
        SafeString("".join(pieces)),
    )


def _bar_piece(cell: Counted, start: float, width: float, height: int) -> SafeString:
    """One piece of a bar: `start` and `width` in per cent of it."""
    tone = TONES[tone_or_plain(cell.tone)]
    letter = letter_of(cell.code)
    text = f"{letter}\u00a0{cell.value}" if width >= 18 else letter if width >= 4.5 else ""
    return format_html(
        '<rect x="{}%" y="1" width="{}%" height="{}" fill="{}" stroke="{}"/>'
        '<text x="{}%" y="{}" fill="{}" text-anchor="middle" aria-hidden="true">{}</text>',
        f"{start:.2f}",
        f"{max(width - 0.8, 0.4):.2f}",
        height - 2,
        tone.ground,
        tone.edge,
        f"{start + width / 2 - 0.4:.2f}",
        height // 2 + 5,
        tone.ink,
        text,
    )


@register.simple_tag
def summary_table(
    *,
    table: Any,
    caption: str,
    heading: str,
    url: str,
    parameter: str,
    column: str = "rating",
    query: str = "",
    note: str = "",
    keyless: str = "",
) -> SafeString:
    """A table of counts with a bar a row, as in a paper's Table 1; it stays a table in print.

    `table` has `columns`, `rows` and `total` (actions.position.SummaryTable). Each count leads to
    the list that it counts: `url` with `parameter` for the row, the parameter `column` for the column, and
    `query` (such as `as_at=2018-04-30`) after them. `keyless` is the parameter's value for a row
    without a key; without it such a row leads nowhere.
    """
    return _component(
        "table-summary",
        table=table,
        caption=caption,
        heading=heading,
        url=url,
        parameter=parameter,
        column=column,
        query=f"&{query}" if query else "",
        note=note,
        keyless=keyless,
        bars=table.total.total > 0 and len(table.columns) > 1,
    )


@register.simple_tag
def figure(*, count: int, word: str, url: str, choice: str, query: str = "") -> SafeString:
    """A key figure, in a list `wsoa-figures`, that leads to what it counts: `url?choice&query`.

    A zero leads nowhere.
    """
    address = "&".join(part for part in (choice, query) if part)
    return _component(
        "figure", count=count, word=word, address=f"{url}?{address}" if address else url
    )


@register.simple_tag
def as_at_picker(
    *, form: BaseForm, as_at: date, is_today: bool, published: date | None, query: QueryDict
) -> SafeString:
    """Which day a page shows, with the form and the links that change it.

    `query` is the request's: what else it asks for, a filter or an order, is carried along.
    """
    kept = query.copy()
    for name in ("as_at", "page"):
        kept.pop(name, None)
    rest = kept.urlencode()
    return _component(
        "as-at-picker",
        form=form,
        as_at=as_at,
        is_today=is_today,
        published=published if published != as_at or is_today else None,
        kept=[(name, value) for name, values in kept.lists() for value in values],
        today_url=f"?{rest}",
        published_url=f"?{rest}{'&' if rest else ''}as_at={published}" if published else "",
    )


@register.simple_tag
def rating_radios(field: BoundField) -> SafeString:
    """A field of ratings as radios, each with its tag and its meaning.

    The field is a `ModelChoiceField` of rows that have code, label, meaning and tone.
    """
    options = [(option, getattr(option.data["value"], "instance", None)) for option in field]
    return _component("rating-radios", field=field, options=options)


@register.filter
def signed(change: int | None) -> str:
    """A change with its sign, such as +3, a true minus and 2, or 'no change'; nothing where there is none."""
    if change is None:
        return ""
    if change == 0:
        return "no change"
    return f"+{change}" if change > 0 else f"{MINUS}{-change}"


@register.simple_tag
def pagination(*, page: Any, query: QueryDict, parameter: str = "page") -> SafeString:
    """Links to the pages about `page`, a paginator's page, keeping what else the request asked for.

    Nothing where there is one page only.
    """
    if page.paginator.num_pages < 2:
        return SafeString("")
    kept = query.copy()
    kept.pop(parameter, None)
    rest = kept.urlencode()
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    url = f"?{rest}&" if rest else "?"
    return _component("pagination", page=page, numbers=numbers, url=f"{url}{parameter}=")


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
    return _component("summary-row", content=content, key=key)
