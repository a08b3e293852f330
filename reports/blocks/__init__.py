"""What data fill in a paper: `[[table-1: caption]]` in its text stands for the block of that key."""

from reports.blocks.registry import BLOCKS, UnknownBlock, fill_slot
from reports.blocks.setting import BlockKind, Setting

__all__ = ["BLOCKS", "BlockKind", "Setting", "UnknownBlock", "fill_slot"]
