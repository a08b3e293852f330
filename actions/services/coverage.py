"""Saying what answers a weakness: themes, actions, measures and risks, each from a date, and no more from another."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from actions import permissions
from actions.choices import AnswerState, AuditEvent
from actions.errors import Refused
from actions.inspecting import answers_as_at, weaknesses_of
from actions.inspecting.answers import KINDS
from actions.models import Action, Measure, Plan, Risk, Theme, Weakness, WeaknessAnswer
from actions.services.rows import begin_area
from actions.services.writing import (
    Seen,
    audit,
    begin,
    check_effective_date,
    check_live,
    check_open,
    check_still_newest,
    service,
)
from actions.text import clean_text, say_day
from wsoa.capabilities import Capability
from wsoa.models import User

Answering = Theme | Action | Measure | Risk
"""What may answer a weakness."""


@service
def answer(
    *,
    weakness: Weakness,
    effective_date: date,
    by: User,
    theme: Theme | None = None,
    action: Action | None = None,
    measure: Measure | None = None,
    risk: Risk | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> WeaknessAnswer:
    """Say that one thing, a theme, an action, a measure or a risk, answers the weakness from the date.

    Raises Refused where it does so already, or the plan of the theme or action does not answer the inspection.
    """
    one = _only(theme, action, measure, risk)
    at = _begin(weakness, by, now)
    if one.pk in answers_as_at([weakness], effective_date)[weakness.pk].of(_kind(one)):
        raise Refused(f"This answers {weakness.number} on {say_day(effective_date)} already.")
    changes = [(one, AnswerState.ANSWERS)]
    (entry,) = _write(weakness, changes, effective_date, reason, by, at)
    audit(
        AuditEvent.ANSWER_CHANGED,
        f"{weakness.number}: {_said(changes)}, effective {effective_date.isoformat()}",
        by=by,
        at=at,
        area=weakness.inspection.area,
        plan=one.plan if isinstance(one, Theme | Action) else None,
        action=one if isinstance(one, Action) else None,
    )
    return entry


@service
def change_answers(
    *,
    weakness: Weakness,
    effective_date: date,
    by: User,
    themes: Iterable[Theme],
    actions: Iterable[Action],
    measures: Iterable[Measure],
    risks: Iterable[Risk],
    plan: Plan | None = None,
    reason: str = "",
    seen: Seen | None = None,
    now: datetime | None = None,
) -> list[WeaknessAnswer]:
    """Let these, and no others, answer the weakness from the date: an entry for each that changes.

    With `plan` the themes and actions of other plans are left as they are. `seen` is the newest entry of what
    answers the weakness.
    """
    at = _begin(weakness, by, now)
    check_still_newest(WeaknessAnswer.objects.filter(weakness=weakness), seen)
    wanted: dict[str, dict[int, Any]] = {
        kind: {each.pk: each for each in rows}
        for kind, rows in zip(KINDS, (themes, actions, measures, risks), strict=True)
    }
    before = answers_as_at([weakness], effective_date)[weakness.pk]
    changes = [
        (each, AnswerState.ANSWERS)
        for kind in KINDS
        for pk, each in wanted[kind].items()
        if pk not in before.of(kind)
    ]
    changes += [
        (each, AnswerState.NO_MORE)
        for kind in KINDS
        for each in _rows(kind, before.of(kind) - wanted[kind].keys(), plan)
    ]
    if not changes:
        raise Refused("Nothing has changed: these answer the weakness on that day already.")
    made = _write(weakness, changes, effective_date, reason, by, at)
    plans = {each.plan for each, _ in changes if isinstance(each, Theme | Action)}
    about = plan or (plans.pop() if len(plans) == 1 else None)
    audit(
        AuditEvent.ANSWER_CHANGED,
        f"{weakness.number}: {_said(changes)}, effective {effective_date.isoformat()}",
        by=by,
        at=at,
        area=weakness.inspection.area,
        plan=about,
    )
    return made


def _begin(weakness: Weakness, by: User, now: datetime | None) -> datetime:
    area = weakness.inspection.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_PLAN)
    return at


def _only(*given: Answering | None) -> Answering:
    found = [each for each in given if each is not None]
    if len(found) != 1:
        raise Refused("Choose one theme, action, measure or risk.")
    return found[0]


def _write(
    weakness: Weakness,
    changes: Sequence[tuple[Answering, AnswerState]],
    effective_date: date,
    reason: str,
    by: User,
    at: datetime,
) -> list[WeaknessAnswer]:
    """Check and write an entry for each."""
    reason = clean_text(reason, field="reason", label="The reason")
    _check_day(weakness, effective_date, at)
    plans = {each.plan_id: each.plan for each, _ in changes if isinstance(each, Theme | Action)}
    for plan in plans.values():
        begin(plan, at)
        _check_plan(plan, weakness)
        check_effective_date(plan, effective_date, at, what="The date")
    for each, state in changes:
        if isinstance(each, Measure | Risk):
            _check_of_area(each, state, weakness, effective_date)
        elif isinstance(each, Action) and state == AnswerState.ANSWERS:
            each.plan = plans[each.plan_id]
            check_live(each, effective_date)
    made = []
    for each, state in changes:
        entry = WeaknessAnswer(
            weakness=weakness,
            state=state,
            effective_date=effective_date,
            recorded_at=at,
            recorded_by=by,
            reason=reason,
            **{_kind(each): each},
        )
        entry.save()
        made.append(entry)
    return made


def _check_day(weakness: Weakness, effective_date: date, at: datetime) -> None:
    if effective_date > timezone.localdate(at):
        raise Refused(
            f"The date must be today or in the past; {say_day(effective_date)} is in the future.",
            field="effective_date",
        )
    began = weakness.inspection.began_on
    if effective_date < began:
        raise Refused(
            f"The date must be on or after {say_day(began)}, when the inspection began.",
            field="effective_date",
        )


def _check_plan(plan: Plan, weakness: Weakness) -> None:
    if plan.area_id != weakness.inspection.area_id:
        raise Refused("Choose themes and actions of this area.")
    check_open(plan)
    if weakness not in weaknesses_of(plan):
        raise Refused(
            f"{plan} does not answer the inspection that found this. Say first, where the plan is set up, "
            "which inspection it answers."
        )


def _check_of_area(each: Measure | Risk, state: AnswerState, weakness: Weakness, day: date) -> None:
    if each.area_id != weakness.inspection.area_id:
        raise Refused("Choose one of this area.", field=f"{_kind(each)}s")
    retired = isinstance(each, Measure) and each.retired_on is not None and each.retired_on <= day
    if retired and state == AnswerState.ANSWERS:
        raise Refused(f"{each} is measured no more on {say_day(day)}.", field="measures")


def _kind(each: Answering) -> str:
    return type(each).__name__.lower()


def _rows(kind: str, ids: Iterable[int], plan: Plan | None) -> list[Any]:
    """The things with these ids; of themes and actions those of the plan, if one is given."""
    model: Any = {"theme": Theme, "action": Action, "measure": Measure, "risk": Risk}[kind]
    rows = model.objects.filter(pk__in=list(ids))
    if kind in ("theme", "action"):
        rows = rows.select_related("plan")
        if plan is not None:
            rows = rows.filter(plan=plan)
    return list(rows.order_by("pk"))


def _said(changes: Sequence[tuple[Answering, AnswerState]]) -> str:
    """What changed, by kind: "2 actions, 1 measure added; 1 theme taken out"."""
    parts = []
    for state, words in ((AnswerState.ANSWERS, "added"), (AnswerState.NO_MORE, "taken out")):
        kinds = [_kind(each) for each, new in changes if new == state]
        counted = [
            f"{number} {kind}{'' if number == 1 else 's'}"
            for kind in KINDS
            if (number := kinds.count(kind))
        ]
        if counted:
            parts.append(f"{', '.join(counted)} {words}")
    return "; ".join(parts)
