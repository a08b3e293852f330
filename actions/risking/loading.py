"""Reading a plan's risk register as at a date, in a number of queries that does not grow with it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Min

from actions.choices import DuePrecision, LifeState, MitigationState, RiskState
from actions.due_dates import DueDate
from actions.models import (
    ActionLife,
    ActionReference,
    ActionWording,
    CarriedAction,
    MitigationEntry,
    Plan,
    PlanRisk,
    RiskReview,
)
from actions.position import Line, PostValue, plan_value, position_as_at
from actions.position.memory import Memory
from actions.risking.matrices import Matrices, read_matrices
from actions.risking.values import MitigationValue, RiskLine, RiskRegister, ScoreValue


def risks_as_at(plan: Plan, day: date, *, with_mitigations: bool = True) -> RiskRegister:
    """The plan's risks as they stood at the end of the day, by what is on record now.

    Each risk shows its latest standing review effective on or before the day (design rule 2), and each of its
    mitigations its latest entry of then. A risk that another plan named before has its history here too. Title,
    cause, effect and owner are those it has now. The queries are the same for few risks and for many, but for a
    Position of each plan whose actions mitigate; whoever only compares scores leaves mitigations out. One query
    where nothing in the area has changed since it was last asked for.
    """
    if connection.in_atomic_block:
        return _load(plan, day, with_mitigations)
    revisions = _revisions(plan)
    key = (plan.pk, day, with_mitigations, revisions)
    register = _registers.recall(key)
    if register is None:
        present = Plan.objects.select_related("area").get(pk=plan.pk)  # as that revision has it
        register = _load(present, day, with_mitigations)
        if _revisions(plan) == revisions:
            _registers.remember(key, register)
    return register


_registers: Memory[tuple[int, date, bool, tuple[UUID, ...]], RiskRegister] = Memory(64)
"""Registers by plan, day, whether mitigations were read, and the revisions of all plans of the area: every
service that writes to a risk, or to an action that mitigates one, replaces one of them."""


def _revisions(plan: Plan) -> tuple[UUID, ...]:
    plans = Plan.objects.filter(area=plan.area_id).order_by("id")
    return tuple(plans.values_list("revision", flat=True))


def _load(plan: Plan, day: date, with_mitigations: bool) -> RiskRegister:
    named = list(
        PlanRisk.objects.filter(plan=plan)
        .order_by("order", "id")
        .values_list(
            "risk_id",
            "risk__matrix_id",
            "risk__reference",
            "risk__title",
            "risk__cause",
            "risk__effect",
            "risk__owner_id",
            "risk__owner__title",
            "risk__owner__organisation__short_name",
        )
    )
    reviews = _reviews(plan, day)
    matrices = read_matrices({row[1] for row in named if row[0] in reviews})
    mitigations = _mitigations(plan, day) if with_mitigations else {}
    return RiskRegister(
        plan=plan_value(plan),
        as_at=day,
        matrices=matrices.values,
        lines=tuple(
            _line(row, day, reviews[row[0]], matrices, mitigations.get(row[0], ()))
            for row in named
            if row[0] in reviews
        ),
    )


def _line(
    row: tuple[Any, ...],
    day: date,
    review: tuple[Any, ...],
    matrices: Matrices,
    mitigations: Iterable[MitigationValue],
) -> RiskLine:
    risk_id, matrix_id, reference, title, cause, effect, owner_id, owner, organisation = row
    state, current, inherent, target, commentary, opened_on, reviewed_on, by, next_on = review
    return RiskLine(
        id=risk_id,
        as_at=day,
        matrix_id=matrix_id,
        reference=reference,
        title=title,
        cause=cause,
        effect=effect,
        owner=PostValue(owner_id, owner, organisation) if owner_id else None,
        state=RiskState(state),
        current=matrices.scores[current],
        inherent=_score(matrices, inherent),
        target=_score(matrices, target),
        commentary=commentary,
        opened_on=opened_on,
        reviewed_on=reviewed_on,
        reviewed_by=by,
        next_review_on=next_on,
        mitigations=tuple(mitigations),
    )


def _score(matrices: Matrices, cell_id: int | None) -> ScoreValue | None:
    return None if cell_id is None else matrices.scores[cell_id]


def _reviews(plan: Plan, day: date) -> dict[int, tuple[Any, ...]]:
    """Risk's id -> what the review in force says, and since when the risk is on record."""
    reviews = RiskReview.objects.filter(risk__plan_risks__plan=plan)
    opened = dict(
        reviews.standing()
        .filter(effective_date__lte=day)
        .order_by()
        .values_list("risk_id")
        .annotate(Min("effective_date"))
    )
    return {
        row[0]: (*row[1:6], opened[row[0]], *row[6:])
        for row in reviews.as_at(day).values_list(
            "risk_id",
            "state",
            "current_id",
            "inherent_id",
            "target_id",
            "commentary",
            "effective_date",
            "recorded_by__name",
            "next_review_on",
        )
    }


