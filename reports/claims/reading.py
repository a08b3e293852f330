"""What a number of a sentence counts, by the words around it.

The rules, in the order in which they are tried:

1. What follows the number says what is counted: `17 actions`, `6 red actions`, `49 amber-rated actions in theme 3`, and what is said
   of them: `17 actions have been completed`, `five are yet to start`. Without a noun it is the actions, unless the words
   before were about something else.
2. Where nothing follows, what stands before says it: `Complete: 17`, `red actions now number six`, `we have completed 17`.
3. `A of B`, `of the B ..., A` and `B ..., of which A` are a part and its whole.

A reading is `certain` only where every word between the number and what is said of it is known; a restriction that is not understood
("actions discussed in March", "since the last report") makes it uncertain, and then the number can agree but not differ.
"""

import re
from dataclasses import dataclass, field, replace

from reports.claims.counting import Quality, both
from reports.claims.dates import Mentions
from reports.claims.numbers import Number
from reports.claims.vocabulary import DONE, Scope, Vocabulary

ACTIONS = "actions"
_PLAN = (
    r"(?:action\s+|improvement\s+|delivery\s+|whole\s+|overall\s+|entire\s+|send\s+|current\s+)*(?:plan|statement(?:\s+of\s+action)?|written\s+statement(?:\s+of\s+action)?|"
    r"wsoa|wosa|programme|app|tracker)(?:\s+as\s+a\s+whole)?"
)
_IN_PLAN = re.compile(
    rf"\s*(?:(?:in|on|of|within|across|from|under|for)\s+(?:the|our|this|its|their|that)?\s*{_PLAN}|in\s+it)\b(?!\s*(?:¶|['’]s))"
)
_WHOLE = re.compile(r"\s*(?:in total|in all|altogether|overall|all told|as a whole)\b")
_AUXILIARY = re.compile(
    r"[\s'\"]*(?:are|is|were|was|have|has|had|been|be|now|currently|already|still|all|each|also|only|just|presently|at present|at this point|to date|so far|"
    r"therefore|that|which|who|being|rated|graded|assessed|marked|shown|classed|classified|categorised|reported|recorded|flagged|judged|scored|listed|as|"
    r"at|a|with|status|described|considered|now at|said to be|known to be|remain|remains|remained|stood|stand|standing|fully|again|in fact|however|well)(?![\w-])"
)
_DATED = re.compile(
    r"[\s,]*(?:as\s+at|as\s+of|as\s+on|at|by|to|up\s+to|on|in)\s+(?:the\s+)?(?:(?:very\s+)?(?:end|close)\s+of\s+)?(?:the\s+)?(?P<day>¶+)"
)
_MODIFIER = re.compile(
    r"[\s'\"]*(?:key|main|identified|individual|separate|different|specific|named|agreed|planned|original|current|live|other|further|such|total|"
    r"wsoa|wosa|send|multi-agency|broad|distinct|overall|remaining|agreed|said|numbered|areas? of|so-called)(?![\w-])"
)
_COMPARING = re.compile(r"[\s'\"]*(?:more|fewer|extra|additional|new|less)(?![\w-])")
_OF = re.compile(
    r"\s*(?:out\s+)?of\s+(?:the|these|those|our|its|their|all|all the|all of the|a total of|the total of|some)?\s*(?=\S)"
)
_OF_THEM = re.compile(r"\s*(?:out\s+)?of\s+(?:them|these|those|which|whom)\b")
_BEFORE_OF_WHICH = re.compile(
    r"\b(?:out\s+)?of\s+(?:which|whom|these|those|them)\b,?\s*(?:only\s+|just\s+|some\s+|so\s+far\s+|now\s+)*$"
)
_BREAK = re.compile(r"\s*(?:$|[.,;:!?)\]\"]|[-–]\s|(?:and|while|but|whereas|with|so|or|because|although|since then|leaving|plus)\b)")
_AFTER = re.compile(
    r"[\s,]*(?:since|last|during|after|before|between|within|until|this (?:month|quarter|term|year|period|week)|previously|earlier|ago|in the (?:last|past|month|quarter|year|period)|"
    r"for (?:the|more|over|a)|in\b|under\b|by\b|at\b|on\b|from\b|of\b|than\b|without\b|led\b|owned\b|relating\b|about\b|compared\b|against\b|to be\b|where\b|whose\b|following\b|for\b|across\b)"
)
_RESTRICTS = re.compile(
    r"[\s,('\"]*(?:in|for|under|within|of|from|on|at|by|with|without|about|that|which|who|whose|where|due|led|owned|relating|related|linked|concerning|since|during|"
    r"needing|requiring|awaiting|assigned|belonging|discussed|presented|reviewed|not|to|added|raised|listed|remaining|than|more)(?![\w-])"
)
_TENSE = re.compile(
    r"\b(?:if|unless|will|would|could|should|might|must|expected|expects?|aims?|intends?|plans? to|predicted|forecast|hopes?|target of|previous|previously|"
    r"last (?:month|quarter|term|year|report|meeting|time|position)|at that time|at the time|originally|initially|had been|in the past|earlier|compared (?:with|to)|used to)\b"
)
_CHANGE = re.compile(
    r"\b(?:(?:up|down|increased?|decreased?|rose|risen|fell|fallen|grown|grew|moved|reduced|changed|rise|fall|increase|change)\s+(?:[a-z]+\s+){0,2}from|from|compared\s+(?:with|to)|against|"
    r"rather\s+than|instead\s+of|previously|(?:increased?|decreased?|rose|risen|fell|fallen|grown|reduced|rise|fall|increase|reduction|change)\s+(?:[a-z]+\s+){0,1}(?:by|of)|than|plus|minus|every|per|another|target\s+(?:of|is)|aim(?:ed)?\s+(?:of|for)|between)\s+(?:the\s+|a\s+)?$"
)
_MODAL = re.compile(
    r"\b(?:to|will|shall|must|should|can|could|would|may|might|cannot|be|not|expects?\s+to|by\s+having|if|when|once|until)\s+(?:[a-z]+ly\s+|all\s+|be\s+|now\s+|have\s+)*$"
)
_CONNECT = re.compile(
    r"(?:[\s:=('\"]|[-–](?=\s|$)|\b(?:is|are|was|were|has|have|had|been|now|currently|stands?|stood|at|totals?|totalled|totalling|numbers?|numbered|remains?|fallen|fell|risen|"
    r"rose|dropped|increased|decreased|reduced|to|only|just|still|actions?|rated|number|count|amounts?|come|comes|altogether|overall|in\s+total|therefore|a|¶|as|therefore|which)\b)*"
)
_NUMBER_OF = re.compile(
    rf"\b(?:number\s+of|count\s+of|total\s+(?:number\s+)?of)\s+(?:\w+\s+){{0,2}}?actions?(?:\s+(?:in|on|of)\s+(?:the|our|this)\s+{_PLAN})?(?P<join>[^.;,]{{0,40}})$"
    rf"|\bactions?\s+(?:in|on)\s+(?:the|our|this)\s+{_PLAN}\s+(?:now\s+)?(?:total|number|totalled)\s*$|\btotal(?:\s+actions)?\s*(?:[:=–-]|is|of)?\s*$"
)
_HOLDS = re.compile(
    rf"\b(?:{_PLAN}|document|it|which|that|we|this)\b[^.;:§]{{0,60}}?\b(?:has|have|had|contains?|holds?|includes?|comprises?|consists?\s+of|sets?\s+out|set\s+out|lists?|"
    r"is\s+made\s+up\s+of|made\s+up\s+of|identifies|identified|details|commits\s+(?:us|partners)\s+to|has\s+set\s+out|breaks\s+down\s+into|is\s+divided\s+into|totals?)\s+(?:a\s+total\s+of\s+|some\s+|the\s+|all\s+)*$"
    r"|\bthere\s+(?:are|were)\s+(?:now\s+|currently\s+|still\s+|a\s+total\s+of\s+|in\s+total\s+|altogether\s+)*$|\ball\s+(?:of\s+)?(?:the\s+)?$|\ba\s+total\s+of\s+$|\btotal\s+of\s+$"
)
_DEFINITE = re.compile(r"\b(?:the|these|those|our|its|all)\s+$")
_ARRANGED = re.compile(
    r"\s*(?:,\s*)?(?:(?:are\s+|is\s+|were\s+|all\s+)*(?:grouped|arranged|divided|organised|organized|split|spread|set\s+out|allocated|assigned|linked|sorted)\b|under\b|across\b|"
    r"(?:that|which)\s+(?:set|sets|describe|explain|address|make\s+up|form|answer|respond|together|between\s+them|the\s+[a-z]+)\b|each\b)"
)
_RESET = re.compile(r"\b(?:overall|in total|in all|altogether|across the plan|whole plan|plan as a whole|elsewhere|the plan (?:has|holds|contains)|in the plan)\b")
_GOVERNS = re.compile(
    r"(?:^|[.;:,(–]\s*|\b(?:in|for|under|within|across|of|on|from|and|but|while|to)\s+)(?:the\s+)?['\"]?\s*$"
)
_FUTURE = re.compile(
    rf"\s*(?:(?:are|is|were|was|remain|still|all|now|each|have|has)\s+)*(?:to\s+be|will\s+be|will|should\s+be|must\s+be|would\s+be|could\s+be|may\s+be|"
    rf"(?:due|expected|planned|scheduled|forecast|intended|likely|set|projected|aiming|on\s+track)(?:\s+(?:to|for|by|in|on))?)\b(?:[^.;]{{0,30}}?{DONE})?"
)
_UNKNOWN = re.compile(r"[\s'\"(]*((?:[a-z][a-z'/-]*\s+){0,2}[a-z][a-z'/-]*)")
_PREPOSITION = re.compile(
    r"[\s'\"]*(?:of|in|on|at|with|to|for|by|under|over|from|than|as|and|or|but|while|per|the|a|an|who|were|was|this|that|these|those|which|it|we|they|there|through|via|during|before|after|up|more|out|if|so|not|yet|"
    r"will|would|should|could|must|may|can|do|did|does|has|have|had|is|are|be|been)(?![\w-])"
)


