"""What a text of a paper is made of: paragraphs, subheadings, lists, tables, and slots that data fill."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `href` is where it leads, "" for nowhere. `figure` is the name in braces of the
    figure that it is bound to, "" for words that somebody typed; until it is filled, the text is the name in its braces."""

    text: str
    bold: bool = False
    href: str = ""
    figure: str = ""


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside a section."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, bulleted or `is_ordered`. The items of lists inside it follow the item that they belong to: `levels` says how deep each
    is, 0 for its own, and is empty where all are. Inner lists are bulleted, however they were typed."""

    items: tuple[Runs, ...]
    is_ordered: bool = False
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that somebody typed. Its first column heads the rows; every row is as long as the head."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of its own that data fill, such as `[[table-1: Progress as at {as_at}]]`: the block's key and its caption."""

    key: str
    caption: Runs = ()


TextBlock: TypeAlias = Words | Subhead | Listing | Grid | Slot


def plain(runs: Iterable[Run]) -> str:
    """The text alone."""
    return "".join(run.text for run in runs)