def _mitigations(plan: Plan, day: date) -> dict[int, list[MitigationValue]]:
    """Risk's id -> what is done against it, in the order it was added."""
    rows = [
        row
        for row in MitigationEntry.objects.filter(mitigation__risk__plan_risks__plan=plan)
        .as_at(day)
        .order_by("mitigation_id")
        .values_list(
            "mitigation__risk_id",
            "mitigation_id",
            "mitigation__action_id",
            "mitigation__action__plan_id",
            "text",
            "state",
            "effective_date",
            "owner_id",
            "owner__title",
            "owner__organisation__short_name",
            "due_precision",
            "due_end",
            "due_printed",
        )
        if row[5] != MitigationState.DROPPED
    ]
    named = {row[2]: row[3] for row in rows if row[2]}  # action's id -> its plan's
    carried = _carried_into(plan, {pk for pk, of in named.items() if of != plan.pk}, day)
    named = {carried.get(pk, pk): plan.pk if pk in carried else of for pk, of in named.items()}
    actions = _actions(set(named.values()), plan, day)
    departed = _departed(set(named) - set(actions), day)
    found: dict[int, list[MitigationValue]] = defaultdict(list)
    for risk_id, pk, said_action, _, text, state, said_on, *rest in rows:
        action_id = carried.get(said_action, said_action)
        if action_id is None:
            owner_id, owner, organisation, precision, end, printed = rest
            value = MitigationValue(
                id=pk,
                text=text,
                state=MitigationState(state),
                as_at=day,
                said_on=said_on,
                owners=(PostValue(owner_id, owner, organisation),) if owner_id else (),
                due=DueDate(DuePrecision(precision), end, printed) if precision else None,
            )
        elif action_id in actions:
            plan_slug, line = actions[action_id]
            value = MitigationValue(
                id=pk,
                text=line.title,
                state=MitigationState(state),
                as_at=day,
                said_on=said_on,
                owners=line.owners,
                due=line.due,
                action_id=action_id,
                reference=line.reference,
                slug=line.slug,
                plan_slug=plan_slug,
                rating=line.rating,
                is_complete=line.is_complete,
            )
        else:
            reference, title, why = departed[action_id]
            value = MitigationValue(
                id=pk,
                text=title,
                state=MitigationState(state),
                as_at=day,
                said_on=said_on,
                action_id=action_id,
                reference=reference,
                departed=why,
            )
        found[risk_id].append(value)
    return found


def _carried_into(plan: Plan, others: set[int], day: date) -> dict[int, int]:
    """Action's id of a plan before -> that of the plan's own which continues it on the day, where one does. One query, none where
    no other plan's action is asked for or the plan has not begun."""
    if not others or plan.succeeds_id is None or plan.starts_on > day:
        return {}
    rows = CarriedAction.objects.filter(action__plan__area=plan.area_id)
    continues = {
        source: (action, of)
        for source, action, of in rows.values_list("source_id", "action_id", "action__plan_id")
    }
    found: dict[int, int] = {}
    for first in others:
        action, of = continues.get(first, (first, 0))
        while of != plan.pk and action in continues:
            action, of = continues[action]
        if of == plan.pk:
            found[first] = action
    return found


def _actions(plan_ids: set[int], plan: Plan, day: date) -> dict[int, tuple[str, Line]]:
    """Action's id -> the slug of its plan, and its line there, for the live actions of those plans."""
    others = plan_ids - {plan.pk}
    plans = [plan] if plan.pk in plan_ids else []
    if others:
        plans += Plan.objects.filter(pk__in=others).select_related("area").order_by("id")
    return {
        line.action_id: (each.slug, line)
        for each in plans
        for line in position_as_at(each, day).lines
    }


def _departed(ids: set[int], day: date) -> dict[int, tuple[str, str, str]]:
    """Action's id -> its last reference and title, and why it is not in its plan on the day."""
    if not ids:
        return {}
    references = dict(
        ActionReference.objects.filter(action__in=ids)
        .standing()
        .in_order()
        .values_list("action_id", "reference")
    )
    titles = dict(
        ActionWording.objects.filter(action__in=ids)
        .standing()
        .in_order()
        .values_list("action_id", "title")
    )
    states = dict(
        ActionLife.objects.filter(action__in=ids).up_to(day).values_list("action_id", "state")
    )
    return {
        pk: (
            references[pk],
            titles[pk],
            LifeState(states[pk]).label if pk in states else "Not in its plan then",
        )
        for pk in ids
    }
