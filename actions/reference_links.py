"""References of actions written in a text, found by the plan's own references.

`1B ii`, `1Bii` and `1b-ii` name an action of a plan that has 1B ii. What could be an ordinary word or number
names one only where it is written as the plan prints it, or after the word "action":

- letters without a digit, and whole numbers, only after "action" or "actions"; numbers also in a list
  after it ("actions 3, 4 and 7");
- one number, dot and number (2.1) where it stands alone as a word, written as printed: not as a sum, a time, a date, a
  percentage, a quantity ("2.1 million", "2.1 FTE"), or a number of something else ("section 2.1", "version 2.1", "tables
  2.1 and 2.2"); after "action" always; with two dots it is taken;
- one letter group and one number (A4, 1B) as printed, capitals included;
- three parts and more (1B ii, 2F iii) in any case, and with a space, a hyphen or nothing between.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from actions.position import Position
from wsoa.templatetags.prose import escaped

_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+")
_BETWEEN = re.compile(r"[ \u00a0]?[-.\u2011/]?[ \u00a0]?\Z")
_AFTER_ACTION = re.compile(r"\bactions?[ \u00a0]+\Z", re.IGNORECASE)
_GOES_ON = re.compile(r",|,? ?(?:and|or|to|&|–|-|/)", re.IGNORECASE)
_DOTTED = re.compile(r"\d+\.\d+")
_MORE_NUMBERS = r"(?:\d+(?:\.\d+)*[ \u00a0]*(?:,|,? ?(?:and|or|to|&|-|–))[ \u00a0]*)*"
_OF_SOMETHING_ELSE = re.compile(
    r"(?:\b(?:sections?|paragraphs?|paras?|tables?|appendix|appendices|annex(?:es)?|figures?|fig|charts?|chapters?"
    r"|parts?|pages?|pp?|clauses?|articles?|regulations?|schedules?|items?|recommendations?|questions?|measures?"
    r"|risks?|standards?|versions?|releases?|v|at|gbp)\.?|§)[ \u00a0]*" + _MORE_NUMBERS + r"\Z",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"(?:[ \u00a0]?(?:to|and|or|-|–)[ \u00a0]?[£$€]?\d+(?:\.\d+)?)*[ \u00a0]?"
    r"(?:%|per ?cent|percentage|(?:hundred|thousand|million|billion|m|bn|k|fte|wte|points?|times|hours?|hrs?|minutes?|mins?"
    r"|days?|weeks?|months?|years?|[ap]\.?m|o.clock|pence|pounds|miles?|km|out of)\b)",
    re.IGNORECASE,
)
_REACH = 80
"""How far before and after a number what it may be a number of is looked for."""
_MAX_WORDS = 5
_SUMS = "£$€#@/\\"


@dataclass(frozen=True, slots=True)
class _Named:
    """An action that a text may name."""

    slug: str
    title: str
    is_plain: bool
    is_dotted: bool


@dataclass(frozen=True, slots=True)
class ReferenceLinks:
    """The references of one Position, ready to be found in texts; `address` gives the page of a slug."""

    address: Callable[[str], str]
    printed: Mapping[str, _Named]
    folded: Mapping[str, _Named]
    starts: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, position: Position, address: Callable[[str], str]) -> "ReferenceLinks":
        """Those of the actions live on the Position's day."""
        printed: dict[str, _Named] = {}
        folded: dict[str, _Named] = {}
        for line in position.lines:
            reference = " ".join(line.reference.split())
            parts = _PARTS.findall(reference)
            named = _Named(
                line.slug,
                line.title,
                _is_plain(reference, parts),
                _DOTTED.fullmatch(reference) is not None,
            )
            printed[reference] = named
            if not named.is_plain:
                printed.setdefault(reference.replace(" ", ""), named)
            if len(parts) >= 3:
                for between in (" ", "", "-"):
                    folded.setdefault(reference.replace(" ", between).casefold(), named)
        starts = {_WORD.findall(each)[0].casefold() for each in (*printed, *folded)}
        return cls(address, printed, folded, frozenset(starts))

    def link(self, text: str) -> SafeString:
        """The text, escaped, with each reference in it as a link to its action."""
        pieces: list[SafeString] = []
        end = 0
        for start, stop, named in self._found(text):
            pieces.append(escaped(text[end:start]))
            pieces.append(
                format_html(
                    '<a class="govuk-link" href="{}" title="{}">{}</a>',
                    self.address(named.slug),
                    named.title[:200],
                    text[start:stop],
                )
            )
            end = stop
        pieces.append(escaped(text[end:]))
        return mark_safe("".join(pieces))  # noqa: S308 - each piece was escaped

    def _found(self, text: str) -> Iterator[tuple[int, int, _Named]]:
        words = list(_WORD.finditer(text))
        index, last = 0, -1
        while index < len(words):
            if words[index][0].casefold() not in self.starts:
                index += 1
                continue
            start = words[index].start()
            said = bool(_AFTER_ACTION.search(text[max(start - 12, 0) : start]))
            goes_on = last >= 0 and bool(_GOES_ON.fullmatch(text[last:start].strip(" \u00a0")))
            found = self._longest(text, words, index, after_action=said or goes_on)
            if found is None or (goes_on and words[index][0].isalpha()):
                index += 1
                continue
            count, named = found
            stop = words[index + count - 1].end()
            yield start, stop, named
            index += count
            last = stop if said or goes_on else -1

    def _longest(
        self, text: str, words: list[re.Match[str]], index: int, *, after_action: bool
    ) -> tuple[int, _Named] | None:
        """How many words from the index on name an action, and which."""
        start = words[index].start()
        if start and text[start - 1] in f"_{_SUMS}":
            return None
        if start > 1 and text[start - 1] in ".,:" and text[start - 2].isdigit():
            return None
        for count in range(min(_MAX_WORDS, len(words) - index), 0, -1):
            if not _close(text, words[index : index + count]):
                continue
            stop = words[index + count - 1].end()
            if _runs_on(text, stop):
                continue
            written = " ".join(text[start:stop].replace("\u00a0", " ").split())
            named = self.printed.get(written) or self.folded.get(written.casefold())
            if named is not None and (
                after_action
                or not named.is_plain
                or (named.is_dotted and _stands_alone(text, start, stop))
            ):
                return count, named
        return None


def _is_plain(reference: str, parts: list[str]) -> bool:
    """Whether the reference could be an ordinary word or number."""
    numbers = sum(part.isdigit() for part in parts)
    letters = len(parts) - numbers
    return not numbers or (not letters and numbers < 3)


def _stands_alone(text: str, start: int, stop: int) -> bool:
    """Whether nothing around a number makes it a sum, a time, a quantity or a number of something else."""
    before = text[max(start - _REACH, 0) : start]
    if before[-1:] in "-−–+~<>=≈×*" and before[-1:] and not before[-2:-1].isdigit():
        return False
    if _OF_SOMETHING_ELSE.search(before):
        return False
    return _QUANTITY.match(text[stop : stop + _REACH]) is None


def _close(text: str, words: Iterable[re.Match[str]]) -> bool:
    """Whether no more than a space, a hyphen, a dot or a stroke parts the words."""
    listed = list(words)
    return all(
        _BETWEEN.match(text[one.end() : other.start()]) for one, other in itertools.pairwise(listed)
    )


def _runs_on(text: str, stop: int) -> bool:
    """Whether what comes next makes a longer number, a sum or a word of it."""
    after = text[stop : stop + 2]
    if after[:1] in ("%", "_", "@"):
        return True
    return len(after) == 2 and after[0] in ".,:/" and after[1].isdigit()
