"""From a draft and the facts of its day to a PaperContent: figures filled, blocks in their places, everything numbered.

The one context of every renderer. It words and arranges; it counts nothing that the facts do not count.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, repeat

from actions.text import say_day
from reports import paper
from reports.blocks import Setting, fill_slot
from reports.blocks.clearance import LOG_KEY, LOG_KEYS
from reports.choices import Numbering, SectionKind
from reports.classification import at_the_head, warning_of
from reports.drafts import PaperDraft, SectionDraft
from reports.facts import Facts
from reports.figures import Figures, fill_runs
from reports.figures.registry import meeting_of
from reports.text import Grid, Listing, Runs, Slot, Subhead, Words, plain, read_text
from wsoa.parts import Cell, Head, Row, TablePart

LOG = SectionDraft(SectionKind.BODY, "Clearance log", f"[[{LOG_KEY}]]")
_SUBHEADING = {
    **dict.fromkeys((SectionKind.HEADER, SectionKind.COVER, SectionKind.HISTORY), 0),
    **dict.fromkeys((SectionKind.QUESTION, SectionKind.KEY_MESSAGE), 4),
}
"""The level of a heading inside a section, where that is not 3."""
_NUMBER = re.compile(r"[-+−–]?£?\d[\d,.]*( ?%|m| million)?|–|")


def paper_content(
    draft: PaperDraft, facts: Facts, look: paper.Look | None = None, *, is_draft: bool = True
) -> paper.PaperContent:
    """The paper ready to be laid out. Raises figures.UnknownFigure for a figure there is not and
    blocks.UnknownBlock for a block there is not."""
    writer = _Writer(draft, facts)
    body = draft.of_kind(SectionKind.BODY)
    numbers = _numbers(draft.numbering)
    questions = draft.of_kind(SectionKind.QUESTION)
    key_messages = draft.of_kind(SectionKind.KEY_MESSAGE)
    return paper.PaperContent(
        title=draft.title,
        look=look or paper.Look(draft.council),
        meeting=meeting_of(draft),
        classification=at_the_head(draft),
        warning=warning_of(draft),
        is_draft=is_draft,
        draft_note=_draft_note(draft),
        header=writer.sections(draft.of_kind(SectionKind.HEADER), "header"),
        cover=writer.sections(draft.of_kind(SectionKind.COVER), "cover"),
        summary=writer.sections(draft.of_kind(SectionKind.SUMMARY), "summary"),
        sections=(
            *(
                writer.section(section, f"section-{place}", next(numbers))
                for place, section in enumerate(body, start=1)
            ),
            *writer.sections(draft.of_kind(SectionKind.CLOSING), "closing"),
            *([writer.section(LOG, "clearance-log")] if _prints_log(draft, is_draft) else ()),
        ),
        history=writer.sections(draft.of_kind(SectionKind.HISTORY), "history"),
        plain_english=paper.PlainEnglish(
            heading="Plain-English summary",
            questions=writer.sections(questions, "question"),
            key_message=next(iter(writer.sections(key_messages, "key-message")), None),
        )
        if questions or key_messages
        else None,
        appendices=tuple(writer.appendices()),
    )


def _numbers(numbering: Numbering) -> Iterator[str]:
    for number in count(1):
        yield "" if numbering == Numbering.NONE else str(number)


class _Writer:
    """Turns the sections of one draft into sections of the paper, counting its tables as it goes."""

    def __init__(self, draft: PaperDraft, facts: Facts) -> None:
        self.draft = draft
        self.facts = facts
        self.figures = Figures(facts, draft)
        self.entries = tuple(_entries(draft))
        self._tables = count(1)

    def sections(self, drafts: Sequence[SectionDraft], anchor: str) -> tuple[paper.Section, ...]:
        """Sections without numbers; each `anchor` is told apart by its place."""
        return tuple(
            self.section(draft, f"{anchor}-{place}") for place, draft in enumerate(drafts, start=1)
        )

    def section(self, draft: SectionDraft, anchor: str, number: str = "") -> paper.Section:
        """The section with its blocks; its paragraphs are numbered where the council numbers them."""
        is_numbered = number and self.draft.numbering == Numbering.PARAGRAPHS
        blocks = tuple(self._blocks(draft, number if is_numbered else ""))
        return paper.Section(anchor, draft.heading, blocks, number, draft.ground)

    def appendices(self) -> Iterator[paper.Appendix]:
        """The appendices, named as the council names them."""
        drafts = self.draft.of_kind(SectionKind.APPENDIX)
        for entry, draft in zip(self.entries, drafts, strict=True):
            blocks = tuple(self._blocks(draft, ""))
            if blocks:
                heading = f"Appendix {entry.letter}: {entry.title}"
                yield paper.Appendix(entry.anchor, heading, blocks, draft.ground)

    def _blocks(self, draft: SectionDraft, number: str) -> Iterator[paper.Block]:
        paragraphs = (f"{number}.{place}" if number else "" for place in count(1))
        for block in read_text(draft.text):
            if isinstance(block, Slot):
                yield from fill_slot(block.key, self._setting(block))
            else:
                yield self._block(block, draft, paragraphs)

    def _block(
        self, block: Words | Subhead | Listing | Grid, draft: SectionDraft, numbers: Iterator[str]
    ) -> paper.Block:
        match block:
            case Subhead(runs):
                return paper.Subheading(self._filled(runs), _SUBHEADING.get(draft.kind, 3))
            case Listing(items, is_ordered, levels):
                filled = tuple(self._filled(item) for item in items)
                return (paper.Points if is_ordered else paper.Bullets)(filled, levels)
            case Grid(head, rows):
                return paper.PartBlock(self._table(draft.heading, head, rows))
            case Words(runs):
                is_lead_in = all(run.bold for run in runs)  # "RECOMMENDATION: That Cabinet:"
                return paper.Paragraph(self._filled(runs), "" if is_lead_in else next(numbers))

    def _table(
        self, heading: str, head: Sequence[Runs], rows: Iterable[Sequence[Runs]]
    ) -> TablePart:
        """A table that somebody typed. It has no caption of its own, so it takes the section's heading."""
        heads, *said = ([_in_a_cell(self._filled(cell)) for cell in row] for row in (head, *rows))
        columns = zip(*said, strict=True) if said else repeat(("Words",))
        numbers = (all(map(_NUMBER.fullmatch, column)) for column in columns)
        return TablePart(
            caption=heading,
            heads=tuple(
                Head(label, is_number=place > 0 and is_number)
                for place, (label, is_number) in enumerate(zip(heads, numbers, strict=False))
            ),
            rows=tuple(Row(Cell(first), tuple(map(Cell, rest))) for first, *rest in said),
            empty=" | ".join(heads),
        )

    def _filled(self, runs: Runs) -> Runs:
        return fill_runs(runs, self.figures)

    def _setting(self, slot: Slot) -> Setting:
        return Setting(
            facts=self.facts,
            draft=self.draft,
            caption=plain(self._filled(slot.caption)),
            next_table=lambda: f"Table {next(self._tables)}",
            appendices=self.entries,
        )


