"""A plan's life as a whole: the steps from submission to sign-off, and the plan that takes its place."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, EntryKind, PlanEventKind, PlanKind, PlanStage
from actions.errors import Refused
from actions.inspecting import answers_as_at, weaknesses_of
from actions.models import (
    Action,
    ActionOwner,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    CarriedAction,
    DateChange,
    Measure,
    Plan,
    PlanEvent,
    PlanMeasure,
    PlanRisk,
    ReportGroup,
    Risk,
    Theme,
    Workstream,
)
from actions.models.entries import ActionEntry
from actions.position import position_as_at
from actions.services.actions import add_action
from actions.services.coverage import answer
from actions.services.inspections import set_inspection
from actions.services.measures import use_measure
from actions.services.plans import (
    add_report_group,
    add_theme,
    add_workstream,
    copy_ratings,
    create_plan,
)
from actions.services.risks import use_risk
from actions.services.rows import begin_area, change
from actions.services.writing import (
    audit,
    begin,
    required_reason,
    service,
)
from actions.text import clean_text, say_day, says_something
from actions.working_days import FIRST_DAY
from wsoa.capabilities import Capability
from wsoa.models import User

E = TypeVar("E", bound=ActionEntry)

CARRIED = "Carried on from {plan}"


@service
def record_event(
    *,
    plan: Plan,
    event: PlanEventKind,
    happened_on: date,
    by: User,
    note: str = "",
    now: datetime | None = None,
) -> PlanEvent:
    """Record a step of the plan's life, today or before; it may lie before the plan's own start.

    Closing it is also its stage from then on. Raises Refused where the step is recorded for that day already.
    """
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    event = PlanEventKind(event)
    if happened_on > timezone.localdate(at):
        raise Refused(
            f"{say_day(happened_on)} is in the future. Record the step once it has been taken.",
            field="happened_on",
        )
    if happened_on < FIRST_DAY:
        raise Refused(f"The day must be {say_day(FIRST_DAY)} or later.", field="happened_on")
    note = clean_text(" ".join(note.split()), field="note", label="The note", limit=300)
    if event == PlanEventKind.OTHER and not says_something(note):
        raise Refused("Say what the step was.", field="note")
    same = PlanEvent.objects.filter(plan=plan, event=event, effective_date=happened_on)
    if event == PlanEventKind.OTHER:
        same = same.filter(note=note)
    if same.standing().exists():
        raise Refused("The step is recorded for that day already.", field="happened_on")
    row = PlanEvent(
        plan=plan,
        event=event,
        note=note,
        effective_date=happened_on,
        recorded_at=at,
        recorded_by=by,
    )
    row.save()
    if event == PlanEventKind.CLOSED:
        change(plan, stage=PlanStage.CLOSED)
    _audit(plan, AuditEvent.PLAN_EVENT_RECORDED, _told(row), by, at)
    return row


@service
def retract_event(
    *, event: PlanEvent, reason: str, by: User, now: datetime | None = None
) -> PlanEvent:
    """Take back a step that was recorded by mistake, and say why. The plan's stage stays as it is."""
    plan = event.plan
    at = begin(plan, now)
    permissions.check(by, plan.area, Capability.MANAGE_PLAN)
    reason = required_reason(reason)
    if not PlanEvent.objects.filter(pk=event.pk).standing().exists():
        raise Refused("The step was taken back already.")
    row = PlanEvent(
        plan=plan,
        kind=EntryKind.RETRACTION,
        supersedes=event,
        event=event.event,
        effective_date=event.effective_date,
        recorded_at=at,
        recorded_by=by,
        reason=reason,
    )
    row.save()
    _audit(plan, AuditEvent.PLAN_EVENT_RECORDED, f"taken back: {_told(event)}: {reason}", by, at)
    return row


