"""Names of appendices that cannot both be right: letters beside numbers, and one that the paper has not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.choices import AppendixNaming, Verdict
from reports.claims.script import Script
from reports.claims.values import Claim

_NAMED = re.compile(
    r"\bappendi(?:x|ces)\s+(?P<first>[a-z]|[0-9]{1,2})\b(?!['’])(?P<more>(?:\s*(?:,|and|to|&)\s*(?:[a-z]|[0-9]{1,2})\b(?=[\s,.;:)]|$)(?!\s+[a-z]{2,}\s+of))*)"
    r"(?!\s+(?:of|to)\s+(?!the\s+(?:report|paper|present)|this))"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Naming:
    """How a paper names its appendices, and how many it has; `count` is None where nobody knows."""

    style: AppendixNaming
    count: int | None = None

    def name(self, place: int) -> str:
        """The appendix at the place, from 0."""
        return self.style.name_at(place)


@dataclass(frozen=True, slots=True)
class Named:
    """An appendix as a text names it."""

    name: str
    start: int
    end: int

    @property
    def style(self) -> AppendixNaming:
        """By letter or by number."""
        return AppendixNaming.NUMBERS if self.name.isdigit() else AppendixNaming.LETTERS

    @property
    def place(self) -> int:
        """Which it is, from 0."""
        return int(self.name) - 1 if self.name.isdigit() else _LETTERS.index(self.name)


def appendices(script: Script) -> Iterator[Named]:
    """The appendices that a script names, in order."""
    plain = script.plain.replace("\n", " ")
    for found in _NAMED.finditer(plain):
        if (
            found["first"] == "a"
            and found["more"] == ""
            and re.match(
                r"\s+(?!is|was|to|of|and|has|shows|sets|gives|holds|for|in|at|below|above|attached)[a-z]{3,}\s",
                plain[found.end() :][:30],
            )
        ):
            continue
        yield Named(found["first"], found.start(), found.end("first"))


def naming_of(found: Sequence[Named]) -> Naming | None:
    """How the text itself names them: the way of the first."""
    return Naming(found[0].style) if found else None


def appendix_claims(
    script: Script, found: Sequence[Named], naming: Naming | None
) -> Iterator[Claim]:
    """The names that do not fit."""
    for each in found:
        said, first, last = script.said(each.start, each.end)
        value = said.split()[-1]
        if naming is None:
            continue
        right = f"Appendix {naming.name(max(each.place, 0))}"
        if each.style != naming.style:
            other = "letters" if naming.style == AppendixNaming.LETTERS else "numbers"
            yield Claim(
                said,
                value,
                Verdict.DIFFERS,
                right,
                f"Appendices have {other} here: {right} elsewhere.",
                first,
                last,
            )
        elif naming.count is not None and each.place >= naming.count:
            many = f"{naming.count} appendices" if naming.count != 1 else "1 appendix"
            last_name = f"Appendix {naming.name(naming.count - 1)}" if naming.count else "none"
            yield Claim(
                said,
                value,
                Verdict.DIFFERS,
                last_name,
                f"The paper has {many if naming.count else 'no appendix'}.",
                first,
                last,
            )
