"""What a check of a text's numbers finds."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from reports.choices import Verdict

Value: TypeAlias = int | float | str
"""A number as a number; a date or the name of an appendix as it stands in the text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of a text, held against the figures.

    `text` is the shortest phrase that holds the number, at `start` to `end` of the text that was checked. `expected` is the
    true figure, None where it cannot be told. `reason` says in a sentence what it was held against, or why nothing can
    be told. `rows` are the references of the actions (or risks) that make the true figure. `sentence` is what it stands in, as
    it was typed; `is_over_a_block` where that is the caption of a block.
    """

    text: str
    value: Value
    verdict: Verdict
    expected: Value | None
    reason: str
    start: int
    end: int
    rows: tuple[str, ...] = ()
    sentence: str = ""
    is_over_a_block: bool = False

    @property
    def differs(self) -> bool:
        """Whether it is not the figure."""
        return self.verdict == Verdict.DIFFERS


class Part(Enum):
    """What of a paper a claim stands in."""

    TITLE = "the title"
    HEADING = "a section's heading"
    TEXT = "a section's text"
    CAPTION = "what stands over a block of the section"


@dataclass(frozen=True, slots=True)
class PaperClaim:
    """A claim in a paper: in the part of its section that `part` says; `section_key` is the section's row, 0 for the paper's title."""

    section_key: int
    claim: Claim
    part: Part = Part.TEXT