@dataclass(slots=True)
class Reading:
    """What a number counts. `noun` is `actions`, another thing that a plan counts, or "" for what a plan does not count, which
    `unknown` names. `conjunctions` are the qualities counted, one for each way to take the words."""

    number: Number
    noun: str = ""
    unknown: str = ""
    start: int = 0
    end: int = 0
    is_certain: bool = False
    is_elliptic: bool = False
    needs_definite: bool = False
    """Whether all of them are meant only where they are called "the"."""
    has_said: bool = False
    """Whether anything is said of the actions counted, so that not all of them are meant."""
    qualities: list[Quality] = field(default_factory=list)
    base: list[Quality] = field(default_factory=list)
    scope: Scope | None = None
    whole: "Reading | None" = None
    why: str = ""
    after: str = ""
    """What follows on the words that were understood."""


class Reader:
    """Reads the numbers of sentences."""

    def __init__(self, shown: str, plain: str, vocabulary: Vocabulary, dates: Mentions, nouns: re.Pattern[str]) -> None:
        self.shown = shown
        self.plain = plain
        self.vocabulary = vocabulary
        self.dates = dates
        self.nouns = nouns

    def read(self, number: Number, limit: int) -> Reading:
        """What follows a number, up to `limit`: the next number or the end of the sentence."""
        reading = Reading(number, start=number.lead, end=number.end)
        place = number.end
        if number.is_share or number.value == 0:
            of = _OF.match(self.shown, place, limit)
            if of and not _OF_THEM.match(self.shown, place, limit):
                place = of.end()
        of_them = _OF_THEM.match(self.shown, place, limit)
        if of_them:
            reading.is_elliptic, reading.noun = True, "them"
            return self._said(reading, of_them.end(), limit)
        return self._noun(reading, place, limit)

    def _noun(self, reading: Reading, place: int, limit: int) -> Reading:
        """Adjectives, then the noun. Without one the actions may be meant."""
        first = place
        for _ in range(8):
            found = self.nouns.match(self.shown, place, limit)
            if found:
                reading.noun = found.lastgroup or ""
                reading.end = found.end()
                return self._said(reading, found.end(), limit)
            step = self._quality(place, limit)
            if step is not None:
                quality, end = step
                reading.base.append(quality)
                reading.end = place = end
                continue
            plain = _MODIFIER.match(self.shown, place, limit)
            if plain:
                place = plain.end()
                continue
            comparing = _COMPARING.match(self.shown, place, limit)
            if comparing:
                reading.why = "it is compared with another number"
                place = comparing.end()
                continue
            break
        return self._without_noun(reading, first, place, limit)

    def _without_noun(self, reading: Reading, first: int, place: int, limit: int) -> Reading:
        if reading.base:  # "17 complete", "6 red and 30 amber actions"
            word = _UNKNOWN.match(self.shown, place, limit)
            if (
                word is None
                or _PREPOSITION.match(self.shown, place, limit)
                or _BREAK.match(self.shown, place, limit)
                or _AUXILIARY.match(self.shown, place, limit)
                or _AFTER.match(self.shown, place, limit)
            ):
                reading.is_elliptic, reading.noun = True, ACTIONS
                reading.qualities, reading.base = reading.base, []
                reading.has_said = True
                return self._trail(reading, reading.end, limit)
            reading.unknown = word[1]
            reading.base = []
            reading.end = word.end()
            return reading
        if place == first and (
            _BREAK.match(self.shown, place, limit)
            or _AUXILIARY.match(self.shown, place, limit)
            or _PREPOSITION.match(self.shown, place, limit)
            or _FUTURE.match(self.shown, place, limit)
        ):
            reading.is_elliptic, reading.noun = True, ACTIONS
            return self._said(reading, place, limit)
        word = _UNKNOWN.match(self.shown, first, limit)
        if word is None:
            reading.is_elliptic, reading.noun = True, ACTIONS
            return reading
        words = _thing(word[1])
        reading.unknown = words
        reading.end = min(self.shown.find(words, first) + len(words), limit)
        return reading

    def _said(self, reading: Reading, place: int, limit: int) -> Reading:
        """What is said of what is counted, and where it belongs."""
        for _ in range(14):
            step = self._quality(place, limit)
            if step is not None:
                quality, end = self._listed(*step, limit)
                reading.qualities.append(quality)
                reading.has_said = True
                reading.end = end
                return self._trail(reading, end, limit)
            moved = self._place(reading, place, limit)
            if moved is None:
                word = _AUXILIARY.match(self.shown, place, limit)
                if word is None:
                    break
                moved = word.end()
            place = moved
        return self._bare(reading, place, limit)

    def _bare(self, reading: Reading, place: int, limit: int) -> Reading:
        """Nothing that is known is said of what is counted."""
        reading.after = self.shown[place : min(limit, place + 60)]
        future = _FUTURE.match(self.shown, place, limit)
        if future and future.end() > place:
            reading.why = reading.why or "it speaks of what is still to come"
        elif reading.base and not reading.is_elliptic and not _RESTRICTS.match(self.shown, place, limit):
            reading.needs_definite = not _BREAK.match(self.shown, place, limit)
        elif not (
            _BREAK.match(self.shown, place, limit)
            or place >= limit
            or (not reading.is_elliptic and _ARRANGED.match(self.shown, place, limit))
        ):
            reading.why = reading.why or "it counts only some of them, by words that are not understood"
        reading.is_certain = not reading.why
        return reading

    def _trail(self, reading: Reading, place: int, limit: int) -> Reading:
        """What follows on what is said: a place in the plan, the date, or a restriction that is not understood."""
        for _ in range(4):
            moved = self._place(reading, place, limit)
            if moved is None:
                break
            place = moved
        reading.after = self.shown[place : min(limit, place + 60)]
        if _AFTER.match(self.shown, place, limit):
            reading.why = reading.why or "it counts only some of them, by words that are not understood"
        reading.is_certain = not reading.why
        return reading

    def _place(self, reading: Reading, place: int, limit: int) -> int | None:
        """Where words end that say where the actions belong, or of what day they are."""
        found = _IN_PLAN.match(self.shown, place, limit)
        if found:
            return found.end()
        found = _WHOLE.match(self.shown, place, limit)
        if found:
            return found.end()
        found = _DATED.match(self.shown, place, limit)
        if found:
            return found.end()
        led = _LED.match(self.shown, place, limit)
        if led:
            partner = self._partner(led.end(), limit)
            if partner:
                reading.base.append(partner[0])
                return partner[1]
            return None
        into = _INTO.match(self.plain, place, limit)
        if into:
            scope = self.vocabulary.scope(self.plain, into.end(), limit)
            if scope:
                if scope[0] is None:
                    reading.why = "the plan has no such part"
                else:
                    reading.scope = scope[0]
                return scope[1]
        return None

    def _partner(self, place: int, limit: int) -> tuple[Quality, int] | None:
        from reports.claims.vocabulary import led_by

        for name in self.vocabulary.organisations():
            if self.plain.startswith(name.lower(), place) and place + len(name) <= limit:
                return led_by(name), place + len(name)
        return None

    def _quality(self, place: int, limit: int) -> tuple[Quality, int] | None:
        found = _GAP.match(self.shown, place, limit)
        return self.vocabulary.quality(self.shown, found.end() if found else place, limit)

    def _listed(self, quality: Quality, end: int, limit: int) -> tuple[Quality, int]:
        """The quality with those listed after it: `red or amber`."""
        found = [quality]
        for _ in range(6):
            joint = _JOINT.match(self.shown, end, limit)
            step = self._quality(joint.end(), limit) if joint else None
            if joint is None or step is None:
                break
            if step[1] >= limit or not self.shown[step[1] : limit].strip(" :=-–('\""):
                if limit < len(self.shown) and self.shown[limit : limit + 1].strip():
                    if "," in joint[0] or "or" not in joint[0]:
                        break  # the words belong to the number that follows
            if step[0].sort != quality.sort and "or" not in joint[0]:
                break
            found.append(step[0])
            end = step[1]
        return both(found), end

    def before(self, reading: Reading, start: int) -> bool:
        """What stands before a number of which nothing was said after it, from `start`."""
        lead = reading.number.lead
        start = max(start, lead - 90)
        last = None
        for found in self.vocabulary.qualities(self.shown, start, lead):
            last = found
        if last is None:
            return False
        quality, first, end = last
        if not _CONNECT.fullmatch(self.shown, end, lead):
            return False
        if _MODAL.search(self.shown, start, first):
            reading.why = "it speaks of what is still to come"
            reading.has_said = True
            reading.is_certain = False
            return True
        reading.qualities.append(quality)
        reading.has_said = True
        reading.start = first
        if not reading.why or reading.is_elliptic:
            reading.why = ""
            reading.is_certain = True
        return True


