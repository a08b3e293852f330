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
from dataclasses import dataclass, field

from reports.claims import cues
from reports.claims.counting import Quality, both
from reports.claims.numbers import Number
from reports.claims.vocabulary import Scope, Vocabulary, led_by

ACTIONS = "actions"


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
    has_verb: bool = False
    """Whether a verb stands before what is said: "actions are red", not "actions rated red"."""
    is_place_said: bool = False
    """Whether the place is said of them ("are in theme 3") and not theirs ("the actions in theme 3")."""
    own_end: int = 0
    """Where the words end that name what is counted, before anything is said of it."""
    is_part: bool = False
    """Whether it is so many of a larger number of the same."""
    is_in_plan: bool = False
    """Whether they are said to be in the plan."""
    is_whole: bool = False
    """Whether all of the kind are plainly meant."""
    is_nowhere: bool = False
    """Whether it is said of a part that the plan has not."""
    why: str = ""
    after: str = ""
    """What follows on the words that were understood."""
    reach: int = 0
    """Where they end."""


class Reader:
    """Reads the numbers of sentences."""

    def __init__(
        self, shown: str, plain: str, vocabulary: Vocabulary, nouns: re.Pattern[str]
    ) -> None:
        self.shown = shown
        self.plain = plain
        self.vocabulary = vocabulary
        self.nouns = nouns

    def read(self, number: Number, limit: int) -> Reading:
        """What follows a number, up to `limit`: the next number or the end of the sentence."""
        reading = Reading(number, start=number.lead, end=number.end)
        place = number.end
        of = cues.OF.match(self.shown, place, limit)
        if of and not cues.OF_THEM.match(self.shown, place, limit):
            place = of.end()
        of_them = cues.OF_THEM.match(self.shown, place, limit)
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
                reading.end = reading.own_end = found.end()
                return self._said(reading, found.end(), limit)
            step = self._quality(place, limit)
            if step is not None:
                quality, end = step
                reading.base.append(quality)
                reading.end = place = end
                continue
            named = self._named(reading, place, limit)
            if named is not None:
                place = named
                continue
            plain = cues.MODIFIER.match(self.shown, place, limit)
            if plain:
                place = plain.end()
                continue
            comparing = cues.COMPARING.match(self.shown, place, limit)
            if comparing:
                reading.why = "it is compared with another number"
                place = comparing.end()
                continue
            break
        return self._without_noun(reading, first, place, limit)

    def _without_noun(self, reading: Reading, first: int, place: int, limit: int) -> Reading:
        if reading.base and self._is_named_by(place, limit):  # "six red are overdue"
            reading.is_elliptic, reading.noun, reading.own_end = True, ACTIONS, place
            return self._said(reading, place, limit)
        if reading.base:  # "17 complete", "6 red and 30 amber actions"
            word = cues.UNKNOWN.match(self.shown, place, limit)
            if (
                word is None
                or cues.ONES.match(self.shown, place, limit)
                or cues.PREPOSITION.match(self.shown, place, limit)
                or cues.BREAK.match(self.shown, place, limit)
                or cues.AUXILIARY.match(self.shown, place, limit)
                or cues.AFTER.match(self.shown, place, limit)
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
            cues.BREAK.match(self.shown, place, limit)
            or cues.AUXILIARY.match(self.shown, place, limit)
            or cues.PREPOSITION.match(self.shown, place, limit)
            or cues.FUTURE.match(self.shown, place, limit)
        ):
            reading.is_elliptic, reading.noun = True, ACTIONS
            return self._said(reading, place, limit)
        word = cues.UNKNOWN.match(self.shown, first, limit)
        if word is None:
            reading.is_elliptic, reading.noun = True, ACTIONS
            return reading
        words = _thing(word[1])
        reading.unknown = words
        reading.end = min(self.shown.find(words, first) + len(words), limit)
        return reading

    def _said(self, reading: Reading, place: int, limit: int) -> Reading:
        """What is said of what is counted, and where it belongs."""
        has_verb = False
        for _ in range(14):
            step = self._quality(place, limit)
            if step is not None:
                if not has_verb and self._is_named_by(step[1], limit):
                    reading.base.append(step[0])
                    place = reading.end = reading.own_end = step[1]
                    continue
                quality, end = self._listed(*step, limit)
                reading.has_verb = has_verb or reading.is_elliptic
                reading.qualities.append(quality)
                reading.has_said = True
                reading.end = end
                return self._trail(reading, end, limit)
            scope = reading.scope
            moved = self._place(reading, place, limit)
            if moved is None:
                word = cues.AUXILIARY.match(self.shown, place, limit)
                if word is None:
                    break
                has_verb = has_verb or bool(cues.VERB.fullmatch(word[0]))
                moved = word.end()
            elif reading.scope is not scope:
                said = has_verb or cues.BELONG.match(self.shown, place, limit)
                reading.is_place_said = bool(said)
                reading.own_end = reading.own_end if said else moved
            place = moved
        return self._bare(reading, place, limit)

    def _bare(self, reading: Reading, place: int, limit: int) -> Reading:
        """Nothing that is known is said of what is counted."""
        leads_nowhere = cues.LEADS_NOWHERE.search(self.shown, reading.number.end, place)
        if leads_nowhere and not cues.BREAK.match(self.shown, place, limit):
            place = leads_nowhere.start()
        reading.reach = place
        reading.after = self.shown[place : min(limit, place + 60)]
        future = cues.FUTURE.match(self.shown, place, limit)
        if (
            (reading.base or reading.is_in_plan)
            and not reading.is_elliptic
            and not cues.RESTRICTS.match(self.shown, place, limit)
        ):
            reading.needs_definite = not cues.BREAK.match(self.shown, place, limit)
        elif future and future.end() > place:
            reading.why = reading.why or "it speaks of what is still to come"
        elif not (
            cues.BREAK.match(self.shown, place, limit)
            or place >= limit
            or (not reading.is_elliptic and cues.ARRANGED.match(self.shown, place, limit))
        ):
            reading.why = (
                reading.why or "it counts only some of them, by words that are not understood"
            )
        reading.is_certain = not reading.why
        return reading

    def _trail(self, reading: Reading, place: int, limit: int) -> Reading:
        """What follows on what is said: a place in the plan, the date, or a restriction that is not understood."""
        for _ in range(4):
            scope = reading.scope
            moved = self._place(reading, place, limit) or self._and(reading, place, limit)
            if moved is None:
                break
            reading.is_place_said = reading.is_place_said or reading.scope is not scope
            place = moved
        reading.reach = place
        reading.after = self.shown[place : min(limit, place + 60)]
        if cues.AFTER.match(self.shown, place, limit):
            reading.why = (
                reading.why or "it counts only some of them, by words that are not understood"
            )
        reading.is_certain = not reading.why
        return reading

    def _is_named_by(self, end: int, limit: int) -> bool:
        """Whether words of a quality name the actions of which more is said: "the six actions rated red are in theme 3"."""
        verb = cues.VERB.match(self.shown, end, limit)
        if verb is None:
            return False
        return (
            self._quality(verb.end(), limit) is not None
            or cues.INTO.match(self.plain, verb.end(), limit) is not None
        )

    def _and(self, reading: Reading, place: int, limit: int) -> int | None:
        """Where another thing ends that is said of the same: "are red and in theme 3", "are red and overdue"."""
        joint = cues.AND.match(self.shown, place, limit)
        if joint is None or not reading.qualities:
            return None
        step = self._quality(joint.end(), limit)
        if step is not None:
            quality, end = step
            is_other = all(each.sort != quality.sort for each in reading.qualities)
            if not is_other or not self._is_end(end, limit):
                return None
            reading.qualities.append(quality)
            reading.end = end
            return end
        into = cues.INTO.match(self.plain, joint.end(), limit)
        scope = self.vocabulary.scope(self.plain, into.end(), limit) if into else None
        if scope is None or scope[0] is None or reading.scope or not self._is_end(scope[1], limit):
            return None
        reading.scope = scope[0]
        reading.end = scope[1]
        return scope[1]

    def _is_end(self, end: int, limit: int) -> bool:
        """Whether a clause ends there, and no number follows at once of which it is said."""
        if not cues.BREAK.match(self.shown, end, limit):
            return False
        follows = self.shown[limit : limit + 1].isalnum()
        return not follows or bool(self.shown[end:limit].strip(" :=-–,('\""))

    def _place(self, reading: Reading, place: int, limit: int) -> int | None:
        """Where words end that say where the actions belong, or of what day they are."""
        found = cues.IN_PLAN.match(self.shown, place, limit)
        if found:
            reading.is_in_plan = True
            return found.end()
        found = cues.WHOLE.match(self.shown, place, limit)
        if found:
            return found.end()
        found = cues.DATED.match(self.shown, place, limit)
        if found:
            return found.end()
        led = cues.LED.match(self.shown, place, limit)
        if led:
            partner = self._partner(led.end(), limit)
            if partner:
                reading.base.append(partner[0])
                return partner[1]
            return None
        into = cues.INTO.match(self.plain, place, limit)
        if into:
            scope = self.vocabulary.scope(self.plain, into.end(), limit)
            if scope:
                if scope[0] is None:
                    reading.is_nowhere = True
                else:
                    reading.scope = scope[0]
                return scope[1]
        return None

    def _named(self, reading: Reading, place: int, limit: int) -> int | None:
        """Where the name of a part of the plan ends that stands before "actions": "nine Local Offer actions"."""
        gap = cues.GAP.match(self.plain, place, limit)
        scope = self.vocabulary.scope(self.plain, gap.end() if gap else place, limit)
        if scope is None or scope[0] is None:
            return None
        if not cues.ITS_ACTIONS.match(self.plain, scope[1], limit):
            return None
        reading.scope = scope[0]
        return scope[1]

    def _partner(self, place: int, limit: int) -> tuple[Quality, int] | None:
        for name in self.vocabulary.organisations():
            if self.plain.startswith(name.lower(), place) and place + len(name) <= limit:
                return led_by(name), place + len(name)
        return None

    def _quality(self, place: int, limit: int) -> tuple[Quality, int] | None:
        found = cues.GAP.match(self.shown, place, limit)
        return self.vocabulary.quality(self.shown, found.end() if found else place, limit)

    def _listed(self, quality: Quality, end: int, limit: int) -> tuple[Quality, int]:
        """The quality with those listed after it: `red or amber`."""
        found = [quality]
        for _ in range(6):
            joint = cues.JOINT.match(self.shown, end, limit)
            step = self._quality(joint.end(), limit) if joint else None
            if joint is None or step is None:
                break
            if self._belongs_on(step[1], limit) and "or" not in joint[0]:
                break
            if step[0].sort != quality.sort and "or" not in joint[0]:
                break
            found.append(step[0])
            end = step[1]
        return both(found), end

    def _belongs_on(self, end: int, limit: int) -> bool:
        """Whether nothing stands between the words and the number that follows, so that they may be that one's: `Red 6, amber 30`."""
        follows = self.shown[limit : limit + 1].strip()
        return bool(follows) and not self.shown[end:limit].strip(" :=-–('\"")

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
        if not cues.CONNECT.fullmatch(self.shown, end, lead):
            return False
        if cues.MODAL.search(self.shown, start, first):
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


def _thing(words: str) -> str:
    """The noun and its adjectives, without what follows: up to the first plural."""
    found = cues.THING_END.search(words)
    words = words[: found.start()] if found else words
    plural = cues.PLURAL.search(words)
    return words[: plural.end()] if plural else words


def is_total(shown: str, start: int, reading: Reading) -> bool:
    """Whether all actions are meant by a number of actions of which nothing is said."""
    lead = reading.number.lead
    left = max(start, lead - 110)
    if cues.HOLDS.search(shown, left, lead):
        return True
    right = reading.after
    left = max(start, lead - 20)
    if cues.ARE_IN_PLAN.match(shown, reading.end) and not cues.DEFINITE.search(shown, left, lead):
        return True
    if cues.ARRANGED.match(right) or cues.IN_PLAN.match(shown, reading.end, reading.end + 60):
        return True
    return bool(cues.WHOLE.match(shown, reading.end, reading.end + 20))
