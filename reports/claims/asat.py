"""Dates as at which figures are said to be, and by which a plan is said to be done, where they disagree."""

import re
from collections.abc import Iterator
from datetime import date

from actions.text import say_day
from reports.choices import Verdict
from reports.claims.dates import Mention, Mentions
from reports.claims.script import Script, Unit
from reports.claims.values import Claim

_AS_AT = re.compile(
    r"\b(?P<words>as\s+at|as\s+of|as\s+on|(?:position|figures|status)\s+(?:at|on))\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?$"
)
_OF_THE_PAPER = re.compile(
    r"[\s(\"']*(?:(?:the|all|this|these|our|current|latest|overall|summary|of)\s+)*(?:position|status|data|figures|information|progress|update|summary|snapshot|picture)?"
    r"(?:\s+(?:is|are|was|were|statement|report|correct|shown|stated|given|taken|reported|summary|update|data|in\s+this\s+(?:paper|report|section|table)))*[\s,:(–-]*"
)
"""Before an as-at date where nothing else is named whose figures they might be: "Position as at", "Data as of"."""
_NO_MORE = re.compile(r"[\s).:;,\"'¦-]*")
_AT_END = re.compile(r"\b(?P<words>at\s+the\s+end\s+of|at)\s+(?:the\s+)?$")
_OF_THE_PLAN = re.compile(
    r"\b(?:the\s+plan|action\s+plan|improvement\s+plan|statement\s+of\s+action|wsoa|wosa|actions|tracker|table\s+[0-9]|ratings?|rag|brag|this\s+report|progress\s+(?:summary|as)|figures\s+(?:are|as|in))\b"
)
_ACTIONS = re.compile(r"\bactions?\b")
_PRESENT = re.compile(r"\b(?:are|is|have\s+been|has\s+been|now|currently|have|has)\b")
_EARLIER = re.compile(
    r"\b(?:last|previous|previously|earlier|compared|than|since|had\s+been|was|were|against|baseline|from)\b"
)
_DUE = re.compile(
    r"\b(?:(?P<all>all(?:\s+of)?(?:\s+the)?(?:\s+[0-9]+)?\s+actions|every\s+action|the\s+(?:overall\s+|whole\s+|action\s+|improvement\s+)*plan|the\s+(?:written\s+)?statement(?:\s+of\s+action)?|the\s+wsoa)\b"
    r"[^.;]{0,60}?\b(?:due|complete[d]?|completion|finish(?:ed)?|delivered|run|end|ends|in\s+effect|last|on\s+track)\b[^.;§]{0,40}?\b(?:by|in|during|until|to|before)\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?)$"
)


def as_at_claims(
    script: Script, dates: Mentions, units: tuple[Unit, ...], day: date
) -> Iterator[Claim]:
    """Each date as at which the plan's figures are said to be."""
    for unit in units:
        for sentence in unit.sentences:
            text = script.plain[sentence.start : sentence.end]
            for mention in dates.within(sentence.start, sentence.end):
                if script.is_bound(mention.start, mention.end):
                    continue
                found = _as_at(script, mention, sentence.start, text, day)
                if found is not None:
                    yield _judged(script, mention, found, day)


def _as_at(script: Script, mention: Mention, start: int, sentence: str, day: date) -> int | None:
    """Where the words begin that make the mention an as-at date of the plan's figures."""
    plain = script.plain
    window = max(start, mention.start - 40)
    before = plain[window : mention.start].replace("\n", " ")
    rest = sentence.replace("\n", " ")
    last = min(start + len(sentence), mention.end + 60)
    after = plain[mention.end : last]
    found = _AS_AT.search(before)
    if found:
        said = plain[start : window + found.start()].replace("\n", " ")
        is_stamp = _OF_THE_PAPER.fullmatch(said) and _NO_MORE.fullmatch(
            plain, mention.end, start + len(sentence)
        )
        if not is_stamp and not _OF_THE_PLAN.search(rest):
            return None
        near = plain[max(start, mention.start - 90) : last].replace("\n", " ")
        if _EARLIER.search(near) and not _PRESENT.search(near):
            return None
        return window + found.start()
    found = _AT_END.search(before)
    if found and _ACTIONS.search(rest):
        is_now = re.search(r"\b(?:have|has)\s+been\b|\bare\b", after)
        if not mention.fits(day) and (
            not is_now or re.search(r"\bhad\b|\bwere\b|\bcompared\b", rest)
        ):
            return None
        return window + found.start()
    return None


def _judged(script: Script, mention: Mention, start: int, day: date) -> Claim:
    said, first, last = script.said(start, mention.end)
    value = script.said(mention.start, mention.end)[0]
    if mention.fits(day):
        return Claim(
            said,
            value,
            Verdict.AGREES,
            value,
            f"The figures are as at {say_day(day)}.",
            first,
            last,
        )
    return Claim(
        said,
        value,
        Verdict.DIFFERS,
        say_day(day),
        f"The figures are as at {say_day(day)}, not {mention.say()}.",
        first,
        last,
    )


def ends(script: Script, dates: Mentions, units: tuple[Unit, ...]) -> tuple[Mention, ...]:
    """The times by which the whole plan is said to be done, in order."""
    found: list[Mention] = []
    for unit in units:
        for sentence in unit.sentences:
            for mention in dates.within(sentence.start, sentence.end):
                first = max(sentence.start, mention.start - 160)
                before = script.plain[first : mention.start].replace("\n", " ")
                if mention.year and _DUE.search(before):
                    found.append(mention)
    return tuple(found)


def end_claims(
    script: Script, found: tuple[Mention, ...], exact: Mention | None
) -> Iterator[Claim]:
    """Each season by which the whole plan is to be done, where the month of it is named as well."""
    for mention in found:
        if exact is None or not mention.season:
            continue
        said, first, last = script.said(mention.start, mention.end)
        yield Claim(
            said,
            said,
            Verdict.DIFFERS,
            exact.say(),
            f"Elsewhere the text says that the plan is to be done by {exact.say()}.",
            first,
            last,
        )
