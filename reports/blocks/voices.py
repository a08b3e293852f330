"""The block filled from what families and young people said: "You said, we did"."""

from collections.abc import Iterable

from actions.parts.voices import voices_table
from reports import paper
from reports.blocks.setting import BlockKind, Setting


def _voices(setting: Setting) -> Iterable[paper.Block]:
    """What may be published, and nothing else: a paper is read by everybody."""
    published = [each for each in setting.facts.voices if each.is_published and each.is_answered]
    references = {line.action_id: line.reference for line in setting.facts.position.lines}
    yield paper.PartBlock(voices_table(published, references, setting.caption))


KINDS = (BlockKind("voices", "You said, we did", "You said, we did", _voices),)
