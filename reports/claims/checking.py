"""Reading every number of a text and holding it against the plan's figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reports.choices import Verdict
from reports.claims import asat, judging
from reports.claims.appendices import Named, Naming, appendices, appendix_claims, naming_of
from reports.claims.counting import Ledger, Quality
from reports.claims.dates import Mentions, mentions
from reports.claims.judging import Judgement, Way, judge, unknown, ways_of
from reports.claims.leaving import set_aside
from reports.claims.measured import Measured
from reports.claims.numbers import How, Number, fits, numbers
from reports.claims.reading import (
    ACTIONS,
    Reader,
    Reading,
    follows_of_which,
    is_change,
    is_past,
    is_total,
    number_of,
    scope_before,
)
from reports.claims.script import Fill, Script, Span, Unit
from reports.claims.subjects import Subjects, nouns
from reports.claims.values import Claim, PaperClaim
from reports.claims.vocabulary import Vocabulary
from reports.drafts import PaperDraft
from reports.choices import SectionKind
from reports.facts import Facts
from reports.figures import Figures

MOST = 2_000
"""Numbers of a text that are held against the figures; nobody writes so many in a section."""

_PART_OF = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:actions?\s+)?(?:out\s+)?of\s+(?:a\s+total\s+of\s+|the\s+total\s+of\s+|the\s+|these\s+|those\s+|our\s+|its\s+|all\s+)*$"
)
_OF_WHOLE = re.compile(
    r"(?:^|[,;:(–]\s*|\b(?:and|that|but)\s+)(?:out\s+)?of\s+(?:a\s+total\s+of\s+|the\s+|these\s+|those\s+|our\s+|its\s+|all\s+)*$"
)
_BRACKETED = re.compile(r"[^.;§]{0,70}?(?:\(|,\s*or|,)\s*(?:or\s+|i\.e\.\s*|that\s+is\s+|equal\s+to\s+|equivalent\s+to\s+)?$")
_CLAUSE = re.compile(r"[;:]")
_SPOKEN = re.compile(r"\b(?:actions?|plan|statement of action|wsoa|wosa|themes?|workstreams?|b?rag)\b")
_ACTION = re.compile(r"\bactions?\b")
_DUE_WORDS = re.compile(r"\b(?:due|by|until|before|complete by)\b[^.;]{0,20}$")


@dataclass(slots=True)
class _Topic:
    """What a paragraph spoke of last: where, and whether it was the actions."""

    place: int = -1
    is_actions: bool = True
    unknown: str = ""


@dataclass(slots=True)
class _Sentence:
    """The numbers of a sentence, as they are read."""

    span: Span
    numbers: list[Number]
    shown: str
    wholes: dict[int, int] = field(default_factory=dict)
    """Place of a part -> place of its whole."""
    shares: dict[int, int] = field(default_factory=dict)
    """Place of a percentage in brackets -> place of the number it belongs to."""
    read: dict[int, Reading] = field(default_factory=dict)
    judged: dict[int, Judgement] = field(default_factory=dict)


class Checker:
    """Checks texts against one plan's facts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.day = facts.day
        position = facts.position
        self.ledger = Ledger(position)
        self.vocabulary = Vocabulary(position)
        self.nouns = nouns(position)
        self.subjects = Subjects(facts, self.ledger)
        self._measured: Measured | None = None

    @property
    def measured(self) -> Measured:
        """The plan's measures, read when first asked for."""
        if self._measured is None:
            self._measured = Measured(self.facts.measures, self.day)
        return self._measured

    def script(self, text: str, fill: Fill | None = None) -> Script:
        """The text made ready to be read."""
        return Script(text, fill)

    def check(self, script: Script, naming: Naming | None = None) -> tuple[Claim, ...]:
        """Every claim of the script, in order. `naming` is how the paper names its appendices, else the text's own way."""
        shown = set_aside(script)
        dates = Mentions(mentions(script.plain.replace("\n", " ")))
        units = tuple(script.units())
        found = list(self._counts(script, shown, dates, units))
        found.extend(asat.as_at_claims(script, shown, dates, units, self.day))
        found.extend(asat.end_claims(script, dates, units, self.day))
        named = tuple(appendices(script))
        found.extend(appendix_claims(script, named, naming or naming_of(named)))
        return tuple(sorted(found, key=lambda claim: (claim.start, claim.end)))

    def _counts(
        self, script: Script, shown: str, dates: Mentions, units: Sequence[Unit]
    ) -> Iterator[Claim]:
        plain = script.plain.replace("\n", " ")
        found = list(numbers(shown))
        all_numbers = [each for each in found[:MOST] if not self._is_listed(each, shown)]
        reader = Reader(shown, plain, self.vocabulary, dates, self.nouns)
        place = 0
        spoke = False
        for unit in units:
            if unit.is_cell and _is_figure(shown[unit.start : unit.end]):
                continue
            topic = _Topic()
            previous: Reading | None = None
            for span in unit.sentences:
                while place < len(all_numbers) and all_numbers[place].start < span.start:
                    place += 1
                own = []
                while place < len(all_numbers) and all_numbers[place].start < span.end:
                    own.append(all_numbers[place])
                    place += 1
                text = plain[span.start : span.end]
                spoke_here = bool(_SPOKEN.search(text))
                if own:
                    work = _Work(self, script, shown, plain, dates, reader, unit, span, own, topic)
                    work.may_be_actions = spoke or spoke_here
                    work.previous = previous
                    yield from work.claims()
                    previous = work.previous
                spoke = spoke or spoke_here


    @staticmethod
    def _is_listed(number: Number, shown: str) -> bool:
        """Whether it stands in a row of bare numbers, as a table that lost its lines."""
        before = shown[max(0, number.start - 4) : number.start].rstrip()
        after = shown[number.end : number.end + 4].lstrip()
        return number.is_digits and before[-1:].isdigit() and after[:1].isdigit()


