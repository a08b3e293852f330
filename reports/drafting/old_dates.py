"""Days and months typed in a copied text that are over by the time of the new paper, or were meant as the previous paper's."""

import calendar
import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from actions.inspecting import inspection_of
from actions.models import Plan
from actions.text import say_day, say_list

_NAMES = {
    name: number
    for names in (calendar.month_name, calendar.month_abbr, ("",) * 9 + ("Sept",))
    for number, name in enumerate(names)
    if name
}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_DATED = re.compile(
    rf"(?<![\w{{])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d\d)(?![\w}}])"
)
_BARE = re.compile(
    rf"\b(?:in|by|until|since|during|from|to|and|or|of|for|before|after|early|late|mid|last|next|this|end of)[ -](?P<month>{_MONTH})\b"
    r"(?!,?\s+\d|\s+[A-Z])"
)
"""A month without a year, after a word that dates something: "may" and "March" may be other things."""
_FIGURE = re.compile(r"\{[^{}\n]*\}|\[\[[^\[\]\n]*\]\]|\]\([^)]*\)")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*|\n")
_OF_A_LAW = re.compile(
    r"\b(?:Acts?|Regulations?|Order|Code of Practice|statutory guidance|in force)\b"
)
_NEWS = timedelta(days=365)
"""What is older than that in the previous paper is history, and stays right."""
_APART = timedelta(days=28)
"""So far apart are two papers for which the same month need not mean the same."""


def fixed_days(plan: Plan) -> frozenset[date]:
    """The days of the inspection that the plan answers, and of the plan itself: they stay right. In a fixed number of queries."""
    inspection = inspection_of(plan)
    found = [plan.starts_on]
    if inspection is not None:
        found += [inspection.began_on, inspection.ended_on]
        letter = (inspection.letter_on, inspection.received_on, inspection.published_on)
        found += [each for each in letter if each]
    return frozenset(found)


def old_dates(
    text: str,
    *,
    written: date,
    as_at: date,
    meeting_on: date | None,
    fixed: Collection[date],
    told: Collection[date] = (),
) -> Iterator[str]:
    """Why the dates of a text written for figures of one day are to be read anew in a paper of another, a sentence each. Dates of laws, those
    that are `fixed`, and those a year before the text was written are left alone, and so are days `told` of otherwise."""
    if as_at - written < _APART:
        return
    end = max(as_at, meeting_on or as_at)
    to_come: dict[str, None] = {}
    over: dict[str, None] = {}
    bare: dict[str, None] = {}
    for sentence in _SENTENCE.findall(_FIGURE.sub(" ", text)):
        if _OF_A_LAW.search(sentence):
            continue
        for match in _DATED.finditer(sentence):
            last = _last_day(match)
            if last is None or last >= end or last < written - _NEWS or _is_fixed(match, fixed):
                continue
            if match["day"] and last in told:
                continue
            said = " ".join(match[0].split())
            (over if last < written else to_come)[said] = None
        bare |= dict.fromkeys(match["month"] for match in _BARE.finditer(sentence))
    if to_come:
        yield f"Over by {say_day(end)}, and to come in the previous paper: {say_list(list(to_come))}."
    if over:
        yield f"News when the previous paper was written: {say_list(list(over))}."
    if bare:
        yield f"Without a year, as it was meant then: {say_list(list(bare))}."


def _last_day(match: re.Match[str]) -> date | None:
    """The last day that can be meant; None where there is no such day."""
    year, month = int(match["year"]), _NAMES[match["month"]]
    day = int(match["day"] or calendar.monthrange(year, month)[1])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_fixed(match: re.Match[str], fixed: Collection[date]) -> bool:
    year, month, day = int(match["year"]), _NAMES[match["month"]], match["day"]
    return any(
        (each.year, each.month) == (year, month) and (not day or each.day == int(day))
        for each in fixed
    )