@service
def succeed(
    *,
    plan: Plan,
    slug: str,
    title: str,
    kind: PlanKind,
    starts_on: date,
    by: User,
    actions: Sequence[Action] = (),
    measures: Sequence[Measure] = (),
    risks: Sequence[Risk] = (),
    now: datetime | None = None,
) -> Plan:
    """Let a new plan, being written, take the place of this one, which is closed.

    The actions are begun anew in it, as they stand today: reference, wording, owners and due date, in themes,
    workstreams and report groups like theirs. Each leads back to the one it continues, and themes and actions
    answer the weaknesses that the ones they continue answer. Measures and risks are the area's, so the new
    plan uses the same ones. It is rated by a copy of the plan's scheme. Raises Refused where the plan was succeeded before, or where something named is
    not its own.
    """
    area = plan.area
    at = begin_area(area, now)
    begin(plan, at)
    plan.refresh_from_db()
    permissions.check(by, area, Capability.MANAGE_PLAN)
    today = timezone.localdate(at)
    successor = Plan.objects.filter(succeeds=plan).first()
    if successor is not None:
        raise Refused(f"The plan was succeeded by “{successor}” already.")
    _check_start(plan, starts_on, today)
    _check_own(plan, actions, measures, risks, today)
    new = create_plan(
        area=area,
        slug=slug,
        title=title,
        kind=PlanKind(kind),
        stage=PlanStage.WRITING,
        starts_on=starts_on,
        by=by,
        now=at,
    )
    change(new, succeeds=plan)
    copy_ratings(plan, new)
    set_inspection(plan=new, inspection=plan.inspection, by=by, now=at)
    _Carrying(plan, new, actions, today, by, at).carry()
    for measure in measures:
        use_measure(plan=new, measure=measure, by=by, now=at)
    for risk in risks:
        use_risk(plan=new, risk=risk, by=by, now=at)
    if plan.stage != PlanStage.CLOSED:
        record_event(
            plan=plan,
            event=PlanEventKind.CLOSED,
            happened_on=today,
            note=f"Succeeded by {new}",
            by=by,
            now=at,
        )
    said = f"{len(actions)} actions, {len(measures)} measures and {len(risks)} risks carried"
    _audit(plan, AuditEvent.PLAN_SUCCEEDED, f"by {new}: {said}", by, at)
    _audit(new, AuditEvent.PLAN_SUCCEEDED, f"takes the place of {plan}: {said}", by, at)
    return new


