"""What a check of a text's numbers finds."""

from dataclasses import dataclass
from typing import TypeAlias

from reports.choices import Verdict

Value: TypeAlias = int | float | str
"""A number as a number; a date or the name of an appendix as it stands in the text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of a text, held against the figures.

    `text` is the shortest phrase that holds the number, at `start` to `end` of the text that was checked. `expected` is the
    true figure, None where it cannot be told. `reason` says in a sentence what it was held against, or why nothing can
    be told. `rows` are the references of the actions (or risks) that make the true figure.
    """

    text: str
    value: Value
    verdict: Verdict
    expected: Value | None
    reason: str
    start: int
    end: int
    rows: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it is not the figure."""
        return self.verdict == Verdict.DIFFERS


@dataclass(frozen=True, slots=True)
class PaperClaim:
    """A claim in a section of a paper; `section_key` is the section's row, 0 for none."""

    section_key: int
    claim: Claim
