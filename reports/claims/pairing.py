"""Numbers of a sentence that belong together: a part and its whole, and the percentage beside them in brackets."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reports.claims.numbers import Number

_FAR = 90
"""Characters between two numbers beyond which they do not belong together."""
_PART_OF = re.compile(
    r"\s*/\s*$|\s*(?:\([^()]{0,40}\)\s*)?(?P<own>(?:[a-z-]+\s+){0,2}actions?\s+)?(?:out\s+)?of\s+(?:a\s+total\s+of\s+|the\s+total\s+of\s+|the\s+|these\s+|those\s+|our\s+|its\s+|all\s+)*(?:[§a-z ]{1,40}'s\s+)?$"
)
_OF_WHOLE = re.compile(
    r"(?:^\s*|[,;:(–]\s*|\b(?:and|that|but)\s+)(?:out\s+)?of\s+(?:a\s+total\s+of\s+|the\s+|these\s+|those\s+|our\s+|its\s+|all\s+)*$"
)
_BRACKETED = re.compile(
    r"[^.;§]{0,70}?(?:\(|,\s*or|,)\s*(?:or\s+|i\.e\.\s*|that\s+is\s+|equal\s+to\s+|equivalent\s+to\s+)?$"
)
_END_OF_CLAUSE = re.compile(r"[;.]")

Places = dict[int, int]


def shares_beside(shown: str, numbers: Sequence[Number]) -> Places:
    """Place of a percentage -> place of the count beside it: `18 (40%)`, `18 of 46, or 40%,`, `40% (18 of 46)`."""
    found: Places = {}
    for place, number in enumerate(numbers):
        if not number.is_share:
            continue
        if _opens(shown, numbers, place):
            found[place] = place + 1
            continue
        before = place - 1
        while before in found:
            before -= 1
        if before >= 0 and not numbers[before].is_share and _closes(shown, numbers[before], number):
            found[place] = before
    return found


def _opens(shown: str, numbers: Sequence[Number], place: int) -> bool:
    """Whether the two numbers that it is a share of follow it."""
    if place + 2 >= len(numbers):
        return False
    number, part, whole = numbers[place : place + 3]
    opened = shown[number.end : part.lead]
    between = shown[part.end : whole.lead]
    return (
        opened.strip() in ("(", ",", "(or")
        and len(between) < _FAR
        and bool(_PART_OF.fullmatch(between))
    )


def _closes(shown: str, count: Number, share: Number) -> bool:
    """Whether it stands in brackets, or between commas, behind the count."""
    between = shown[count.end : share.lead]
    after = shown[share.end : share.end + 1]
    if len(between) >= _FAR or not _BRACKETED.fullmatch(between):
        return False
    return after == ")" or (after == "," and "," in between)


def wholes_of(
    shown: str, numbers: Sequence[Number], shares: Mapping[int, int], start: int
) -> Places:
    """Place of a part -> place of its whole: `A of B`, and `of the B ..., A and C`. The sentence begins at `start`."""
    found: Places = {}
    taken: set[int] = set()
    whole: int | None = None
    for place, following in _in_turn(numbers, shares):
        number = numbers[place]
        if following is not None and _is_part(shown, number, numbers[following]):
            found[place] = following
            taken.add(following)
        elif place in taken:
            continue
        elif not number.is_share and _OF_WHOLE.search(
            shown[max(start, number.lead - 60) : number.lead]
        ):
            whole = place
        elif whole is not None:
            if _END_OF_CLAUSE.search(shown, numbers[whole].end, number.lead):
                whole = None
            else:
                found[place] = whole
    return found


def _in_turn(
    numbers: Sequence[Number], shares: Mapping[int, int]
) -> Iterator[tuple[int, int | None]]:
    """Each place that is no share beside a count, with the next."""
    counts = [place for place in range(len(numbers)) if place not in shares]
    yield from zip(counts, [*counts[1:], None], strict=True) if counts else ()


def _is_part(shown: str, part: Number, whole: Number) -> bool:
    between = shown[part.end : whole.lead]
    if part.is_share or whole.is_share or len(between) >= _FAR:
        return False
    return bool(_PART_OF.fullmatch(between))


def own_end(shown: str, part: Number, whole: Number) -> int:
    """Where the part's own words end: "7 red actions" in "7 red actions out of 107"; the end of the number where it has none but its
    noun."""
    found = _PART_OF.fullmatch(shown[part.end : whole.lead])
    if found is None or not found["own"] or len(found["own"].split()) < 2:
        return part.end
    return part.end + len(found[0][: found.end("own")].rstrip())


def without_shares(
    shown: str, numbers: Sequence[Number], shares: Mapping[int, int], start: int
) -> str:
    """The script with brackets around those shares hidden, so that they do not part a number from its noun."""
    for place in shares:
        number = numbers[place]
        first = shown.rfind("(", start, number.lead)
        if first >= 0 and shown[number.end : number.end + 1] == ")":
            end = number.end + 1
            shown = shown[:first] + " " * (end - first) + shown[end:]
    return shown
