"""The numbers of a script: digits, words up to thousands, percentages, halves and thirds, and what is said to be none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from reports.claims.leaving import ONES, TEENS, TENS, WORD


class How(Enum):
    """How exactly a number is meant."""

    EXACT = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just over"
    MORE = "more than"
    LEAST = "at least"
    FEWER = "fewer than"
    MOST = "at most"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start` to `end`; `lead` is where the words before it that belong to it begin ("about 50 %").

    A percentage (`is_share`) is of a hundred. `is_loose` is half, a third and the like.
    """

    start: int
    end: int
    lead: int
    value: Decimal
    how: How = How.EXACT
    is_share: bool = False
    is_loose: bool = False
    is_digits: bool = True
    is_but: bool = False
    """Whether it says of how many the rest is not true: "all but three"."""

    @property
    def plain(self) -> int | float:
        """The value as a number of Python."""
        if self.value == int(self.value):
            return int(self.value)
        return round(float(self.value), 2) if self.is_loose else float(self.value)

    @property
    def decimals(self) -> int:
        """How many places it is given to."""
        if self.is_loose:
            return 0
        exponent = self.value.as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0


_ONE_WORD = {word: place for place, word in enumerate([*ONES, *TEENS], start=1)} | {
    word: (place + 2) * 10 for place, word in enumerate(TENS)
}
_HUNDRED = rf"(?:(?:a|{WORD})\s+hundred(?:\s+and\s+{WORD})?|{WORD})"
_THOUSAND = rf"(?:(?:a|{WORD})\s+thousand(?:(?:,|\s+and)?\s+{_HUNDRED})?|{_HUNDRED})"
_SHARE = r"\s?%|\s?per\s?cent\b|\s?percent\b"
_FOUND = re.compile(
    rf"(?P<digits>(?:(?<![\w.,§¶/–-])|(?<=[0-9]/))(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,15}})(?:\.[0-9]{{1,6}})?)(?P<share>{_SHARE})?(?![\w§¶]|[.,][0-9])"
    rf"|(?<![\w-])(?P<in_ten>(?P<part>{WORD}|[1-9])\s+in\s+(?:every\s+)?(?P<of>{WORD}|[1-9][0-9]?))(?=\s+(?:of|actions?|are|is|has|have)\b)"
    rf"|(?<![\w-])(?P<dozen>(?:half\s+a|a|{WORD})\s+dozen)(?![\w-])"
    r"|(?<![\w-])(?P<few>a\s+couple\s+of|a\s+pair\s+of|(?:just\s+)?(?:a|one)\s+(?:single|sole|lone))(?=\s+(?:[a-z'-]+\s+){0,3}actions?\b(?!\s+plan))"
    rf"|(?<![\w-])(?P<loose>(?:two[-\s]thirds|(?:a|one)[-\s]third|three[-\s]quarters|(?:a|one)[-\s]quarter|half)(?=\s+(?:of|the)\b))"
    rf"|(?<![\w§¶-])(?P<words>{_THOUSAND})(?P<word_share>{_SHARE})?(?![\w§¶]|-[a-z])"
    rf"|(?<![\w-])(?P<none>none|no|zero|nil)(?![\w-])"
)
_BUT = re.compile(r"\ball\s+but\s+$")
_LOOSE = {
    "two thirds": Decimal(200) / 3,
    "third": Decimal(100) / 3,
    "three quarters": Decimal(75),
    "quarter": Decimal(25),
    "half": Decimal(50),
}
_HOW = re.compile(
    r"\b(?P<how>about|around|approximately|approx\.?|roughly|some|circa|c\.?|in the region of|nearly|almost|close to|just under|"
    r"just over|a little over|slightly more than|over|more than|at least|no fewer than|no less than|fewer than|less than|at most|"
    r"up to|no more than)\s+(?:a\s+)?$"
)
_WHICH = {
    How.ABOUT: "about around approximately approx roughly some circa c",
    How.NEARLY: "nearly almost",
    How.MORE: "over",
}
_BY_WORD = {word: how for how, words in _WHICH.items() for word in words.split()} | {
    "in the region of": How.ABOUT,
    "close to": How.NEARLY,
    "just under": How.NEARLY,
    "just over": How.JUST_OVER,
    "a little over": How.JUST_OVER,
    "slightly more than": How.JUST_OVER,
    "more than": How.MORE,
    "at least": How.LEAST,
    "no fewer than": How.LEAST,
    "no less than": How.LEAST,
    "fewer than": How.FEWER,
    "less than": How.FEWER,
    "at most": How.MOST,
    "up to": How.MOST,
    "no more than": How.MOST,
}


