"""A sentence while its numbers are read, and what its paragraph spoke of before."""

import re
from dataclasses import dataclass, field

from reports.claims.dates import Mentions
from reports.claims.numbers import Number
from reports.claims.reading import Reading
from reports.claims.script import Span, Unit

_AND = re.compile(r"\s*(?:,|,?\s*and|,?\s*with)\s+")
_CLAUSE = re.compile(r"[;:]")


@dataclass(slots=True)
class Topic:
    """What a paragraph spoke of last: where, whether it was the actions, and otherwise what. `previous` is the last number of actions
    that was understood."""

    place: int = -1
    is_actions: bool = True
    unknown: str = ""
    previous: Reading | None = None

    def see(self, number: Number, *, is_actions: bool, unknown: str = "") -> None:
        """A number of something."""
        self.place, self.is_actions, self.unknown = number.start, is_actions, unknown


@dataclass(slots=True)
class Sentence:
    """A sentence of a script. `shown` is the script with what is left alone hidden; `shares` and `wholes` are those of pairing.py.

    `may_be_actions`: the text has spoken of the plan, so that a number without a noun may be one of actions.
    """

    shown: str
    plain: str
    dates: Mentions
    span: Span
    unit: Unit
    numbers: list[Number]
    shares: dict[int, int]
    wholes: dict[int, int]
    topic: Topic
    may_be_actions: bool
    readings: dict[int, Reading] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its words."""
        return self.plain[self.span.start : self.span.end]

    @property
    def around(self) -> str:
        """Its words with those of the paragraph around it."""
        first = max(self.unit.start, self.span.start - 600)
        return self.plain[first : min(self.unit.end, self.span.end + 300)]

    def limit(self, place: int) -> int:
        """Where the words end that follow a number: at the next one, or at the end."""
        following = (
            each for each in range(place + 1, len(self.numbers)) if each not in self.shares
        )
        after = next(following, None)
        return self.span.end if after is None else self.numbers[after].lead

    def clause_start(self, number: Number) -> int:
        """Where the number's clause begins."""
        start = self.span.start
        for found in _CLAUSE.finditer(self.shown, start, number.lead):
            start = found.end()
        return start

    def left(self, number: Number, far: int) -> str:
        """What stands before the number, so many characters of it."""
        return self.shown[max(self.span.start, number.lead - far) : number.lead]

    def is_listed_after_whole(self, number: Number) -> bool:
        """Whether it is listed after a number that counts all of its kind: "eight themes and 107 actions"."""
        place = self.numbers.index(number)
        before = self.readings.get(place - 1)
        if before is None or not before.is_whole:
            return False
        return bool(_AND.fullmatch(self.shown, before.end, number.lead))

    def near(self, number: Number) -> str:
        """The words from the number before to the number after it."""
        place = self.numbers.index(number)
        first = self.numbers[place - 1].end if place else self.clause_start(number)
        last = self.numbers[place + 1].lead if place + 1 < len(self.numbers) else self.span.end
        return self.plain[max(first, self.clause_start(number)) : last]

    def speaks_of_risks(self, place: int) -> bool:
        """Whether the number before is one of risks."""
        before = self.readings.get(place - 1)
        return before is not None and before.noun == "risks"

    def is_one(self, number: Number) -> bool:
        """Whether it is a "one" that need not be a number."""
        return self.plain[number.start : number.end] == "one"
