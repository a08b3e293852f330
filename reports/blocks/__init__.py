"""What data fill in a paper: `[[table-1: caption]]` in its text stands for the block of that key."""

from reports.blocks.registry import BLOCKS, BlockKind, Setting, UnknownBlock, fill_slot

__all__ = ["BLOCKS", "BlockKind", "Setting", "UnknownBlock", "fill_slot"]
