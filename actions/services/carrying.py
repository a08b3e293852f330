"""Beginning the actions of a plan anew in the one that takes its place: where they stood, what they stand in, what they
answer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Max

from actions.inspecting import answers_as_at, weaknesses_of
from actions.models import (
    Action,
    ActionLife,
    ActionOwner,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    CarriedAction,
    DateChange,
    DateProposal,
    Plan,
    Rating,
    ReportGroup,
    StatusUpdate,
    Theme,
    UpdateProposal,
    Workstream,
)
from actions.models.entries import ActionEntry
from actions.position import position_as_at
from actions.services.actions import add_action, change_due_date
from actions.services.coverage import answer
from actions.services.plans import add_report_group, add_theme, add_workstream
from actions.services.updates import record_update
from wsoa.models import User

E = TypeVar("E", bound=ActionEntry)

CARRIED = "Carried on from {plan}"


HISTORIES: tuple[type[ActionEntry], ...] = (
    ActionLife,
    ActionReference,
    ActionWording,
    ActionPlacement,
    ActionOwnership,
    DateChange,
    StatusUpdate,
)
"""What is carried of an action is read from these."""


def last_day_on_record(plan: Plan, today: date) -> date | None:
    """The last day up to today for which something is on record of the plan's actions; None where nothing is."""
    days = (
        history._default_manager.filter(action__plan=plan, effective_date__lte=today)
        .standing()  # type: ignore[attr-defined]
        .aggregate(last=Max("effective_date"))["last"]
        for history in HISTORIES
    )
    return max((day for day in days if day), default=None)


def waiting_in(plan: Plan) -> int:
    """How many proposals about the plan's actions wait for a decision."""
    return UpdateProposal.objects.waiting(plan).count() + DateProposal.objects.waiting(plan).count()


class Carrying:
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
        ratings = Rating.objects.filter(scheme__plan=new)
        self._ratings = {rating.code: rating for rating in ratings}
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
        first_dates = self._first_dates()
        said = self._standing(StatusUpdate, "rating")
        over = self._complete()
        owners: dict[int, list[Any]] = {}
        for owner in (
            ActionOwner.objects.filter(ownership__in=[each.pk for each in ownerships.values()])
            .select_related("post__organisation")
            .order_by("order")
        ):
            owners.setdefault(owner.ownership_id, []).append(owner.post)
        for source in sorted(self._actions, key=lambda each: references[each.pk].sort_key):
            placed, owned = placements[source.pk], ownerships.get(source.pk)
            first, due = first_dates.get(source.pk), dates.get(source.pk)
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
                due=first.due if first else None,
                effective_date=self._new.starts_on,
                reason=self._why,
                by=self._by,
                now=self._at,
            )
            if first and due and due.due != first.due:
                self._revise(action, due)
            if source.pk in said and source.pk not in over:
                self._rate(action, said[source.pk])
            CarriedAction(action=action, source=source).save()
            self._begun[source.pk] = action
        self._answer()

    @property
    def _why(self) -> str:
        return CARRIED.format(plan=self._old)

    def _revise(self, action: Action, due: DateChange) -> None:
        """Keep the date in force beside the one that was given first."""
        change_due_date(
            action=action,
            due=due.due,
            effective_date=self._new.starts_on,
            reason=due.reason or self._why,
            agreed_by=due.agreed_by or str(self._old),
            by=self._by,
            now=self._at,
        )

    def _rate(self, action: Action, last: StatusUpdate) -> None:
        """Keep how it stood: the same rating of the new plan's own scheme, and what was said of it."""
        code = last.rating.code if last.rating else None
        record_update(
            action=action,
            rating=self._ratings[code] if code else None,
            effective_date=self._new.starts_on,
            commentary=last.commentary or self._why,
            remedial_action=last.remedial_action,
            by=self._by,
            now=self._at,
        )

    def _first_dates(self) -> dict[int, DateChange]:
        """Action's id -> the due date that it was given first."""
        rows = DateChange.objects.filter(action__in=[each.pk for each in self._actions]).standing()
        newest_first = rows.filter(effective_date__lte=self._day).order_by("-effective_date", "-id")
        return {row.action_id: row for row in newest_first}

    def _complete(self) -> frozenset[int]:
        """The actions that are complete. One that is carried all the same is begun anew."""
        position = position_as_at(self._old, self._day)
        return frozenset(line.action_id for line in position.complete)

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
