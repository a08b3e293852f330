"""Text in which the plan's references become links."""

from django import template
from django.utils.safestring import SafeString

from actions.reference_links import ReferenceLinks
from wsoa.templatetags.prose import prose_html

register = template.Library()


@register.filter
def linked_prose(text: str, references: ReferenceLinks | None) -> SafeString:
    """Paragraphs and lists, with each reference a link. Without `references` nothing is linked."""
    if not text:
        return SafeString("")
    return prose_html(text, references.link) if references else prose_html(text)


@register.filter
def linked(text: str, references: ReferenceLinks | None) -> SafeString | str:
    """One line of text, with each reference a link."""
    return references.link(text) if text and references else text
