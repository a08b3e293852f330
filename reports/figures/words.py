"""Numbers in words, and words that agree with a number."""

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = ("", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split())


def in_words(number: int) -> str:
    """Numbers below a hundred as words, larger ones as digits with separators."""
    if not 0 <= number < 100:
        return f"{number:,}"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def in_percent(number: int, whole: int) -> str:
    """The part of a whole, in whole per cent, a half rounded up: 18 of 46 is 39%, and none of nothing 0%. Few are never said to be none,
    nor nearly all to be all."""
    percent = (200 * number + whole) // (2 * whole) if whole else 0
    if number and not percent:
        return "less than 1%"
    return "more than 99%" if percent == 100 and number < whole else f"{percent}%"


_BEGINS = re.compile(r"(?:^|\n|[.!?][\"'”’)\]]*\s+)$")
_GOES_ON = re.compile(
    r"\b(?:e\.g|i\.e|etc|approx|vs|no|nos|para|fig|st|dr|mr|mrs|ms|cllr)\.\s+$", re.IGNORECASE
)


def agreeing(number: int, one: str, several: str) -> str:
    """The word that agrees with a number: `is` with 1, `are` with 0, 2 and more."""
    return one if number == 1 else several


def begins_a_sentence(before: str) -> bool:
    """Whether what follows on these words begins a sentence."""
    return bool(_BEGINS.search(before)) and not _GOES_ON.search(before)


def capitalised(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