_GAP = re.compile(r"[\s'\"]*")
_JOINT = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|/|\s(?:and|or|nor)\s)\s*(?:(?:are|is|have been|were|rated)\s+)?")
_LED = re.compile(
    r"[\s(]*(?:(?:that|which)\s+(?:are|is)\s+)?(?:led|owned)\s+by\s+(?:the\s+)?|\s*for\s+which\s+(?:the\s+)?"
)
_INTO = re.compile(
    r"[\s,(]*(?:(?:that|which)\s+)?(?:in|under|within|for|of|across|from|on|to|against|belong(?:ing)?\s+to|grouped\s+under|relat(?:e|ing)\s+to|about)\s+(?=\S)"
)
_THING_END = re.compile(
    r"\s(?:of|in|on|at|with|to|for|by|from|that|which|who|were|was|are|is|have|has|had|will|and|or|the|a|as|since|after|during|than|attended|took|signed|per)\b"
)


def _thing(words: str) -> str:
    """The noun and its adjectives, without what follows."""
    found = _THING_END.search(words)
    return words[: found.start()] if found else words


def is_past(sentence: str) -> bool:
    """Whether the sentence speaks of another time, or of what might be."""
    return bool(_TENSE.search(sentence))


def is_change(shown: str, start: int, lead: int) -> bool:
    """Whether the number is an earlier one, or by how much something changed."""
    return bool(_CHANGE.search(shown, max(start, lead - 60), lead))


