"""What in a text looks like a number and counts nothing: it is left alone.

Dates, times, money, years, ages, numbers of sections, tables, laws, forms and telephones, post codes, references of actions
and themes, ordinals, and numbers that are part of a word (`five-year`).
"""

import re
from collections.abc import Sequence

from reports.claims.dates import mentions
from reports.claims.script import BOUNDARY, Script, Unit

LEFT = "§"
"""Stands for a character that is left alone."""
DATE = "¶"
"""Stands for a character of a date."""

ONES = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORD = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(ONES)}))?|{'|'.join(TEENS)}|{'|'.join(ONES)})"
_NUMBER = r"[0-9]+(?:\.[0-9]+)*"
_MORE = rf"\s*(?:,|-|–|and|to|or|&)\s*{_NUMBER}[a-z]?"
_LIST = rf"{_NUMBER}[a-z]?(?:{_MORE})*"
NO_COUNT = r"(?!\s+(?:in|under|actions?)\b|\s+(?:of|from|for|on|at)\s+(?:the\s+)?(?:themes?|workstreams?|priority|priorities|them|these|those|which)\b)"
"""After a number that belongs to the one thing named before: the 15 of "18 in Theme 3, 15 in Theme 2" does not."""
_LIST_OF_ONE = rf"{_NUMBER}[a-z]?(?:{_MORE}(?!\w|\.[0-9]){NO_COUNT})*"
_NAMED = (
    "tables?|figures?|figs?|charts?|sections?|paragraphs?|paras?|pages?|pp|annex(?:es)?|schedules?|item|parts?|clauses?|chapters?|"
    "steps?|phases?|stages?|key stages?|ks|year|years(?= [0-9]{1,2}\\b)|levels?|options?|versions?|questions?|objectives?|outcome|band|tiers?|waves?|"
    "pillar|regulations?|articles?|form|note|footnote|volume|row|column|weakness|risk|slide|minute|"
    "recommendations?|priority|priorities|group|quarter|term|week|day|room|floor|ward|lots?|act|no\\.?|nos\\.?|ref\\.?|"
    "reference|action|themes?|workstreams?|actions?(?= [0-9]+\\.[0-9])"
)
_NO_NAME = "".join(
    rf"(?<!\b{word} )" for word in ("this", "that", "last", "next", "each", "every", "per")
)
"""Before "stage" and the like, where no number after it is its name: "At this stage 50 are amber"."""
_KIND = r"(?:red|amber|green|blue|white|overdue|late|open|outstanding|complete[d]?|remaining|[a-z]+-rated)"
_NO_ACTIONS = rf"(?![\w%]|\s?%|\s+(?:{_KIND}\s+)?actions?\b)"
_COUNTED = r"(?:\s*\([^()]{0,20}\))?\s+(?:(?:[a-z'-]+\s+){0,2}(?:actions?|themes|risks|measures)|are|have|has|were)\b"
"""What follows on a count: "17/107 actions"."""
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.@-])[\w.+-]{1,64}@[\w-]{1,60}\.[\w.]{2,60}",
        rf"(?:https?://|www\.)[^\s{BOUNDARY}]{{1,300}}",
        r"§",
        r"\bappendi(?:x|ces)\s+(?:[a-z]|[0-9]{1,2}|[ivx]{1,4})\b(?:\s*(?:,|and|to|&)\s*(?:[a-z]|[0-9]{1,2})\b(?!\s+[a-z]))*",
        r"(?<![\w.])[£$€]\s?[0-9][0-9,.]*\s?(?:k|m|bn|million|thousand|billion)?\b",
        rf"(?<![\w.,])(?:[0-9][0-9,.]{{0,14}}|{WORD})\s?(?:million|billion|pounds?|pence)\b",
        r"\b[0-9]{1,2}(?::[0-9]{2}|\.[0-9]{2}(?=\s?[ap]m))?\s?(?:am|pm|noon|o'clock)\b",
        r"\b[0-9]{1,2}:[0-9]{2}\b",
        r"(?<![\w,.])(?:19|20)[0-9]{2}(?:\s?[/–-]\s?(?:[0-9]{4}|[0-9]{2}))?(?![\w%]|[.,][0-9]|\s?%|\s+actions)",
        r"(?:\+44\s?|\b0)[0-9][0-9 ]{7,13}[0-9]\b",
        r"\b(?:x|ext|extension|tel|telephone|t)[.:]?\s?[0-9]{3,6}\b",
        r"\b[a-z]{1,2}[0-9][a-z0-9]?\s?[0-9][a-z]{2}\b",
        r"\b[0-9]{1,2}\s?[a-z]\s?(?:x{0,2}(?:ix|iv|v?i{1,3}|v|x))(?:\s?[-–]\s?[ivx]+)?\b",
        r"\b[0-9]{1,2}\s[a-h](?![\w'])(?!\s+(?:year|month|week|day))",
        r"\b(?:aged?|ages)\s+(?:of\s+|from\s+|between\s+)?(?:[0-9]{1,2}|"
        + WORD
        + r")(?:\s*(?:-|–|to|and|or)\s*(?:[0-9]{1,2}|"
        + WORD
        + r"))?(?:\s+years?(?:\s+old)?)?",
        r"\b[0-9]{1,2}\s*(?:-|–|to)\s*[0-9]{1,2}\s*[- ]year(?:s|[- ]olds?)?\b(?!\s+(?:later|after|from))",
        rf"\b(?:[0-9]{{1,2}}|{WORD})[\s-]years?[\s-](?:old|olds|of age)\b",
        rf"\b(?:under|over)s?\s+(?:[0-9]{{1,2}}|{WORD})s\b",
        r"(?<![\w.])0\s*(?:-|–|to)\s*25\b",
        r"\b(?:birth|post|pre|p)[-\s]?(?:to\s+)?[0-9]{1,2}\b",
        r"\b(?:people|children|adults|pupils|those)\s+(?:(?:up|from birth|from 0)\s+)?to\s+(?:the\s+age\s+of\s+)?[0-9]{1,2}\b(?!\s*%)",
        rf"{_NO_NAME}\b(?:{_NAMED})(?<=s)\s+(?:number\s+)?{_LIST}{_NO_ACTIONS}",
        rf"{_NO_NAME}\b(?:{_NAMED})(?<!s)\s+(?:number\s+)?{_LIST_OF_ONE}{_NO_ACTIONS}",
        r"\b[0-9]+\s?(?:st|nd|rd|th)\b",
        rf"(?<![\w.,])[0-9]{{1,4}}\s?[-–]\s?[0-9]{{1,4}}(?![\w.,]*[0-9]|\s?%)|\b{WORD}\s?–\s?{WORD}\b",
        rf"(?<!from )(?<![\w.,-])(?:[0-9]{{1,4}}|{WORD})\s+to\s+(?:[0-9]{{1,4}}|{WORD}(?!-))(?=\s+(?:working\s+|calendar\s+)?(?:days?|weeks?|months?|years?|hours?|minutes?|terms?))",
        rf"\bbetween\s+(?:[0-9]{{1,4}}|{WORD})\s+and\s+(?:[0-9]{{1,4}}|{WORD})\b",
        r"(?<![\w.,])[0-9]{1,4}[a-z]?\s+(?:[a-z]+\s+){1,2}(?:place|road|street|lane|avenue|wharf|square|close|drive)\b(?=\s*(?:$|[,.\n]|¦))",
        r"(?<![\w.])[0-9]+(?:\.[0-9]+){2,}\.?(?!\w)",
        r"(?<![\w.,])24\s?/\s?7\b|\b[0-9]+(?:\s:\s|:)[0-9]+\b|(?<![\w/])[0-9]+/[0-9]+(?:/[0-9]+)*(?![\w/])"
        rf"(?!{_COUNTED})",
        r"(?<![\w,.])(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{2,40}(?![a-z0-9])",
        r"\b[a-z]+-[0-9]+\b",
        rf"\b(?:[0-9]+|{WORD}|half|third|quarter)-(?!(?:{'|'.join(ONES)}|thirds?|quarters?)\b)[a-z][a-z-]*",
        rf"\b(?:first|last|next|top|final|opening|other than)\s+(?:{WORD}|[0-9]+)\b",
        rf"\b(?:{WORD}|[0-9]+)\s+(?:and|or)\s+a\s+half\b|\b(?:{WORD}|[0-9]+)[-\s]and[-\s]a[-\s]half\b",
        r"\b(?:one another|no one|one(?:'s|self)|any one|every ?one|some ?one|each one|the one|one[- ]off|one by one|one to one|one day|one way|"
        r"at one point|this one|that one|which one|one or more|one or other|one or two|two or three|one thing|one hand|one place|one side|number one)\b",
        r"\b(?:half|quarter)\s+(?:a\s+)?(?:term|termly|day|year|yearly|way|hour)\b",
        rf"(?<![\w.])(?:[0-9]{{1,3}}|{WORD})\s+(?:or|to|-|–|and)\s+(?:[0-9]{{1,3}}|{WORD})\s+(?:times|occasions)\b",
        rf"\b(?:{WORD}|[0-9]+)\s+times\b",
        r"(?<=share )(?:one|1)(?=\s+(?:single\s+|common\s+)?(?:explanation|cause|issue|reason|remedial))",
        r"\(\s*(?:[0-9]|[ivx]{1,4}|[a-h])\s*\)(?=\s+(?!(?:and|or|but|while|then|are|is|have|has|than|with|in)\b)[a-z])",
        r"(?<![\w.])(?:section|s)\s?[0-9]+[a-z]?\b",
    )
)


_NAME = re.compile(rf"{_NO_NAME}\b(?:{_NAMED})\s+$")


def may_be_named(plain: str, start: int, lead: int) -> bool:
    """Whether the number at `lead` may name a stage, a theme or the like, rather than count: "By stage 16 red actions"."""
    return bool(_NAME.search(plain, max(start, lead - 24), lead))


def set_aside(script: Script, units: Sequence[Unit]) -> str:
    """The script with everything that is left alone hidden, character for character: also what parts its units, so that the number
    of a paragraph is never read with the paragraph's first words."""
    whole = script.plain.replace("\n", " ")
    parts: list[str] = []
    end = 0
    for unit in units:
        parts += [BOUNDARY * (unit.start - end), whole[unit.start : unit.end]]
        end = unit.end
    plain = "".join(parts) + BOUNDARY * (len(whole) - end)
    shown = list(plain)
    for mention in mentions(plain):
        for place in range(mention.start, mention.end):
            shown[place] = DATE
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            for place in range(match.start(), match.end()):
                if shown[place] != DATE:
                    shown[place] = LEFT
    return "".join(shown)
