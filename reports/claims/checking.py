"""Reading every number of a text and holding it against the plan's figures."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.blocks import BLOCKS
from reports.choices import SectionKind
from reports.claims.appendices import Named, Naming, appendices, appendix_claims, naming_of
from reports.claims.asat import as_at_claims, end_claims, ends
from reports.claims.counting import Ledger
from reports.claims.dates import Mention, Mentions, mentions
from reports.claims.leaving import set_aside
from reports.claims.measured import Measured
from reports.claims.numbers import Number, numbers
from reports.claims.of_actions import OfActions
from reports.claims.of_others import OfOthers
from reports.claims.reading import Reader, Reading
from reports.claims.script import Fill, Script, Unit
from reports.claims.sentences import Page, as_claim, claims_of
from reports.claims.setting import Topic
from reports.claims.subjects import Subjects, nouns
from reports.claims.tables import Tables
from reports.claims.values import Claim, PaperClaim, Part
from reports.claims.vocabulary import Vocabulary
from reports.drafts import PaperDraft
from reports.facts import Facts
from reports.figures import Figures, UnknownFigure, fill_runs
from reports.text import Run

MOST = 2_000
"""Numbers of a text that are held against the figures; nobody writes so many in a section."""
_SPOKEN = re.compile(
    r"\b(?:actions?|plan|statement of action|wsoa|wosa|themes?|workstreams?|b?rag)\b"
)
_TELLING = frozenset(key for key, kind in BLOCKS.items() if kind.takes)
"""Blocks that are told what they are of before their caption."""


@dataclass(slots=True)
class _Text:
    """A text on its way through the check."""

    script: Script
    shown: str
    dates: Mentions
    units: tuple[Unit, ...]
    ends: tuple[Mention, ...]
    named: tuple[Named, ...]


class Checker:
    """Checks texts against one plan's facts. `figures` fill the names in braces."""

    def __init__(self, facts: Facts, figures: Figures) -> None:
        position = facts.position
        ledger = self._ledger = Ledger(position)
        self._day = facts.day
        self._vocabulary = Vocabulary(position)
        self._nouns = nouns(position)
        subjects = Subjects(facts, ledger)
        measured = Measured(lambda: facts.measures, facts.day)
        self._others = OfOthers(ledger, self._vocabulary, subjects, measured)
        self._actions = OfActions(ledger, self._vocabulary, self._others.measure)
        self._fill = _filler(figures)

    def check(
        self, texts: Sequence[str], naming: Naming | None = None
    ) -> tuple[tuple[Claim, ...], ...]:
        """The claims of each text, in order. What is said twice is compared over all of them. `naming` is how the paper names its
        appendices, else it is the way of the first that is named."""
        read = [self._read(text) for text in texts]
        exact = next((end for text in read for end in text.ends if not end.season), None)
        naming = naming or naming_of([each for text in read for each in text.named])
        return tuple(self._claims(text, exact, naming) for text in read)

    def _read(self, text: str) -> _Text:
        script = Script(text, self._fill, _TELLING)
        dates = Mentions(mentions(script.plain.replace("\n", " ")))
        units = tuple(script.units())
        found = ends(script, dates, units)
        shown = set_aside(script, units)
        return _Text(script, shown, dates, units, found, tuple(appendices(script)))

    def _claims(
        self, text: _Text, exact: Mention | None, naming: Naming | None
    ) -> tuple[Claim, ...]:
        found = list(self._counts(text))
        found.extend(as_at_claims(text.script, text.dates, text.units, self._day))
        found.extend(end_claims(text.script, text.ends, exact))
        found.extend(appendix_claims(text.script, text.named, naming))
        found.sort(key=lambda claim: (claim.start, claim.end))
        return tuple(_in_sentences(found, text))

    def _counts(self, text: _Text) -> Iterator[Claim]:
        plain = text.script.plain.replace("\n", " ")
        reader = Reader(text.shown, plain, self._vocabulary, self._nouns)
        page = Page(text.script, text.shown, plain, text.dates, reader, self._actions, self._others)
        waiting = [each for each in numbers(text.shown) if not _is_listed(each, text.shown)][:MOST]
        waiting.reverse()
        has_spoken = False
        tables = Tables(text.script, text.shown, self._vocabulary, text.units)
        for unit in text.units:
            is_figure = tables.is_figure(unit)
            topic = Topic()
            for span in unit.sentences:
                own = _until(waiting, span.start, span.end)
                has_spoken = has_spoken or bool(_SPOKEN.search(plain, span.start, span.end))
                if is_figure:
                    for number in own:
                        judged = tables.judge(unit, number, self._ledger)
                        if judged and not text.script.is_bound(number.start, number.end):
                            yield as_claim(text.script, Reading(number), judged)
                elif own:
                    yield from claims_of(page, unit, span, own, topic, may_be_actions=has_spoken)


def check_text(text: str, facts: Facts) -> tuple[Claim, ...]:
    """Every number of the text, held against the facts, in order. Figures in braces are never claims."""
    return Checker(facts, Figures(facts)).check([text])[0]


def check_paper(
    draft: PaperDraft, facts: Facts, figures: Figures | None = None
) -> tuple[PaperClaim, ...]:
    """Every number of a paper's title and of its sections' headings, texts and captions, held against the facts, in order. The `figures`
    that fill names in braces are those of the facts, unless others are given."""
    naming = Naming(draft.appendices, len(draft.of_kind(SectionKind.APPENDIX)))
    checker = Checker(facts, figures or Figures(facts, draft))
    parts = [(0, Part.TITLE, draft.title)]
    for section in draft.sections:
        parts.append((section.key, Part.HEADING, section.heading))
        parts.append((section.key, Part.TEXT, section.text))
    found = checker.check([text for _, _, text in parts], naming)
    return tuple(
        PaperClaim(key, claim, Part.CAPTION if claim.is_over_a_block else part)
        for (key, part, _), claims in zip(parts, found, strict=True)
        for claim in claims
    )


def _in_sentences(claims: Iterable[Claim], text: _Text) -> Iterator[Claim]:
    """The claims, each with the sentence that it stands in, and whether that stands over a block."""
    said = text.script.sentences(text.units)
    starts = [each.start for each in said]
    for claim in claims:
        place = bisect_right(starts, claim.start) - 1
        yield replace(
            claim,
            sentence=said[place].words if place >= 0 else claim.text,
            is_over_a_block=any(
                span.start <= claim.start < span.end for span in text.script.captions
            ),
        )


def _filler(figures: Figures) -> Fill:
    def fill(name: str) -> str:
        try:
            filled = fill_runs((Run(f"{{{name}}}", figure=name),), figures)
        except UnknownFigure as error:
            raise KeyError(name) from error
        return "".join(run.text for run in filled)

    return fill


def _until(waiting: list[Number], start: int, end: int) -> list[Number]:
    """The numbers in the stretch, taken from those that wait, the last of which comes first."""
    found: list[Number] = []
    while waiting and waiting[-1].start < end:
        number = waiting.pop()
        if number.start >= start:
            found.append(number)
    return found


def _is_listed(number: Number, shown: str) -> bool:
    """Whether it stands in a row of bare numbers, as a table that lost its lines."""
    before = shown[max(0, number.start - 4) : number.start].rstrip()
    after = shown[number.end : number.end + 4].lstrip()
    return number.is_digits and before[-1:].isdigit() and after[:1].isdigit()
