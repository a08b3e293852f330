"""The numbers of one sentence: how each is read, and what it is held against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.claims import cues
from reports.claims.dates import Mentions
from reports.claims.judging import Judgement, unknown
from reports.claims.numbers import Number
from reports.claims.of_actions import OfActions
from reports.claims.of_others import OfOthers
from reports.claims.pairing import own_end, shares_beside, wholes_of, without_shares
from reports.claims.phrases import phrase
from reports.claims.reading import ACTIONS, Reader, Reading
from reports.claims.script import Script, Span, Unit
from reports.claims.setting import Sentence, Topic
from reports.claims.values import Claim

_FROM_TO = re.compile(r"\s*to\s+(?:only\s+|just\s+)?")


@dataclass(slots=True)
class Page:
    """A script with everything that is read of it: what is shown of it, its dates, and who reads."""

    script: Script
    shown: str
    plain: str
    dates: Mentions
    reader: Reader
    of_actions: OfActions
    of_others: OfOthers


def claims_of(
    page: Page, unit: Unit, span: Span, own: list[Number], topic: Topic, *, may_be_actions: bool
) -> Iterator[Claim]:
    """The claims of a sentence that has the numbers."""
    shares = shares_beside(page.shown, own)
    sentence = Sentence(
        shown=page.shown,
        plain=page.plain,
        dates=page.dates,
        span=span,
        unit=unit,
        numbers=own,
        shares=shares,
        wholes=wholes_of(page.shown, own, shares, span.start),
        topic=topic,
        may_be_actions=may_be_actions,
    )
    _read(page, sentence)
    for place, number in enumerate(own):
        reading = sentence.readings[place]
        found = _judge(page, sentence, place, reading)
        if place not in shares and reading.noun == ACTIONS and found and found.is_known:
            topic.previous = reading
        if found is not None and not page.script.is_bound(number.start, number.end):
            yield as_claim(page.script, reading, found)


def _judge(page: Page, sentence: Sentence, place: int, reading: Reading) -> Judgement | None:
    """None for what is no claim after all."""
    others = page.of_others
    number = reading.number
    if place in sentence.shares:
        return others.share(sentence, place)
    if reading.noun == "them" and sentence.speaks_of_risks(place):
        reading.noun = "risks"
    if reading.noun in (ACTIONS, "them"):
        return page.of_actions.judge(sentence, place, reading)
    if number.value == 0 or (sentence.is_one(number) and not reading.noun):
        return None
    if reading.noun in ("days", "months"):
        return others.length(sentence, reading)
    if reading.noun:
        sentence.topic.see(number, is_actions=False)
        return others.subject(sentence, reading)
    measured = others.measure(sentence, reading)
    if measured is not None:
        return measured
    sentence.topic.see(number, is_actions=False, unknown=reading.unknown)
    what = reading.unknown if not number.is_share else ""
    return unknown(f"Nothing in the plan counts {what or 'this'}.")


def as_claim(script: Script, reading: Reading, found: Judgement) -> Claim:
    """What was found of the number, with the phrase that the reading spans."""
    number = reading.number
    start, end = min(reading.start or number.lead, number.lead), max(reading.end, number.end)
    text, first, last = phrase(script, start, end, Span(number.lead, number.end))
    return Claim(
        text,
        number.plain,
        found.verdict,
        found.expected,
        found.reason,
        first,
        last,
        found.rows,
    )


def _read(page: Page, sentence: Sentence) -> None:
    """What each number counts."""
    reader = page.reader
    reader.shown = without_shares(
        page.shown, sentence.numbers, sentence.shares, sentence.span.start
    )
    start = sentence.span.start
    for place, number in enumerate(sentence.numbers):
        if place in sentence.shares:
            sentence.readings[place] = Reading(number, "share", start=number.lead, end=number.end)
            continue
        whole = sentence.wholes.get(place, -1)
        if whole > place:  # its words follow on its whole
            reading = _part(reader, number, sentence.numbers[whole])
            if reading.noun != ACTIONS:
                del sentence.wholes[place]
        else:
            reading = reader.read(number, max(sentence.limit(place), number.end))
            if reading.noun in (ACTIONS, "them") and not reading.has_said:
                follows_on = _FROM_TO.fullmatch(page.shown, start, number.lead)
                if reading.is_elliptic or not reading.base:
                    reader.before(reading, sentence.span.start if follows_on else start)
        sentence.readings[place] = reading
        start = number.end
    for part, whole in sentence.wholes.items():
        if whole > part:
            begin = sentence.numbers[part - 1].end if part else sentence.span.start
            _share_out(reader, sentence.readings[part], sentence.readings[whole], begin)
            if sentence.readings[whole].noun == ACTIONS:
                _shorten(page, sentence.readings[whole])
    reader.shown = page.shown


def _part(reader: Reader, number: Number, whole: Number) -> Reading:
    """A part by its own words, where it has some before its whole."""
    end = own_end(reader.shown, number, whole)
    if end > number.end:
        return reader.read(number, end)
    reading = Reading(number, ACTIONS, start=number.lead, end=number.end)
    reading.is_elliptic = reading.is_certain = True
    return reading


def _shorten(page: Page, whole: Reading) -> None:
    """The phrase of a whole ends with its own noun; what is said is said of its part."""
    end = max(whole.own_end, whole.number.end)
    has_share = "(" in page.shown[whole.number.end : end]
    whole.end = whole.number.end if has_share else end


def _share_out(reader: Reader, part: Reading, whole: Reading, begin: int) -> None:
    """In "A of the B red actions are overdue" what is said at the end is said of A."""
    part.end = whole.end
    part.is_certain = part.is_certain and whole.is_certain
    if whole.is_elliptic and not part.base:
        whole.start = part.number.lead
    if whole.noun != ACTIONS:
        part.noun, part.unknown = whole.noun, whole.unknown
        part.is_part = True
        return
    if whole.qualities and not whole.has_verb and cues.GOES_ON.match(whole.after):
        whole.base, whole.qualities = [*whole.base, *whole.qualities], []
        whole.has_said = False
    if whole.qualities:
        part.qualities, whole.qualities = whole.qualities, []
        part.has_said, whole.has_said = True, False
    own = part.base
    part.why, part.scope, part.base = part.why or whole.why, whole.scope, [*own, *whole.base]
    if whole.is_place_said:
        whole.scope, part.has_said = None, True
    whole.is_certain = not whole.is_elliptic or part.has_said or bool(own)
    if not whole.is_certain:
        whole.why = "the words around it do not say plainly what it counts"
    if not part.has_said and not own and not reader.before(part, begin):
        part.is_certain = False
        part.why = "the text does not say what they have in common"
