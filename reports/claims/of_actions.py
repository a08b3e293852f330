"""Numbers of actions: which of them a reading counts, whether it can be sure, and whether the plan counts as many."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from reports.choices import Verdict
from reports.claims import cues
from reports.claims.counting import Ledger, Quality
from reports.claims.dates import Mention
from reports.claims.judging import Judgement, judge, unknown, ways_of
from reports.claims.leaving import may_be_named
from reports.claims.numbers import Number
from reports.claims.placing import scope_before
from reports.claims.reading import ACTIONS, Reading, is_total
from reports.claims.setting import Sentence
from reports.claims.turns import follows_of_which, is_change, is_past, number_of
from reports.claims.vocabulary import Vocabulary

_NOT_SAID = "The words around it do not say plainly what it counts."
_ACTION = re.compile(r"\bactions?\b")
_DUE = re.compile(r"\b(?:due|by|until|before|complete by)\b[^.;]{0,20}$")
_AT = re.compile(
    r"[\s,]*(?:as\s+at|as\s+of|as\s+on|at|by|to|up\s+to|on|in)\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?"
)
_PAST = re.compile(r"\b(?:was|were|had|stood|reported|recorded)\b")
_OPENING = re.compile(
    r"\b(?:progress|status|summary|position|overall|in total|currently|now|to date|so far|ratings?|only)\b"
)
"""Words that may open a paragraph before a number of actions without naming them."""
_YEARS = r"(?P<year>(?:19|20)[0-9]{2})(?:\s?[/–-]\s?(?P<last>(?:[0-9]{2}){1,2}))?(?![\w/-])"
_IN_YEAR = re.compile(
    rf"[\s,]*(?:(?:and|but|while|back)\s+)?(?:in|during|throughout|at\s+the\s+end\s+of|as\s+at|as\s+of)\s+(?:the\s+year\s+)?{_YEARS}"
)
_IN_YEAR_LAST = re.compile(rf"\b(?:in|during|throughout)\s+{_YEARS},?\s+$")
_IS_DEFINITE = re.compile(r"\b(?:the|these|those|our|all)\s+$")
_NAMES_ALL = re.compile(
    r"(?:^|\b(?:the|these|those|our|all|there\s+(?:are|were|is)|has|have|with|are|contains|shows|of|and|to|for|includes?|lists?|highlights?|sets\s+out|only|currently|still|now|covers?|"
    r"reports?|records?|names?|behind)\b|[,;:(–])\s*(?:now\s+|currently\s+|still\s+|only\s+)?$"
)
"""Before a number of actions of a kind, where all of that kind are meant: "the 6 red actions", "there are six red actions"."""
_NONE_OF = re.compile(
    r"^\s*$|[.;:]\s*$|(?:^|[,;:]\s*|\band\s+|\bbut\s+)(?:there\s+(?:are|is)|we\s+have|the\s+plan\s+has)\s+(?:now\s+|currently\s+|still\s+|as\s+yet\s+)?$|\b(?:and|but|,)\s*$"
)
"""Before "no actions", where it is said of the whole plan."""
_HAS = re.compile(
    r"[§\w]\s*(?:\(|:|,|has|have|holds|contains|comprises|includes|there\s+are|with|consists\s+of|now\s+has|is|are)?\s*$"
)
"""Before a number of actions, where a part of the plan is said to have them: "Theme 3 has ten actions"."""


@dataclass(slots=True)
class _Doubt:
    """Why a number cannot be said to differ; `forbids` where it cannot be said to agree either."""

    why: str = ""
    forbids: bool = False

    def add(self, why: str, *, forbids: bool = False) -> None:
        """Another reason; the first is kept unless this one forbids."""
        if why and (forbids or not self.why):
            self.why = why
        self.forbids = self.forbids or (forbids and bool(why))


class OfActions:
    """Judges numbers of actions. `measure` judges a number as the value of a measure."""

    def __init__(
        self,
        ledger: Ledger,
        vocabulary: Vocabulary,
        measure: Callable[[Sentence, Reading], Judgement | None],
    ) -> None:
        self.ledger = ledger
        self.vocabulary = vocabulary
        self.measure = measure
        self.day = ledger.position.as_at

    def judge(self, sentence: Sentence, place: int, reading: Reading) -> Judgement | None:
        """Whether the plan counts as many; None for what is no claim after all."""
        number = reading.number
        if reading.is_elliptic and not self._means_actions(sentence, reading):
            return self._something(sentence, reading)
        if number.value == 0:
            return self._none(sentence, place, reading)
        if reading.is_elliptic and not reading.has_said and sentence.is_one(number):
            return None
        if not reading.is_elliptic:
            sentence.topic.see(number, is_actions=True)
        elif number.is_share:
            measured = self.measure(sentence, reading)
            if not reading.has_said or (measured and measured.is_known):
                return measured or unknown("Nothing in the plan counts this.")
        return self._counted(sentence, place, reading)

    def _counted(self, sentence: Sentence, place: int, reading: Reading) -> Judgement | None:
        """The reading counts actions, by their number or as a share."""
        number = reading.number
        base = self._base(sentence, place, reading)
        if base is None:
            return unknown("It is a part of something that the plan does not count.")
        if number.is_share and not reading.has_said:
            return unknown("The words around it do not say of what it is a share.")
        if not self._scope(sentence, place, reading):
            return unknown("The plan has no such part.")
        says_all = (
            reading.has_said
            or place in sentence.wholes.values()
            or self._says_all(sentence, reading)
        )
        reading.is_whole = says_all and not reading.has_said
        if reading.is_elliptic and not says_all:
            return self._something(sentence, reading)
        doubt = self._doubt(sentence, place, reading, says_all=says_all)
        if doubt.forbids:
            return unknown(f"{doubt.why[:1].upper()}{doubt.why[1:]}.")
        ways = ways_of(reading, self.ledger, base)
        found = judge(number, ways, is_certain=not doubt.why, why=doubt.why)
        if found.verdict == Verdict.AGREES and not reading.has_said:
            reading.is_whole = True
        return found

    def _doubt(self, sentence: Sentence, place: int, reading: Reading, *, says_all: bool) -> _Doubt:
        """What keeps the number from being sure to be of these actions, on the day."""
        doubt = _Doubt("" if reading.is_certain else reading.why)
        before = sentence.readings[place - 1] if place else None
        if reading.is_elliptic and before is not None and before.unknown:
            doubt.add(f"it may be of the {before.unknown} before it")
        if not says_all:
            doubt.add("the words around it do not say that all of them are meant")
        if may_be_named(sentence.plain, sentence.span.start, reading.number.lead):
            doubt.add("it may be the name of what stands before it")
        if reading.scope is None:
            doubt.add(self._elsewhere(sentence, reading))
        is_of_a_kind = reading.has_said or bool(reading.base)
        doubt.add(self._other_time(sentence, reading), forbids=is_of_a_kind)
        doubt.add(self._earlier_in_month(sentence, reading))
        if is_change(sentence.shown, sentence.span.start, reading.number.lead):
            why = "it is an earlier number, or by how much one changed"
            doubt.add(why, forbids=reading.has_said)
        return doubt

    def _elsewhere(self, sentence: Sentence, reading: Reading) -> str:
        """Why the number may not be of this plan, or not of all of it; "" where its clause names no other place."""
        number = reading.number
        start = sentence.clause_start(number)
        for found in cues.ELSEWHERE.finditer(sentence.shown[start : number.lead]):
            where = found["where"]
            if where is None or not cues.HERE.match(where.lstrip()):
                return "it may be of another place than the plan"
        return ""

    def _something(self, sentence: Sentence, reading: Reading) -> Judgement | None:
        """A number without a noun, where it is not plain that actions are meant: the value of a measure, or a count that fits."""
        number = reading.number
        if number.value == 0 or sentence.is_one(number):
            return None
        measured = self.measure(sentence, reading)
        if measured is None and reading.has_said and sentence.topic.place < 0:
            found = judge(number, ways_of(reading, self.ledger), is_certain=False)
            if found.verdict == Verdict.AGREES and not self._other_time(sentence, reading):
                return found
        return measured or unknown(_NOT_SAID)

    def _none(self, sentence: Sentence, place: int, reading: Reading) -> Judgement | None:
        """No actions at all: `no actions are overdue`, `none is red`, `none of them is red`."""
        number = reading.number
        word = sentence.shown[number.start : number.end]
        if not reading.is_certain or not (reading.qualities or reading.base):
            return None
        if (reading.is_elliptic and word == "no") or self._other_time(sentence, reading):
            return None
        base = self._base(sentence, place, reading)
        if base is None:
            return None
        is_plain = bool(_NONE_OF.search(sentence.left(number, 50))) or reading.scope is not None
        ways = ways_of(reading, self.ledger, base)
        if reading.scope is None:
            start = sentence.span.start
            found = scope_before(self.vocabulary, sentence.plain, start, number.lead)
            if found is not None:
                if found.scope is None or found.is_doubtful:
                    return None
                reading.scope = found.scope
                own = ways_of(reading, self.ledger, base)
                ways = [*own, *ways] if is_plain else own
            elif not is_plain:
                return None
        return judge(number, ways, is_certain=True)

    def _scope(self, sentence: Sentence, place: int, reading: Reading) -> bool:
        """Find the part of the plan that the sentence spoke of; False where the plan has it not. Where it was named with a number before
        this one, this one may be of it."""
        if reading.scope is None:
            start = sentence.span.start
            lead = sentence.numbers[max(place, sentence.wholes.get(place, place))].lead
            found = scope_before(self.vocabulary, sentence.plain, start, lead)
            if found is not None:
                reading.scope = found.scope
                if found.is_doubtful:
                    reading.is_certain = False
                    reading.why = reading.why or "it may be of one part of the plan or of another"
                return found.scope is not None
            before = sentence.readings[place - 1] if place else None
            is_its_part = sentence.wholes.get(place - 1) == place
            if reading.is_elliptic and before and before.scope is not None and not is_its_part:
                end = before.number.end
                if not cues.RESET.search(sentence.plain, end, reading.number.lead):
                    reading.scope, reading.is_certain = before.scope, False
                    reading.why = reading.why or "it may be of a part of the plan or of all of it"
        return not reading.is_nowhere

    def _says_all(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether all actions, or all of the kind named, are meant."""
        number = reading.number
        start = sentence.clause_start(number)
        left = sentence.left(number, 50)
        if sentence.is_listed_after_whole(number):
            return True
        if reading.is_elliptic and self._speaks_of_some(sentence, number):
            return False
        if reading.needs_definite and not reading.base:
            return bool(_IS_DEFINITE.search(left))
        if is_total(sentence.shown, start, reading) or number_of(
            sentence.shown, start, number.lead
        ):
            return True
        has = _HAS.search(sentence.shown, max(start, number.lead - 40), number.lead)
        if has and reading.scope is not None:
            return True
        names_all = _IS_DEFINITE if reading.needs_definite else _NAMES_ALL
        return bool(reading.base) and bool(names_all.search(left))

    def _speaks_of_some(self, sentence: Sentence, number: Number) -> bool:
        """Whether the sentence said something of actions before, which may be meant again: "theme 7 has no red actions, theme 8 two"."""
        start = sentence.span.start
        return any(self.vocabulary.qualities(sentence.shown, start, number.lead))

    def _base(self, sentence: Sentence, place: int, reading: Reading) -> list[Quality] | None:
        """Of which actions the number is a part; None where that is not known."""
        readings = sentence.readings
        whole = sentence.wholes.get(place)
        if whole is not None and whole < place:
            return self._part_of(reading, readings[whole])
        start, lead = sentence.span.start, reading.number.lead
        if reading.noun != "them" and not follows_of_which(sentence.shown, start, lead):
            return []
        reading.noun = ACTIONS
        before = [readings[each] for each in range(place) if each not in sentence.shares]
        last = before[-1] if before else sentence.topic.previous
        if last is None:
            return []
        return self._part_of(reading, last)

    @staticmethod
    def _part_of(reading: Reading, whole: Reading) -> list[Quality] | None:
        if whole.noun != ACTIONS or (not whole.is_certain and (whole.has_said or whole.why)):
            return None
        if not (whole.has_said or whole.base or whole.scope or whole.is_whole):
            return None
        reading.scope = reading.scope or whole.scope
        return [*whole.base, *whole.qualities]

    def _means_actions(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether a number without a noun can be one of actions: the text has spoken of them, and of nothing else since."""
        number, topic = reading.number, sentence.topic
        is_rated = any(
            each.sort in ("rating", "not on track") for each in (*reading.qualities, *reading.base)
        )
        if topic.place >= 0 and not topic.is_actions and topic.unknown:
            spoken = _ACTION.finditer(sentence.plain, max(0, number.start - 600), number.lead)
            last = max((each.start() for each in spoken), default=-1)
            if last < topic.place:
                return is_rated and sentence.may_be_actions
        if is_rated or sentence.may_be_actions:
            return True
        if topic.previous is not None and topic.place < 0:
            return True
        begun = _OPENING.sub(
            "", sentence.plain[sentence.unit.start : min(reading.start, number.lead)]
        )
        return reading.has_said and not any(each.isalpha() for each in begun)

    def _other_time(self, sentence: Sentence, reading: Reading) -> str:
        """Why the number is not of the day of the figures; "" where it may be."""
        number = reading.number
        start = sentence.clause_start(number)
        if is_past(sentence.plain[start : number.lead]):
            return "it speaks of another time, or of what may be"
        year = self._other_year(sentence, reading, start)
        if year:
            return f"it speaks of {year}"
        for mention in self._dates(sentence, reading, start):
            if not mention.fits(self.day):
                return f"it speaks of {mention.say()}"
        return ""

    def _earlier_in_month(self, sentence: Sentence, reading: Reading) -> str:
        """Why the number may be of another day of the month of the figures: it was so "in October", and they are as at the middle of it."""
        start = sentence.clause_start(reading.number)
        if self.day == self.day.replace(day=monthrange(self.day.year, self.day.month)[1]):
            return ""
        if not _PAST.search(sentence.plain, start, max(reading.reach, reading.end)):
            return ""
        dates = self._dates(sentence, reading, start)
        return next(
            (f"it may be of another day of {each.say()}" for each in dates if each.day is None), ""
        )

    def _other_year(self, sentence: Sentence, reading: Reading, start: int) -> str:
        """The year that the clause opens with, or that stands just before or after the words, where the day is not in it."""
        before = sentence.plain[start : reading.number.lead]
        after = sentence.plain[reading.end : reading.end + 30]
        for found in (_IN_YEAR.match(before), _IN_YEAR_LAST.search(before), _IN_YEAR.match(after)):
            if found is None:
                continue
            first, last = int(found["year"]), found["last"] or ""
            end = max(first, int(f"{first}"[: 4 - len(last)] + last))
            if not first <= self.day.year <= end:
                return f"{first}" + (f" to {end}" if end > first else "")
        return ""

    def _dates(self, sentence: Sentence, reading: Reading, start: int) -> list[Mention]:
        """The dates of which the number may be. Where nothing is said of the actions counted, one before them only where it tells what was:
        "In January there were 12 red actions"."""
        number: Number = reading.number
        before = [
            each
            for each in sentence.dates.within(start, number.lead)
            if not _DUE.search(sentence.plain, max(start, each.start - 40), each.start)
            and (reading.has_said or _PAST.search(sentence.plain, each.end, number.lead))
        ]
        end = max(reading.end, reading.reach)
        after = [
            each
            for each in sentence.dates.within(number.end, end + 30)
            if each.start < end or _AT.fullmatch(sentence.shown, end, each.start)
        ]
        return [*before, *after]