class _Carrying:
    """Begins a plan's actions anew in another, with what they stand in."""

    def __init__(
        self,
        old: Plan,
        new: Plan,
        actions: Sequence[Action],
        day: date,
        by: User,
        at: datetime,
    ) -> None:
        self._old, self._new, self._actions = old, new, actions
        self._day, self._by, self._at = day, by, at
        self._begun: dict[int, Action] = {}
        self._themes: dict[int, Theme] = {}
        self._workstreams: dict[int, Workstream] = {}
        self._groups: dict[int, ReportGroup] = {}

    def carry(self) -> None:
        """All of them, in the order of the plan they come from."""
        references = self._standing(ActionReference)
        wordings = self._standing(ActionWording)
        placements = self._standing(ActionPlacement, "theme", "workstream", "report_group")
        ownerships = self._standing(ActionOwnership, "lead_organisation")
        dates = self._standing(DateChange)
        owners: dict[int, list[Any]] = {}
        for owner in (
            ActionOwner.objects.filter(ownership__in=[each.pk for each in ownerships.values()])
            .select_related("post__organisation")
            .order_by("order")
        ):
            owners.setdefault(owner.ownership_id, []).append(owner.post)
        for source in sorted(self._actions, key=lambda each: references[each.pk].sort_key):
            placed, owned = placements[source.pk], ownerships.get(source.pk)
            due = dates.get(source.pk)
            action = add_action(
                plan=self._new,
                reference=references[source.pk].reference,
                title=wordings[source.pk].title,
                detail=wordings[source.pk].detail,
                theme=self._theme(placed.theme),
                workstream=self._workstream(placed.workstream),
                report_group=self._group(placed.report_group),
                lead_organisation=owned.lead_organisation if owned else None,
                owners=owners.get(owned.pk, []) if owned else [],
                due=due.due if due else None,
                effective_date=self._new.starts_on,
                reason=CARRIED.format(plan=self._old),
                by=self._by,
                now=self._at,
            )
            CarriedAction(action=action, source=source).save()
            self._begun[source.pk] = action
        self._answer()

    def _answer(self) -> None:
        """Let what was begun anew answer the weaknesses that it answered in the old plan."""
        weaknesses = weaknesses_of(self._new)
        for weakness, answers in answers_as_at(weaknesses, self._day).items():
            found = next(each for each in weaknesses if each.pk == weakness)
            since = max(self._new.starts_on, found.inspection.began_on)
            given: dict[str, Any] = {
                "weakness": found,
                "effective_date": since,
                "by": self._by,
                "now": self._at,
            }
            for pk in sorted(answers.of("theme") & self._themes.keys()):
                answer(theme=self._themes[pk], **given)
            for pk in sorted(answers.of("action") & self._begun.keys()):
                answer(action=self._begun[pk], **given)

    def _standing(self, history: type[E], *related: str) -> Mapping[int, E]:
        """Action's id -> what is in force of the history today."""
        rows = history._default_manager.filter(action__in=[each.pk for each in self._actions])
        if related:
            rows = rows.select_related(*related)
        return {row.action_id: row for row in rows.as_at(self._day)}  # type: ignore[attr-defined]

    def _theme(self, theme: Theme) -> Theme:
        """The new plan's theme like it, with the one above it."""
        if theme.pk not in self._themes:
            self._themes[theme.pk] = add_theme(
                plan=self._new,
                reference=theme.reference,
                title=theme.title,
                outcome=theme.outcome,
                parent=self._theme(theme.parent) if theme.parent else None,
                lead=theme.lead,
                by=self._by,
                now=self._at,
            )
        return self._themes[theme.pk]

    def _workstream(self, stream: Workstream | None) -> Workstream | None:
        if stream is None:
            return None
        if stream.pk not in self._workstreams:
            self._workstreams[stream.pk] = add_workstream(
                plan=self._new,
                reference=stream.reference,
                title=stream.title,
                lead=stream.lead,
                by=self._by,
                now=self._at,
            )
        return self._workstreams[stream.pk]

    def _group(self, group: ReportGroup | None) -> ReportGroup | None:
        if group is None:
            return None
        if group.pk not in self._groups:
            self._groups[group.pk] = add_report_group(
                plan=self._new, title=group.title, by=self._by, now=self._at
            )
        return self._groups[group.pk]


def _check_start(plan: Plan, starts_on: date, today: date) -> None:
    if starts_on > today:
        raise Refused(
            "The new plan must start today or earlier: from then it holds the actions that are carried.",
            field="starts_on",
        )
    if starts_on < plan.starts_on:
        raise Refused(
            f"The new plan cannot start before the one it succeeds, on {say_day(plan.starts_on)}.",
            field="starts_on",
        )


def _check_own(
    plan: Plan,
    actions: Sequence[Action],
    measures: Sequence[Measure],
    risks: Sequence[Risk],
    today: date,
) -> None:
    """Raise Refused unless all of it is in the plan today, each named once."""
    live = {line.action_id for line in position_as_at(plan, today).lines}
    own: tuple[tuple[str, Sequence[Any], set[int]], ...] = (
        ("actions", actions, live),
        (
            "measures",
            measures,
            set(PlanMeasure.objects.filter(plan=plan).values_list("measure_id", flat=True)),
        ),
        (
            "risks",
            risks,
            set(PlanRisk.objects.filter(plan=plan).values_list("risk_id", flat=True)),
        ),
    )
    for field, rows, known in own:
        named = [row.pk for row in rows]
        if not set(named) <= known or len(set(named)) < len(named):
            raise Refused(f"Choose {field} of this plan, each once.", field=field)


def _told(event: PlanEvent) -> str:
    """A step as the audit trail names it."""
    said = f"{event.get_event_display()} on {say_day(event.effective_date)}"
    return f"{said}: {event.note}" if event.note else said


def _audit(plan: Plan, event: AuditEvent, said: str, by: User, at: datetime) -> None:
    audit(event, said, by=by, at=at, area=plan.area, plan=plan)
