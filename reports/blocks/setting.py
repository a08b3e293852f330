"""What a block is filled from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from reports.drafts import PaperDraft
from reports.facts import Facts
from reports.paper import AppendixEntry, Block, Paragraph, PartBlock
from reports.text import Run
from wsoa.parts import TablePart


@dataclass(frozen=True, slots=True)
class Setting:
    """The facts and the paper that a block stands in, and its caption with its figures filled, "" where none was typed.

    `argument` is what the block is of, for a kind that takes one: the measure in `[[measure-chart: 3]]`. `next_table` gives
    the name of the paper's next table ("Table 2"); a block that has none does not ask. `appendices` are the paper's own.
    """

    facts: Facts
    draft: PaperDraft
    caption: str
    next_table: Callable[[], str]
    appendices: tuple[AppendixEntry, ...] = ()
    argument: str = ""


Filler: TypeAlias = Callable[[Setting], Iterable[Block]]
Choices: TypeAlias = Callable[[Facts], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A block that a paper can hold. `title` is what the officer chooses, `caption` what it is called where no caption is typed.

    `takes` says what the block has to be told of, such as "a measure, by its number or name"; "" for one that needs nothing. It is typed
    before the caption, with a colon between: `[[measure-chart: 3: Assessments on time]]`. `choices` gives what it may be told in a plan, each
    with what it is called; None where it may be told nothing, or anything.
    """

    key: str
    title: str
    caption: str
    fill: Filler
    takes: str = ""
    choices: Choices | None = None

    def inserts(self, facts: Facts) -> Iterator[tuple[str, str]]:
        """What an officer may choose, each as a title and what is written for it: once, or once for everything that it may be told."""
        if self.choices is None:
            yield self.title, f"[[{self.key}]]"
            return
        for told, called in self.choices(facts):
            yield f"{self.title}: {called}", f"[[{self.key}: {told}]]"


def sentence(text: str) -> Paragraph:
    """A plain sentence, such as that there is nothing to show."""
    return Paragraph((Run(text),))


def tabled(part: TablePart, caption: str) -> PartBlock:
    """The table under the caption."""
    return PartBlock(replace(part, caption=caption))
