"""Text that people wrote, as paragraphs and simple lists. Nothing of it is taken for HTML."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_BULLET = re.compile(r"\s*[-*•–]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")

Inline = Callable[[str], SafeString]
"""Turns a run of plain text into safe HTML."""


def escaped(text: str) -> SafeString:
    """The text with everything that HTML would take for its own escaped."""
    return SafeString(conditional_escape(str(text)))


def prose_html(text: str, inline: Inline = escaped) -> SafeString:
    """The text's paragraphs, line breaks and lists as HTML, each run of text by way of `inline`.

    Lines that start with a dash, a star or a bullet, or with a number and a full stop or bracket, are items
    of a list; an empty line parts paragraphs.
    """
    parts: list[SafeString] = []
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for kind, group in groupby(lines, key=_kind):
        members = list(group)
        if kind == "bullet":
            items = _items(members, _BULLET, inline)
            parts.append(format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items))
        elif kind == "number":
            parts += _numbered(members, inline)
        elif kind == "text":
            shown = _joined(inline(line.strip()) for line in members)
            parts.append(format_html("<p>{}</p>", shown))
    return _safe("", parts)


@register.filter
def prose(text: str) -> SafeString:
    """A text as paragraphs and lists, for a block such as `<div class="wsoa-prose">`."""
    return prose_html(text) if text else SafeString("")


def _kind(line: str) -> str:
    if not line.strip():
        return "empty"
    if _BULLET.match(line):
        return "bullet"
    return "number" if _NUMBER.match(line) else "text"


def _numbered(lines: list[str], inline: Inline) -> Iterator[SafeString]:
    """One list, from the number that was typed first; the items keep their order, not their numbers, unless
    the numbers do not go up by one: then a list each."""
    start = 0
    while start < len(lines):
        end = start + 1
        first = _number(lines[start])
        while end < len(lines) and _number(lines[end]) == first + end - start:
            end += 1
        items = _items(lines[start:end], _NUMBER, inline)
        if first == 1:
            yield format_html('<ol class="govuk-list govuk-list--number">{}</ol>', items)
        else:
            yield format_html(
                '<ol class="govuk-list govuk-list--number" start="{}">{}</ol>', first, items
            )
        start = end


def _number(line: str) -> int:
    found = _NUMBER.match(line)
    assert found is not None
    return int(found[1])


def _items(lines: list[str], marker: re.Pattern[str], inline: Inline) -> SafeString:
    return _safe(
        "",
        (
            format_html("<li>{}</li>", inline(marker.sub("", line, count=1).strip()))
            for line in lines
        ),
    )


def _joined(lines: Iterable[SafeString]) -> SafeString:
    return _safe("<br>", lines)


def _safe(between: str, parts: Iterable[SafeString]) -> SafeString:
    """Safe parts put together; each was escaped where it was made."""
    return mark_safe(between.join(parts))  # noqa: S308
