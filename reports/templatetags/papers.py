"""The tags that print a stretch of a paper's text, and a list."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.paper import Bullets, Points
from reports.text import Runs

register = template.Library()


@register.simple_tag
def runs(each: Runs) -> SafeString:
    """The stretches in their styles. Written here, because a template for each of hundreds of them is slow."""
    said = []
    for run in each:
        text = str(escape(run.text)).replace("\n", "<br>")
        if run.bold:
            text = f"<b>{text}</b>"
        if run.href:
            text = f'<a href="{escape(run.href)}">{text}</a>'
        said.append(text)
    return mark_safe("".join(said))  # noqa: S308 - every text is escaped above


@register.simple_tag
def items(block: Bullets | Points) -> SafeString:
    """The items of a list, each with the list below it."""
    said: list[str] = []
    depth = 0
    for item, level in zip(block.items, block.levels or (0,) * len(block.items), strict=True):
        if level > depth:
            said.append('<ul class="paper__bullets"><li>')
        else:
            said.append("</li>" + "</ul></li>" * (depth - level) if said else "")
            said.append("<li>")
        said.append(runs(item))
        depth = level
    return mark_safe("".join(said) + "</li>" + "</ul></li>" * depth)  # noqa: S308 - runs() escapes
