"""How long a paper is, in words of its public text."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.choices import SectionKind
from reports.drafts import PaperDraft
from reports.text import Grid, Listing, Runs, Slot, read_text

NOT_COUNTED = (SectionKind.HEADER, SectionKind.HISTORY, SectionKind.APPENDIX)
"""What stands around the text of a paper."""


@dataclass(frozen=True, slots=True)
class Length:
    """The words of a paper against its committee's limit, 0 where there is none."""

    words: int
    limit: int

    @property
    def over(self) -> int:
        """How many words are too many; 0 where none is."""
        return max(self.words - self.limit, 0) if self.limit else 0

    @property
    def left(self) -> int:
        """How many words there is room for."""
        return max(self.limit - self.words, 0)

    @property
    def meter_max(self) -> int:
        """The end of the meter."""
        return max(self.limit, self.words, 1)


def length_of(draft: PaperDraft, limit: int) -> Length:
    """The words that people wrote and the public will read. A figure is one word; what data fill is not counted."""
    words = sum(
        count_words(section.text)
        for section in draft.sections
        if not section.ground and section.kind not in NOT_COUNTED
    )
    return Length(words, limit)


def count_words(text: str) -> int:
    """The words of a text as it will read: no signs of Markdown, no addresses, a figure as one word."""
    return sum(len(_read(runs).split()) for runs in _written(text))


def _read(runs: Runs) -> str:
    return "".join("0" if run.figure else run.text for run in runs)


def _written(text: str) -> Iterator[Runs]:
    for block in read_text(text):
        match block:
            case Slot():
                continue
            case Listing(items):
                yield from items
            case Grid(head, rows):
                for row in (head, *rows):
                    yield from row
            case _:
                yield block.runs
