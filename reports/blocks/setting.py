"""What a block is filled from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from reports.drafts import PaperDraft
from reports.facts import Facts
from reports.paper import AppendixEntry, Block


@dataclass(frozen=True, slots=True)
class Setting:
    """The facts and the paper that a block stands in, and its caption with its figures filled, "" where none was typed.

    `next_table` gives the name of the paper's next table ("Table 2"); a block that has none does not ask. `appendices` are
    the paper's own.
    """

    facts: Facts
    draft: PaperDraft
    caption: str
    next_table: Callable[[], str]
    appendices: tuple[AppendixEntry, ...] = ()


Filler: TypeAlias = Callable[[Setting], Iterable[Block]]


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A block that a paper can hold. `title` is what the officer chooses, `caption` what it is called where no caption is typed."""

    key: str
    title: str
    caption: str
    fill: Filler
