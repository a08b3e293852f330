"""The blocks there are, by key."""

from collections.abc import Iterable
from dataclasses import replace

from reports.blocks import actions, clearance
from reports.blocks.setting import BlockKind, Setting
from reports.paper import Block

BLOCKS: dict[str, BlockKind] = {each.key: each for each in (*actions.KINDS, *clearance.KINDS)}
"""Key -> block, in the order in which they are offered."""


class UnknownBlock(ValueError):
    """The text names a block that there is not."""


def fill_slot(key: str, setting: Setting) -> Iterable[Block]:
    """The blocks that stand for the key. Raises UnknownBlock."""
    kind = BLOCKS.get(key)
    if kind is None:
        raise UnknownBlock(f"There is no block [[{key}]].")
    return kind.fill(setting if setting.caption else replace(setting, caption=kind.caption))
