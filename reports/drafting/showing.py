"""One section of a paper as it will be laid out, while it is written: its own words, the other sections only as far as they number it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports import paper
from reports.choices import SectionKind
from reports.content import paper_content
from reports.drafts import PaperDraft, SectionDraft
from reports.facts import Facts
from reports.figures import Figures
from reports.naming import unknown_names
from reports.text import Slot, plain, read_text

_SOMETHING = "–"
"""Stands for the words of another section, so that an appendix is known to be in the paper."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A section laid out; None where it is empty. `unknown` are the figures and blocks it names that there are not: with any,
    nothing can be laid out."""

    section: paper.Section | paper.Appendix | None
    unknown: tuple[str, ...] = ()


def show_section(draft: PaperDraft, key: int, text: str, facts: Facts) -> Shown:
    """The draft's section of the key, with the text given in place of its own."""
    unknown = unknown_names(text, Figures(facts, draft))
    if unknown:
        return Shown(None, unknown)
    if not text.strip():
        return Shown(None)
    sections = tuple(_around(draft, key, text, Figures(facts, draft)))
    content = paper_content(replace(draft, sections=sections), facts)
    wanted = next(each for each in sections if each.key == key)
    return Shown(_laid_out(content, sections, wanted))


def unknown_in(draft: PaperDraft, facts: Facts) -> tuple[tuple[SectionDraft, tuple[str, ...]], ...]:
    """The sections that name figures or blocks there are not, with what they name: such a paper cannot be laid out."""
    figures = Figures(facts, draft)
    found = ((section, unknown_names(section.text, figures)) for section in draft.sections)
    return tuple((section, names) for section, names in found if names)


def _around(draft: PaperDraft, key: int, text: str, figures: Figures) -> Iterator[SectionDraft]:
    """The sections, those before it with what counts the paper's tables, those after it with nothing."""
    is_before = True
    for section in _in_print_order(draft):
        if section.key == key:
            is_before = False
            yield replace(section, text=text)
        elif not section.text.strip():
            yield section
        else:
            slots = _slots(section.text) if is_before else ""
            yield replace(
                section, text=_SOMETHING if unknown_names(slots, figures) else slots or _SOMETHING
            )


def _in_print_order(draft: PaperDraft) -> Iterator[SectionDraft]:
    """As the paper prints them, kind after kind."""
    for kind in PRINT_ORDER:
        yield from draft.of_kind(kind)


PRINT_ORDER = (
    SectionKind.HEADER,
    SectionKind.COVER,
    SectionKind.SUMMARY,
    SectionKind.BODY,
    SectionKind.CLOSING,
    SectionKind.HISTORY,
    SectionKind.QUESTION,
    SectionKind.KEY_MESSAGE,
    SectionKind.APPENDIX,
)
"""The kinds of sections in the order in which a paper prints them."""


def _slots(text: str) -> str:
    """The text's blocks that data fill, as they were typed, without its words."""
    slots = (block for block in read_text(text) if isinstance(block, Slot))
    return "\n\n".join(f"[[{slot.key}: {plain(slot.caption)}]]" for slot in slots)


def _laid_out(
    content: paper.PaperContent, sections: tuple[SectionDraft, ...], wanted: SectionDraft
) -> paper.Section | paper.Appendix | None:
    same = [each for each in sections if each.kind == wanted.kind]
    place = next(place for place, each in enumerate(same) if each.key == wanted.key)
    if wanted.kind == SectionKind.APPENDIX:
        before = sum(1 for each in same[:place] if each.text.strip())
        return content.appendices[before]
    laid_out = _of_kind(content, wanted.kind)[place : place + 1]
    return laid_out[0] if laid_out else None


def _of_kind(content: paper.PaperContent, kind: SectionKind) -> tuple[paper.Section, ...]:
    match kind:
        case SectionKind.HEADER:
            return content.header
        case SectionKind.COVER:
            return content.cover
        case SectionKind.SUMMARY:
            return content.summary
        case SectionKind.BODY:
            return content.sections
        case SectionKind.CLOSING:
            return tuple(each for each in content.sections if each.anchor.startswith("closing-"))
        case SectionKind.HISTORY:
            return content.history
    plain = content.plain_english
    assert plain is not None
    if kind == SectionKind.QUESTION:
        return plain.questions
    return (plain.key_message,) if plain.key_message else ()
