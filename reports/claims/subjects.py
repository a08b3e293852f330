"""What a plan counts besides its actions: themes, workstreams, report groups, issues, weaknesses, risks, measures, visits, and the
lengths of its deadlines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from actions.choices import Concern, DeadlineKind, DeadlineUnit
from actions.position import Line, Position, group_by_issue
from actions.risking import RiskLine
from actions.text import plural
from reports.claims.counting import Ledger, Quality
from reports.facts import Facts


@dataclass(frozen=True, slots=True)
class Answer:
    """A way to take a number: what it counts, how many there are, and the references that make it."""

    say: str
    value: int
    rows: tuple[str, ...] = ()


def nouns(position: Position) -> re.Pattern[str]:
    """The words for what a plan counts, each kind a named group."""
    word = position.plan.theme_word.lower()
    own = "|".join(sorted({re.escape(word), re.escape(plural(word))}, key=len, reverse=True))
    return re.compile(
        r"[\s'\"]*(?:"
        r"(?P<weaknesses>(?:areas?\s+of\s+)?(?:significant\s+|serious\s+)?weakness(?:es)?(?:\s+areas?)?|areas?\s+of\s+(?:significant\s+)?weakness(?:es)?|areas?\s+for\s+priority\s+action)"
        rf"|(?P<themes>(?:{own})(?:\s*\([a-z]{{2,5}}\))?(?:\s+areas?)?|themes?)"
        r"|(?P<workstreams>work[\s-]?streams?)"
        r"|(?P<groups>report(?:ing)?\s+groups?)"
        r"|(?P<visits>(?:further\s+|more\s+)?monitoring\s+visits?)"
        r"|(?P<risks>risks?)"
        r"|(?P<measures>(?:performance\s+)?(?:measures|indicators)|kpis)"
        r"|(?P<issues>(?:underlying\s+|common\s+|separate\s+)?(?:issues?|activities|causes|explanations?|problems?))"
        r"|(?P<actions>actions?(?:\s+points?)?)"
        r"|(?P<days>working\s+days?|calendar\s+days?|days?)"
        r"|(?P<months>months?)"
        r"|(?P<areas>(?:identified\s+|key\s+|priority\s+)?areas?|priorities)"
        r")(?![\w-]|['’]\w|\s*/\s*[a-z])"
    )


_CUE = re.compile(
    r"\b(?:all|each of|one of|any of|of)\s+(?:the\s+|our\s+|its\s+|those\s+)?$|\b(?:plan|statement|wsoa|wosa|it|that|which|report|inspection|inspectors?|ofsted|cqc|letter|register|we|they|there|board)\b"
    r"[^.;:§¶]{0,50}?\b(?:has|have|had|are|were|contains?|holds?|includes?|comprises?|consists?\s+of|sets?\s+out|identified|identifies|found|finds|lists?|listed|names?|named|is\s+made\s+up\s+of|carries|reported|counts?)\s+"
    r"(?:now\s+|currently\s+|a\s+total\s+of\s+|the\s+following\s+|the\s+|about\s+)*$|"
    r"\b(?:grouped|arranged|divided|organised|organized|split|set\s+out|spread|structured)\s+(?:in\s?to|under|in|across|by|over|between)\s+(?:the\s+|its\s+|our\s+)?$|"
    r"\bactions?\s+(?:in|under|across|over)\s+(?:the\s+|its\s+|our\s+)?$"
)
_RESTRICTED = re.compile(
    r"\s*(?:[.,;:!?)\]]|$|\(|(?:and|but|while|with\s+specific|are|is|were|have|each|to\s+address|to\s+be|that\s+(?:the|inspectors|ofsted|need|must|answer)|identified|agreed|found|in\s+the\s+(?:plan|statement|wsoa|letter|register|inspection)|"
    r"of\s+the\s+(?:plan|statement|wsoa)|on\s+the\s+(?:register|risk)|linked|so|or)\b)"
)
_BEHIND = re.compile(
    r"\b(?:behind|underl(?:ie|y|ying)|cover(?:s|ed|ing)?|share|shared|caused|explain(?:s|ed)?|relate|fall\s+into|come\s+down\s+to|concern|arise\s+from|due\s+to|stem\s+from|because\s+of|group(?:ed)?|down\s+to|account\s+for|lie|into)\b"
)


_SUBMITTED = re.compile(
    r"(?=.*\b(?:statement|wsoa)\b).*\b(?:submit|submitted|produced?|completed?|due|deadline|provided?|send|sent)\b"
)
_ABOUT_DEADLINE = {
    DeadlineKind.WSOA: re.compile(r"\bstatement\b|\bwsoa\b"),
    DeadlineKind.RESUBMISSION: re.compile(r"\bapproved?\b|\bresubmi|\breturned\b"),
    DeadlineKind.PAP: re.compile(r"\bplan\b"),
    DeadlineKind.PROGRESS_ADVICE: re.compile(r"\bminister|\badvi[cs]e\b"),
    DeadlineKind.REVISIT_FROM: re.compile(r"\bre-?\s?(?:visit|inspect)|\binspectors?\b"),
    DeadlineKind.REVISIT_BY: re.compile(r"\bre-?\s?(?:visit|inspect)|\binspectors?\b"),
    DeadlineKind.APP_REVIEW: re.compile(r"\breview"),
    DeadlineKind.OTHER: re.compile(r"\bdeadline|\bwithin\b"),
}
"""Words by which a sentence speaks of a deadline of the kind."""


class Subjects:
    """Answers how many there are of a kind."""

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        self.facts = facts
        self.ledger = ledger

    def answers(self, kind: str, sentence: str, qualities: Sequence[Quality]) -> tuple[Answer, ...]:
        """The ways to count a kind, the likeliest first; none where the plan does not count it."""
        position = self.facts.position
        match kind:
            case "themes":
                return self._themes(position)
            case "workstreams":
                return _some("workstreams", len(position.workstreams))
            case "groups":
                titles = {line.report_group for line in position.lines if line.report_group}
                return _some("report groups", len(titles))
            case "issues":
                return self._issues(sentence, qualities)
            case "weaknesses" | "areas":
                found = self._weaknesses()
                return (*found, *self._themes(position)) if kind == "areas" else found
            case "risks":
                return self._risks(sentence)
            case "measures":
                return _some("measures", len(self.facts.every_measure))
            case "visits":
                return _some("monitoring visits", len(self.facts.visits))
        return ()

    def is_certain(self, kind: str, left: str, right: str, sentence: str) -> bool:
        """Whether all of the kind are meant, by the words before and after the number and its noun."""
        if kind == "issues":
            return bool(_BEHIND.search(sentence)) and bool(
                _RESTRICTED.match(right) or _BEHIND.match(right.lstrip())
            )
        if kind in ("areas", "measures", "visits", "groups"):
            return False
        if kind == "risks":
            return self._band(sentence) is not None or (
                bool(
                    re.search(r"\b(?:register|risk register|open)\b", sentence)
                    and _CUE.search(left)
                )
                and bool(_RESTRICTED.match(right))
            )
        return bool(_CUE.search(left)) and bool(_RESTRICTED.match(right))

    def lengths(self, value: int, unit: str, sentence: str) -> tuple[Answer, ...]:
        """The deadlines of which the sentence may speak; `unit` is `working` (days), `days` or `months`."""
        units = {
            "working": (DeadlineUnit.WORKING_DAYS,),
            "months": (DeadlineUnit.MONTHS,),
        }.get(unit, (DeadlineUnit.CALENDAR_DAYS, DeadlineUnit.WORKING_DAYS))
        found = [each for each in self.facts.deadlines if each.unit in units and each.count]
        if unit == "working" and _SUBMITTED.search(sentence):
            found = [each for each in found if each.kind == DeadlineKind.WSOA]
        else:
            found = [
                each
                for each in found
                if each.count == value and _ABOUT_DEADLINE[each.kind].search(sentence)
            ]
        return tuple(
            Answer(f"{each.called}: {each.counted_as} after {each.basis}", each.count)
            for each in found
        )

    def _themes(self, position: Position) -> tuple[Answer, ...]:
        top, lower = len(position.top_themes), len(position.themes) - len(position.top_themes)
        word = plural(position.plan.theme_word)
        found = _some(word, top)
        return (*found, *_some(f"{word} of the lower level", lower)) if lower else found

    def _weaknesses(self) -> tuple[Answer, ...]:
        coverage = self.facts.coverage
        rows = [row for row in coverage.rows if row.weakness is not None]
        return _some("weaknesses", len(rows)) if rows else ()

    def _issues(self, sentence: str, qualities: Sequence[Quality]) -> tuple[Answer, ...]:
        position = self.facts.position
        lines = position.with_concern(Concern.SIGNIFICANT)
        found = (
            [
                Answer(
                    f"issues behind the actions {' and '.join(each.say for each in qualities)}",
                    *self._behind(
                        tuple(
                            line for line in position.lines if all(q.test(line) for q in qualities)
                        )
                    ),
                )
            ]
            if qualities
            else []
        )
        if not re.search(r"\bamber\b", sentence):
            found.append(
                Answer("issues behind the actions of significant concern", *self._behind(lines))
            )
        found.append(Answer("issues in the plan", *self._behind(position.lines)))
        return tuple(each for each in found if each.value)

    @staticmethod
    def _behind(lines: Sequence[Line]) -> tuple[int, tuple[str, ...]]:
        groups = [each for each in group_by_issue(tuple(lines)) if each.issue is not None]
        return len(groups), tuple(line.reference for each in groups for line in each.lines)

    def _risks(self, sentence: str) -> tuple[Answer, ...]:
        register = self.facts.risks
        band = self._band(sentence)
        lines = register.open_lines
        if band is not None:
            said, chosen = band
            rows = tuple(line.reference for line in lines if chosen(line))
            return (Answer(f"open risks {said}", len(rows), rows),)
        refs = tuple(line.reference for line in lines)
        found = [Answer("open risks", len(refs), refs)]
        if len(register.lines) != len(lines):
            found.append(Answer("risks on record", len(register.lines)))
        return tuple(found) if register.lines else ()

    def _band(self, sentence: str) -> tuple[str, Callable[[RiskLine], bool]] | None:
        """The band or the score that the sentence names, in words, and whether a risk has it."""
        lines = self.facts.risks.open_lines
        scores = {line.current.code.lower() for line in lines}
        for found in re.finditer(
            r"\b(?:rated|scored|at|rating of|score of)\s+([a-z]?[0-9]{1,2}[a-z]?)\b", sentence
        ):
            if found[1] in scores:
                return f"scored {found[1].upper()}", partial(_is_scored, found[1])
        for matrix in self.facts.risks.matrices:
            for band in matrix.bands:
                label = re.escape(band.label.lower())
                if re.search(
                    rf"\b(?:{label}\s+risks?|risks?\s+(?:[a-z]+\s+){{0,4}}?(?:rated|scored|in the band|banded|as)\s+(?:as\s+)?{label}|(?:rated|scored)\s+(?:as\s+)?{label}|of\s+(?:them|these|those|which)\s+(?:are\s+)?(?:rated\s+)?{label})\b",
                    sentence,
                ):
                    return f"in the band {band.label}", partial(_is_in_band, band.id)
        return None


def _some(say: str, value: int) -> tuple[Answer, ...]:
    return (Answer(say, value),) if value else ()


def _is_scored(code: str, line: RiskLine) -> bool:
    return line.current.code.lower() == code


def _is_in_band(band_id: int, line: RiskLine) -> bool:
    return line.current.band.id == band_id
