"""The blocks there are, by key."""

from collections.abc import Iterable
from dataclasses import replace

from reports.blocks import (
    actions,
    boards,
    clearance,
    exceptions,
    inspection,
    measures,
    papers,
    progress,
    risks,
    strategies,
    voices,
)
from reports.blocks.setting import BlockKind, Setting
from reports.paper import Block

BLOCKS: dict[str, BlockKind] = {
    each.key: each
    for each in (
        *actions.KINDS,
        *progress.KINDS,
        *exceptions.KINDS,
        *measures.KINDS,
        *risks.KINDS,
        *inspection.KINDS,
        *strategies.KINDS,
        *voices.KINDS,
        *boards.KINDS,
        *papers.KINDS,
        *clearance.KINDS,
    )
}
"""Key -> block, in the order in which they are offered."""


class UnknownBlock(ValueError):
    """The text names a block that there is not."""


def fill_slot(key: str, setting: Setting) -> Iterable[Block]:
    """The blocks that stand for the key. Raises UnknownBlock."""
    kind = BLOCKS.get(key)
    if kind is None:
        raise UnknownBlock(f"There is no block [[{key}]].")
    argument, caption = "", setting.caption
    if kind.takes:
        argument, _, caption = (each.strip() for each in setting.caption.partition(":"))
    return kind.fill(replace(setting, argument=argument, caption=caption or kind.caption))