class _Work:
    """One sentence."""

    def __init__(
        self,
        checker: Checker,
        script: Script,
        shown: str,
        plain: str,
        dates: Mentions,
        reader: Reader,
        unit: Unit,
        span: Span,
        own: list[Number],
        topic: _Topic,
    ) -> None:
        self.checker = checker
        self.script = script
        self.plain = plain
        self.dates = dates
        self.span = span
        self.numbers = own
        self.topic = topic
        self.may_be_actions = True
        self.previous: Reading | None = None
        self.text = plain[span.start : span.end]
        self.around = plain[max(unit.start, span.start - 600) : min(unit.end, span.end + 300)]
        self.reader = reader
        self.shown = shown
        self.shares = self._shares()
        self.wholes = self._wholes()

    def _shares(self) -> dict[int, int]:
        """Place of a percentage in brackets -> place of the count that it belongs to."""
        found: dict[int, int] = {}
        for place, number in enumerate(self.numbers):
            if not number.is_share or not place:
                continue
            before = place - 1
            while before in found:
                before -= 1
            other = self.numbers[before]
            if other.is_share or before < 0:
                continue
            between = self.shown[other.end : number.lead]
            after = self.shown[number.end : number.end + 1]
            if len(between) < 90 and after in (")", ",") and _BRACKETED.fullmatch(between):
                if after == ")" or "," in between:
                    found[place] = before
        return found

    def _wholes(self) -> dict[int, int]:
        """Place of a part -> place of its whole."""
        found: dict[int, int] = {}
        counts = [place for place in range(len(self.numbers)) if place not in self.shares]
        whole: int | None = None
        for order, place in enumerate(counts):
            number = self.numbers[place]
            following = counts[order + 1] if order + 1 < len(counts) else None
            if following is not None and not number.is_share:
                nxt = self.numbers[following]
                between = self.shown[number.end : nxt.lead]
                if len(between) < 90 and not nxt.is_share and _PART_OF.fullmatch(between):
                    found[place] = following
                    continue
            if place in found.values():
                continue
            left = self.shown[max(self.span.start, number.lead - 60) : number.lead]
            if not number.is_share and _OF_WHOLE.search(left):
                whole = place
                continue
            if whole is not None:
                if re.search(r"[;.]", self.shown[self.numbers[whole].end : number.lead]):
                    whole = None
                else:
                    found[place] = whole
        return found

    def claims(self) -> Iterator[Claim]:
        """The sentence's claims."""
        readings = self._readings()
        judged: list[tuple[int, Reading, Judgement | None]] = []
        for place, number in enumerate(self.numbers):
            reading = readings[place]
            found = self._judge(place, reading, readings)
            judged.append((place, reading, found))
            if place not in self.shares and reading.noun == ACTIONS:
                self.previous = reading
        for place, reading, found in judged:
            number = self.numbers[place]
            if found is None or self.script.is_bound(number.start, number.end):
                continue
            yield self._claim(reading, found)

    def _claim(self, reading: Reading, found: Judgement) -> Claim:
        start = min(reading.start, reading.number.lead)
        end = max(reading.end, reading.number.end)
        text, first, last = self.script.said(start, end)
        return Claim(
            text.strip(" '\"“”‘’(),;:"),
            reading.number.plain,
            found.verdict,
            found.expected,
            found.reason,
            first,
            last,
            found.rows,
        )

    def _readings(self) -> dict[int, Reading]:
        """What each number counts."""
        shown = self.shown
        if self.shares:  # what stands in brackets does not part a number from its noun
            cut = list(shown[self.span.start : self.span.end])
            for place in self.shares:
                number = self.numbers[place]
                first = shown.rfind("(", self.span.start, number.lead)
                if first >= 0 and shown[number.end : number.end + 1] == ")":
                    for index in range(first, number.end + 1):
                        cut[index - self.span.start] = " "
            shown = shown[: self.span.start] + "".join(cut) + shown[self.span.end :]
        self.reader.shown = shown
        found: dict[int, Reading] = {}
        counts = [place for place in range(len(self.numbers)) if place not in self.shares]
        start = self.span.start
        for order, place in enumerate(counts):
            number = self.numbers[place]
            limit = (
                self.numbers[counts[order + 1]].lead if order + 1 < len(counts) else self.span.end
            )
            reading = self.reader.read(number, max(limit, number.end))
            is_part = place in self.wholes and self.wholes[place] > place
            if is_part:
                reading = Reading(number, ACTIONS, start=number.lead, end=number.end, is_elliptic=True)
                reading.is_certain = True
            needs_left = reading.noun in (ACTIONS, "them") and not reading.has_said
            if needs_left and not is_part:
                self._before(reading, start)
            found[place] = reading
            start = number.end
        for part, whole in self.wholes.items():
            if whole > part:
                self._share_out(found[part], found[whole], part)
        self.reader.shown = self.shown
        for place in self.shares:
            number = self.numbers[place]
            found[place] = Reading(number, "share", start=number.lead, end=number.end)
        return found

    def _before(self, reading: Reading, start: int) -> None:
        if reading.is_elliptic or reading.noun == "them" or not reading.base:
            self.reader.before(reading, start)

    def _share_out(self, part: Reading, whole: Reading, place: int) -> None:
        """In "A of the B red actions are overdue" what is said at the end is said of A."""
        part.end = whole.end
        part.whole = whole
        if whole.noun != ACTIONS:
            part.noun, part.unknown = whole.noun, whole.unknown
            part.is_certain = whole.is_certain
            return
        if whole.qualities:
            part.qualities, whole.qualities = whole.qualities, []
            part.has_said, whole.has_said = True, False
        part.is_certain, part.why = whole.is_certain, whole.why
        part.scope = whole.scope
        part.base = list(whole.base)
        whole.is_certain = True
        if not part.has_said:
            begin = self.span.start
            if place:
                begin = self.numbers[place - 1].end
            part.base = list(whole.base)
            if not self.reader.before(part, begin):
                part.is_certain = False
                part.why = "it does not say what they have in common"

    def _judge(
        self, place: int, reading: Reading, readings: dict[int, Reading]
    ) -> Judgement | None:
        number = reading.number
        if place in self.shares:
            return self._judge_share(place, readings)
        if reading.noun == ACTIONS or reading.noun == "them":
            return self._judge_actions(place, reading, readings)
        if number.value == 0 or _is_pronoun(self.plain, number) and not reading.noun:
            return None
        if reading.noun in ("days", "months"):
            return self._judge_length(reading)
        if reading.noun:
            self._seen(number, is_actions=False)
            return self._judge_subject(reading)
        measured = self._judge_measure(reading)
        if measured is not None:
            return measured
        self._seen(number, is_actions=False, unknown=reading.unknown)
        if number.is_share or not reading.unknown:
            return unknown("Nothing in the plan counts this.")
        return unknown(f"Nothing in the plan counts {reading.unknown}.")

    def _seen(self, number: Number, *, is_actions: bool, unknown: str = "") -> None:
        self.topic.place, self.topic.is_actions = number.start, is_actions
        self.topic.unknown = unknown

    def _judge_actions(
        self, place: int, reading: Reading, readings: dict[int, Reading]
    ) -> Judgement | None:
        number = reading.number
        if reading.is_elliptic and not self._means_actions(reading):
            if number.value == 0 or _is_pronoun(self.plain, number):
                return None
            measured = self._judge_measure(reading)
            return measured or unknown("The words around it do not say plainly what it counts.")
        if number.value == 0:
            return self._judge_none(reading)
        if not reading.is_elliptic:
            self._seen(number, is_actions=True)
        if reading.is_elliptic and number.is_share and not reading.has_said:
            return self._judge_measure(reading) or unknown("Nothing in the plan counts this.")
        if reading.is_elliptic and number.is_share:
            measured = self._judge_measure(reading)
            if measured is not None and measured.verdict != Verdict.UNKNOWN:
                return measured
        extra = self._base(place, reading, readings)
        if extra is None:
            return unknown("It is a part of something that the plan does not count.")
        certain, why = reading.is_certain, reading.why
        if reading.scope is None:
            before = scope_before(self.checker.vocabulary, self.plain, self.span.start, number.lead)
            if before is not None:
                if before[0] is None:
                    certain, why = False, "the plan has no such part"
                else:
                    reading.scope = before[0]
        ways = ways_of(reading, self.checker.ledger, extra)
        is_whole = place in self.wholes.values()
        if not reading.has_said and not number.is_share:
            if is_whole:
                certain = certain and (not reading.is_elliptic or self._means_actions(reading))
            else:
                counted_here = (
                    is_total(self.shown, self._clause_start(number), reading)
                    or number_of(self.shown, self._clause_start(number), number.lead)
                    or (reading.scope is not None and _holds(self.shown, self._clause_start(number), number.lead))
                )
                names_all = _IS_DEFINITE if reading.needs_definite else _NAMES_ALL
                left = self.shown[max(self.span.start, number.lead - 50) : number.lead]
                certain = certain and (
                    counted_here or (bool(reading.base) and bool(names_all.search(left)))
                )
                why = why or "the words around it do not say that all of them are meant"
                if not counted_here and reading.is_elliptic:
                    if _is_pronoun(self.plain, number):
                        return None
                    return self._judge_measure(reading) or unknown(
                        "The words around it do not say plainly what it counts."
                    )
        if number.is_share and not reading.has_said:
            return unknown("The words around it do not say of what it is a share.")
        why_time = self._other_time(reading)
        if why_time:
            certain, why = False, why_time
        if is_change(self.shown, self.span.start, number.lead):
            certain, why = False, "it is an earlier number, or by how much one changed"
        if not certain and why == "the plan has no such part":
            return unknown("The plan has no such part.")
        judged = judge(number, ways, is_certain=certain, why=why)
        if (
            judged.verdict == Verdict.AGREES
            and (why_time or "changed" in why and not certain)
            and reading.has_said
        ):
            return unknown(f"{why[:1].upper()}{why[1:]}.")
        return judged

    def _judge_none(self, reading: Reading) -> Judgement | None:
        """"No actions are overdue", "none is red"."""
        if not reading.is_certain or not (reading.qualities or reading.base):
            return None
        if reading.is_elliptic and self.shown[reading.number.start : reading.number.end] == "no":
            return None
        if self._other_time(reading):
            return None
        return judge(
            reading.number, ways_of(reading, self.checker.ledger), is_certain=True
        )

    def _base(
        self, place: int, reading: Reading, readings: dict[int, Reading]
    ) -> list[Quality] | None:
        """Of which actions the number is a part; None where that is not known."""
        whole = self.wholes.get(place)
        if whole is not None and whole < place:
            other = readings[whole]
            if other.noun != ACTIONS or not other.is_certain:
                return None
            found = [*other.base, *other.qualities]
            if reading.scope is None:
                reading.scope = other.scope
            return found
        left = self.shown
        start = self.span.start
        is_of_which = reading.noun == "them" or follows_of_which(left, start, reading.number.lead)
        if not is_of_which:
            return []
        before = [readings[each] for each in readings if each < place and each not in self.shares]
        other_reading = before[-1] if before else self.previous
        if other_reading is None or other_reading.noun not in (ACTIONS, "them"):
            return None if before else []
        reading.noun = ACTIONS
        if reading.scope is None:
            reading.scope = other_reading.scope
        if not other_reading.is_certain and other_reading.has_said:
            return None
        return [*other_reading.base, *other_reading.qualities]

    def _means_actions(self, reading: Reading) -> bool:
        """Whether a number without a noun can be one of actions."""
        number = reading.number
        last = None
        for found in _ACTION.finditer(self.plain, max(0, number.start - 600), number.lead):
            last = found.start()
        if self.topic.place >= 0 and not self.topic.is_actions and self.topic.unknown:
            if last is None or last < self.topic.place:
                rated = any(each.sort in ("rating", "not on track") for each in reading.qualities)
                return rated and self.may_be_actions
        if any(each.sort in ("rating", "not on track") for each in reading.qualities):
            return True
        return self.may_be_actions

    def _clause_start(self, number: Number) -> int:
        start = self.span.start
        for found in _CLAUSE.finditer(self.shown, start, number.lead):
            start = found.end()
        return start

    def _other_time(self, reading: Reading) -> str:
        """Why the number is not of the day of the figures; "" where it may be."""
        number = reading.number
        start = self._clause_start(number)
        if is_past(self.plain[start : number.lead]):
            return "it speaks of another time, or of what may be"
        if not reading.has_said:
            return ""
        for mention in self.dates.within(start, number.lead):
            if not mention.fits(self.checker.day) and not _DUE_WORDS.search(
                self.plain[max(start, mention.start - 40) : mention.start]
            ):
                return f"it speaks of {mention.say()}"
            if not mention.fits(self.checker.day):
                continue
        for mention in self.dates.within(number.end, reading.end + 30):
            between = self.shown[reading.end : mention.start]
            if mention.start < reading.end or re.fullmatch(
                r"[\s,]*(?:as\s+at|as\s+of|as\s+on|at|by|to|up\s+to|on|in)\s+(?:the\s+)?(?:end\s+of\s+)?(?:the\s+)?", between
            ):
                if not mention.fits(self.checker.day):
                    return f"it speaks of {mention.say()}"
        return ""

    def _judge_share(self, place: int, readings: dict[int, Reading]) -> Judgement | None:
        """A percentage in brackets: of the two numbers beside it, else of all actions."""
        number = self.numbers[place]
        part_place = self.shares[place]
        part = readings[part_place]
        whole_place = self.wholes.get(part_place)
        if whole_place is None and part_place in self.wholes.values():
            parts = [each for each, whole in self.wholes.items() if whole == part_place]
            if parts and parts[-1] < part_place:
                whole_place, part = part_place, readings[parts[-1]]
        if whole_place is not None:
            whole = self.numbers[whole_place].value
            if not whole:
                return unknown("Nothing can be a share of nought.")
            share = part.number.value * 100 / whole
            say = f"{part.number.plain:,} of {self.numbers[whole_place].plain:,}"
            return judge(number, [Way(say, share, share)], is_certain=True)
        if part.noun != ACTIONS or not part.has_said:
            measured = self._judge_measure(Reading(number, start=number.lead, end=number.end))
            return measured or unknown("The text does not say of how many.")
        total = self.checker.ledger.count(part.scope.ways[:1] if part.scope else ())
        if not total.low:
            return unknown("The plan has no actions.")
        share = part.number.value * 100 / total.low
        ways = [Way(f"{part.number.plain:,} of {total.low:,}", share, share)]
        for way in ways_of(part, self.checker.ledger):
            true = way.low * 100 / total.low
            ways.append(Way(f"{way.say}: {way.low:,} of {total.low:,}", true, true, way.rows))
        return judge(number, ways, is_certain=part.is_certain, why=part.why)

    def _judge_subject(self, reading: Reading) -> Judgement | None:
        number = reading.number
        subjects = self.checker.subjects
        qualities = list(reading.base)
        if number.is_share:
            return unknown("Nothing in the plan counts this.")
        if reading.noun == "issues":
            qualities = qualities or self._last_rating(number)
        answers = subjects.answers(reading.noun, self.text, qualities)
        left = self.shown[max(self.span.start, number.lead - 110) : number.lead]
        right = self.shown[reading.end : reading.end + 60]
        certain = subjects.is_certain(reading.noun, left, right, self.text) and not reading.base
        if reading.noun in ("themes", "workstreams", "weaknesses") and (
            reading.has_said or reading.base or reading.scope
        ):
            certain = False
        if is_past(left) or is_change(self.shown, self.span.start, number.lead):
            certain = False
        if not answers:
            name = self.shown[number.end : reading.end].strip(" '\"")
            return unknown(f"Nothing in the plan counts {name}.")
        if _is_pronoun(self.plain, number) and not certain:
            return None
        ways = [Way(each.say, Decimal(each.value), Decimal(each.value), each.rows) for each in answers]
        return judge(
            number,
            ways,
            is_certain=certain,
            why="the words around it do not say that all of them are meant",
        )

    def _last_rating(self, number: Number) -> list[Quality]:
        """What was said last, before the number, of how actions are rated."""
        found: list[Quality] = []
        for quality, _, _ in self.checker.vocabulary.qualities(self.shown, self.span.start, self.span.end):
            if quality.sort in ("rating", "not on track"):
                found = [quality]
                break
        return found

    def _judge_length(self, reading: Reading) -> Judgement | None:
        number = reading.number
        words = self.shown[number.end : reading.end].strip().split()
        answers = self.checker.subjects.duration(
            int(number.value), words[0] if words[0] == "working" else words[-1].rstrip("s"), self.text
        ) if number.value == int(number.value) else None
        if not answers:
            return unknown(f"Nothing in the plan counts these {words[-1]}.")
        ways = [Way(each.say, Decimal(each.value), Decimal(each.value)) for each in answers]
        return judge(number, ways, is_certain=words[0] == "working")

    def _judge_measure(self, reading: Reading) -> Judgement | None:
        """The number as the value of a measure; None where the sentence speaks of none."""
        number = reading.number
        start = self._clause_start(number)
        found = self.checker.measured.spoken_of(self.text, number)
        if found is not None:
            measure, is_sure = found
            nearby = self._around(number, start)
            dates = [
                each
                for each in self.dates.within(start, self.span.end)
                if abs(each.start - number.start) < 90
            ]
            dates.sort(key=lambda each: abs(each.start - number.start))
            known, is_only = self.checker.measured.meant(measure, nearby, dates[:1])
            if known is not None:
                if known.agrees(number):
                    return Judgement(
                        Verdict.AGREES, judging.plain(known.value, number), f"{known.say}.", ()
                    )
                if is_sure and is_only and number.how == How.EXACT and not is_past(nearby):
                    value = judging.plain(known.value, number)
                    places = Number(0, 0, 0, known.value).plain if number.is_share else value
                    return Judgement(
                        Verdict.DIFFERS, places, f"{known.say}: {places:,}{'%' if number.is_share else ''}."
                    )
        named = self.checker.measured.named(self.around, number)
        if named is not None:
            return Judgement(Verdict.AGREES, judging.plain(named.value, number), f"{named.say}.")
        if found is not None:
            return unknown(f"{found[0].name}: the text does not say plainly of which period.")
        return None

    def _around(self, number: Number, start: int) -> str:
        """The words from the number before to the number after it."""
        place = self.numbers.index(number)
        first = self.numbers[place - 1].end if place else start
        last = self.numbers[place + 1].lead if place + 1 < len(self.numbers) else self.span.end
        return self.plain[max(first, start) : last]