def follows_of_which(shown: str, start: int, lead: int) -> bool:
    """Whether the number is a part of the one before: "of which"."""
    return bool(_BEFORE_OF_WHICH.search(shown, max(start, lead - 50), lead))


def is_total(shown: str, start: int, reading: Reading) -> bool:
    """Whether all actions are meant by a number of actions of which nothing is said."""
    lead = reading.number.lead
    left = max(start, lead - 110)
    if _HOLDS.search(shown, left, lead):
        return True
    right = reading.after
    if _ARRANGED.match(right) or _IN_PLAN.match(shown, reading.end, reading.end + 60):
        return True
    return bool(_WHOLE.match(shown, reading.end, reading.end + 20))


def number_of(shown: str, start: int, lead: int) -> bool:
    """Whether the words before say that all actions are counted: "The number of actions is"."""
    found = _NUMBER_OF.search(shown, max(start, lead - 110), lead)
    if found is None:
        return False
    join = found["join"]
    return join is None or bool(_CONNECT.fullmatch(join))


def scope_before(
    vocabulary: Vocabulary, plain: str, start: int, lead: int
) -> tuple[Scope | None, bool] | None:
    """The place in the plan named last before the number, and whether it governs it."""
    last = None
    for scope, first, end in vocabulary.scopes_in(plain, max(start, lead - 200), lead):
        governs = bool(_GOVERNS.search(plain, max(start, first - 20), first))
        if governs:
            last = (scope, end)
    if last is None or _RESET.search(plain, last[1], lead):
        return None
    return last[0], True


__all__ = ["ACTIONS", "Reader", "Reading", "replace"]
