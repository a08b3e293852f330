"""What a revisit judged of each weakness, and what followed from it, as at a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.choices import Consequence, Verdict, WeaknessKind
from actions.inspecting.chains import weaknesses_of
from actions.models import Inspection, Plan, RevisitConsequence, RevisitJudgement, Weakness
from actions.text import say_post

TONES = {Verdict.SUFFICIENT: "green", Verdict.INSUFFICIENT: "red"}
LETTERS = {Verdict.SUFFICIENT: "S", Verdict.INSUFFICIENT: "N"}


@dataclass(frozen=True, slots=True)
class JudgementValue:
    """What a revisit judged of a weakness. `revisit` says which one, in words."""

    id: int
    revisit_id: int
    revisit: str
    verdict: Verdict
    words: str
    effective_date: date
    is_correction: bool
    reason: str

    @property
    def label(self) -> str:
        """The verdict in words."""
        return self.verdict.label

    @property
    def letter(self) -> str:
        """The verdict's letter, for a tag."""
        return LETTERS[self.verdict]

    @property
    def tone(self) -> str:
        """The verdict's colour, for a tag."""
        return TONES[self.verdict]


@dataclass(frozen=True, slots=True)
class WeaknessValue:
    """A weakness with its latest judgement; `judgements` are all that count on the day, oldest first."""

    id: int
    inspection_id: int
    number: int
    kind: WeaknessKind
    title: str
    words: str
    lead: str
    lead_id: int | None
    judgements: tuple[JudgementValue, ...]

    @property
    def word(self) -> str:
        """What the framework calls it: "Area of significant weakness"."""
        return self.kind.label

    @property
    def judgement(self) -> JudgementValue | None:
        """The latest, None where no revisit has judged it."""
        return self.judgements[-1] if self.judgements else None


@dataclass(frozen=True, slots=True)
class ConsequenceValue:
    """What followed from a revisit."""

    id: int
    consequence: Consequence
    words: str
    effective_date: date
    is_correction: bool
    reason: str

    @property
    def label(self) -> str:
        """It in words."""
        return self.consequence.label


def judgements_as_at(weaknesses: Iterable[int], day: date) -> dict[int, tuple[JudgementValue, ...]]:
    """Weakness's id -> what revisits judged of it up to the day, oldest first: one a revisit. One query."""
    last: dict[int, dict[int, RevisitJudgement]] = defaultdict(dict)
    entries = RevisitJudgement.objects.filter(weakness__in=list(weaknesses)).up_to(day)
    for entry in entries.select_related("revisit"):
        of_weakness = last[entry.weakness_id]
        of_weakness.pop(entry.revisit_id, None)
        of_weakness[entry.revisit_id] = entry
    return {
        pk: tuple(_judgement(entry) for entry in of_weakness.values())
        for pk, of_weakness in last.items()
    }


def _judgement(entry: RevisitJudgement) -> JudgementValue:
    return JudgementValue(
        entry.pk,
        entry.revisit_id,
        str(entry.revisit),
        Verdict(entry.verdict),
        entry.words,
        entry.effective_date,
        entry.supersedes_id is not None,
        entry.reason,
    )


def weaknesses_as_at(weaknesses: Plan | Sequence[Weakness], day: date) -> tuple[WeaknessValue, ...]:
    """The weaknesses, or those that the plan has to answer, each with what revisits judged up to the day."""
    found = weaknesses_of(weaknesses) if isinstance(weaknesses, Plan) else weaknesses
    judged = judgements_as_at([weakness.pk for weakness in found], day)
    return tuple(
        WeaknessValue(
            weakness.pk,
            weakness.inspection_id,
            weakness.number,
            WeaknessKind(weakness.kind),
            weakness.title,
            weakness.words,
            (
                say_post(weakness.lead.title, weakness.lead.organisation.short_name)
                if weakness.lead
                else ""
            ),
            weakness.lead_id,
            judged.get(weakness.pk, ()),
        )
        for weakness in found
    )


def consequence_as_at(revisit: Inspection, day: date) -> ConsequenceValue | None:
    """What had followed from the revisit by the day; None where nothing is recorded."""
    return consequences_as_at([revisit], day).get(revisit.pk)


def consequences_as_at(revisits: Sequence[Inspection], day: date) -> Mapping[int, ConsequenceValue]:
    """Revisit's id -> what had followed from it by the day, of those of which something is recorded. One query."""
    entries = RevisitConsequence.objects.filter(revisit__in=revisits).up_to(day)
    return {
        entry.revisit_id: ConsequenceValue(
            entry.pk,
            Consequence(entry.consequence),
            entry.words,
            entry.effective_date,
            entry.supersedes_id is not None,
            entry.reason,
        )
        for entry in entries
    }
