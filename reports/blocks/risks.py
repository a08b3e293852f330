"""The block filled from the plan's risks."""

from collections.abc import Iterable

from actions.parts.risks import risk_block_part
from reports import paper
from reports.blocks.setting import BlockKind, Setting, tabled


def _table(setting: Setting) -> Iterable[paper.Block]:
    yield tabled(risk_block_part(setting.facts.risks), setting.caption)


KINDS = (BlockKind("risk-table", "Risks, with what is done and their rating", "Risks", _table),)
