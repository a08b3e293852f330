"""Numbers that are not of actions: shares beside two numbers, themes and other subjects, lengths of deadlines, values of measures."""

import re
from decimal import Decimal

from reports.choices import Verdict
from reports.claims.counting import Ledger, Quality
from reports.claims.dates import Mention
from reports.claims.judging import Judgement, Way, judge, plain, unknown, ways_of
from reports.claims.measured import Known, Measured
from reports.claims.numbers import How, Number
from reports.claims.reading import ACTIONS, Reading
from reports.claims.setting import Sentence
from reports.claims.subjects import Answer, Subjects
from reports.claims.turns import is_change, is_past
from reports.claims.vocabulary import Vocabulary

_NEAR = 90
"""Characters from a number within which a date is taken to be its own."""
_WHOLE_KINDS = ("themes", "workstreams", "weaknesses")
_WORKING = re.compile(r"\s*working\b")


class OfOthers:
    """Judges what is not counted in actions."""

    def __init__(
        self, ledger: Ledger, vocabulary: Vocabulary, subjects: Subjects, measured: Measured
    ) -> None:
        self.ledger = ledger
        self.vocabulary = vocabulary
        self.subjects = subjects
        self.measured = measured

    def share(self, sentence: Sentence, place: int) -> Judgement:
        """A percentage in brackets: of the two numbers beside it, else of all actions."""
        number = sentence.numbers[place]
        part, whole = self._beside(sentence, place)
        if whole is not None:
            if not whole.value:
                return unknown("Nothing can be a share of nought.")
            share = part.number.value * 100 / whole.value
            say = f"{part.number.plain:,} of {whole.plain:,}"
            return judge(number, [Way(say, share, share)], is_certain=True)
        if part.noun != ACTIONS or not part.has_said:
            measured = self.measure(sentence, Reading(number, start=number.lead, end=number.end))
            return measured or unknown("The text does not say of how many.")
        total = self.ledger.count(part.scope.ways[:1] if part.scope else ()).low
        if not total:
            return unknown("The plan has no such actions.")
        share = part.number.value * 100 / total
        ways = [Way(f"{part.number.plain:,} of {total:,}", share, share)]
        for way in ways_of(part, self.ledger):
            true = way.low * 100 / total
            ways.append(Way(f"{way.say}: {way.low:,} of {total:,}", true, true, way.rows))
        return judge(number, ways, is_certain=part.is_certain, why=part.why)

    @staticmethod
    def _beside(sentence: Sentence, place: int) -> tuple[Reading, Number | None]:
        """The part that the percentage is of, and its whole where the sentence names it."""
        beside = sentence.shares[place]
        whole = sentence.wholes.get(beside)
        if whole is None:
            parts = [each for each, of in sentence.wholes.items() if of == beside > each]
            if parts:
                beside, whole = parts[-1], beside
        return sentence.readings[beside], None if whole is None else sentence.numbers[whole]

    def subject(self, sentence: Sentence, reading: Reading) -> Judgement | None:
        """A number of themes, workstreams, issues, weaknesses, risks and the like."""
        number = reading.number
        if number.is_share:
            return unknown("Nothing in the plan counts this.")
        rated = self._rating(sentence) if reading.noun == "issues" else []
        text = sentence.near(number) if reading.noun == "risks" else sentence.text
        answers = self.subjects.answers(reading.noun, text, reading.base or rated)
        if not answers:
            name = sentence.shown[number.end : reading.end].strip(" '\"")
            return unknown(f"Nothing in the plan counts {name}.")
        certain = self._is_whole(sentence, reading) and (reading.noun != "issues" or bool(rated))
        reading.is_whole = certain
        if sentence.is_one(number) and not certain:
            return None
        why = "the words around it do not say that all of them are meant"
        return judge(number, _ways(answers), is_certain=certain, why=why)

    def _is_whole(self, sentence: Sentence, reading: Reading) -> bool:
        """Whether all of the kind are plainly meant."""
        number = reading.number
        if reading.base or reading.is_part:
            return False
        if reading.noun in _WHOLE_KINDS and (reading.has_said or reading.scope):
            return False
        left = sentence.left(number, 110)
        is_changed = reading.noun != "issues" and is_change(
            sentence.shown, sentence.span.start, number.lead
        )
        if is_past(left) or is_changed:
            return False
        if reading.noun in _WHOLE_KINDS and sentence.is_listed_after_whole(number):
            return True
        right = sentence.shown[reading.end : reading.end + 60]
        text = sentence.near(number) if reading.noun == "risks" else sentence.text
        return self.subjects.is_certain(reading.noun, left, right, text)

    def _rating(self, sentence: Sentence) -> list[Quality]:
        """How the actions are rated that the sentence speaks of."""
        span = sentence.span
        found = self.vocabulary.qualities(sentence.shown, span.start, span.end)
        return next(([each] for each, _, _ in found if each.sort in ("rating", "not on track")), [])

    def length(self, sentence: Sentence, reading: Reading) -> Judgement:
        """So many days or months: how long a deadline runs."""
        number = reading.number
        unit = "working" if _WORKING.match(sentence.shown, number.end) else reading.noun
        answers: tuple[Answer, ...] = ()
        if number.value == int(number.value):
            answers = self.subjects.lengths(int(number.value), unit, sentence.text)
        if not answers:
            return unknown(f"Nothing in the plan counts these {reading.noun}.")
        return judge(number, _ways(answers), is_certain=unit == "working")

    def measure(self, sentence: Sentence, reading: Reading) -> Judgement | None:
        """The number as the value of a measure; None where the sentence speaks of none."""
        number = reading.number
        found = self.measured.spoken_of(sentence.text, number)
        if found is not None:
            measure, is_sure = found
            near = sentence.near(number)
            known, is_only = self.measured.meant(measure, near, self._dates(sentence, number))
            if known is not None and known.agrees(number):
                return _agrees(known, number)
            is_sure = is_sure and is_only and number.how == How.EXACT and not is_past(near)
            if known is not None and is_sure:
                true = Number(0, 0, 0, known.value).plain
                sign = "%" if number.is_share else ""
                return Judgement(Verdict.DIFFERS, true, f"{known.say}: {true:,}{sign}.")
        named = self.measured.named(sentence.around, number)
        if named is not None:
            return _agrees(named, number)
        if found is not None:
            return unknown(f"{found[0].name}: the text does not say plainly of which period.")
        return None

    @staticmethod
    def _dates(sentence: Sentence, number: Number) -> list[Mention]:
        """The date nearest to the number, if there is one."""
        start = sentence.clause_start(number)
        near = [
            each
            for each in sentence.dates.within(start, sentence.span.end)
            if abs(each.start - number.start) < _NEAR
        ]
        return sorted(near, key=lambda each: abs(each.start - number.start))[:1]


def _agrees(known: Known, number: Number) -> Judgement:
    return Judgement(Verdict.AGREES, plain(known.value, number), f"{known.say}.")


def _ways(answers: tuple[Answer, ...]) -> list[Way]:
    return [Way(each.say, Decimal(each.value), Decimal(each.value), each.rows) for each in answers]