def numbers(shown: str) -> Iterator[Number]:
    """The numbers of a script with what is left alone hidden, in order."""
    for match in _FOUND.finditer(shown):
        lead, how = _lead(shown, match.start())
        but = _BUT.search(shown, max(lead - 12, 0), lead)
        if but and how == How.EXACT:
            lead = but.start()
        kind = match.lastgroup
        share = bool(match["share"] or match["word_share"])
        if match["digits"]:
            value = Decimal(match["digits"].replace(",", ""))
        elif match["loose"]:
            words = re.sub(r"[-\s]+", " ", match["loose"])
            value = _LOOSE[re.sub(r"^(?:a|one) ", "", words)]
            yield Number(match.start(), match.end(), lead, value, how, True, True, False)
            continue
        elif match["in_ten"]:
            part, whole = _count(match["part"]), _count(match["of"])
            if part >= whole:
                continue
            value = (part * 100 / whole).quantize(Decimal("0.0001"))
            yield Number(match.start(), match.end(), lead, value, how, True, True, False)
            continue
        elif match["dozen"]:
            before = match["dozen"].split()[0]
            value = Decimal(6 if before == "half" else 12 * (_ONE_WORD.get(before) or 1))
            how = How.ABOUT if how == How.EXACT else how
            yield Number(match.start(), match.end(), lead, value, how, is_digits=False)
            continue
        elif match["few"]:
            how = How.ABOUT if how == How.EXACT and "couple" in match["few"] else how
            value = Decimal(2 if match["few"].endswith("of") else 1)
            yield Number(match.start(), match.end(), lead, value, how, is_digits=False)
            continue
        elif match["none"]:
            value = Decimal(0)
        else:
            value = Decimal(read_words(match["words"]))
        yield Number(
            match.start(),
            match.end(),
            lead,
            value,
            how,
            share,
            False,
            kind in ("digits", "share"),
            but is not None and how == How.EXACT and not share and value > 0,
        )


def _count(text: str) -> Decimal:
    return Decimal(text) if text.isdigit() else Decimal(read_words(text))


def read_words(text: str) -> int:
    """A number in words. The words have to be those of one."""
    total = part = 0
    for word in re.split(r"[-\s,]+", text):
        if word == "hundred":
            part = (part or 1) * 100
        elif word == "thousand":
            total, part = (part or 1) * 1000, 0
        elif word == "a":
            part = 1
        elif word != "and":
            part += _ONE_WORD[word]
    return total + part


def _lead(shown: str, start: int) -> tuple[int, How]:
    found = _HOW.search(shown, max(start - 24, 0), start)
    if found is None:
        return start, How.EXACT
    return found.start(), _BY_WORD[found["how"].rstrip(".")]


def fits(number: Number, true: Decimal) -> bool:
    """Whether a true count, or a true share in per cent, is what the number says.

    A count is exact; "about" allows for a twentieth, at least 1. A percentage is rounded to the places it has, either way at a half;
    "about" and halves, thirds and quarters allow for 2.5 points. "Nearly" and "just over" allow for twice as much, on their side, and for a count of up to three in twenty.
    """
    said = number.value
    if number.is_share:
        exact = Decimal("0.5").scaleb(-number.decimals)
        slack = Decimal("2.5")
    else:
        exact = Decimal(0)
        slack = max(Decimal(1), said / 20)
    wide = 2 * slack if number.is_share else 3 * slack
    if number.is_loose and number.how == How.EXACT:
        return abs(true - said) <= slack
    match number.how:
        case How.ABOUT:
            return abs(true - said) <= slack
        case How.NEARLY:
            return Decimal(0) <= said - true <= wide
        case How.JUST_OVER:
            return Decimal(0) <= true - said <= wide
        case How.MORE:
            return true > said
        case How.LEAST:
            return true >= said
        case How.FEWER:
            return true < said
        case How.MOST:
            return true <= said
        case _:
            return abs(true - said) <= exact
