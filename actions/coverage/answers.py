"""Reading the weaknesses that a plan answers, what was found of them since, and what answers each of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actions.choices import AnswerState, Verdict, WeaknessKind
from actions.coverage.values import InspectionValue, JudgementValue, WeaknessValue
from actions.models import Inspection, Plan, RevisitJudgement, Weakness, WeaknessAnswer
from actions.position import Position, PostValue

_KINDS = ("theme_id", "action_id", "measure_id", "risk_id")


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers a weakness on a day, by id. Ids may be of another plan of the area."""

    weakness: WeaknessValue
    theme_ids: frozenset[int]
    action_ids: frozenset[int]
    measure_ids: frozenset[int]
    risk_ids: frozenset[int]

    def lines_of(self, position: Position) -> frozenset[int]:
        """The ids of the Position's actions that answer it, by a theme of theirs or by themselves."""
        return frozenset(
            line.action_id
            for line in position.lines
            if line.action_id in self.action_ids
            or line.theme.id in self.theme_ids
            or line.top_theme.id in self.theme_ids
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The inspection whose weaknesses a plan answers, and these in order."""

    inspection: InspectionValue
    weaknesses: tuple[WeaknessValue, ...]


def weaknesses_as_at(plan: Plan, day: date) -> Found | None:
    """The weaknesses of the plan's inspection, with the judgements of revisits by the day; None for a plan
    without an inspection. At most three queries.

    A revisit that found none of its own leads to those of the inspection that it follows up.
    """
    if plan.inspection_id is None:
        return None
    inspections = {each.pk: each for each in Inspection.objects.filter(area=plan.area_id)}
    rows: dict[int, list[Weakness]] = defaultdict(list)
    for row in Weakness.objects.filter(inspection__area=plan.area_id).select_related(
        "lead__organisation"
    ):
        rows[row.inspection_id].append(row)
    inspection = _source(inspections[plan.inspection_id], inspections, rows)
    judgements = _judgements(rows[inspection.pk], inspections, day)
    return Found(
        _inspection(inspection),
        tuple(_weakness(row, judgements.get(row.pk, ())) for row in rows[inspection.pk]),
    )


def answers_as_at(plan: Plan, day: date) -> tuple[Answers, ...]:
    """What answers each weakness that the plan answers. None without an inspection; else at most four queries."""
    found = weaknesses_as_at(plan, day)
    return answers_of(found.weaknesses, day) if found else ()


def answers_of(weaknesses: Iterable[WeaknessValue], day: date) -> tuple[Answers, ...]:
    """What answers each of the weaknesses on the day: the newest entry about it and the thing counts. One
    query."""
    weaknesses = tuple(weaknesses)
    if not weaknesses:
        return ()
    states: dict[tuple[int, str, int], str] = {}
    rows = WeaknessAnswer.objects.filter(
        weakness_id__in=[weakness.id for weakness in weaknesses]
    ).up_to(day)
    for weakness_id, state, *ids in rows.values_list("weakness_id", "state", *_KINDS):
        for kind, pk in zip(_KINDS, ids, strict=True):
            if pk is not None:
                states[weakness_id, kind, pk] = state
    ids_of: dict[tuple[int, str], set[int]] = defaultdict(set)
    for (weakness_id, kind, pk), state in states.items():
        if state == AnswerState.ANSWERS:
            ids_of[weakness_id, kind].add(pk)
    return tuple(
        Answers(weakness, *(frozenset(ids_of[weakness.id, kind]) for kind in _KINDS))
        for weakness in weaknesses
    )


def _source(
    inspection: Inspection, inspections: dict[int, Inspection], rows: dict[int, list[Weakness]]
) -> Inspection:
    """The inspection whose weaknesses count: the first that found any, going back; else the plan's own."""
    seen = {inspection.pk}
    each = inspection
    while not rows[each.pk] and each.revisits_id and each.revisits_id not in seen:
        each = inspections[each.revisits_id]
        seen.add(each.pk)
    return each if rows[each.pk] else inspection


def _inspection(row: Inspection) -> InspectionValue:
    return InspectionValue(
        id=row.pk,
        name=str(row.get_framework_display()),
        began_on=row.began_on,
        ended_on=row.ended_on,
        letter_on=row.letter_on,
        published_on=row.published_on,
        summary=row.summary,
    )


def _weakness(row: Weakness, judgements: Iterable[JudgementValue]) -> WeaknessValue:
    lead = row.lead
    return WeaknessValue(
        id=row.pk,
        number=row.number,
        kind=WeaknessKind(row.kind),
        title=row.title,
        words=row.words,
        lead=PostValue(lead.pk, lead.title, lead.organisation.short_name) if lead else None,
        judgements=tuple(judgements),
    )


def _judgements(
    weaknesses: Iterable[Weakness], inspections: dict[int, Inspection], day: date
) -> dict[int, list[JudgementValue]]:
    """Weakness's id -> what each revisit judged of it by the day, the earlier revisit first."""
    newest: dict[tuple[int, int], RevisitJudgement] = {}
    rows = RevisitJudgement.objects.filter(weakness__in=list(weaknesses)).up_to(day)
    for row in rows:
        newest[row.weakness_id, row.revisit_id] = row
    found: dict[int, list[JudgementValue]] = defaultdict(list)
    for row in newest.values():
        revisit = inspections[row.revisit_id]
        found[row.weakness_id].append(
            JudgementValue(
                revisit_id=revisit.pk,
                revisit=str(revisit.get_framework_display()),
                revisited_on=revisit.ended_on,
                verdict=Verdict(row.verdict),
                words=row.words,
                since=row.effective_date,
            )
        )
    for each in found.values():
        each.sort(key=lambda judgement: (judgement.revisited_on, judgement.revisit_id))
    return found
