"""The menu from which an officer inserts a block, beside that of figures (reports/figures/menu.py)."""

from dataclasses import dataclass

from reports.blocks import BLOCKS
from reports.facts import Facts


@dataclass(frozen=True, slots=True)
class Insert:
    """Something to insert: what the menu calls it, and what is written for it."""

    title: str
    code: str


def block_menu(facts: Facts) -> tuple[Insert, ...]:
    """The blocks that data fill; one that has to be told of what it is stands once for everything that it may be told."""
    found = (insert for kind in BLOCKS.values() for insert in kind.inserts(facts))
    return tuple(Insert(title, code) for title, code in found)