def _in_a_cell(runs: Runs) -> str:
    """The words of a cell, with the address after those that lead somewhere outside the paper."""
    return "".join(
        f"{run.text} ({run.href})" if run.href and not run.href.startswith("#") else run.text
        for run in runs
    )


def _entries(draft: PaperDraft) -> Iterator[paper.AppendixEntry]:
    """The appendices as the list of them names them. One without a text is a separate document."""
    for order, section in enumerate(draft.of_kind(SectionKind.APPENDIX)):
        name = draft.appendices.name_at(order)
        anchor = f"appendix-{name.lower()}" if section.text.strip() else ""
        yield paper.AppendixEntry(name, section.heading, anchor)


def _prints_log(draft: PaperDraft, is_draft: bool) -> bool:
    """Whether the log of the paper's clearance has a section of its own: in every draft, and in the copies of a paper whose log is
    public; not where its text has a place for it."""
    if not any(step.issued_on or step.returned_on or step.confirmed_on for step in draft.steps):
        return False
    slots = {
        block.key
        for section in draft.sections
        for block in read_text(section.text)
        if isinstance(block, Slot)
    }
    return LOG_KEY not in slots and (is_draft or (draft.log_is_public and not slots & LOG_KEYS))


def _draft_note(draft: PaperDraft) -> str:
    if draft.worded_for is None:
        return ""
    return (
        f"The figures are as at {say_day(draft.as_at)}; the words around them were written for "
        f"{say_day(draft.worded_for)} and have to be read anew."
    )
