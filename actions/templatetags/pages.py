"""The tag of a second row of links, below a plan's heading, between pages that belong together."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

_ITEM = '<li class="wsoa-pages__item{}"><a class="wsoa-pages__link" href="{}"{}>{}</a></li>'


@register.simple_tag(takes_context=True)
def page_link(
    context: dict[str, Any], name: str, text: str, *others: str, of_area: bool = False
) -> SafeString:
    """One of the links, with the as-at date carried along. `others` are names of addresses that count as being
    in it; a page `of_area` has an address without a plan."""
    area, plan, request = context["area"], context["plan"], context["request"]
    path = reverse(name, args=[area.slug] if of_area else [area.slug, plan.slug])
    query = "" if of_area else context.get("as_at_query", "")
    current = ""
    if request.resolver_match.url_name in {name, *others}:
        is_it = request.path == path
        current = format_html(' aria-current="{}"', "page" if is_it else "true")
    return format_html(
        _ITEM,
        " wsoa-pages__item--current" if current else "",
        f"{path}?{query}" if query else path,
        current,
        text,
    )