_IS_DEFINITE = re.compile(r"\b(?:the|these|those|our|all)\s+$")
_NAMES_ALL = re.compile(
    r"(?:^|\b(?:the|these|those|our|all|there\s+(?:are|were)|has|have|with|are|contains|shows|of|and|to|for|includes?|lists?|highlights?|sets\s+out|only|currently|still|now|covers?|"
    r"reports?|records?|names?|behind)\b|[,;:(–])\s*(?:now\s+|currently\s+|still\s+|only\s+)?$"
)
"""Whether all actions of a kind are meant: "the 6 red actions", "there are six red actions"."""
_FIGURE_ONLY = re.compile(r"[\s\d.,%§¶–()<>=+-]*(?:nil|none|no|zero)?\s*")
_PRONOUN = re.compile(r"one|no|none|nil|zero|a")


def _is_figure(cell: str) -> bool:
    return bool(_FIGURE_ONLY.fullmatch(cell))


def _is_pronoun(plain: str, number: Number) -> bool:
    """Whether it is a "one" that need not be a number."""
    return plain[number.start : number.end] == "one"


def _holds(shown: str, start: int, lead: int) -> bool:
    """Whether the place in the plan is said to have the actions: "Theme 3 has ten actions"."""
    return bool(
        re.search(
            r"[§\w]\s*(?:\(|:|,|has|have|holds|contains|comprises|includes|there\s+are|with|consists\s+of|now\s+has|is|are)?\s*$",
            shown[max(start, lead - 40) : lead],
        )
    )


def check_text(text: str, facts: Facts) -> tuple[Claim, ...]:
    """Every number of the text, held against the facts, in order. Figures in braces are never claims."""
    checker = Checker(facts)
    return checker.check(checker.script(text, _filler(Figures(facts))))


def check_paper(draft: PaperDraft, facts: Facts) -> tuple[PaperClaim, ...]:
    """Every number of a paper's sections, held against the facts: the sections in order, and in each the claims."""
    checker = Checker(facts)
    fill = _filler(Figures(facts, draft))
    naming = Naming(draft.appendices, len(draft.of_kind(SectionKind.APPENDIX)))
    return tuple(
        PaperClaim(section.key, claim)
        for section in draft.sections
        for claim in checker.check(checker.script(section.text, fill), naming)
    )


def _filler(figures: Figures) -> Fill:
    from reports.figures import fill_runs
    from reports.figures.filling import UnknownFigure
    from reports.text import Run

    def fill(name: str) -> str:
        try:
            return "".join(run.text for run in fill_runs((Run(f"{{{name}}}", figure=name),), figures))
        except UnknownFigure as error:
            raise KeyError(name) from error

    return fill


__all__ = ["Checker", "Named", "check_paper", "check_text", "fits"]
