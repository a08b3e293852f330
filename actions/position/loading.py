"""Reading a Position from live history, in a fixed number of queries whatever the size."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import make_aware

from actions.choices import (
    CompletionState,
    Concern,
    DuePrecision,
    LifeState,
    LinkRelation,
    LinkState,
    Progress,
)
from actions.due_dates import DueDate
from actions.models import (
    ActionLife,
    ActionLink,
    ActionOwner,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    Completion,
    Confirmation,
    DateChange,
    Evidence,
    ImpactAssessment,
    ImpactRating,
    Plan,
    Rating,
    StatusUpdate,
    Theme,
    Workstream,
)
from actions.position import memory
from actions.position.dependencies import with_dependencies
from actions.position.issues import issues_behind
from actions.position.position import Position
from actions.position.values import (
    ImpactValue,
    Line,
    PlanValue,
    PostValue,
    RatingValue,
    ThemeValue,
    WorkstreamValue,
)
from actions.references import sort_key
from actions.text import says_something

TRIES = 3
"""How often a Position is read anew when somebody writes meanwhile, before writers must wait."""


def position_as_at(plan: Plan, day: date) -> Position:
    """The plan as it stood at the end of the day, by what is on record now.

    Entries recorded later but effective on or before the day count; superseded ones do not (design
    rule 2). Costs one query where nothing has changed since it was last
    asked for in this process, and a fixed number otherwise. Where somebody writes to the plan between
    those queries they are asked again, at last with writers kept waiting, so that no Position mixes
    two states.
    """
    if connection.in_atomic_block:
        return _load(plan, day, plan_value(plan))
    for _ in range(TRIES):
        revision, value = _present(plan)
        key = (plan.pk, revision, day)
        position = memory.positions.recall(key)
        if position is not None:
            return position
        position = _load(plan, day, value)
        if _present(plan)[0] == revision:
            memory.positions.remember(key, position)
            return position
    with transaction.atomic():
        Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        return _load(plan, day, _present(plan)[1])


def _present(plan: Plan) -> tuple[UUID, PlanValue]:
    """What every write to the plan replaces, and what it and its area are called under that revision.

    Not by the object that the caller read, perhaps before somebody changed it: a Position that is
    remembered must not hold anything older than its revision.
    """
    row = (
        Plan.objects.select_related("area")
        .only(
            "revision",
            "slug",
            "title",
            "stale_after_days",
            "area__slug",
            "area__name",
            "area__theme_word",
        )
        .get(pk=plan.pk)
    )
    return row.revision, plan_value(row)


def plan_value(plan: Plan) -> PlanValue:
    """The plan, as a reading of it names it. Its area is loaded."""
    return PlanValue(
        id=plan.pk,
        area_slug=plan.area.slug,
        area_name=plan.area.name,
        slug=plan.slug,
        title=plan.title,
        theme_word=plan.area.theme_word,
        stale_after_days=plan.stale_after_days,
    )


def _load(plan: Plan, day: date, value: PlanValue) -> Position:
    ratings = _ratings(plan)
    themes = _themes(plan)
    workstreams = _workstreams(plan)
    return Position(
        plan=value,
        as_at=day,
        scheme=next((name for name, _ in ratings.values()), ""),
        ratings=tuple(rating for _, rating in ratings.values()),
        impacts=tuple(
            ImpactValue(*row)
            for row in ImpactRating.objects.filter(plan=plan)
            .order_by("order")
            .values_list("id", "code", "label", "meaning", "tone")
        ),
        themes=tuple(themes.values()),
        workstreams=tuple(workstreams.values()),
        lines=_lines(
            plan,
            day,
            {pk: rating for pk, (_, rating) in ratings.items()},
            themes,
            workstreams,
            stale_after_days=value.stale_after_days,
        ),
    )


def _lines(
    plan: Plan,
    day: date,
    ratings: dict[int, RatingValue],
    themes: dict[int, ThemeValue],
    workstreams: dict[int, WorkstreamValue],
    *,
    stale_after_days: int,
) -> tuple[Line, ...]:
    live = _live(plan, day)  # first: whatever is live by now has its other rows by now
    references = {
        row[0]: row[1:]
        for row in ActionReference.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("action_id", "reference", "sort_key", "search_key")
    }
    wordings = {
        row[0]: row[1:]
        for row in ActionWording.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("action_id", "title", "detail")
    }
    placements = {
        row[0]: row[1:]
        for row in ActionPlacement.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("action_id", "theme_id", "workstream_id", "report_group__title")
    }
    organisations, owners = _ownership(plan, day)
    dues = _due_dates(plan, day)
    updates = {
        row[0]: row[1:]
        for row in StatusUpdate.objects.filter(action__plan=plan)
        .as_at(day)
        .values_list(
            "action_id",
            "rating_id",
            "effective_date",
            "recorded_at",
            "recorded_by__name",
            "commentary",
            "remedial_action",
        )
    }
    completions = {
        row[0]: row[1:]
        for row in Completion.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("action_id", "state", "effective_date", "evidence", _has_attachment(day))
    }
    issues = issues_behind(plan, day)
    confirmed = dict(
        Confirmation.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("action_id", "effective_date")
    )
    impacts = _impacts(plan, day)
    lines: list[Line] = []
    for action_id, added_on in live.items():
        reference, key, slug = references[action_id]
        title, detail = wordings[action_id]
        theme_id, workstream_id, report_group = placements[action_id]
        theme = themes[theme_id]
        original, due = dues.get(action_id, (None, None))
        rating_id, rated_on, recorded_at, recorded_by, commentary, remedial = updates.get(
            action_id, (None, None, None, "", "", "")
        )
        state, completed_on, evidence, is_shown = completions.get(action_id, ("", None, "", False))
        is_complete = state == CompletionState.COMPLETE
        lines.append(
            Line(
                as_at=day,
                action_id=action_id,
                reference=reference,
                sort_key=key,
                slug=slug,
                title=title,
                detail=detail,
                theme=theme,
                top_theme=themes[theme.parent_id] if theme.parent_id else theme,
                workstream=workstreams.get(workstream_id),
                report_group=report_group or "",
                lead_organisation=organisations.get(action_id, ""),
                owners=tuple(owners.get(action_id, ())),
                due=due,
                original_due=original,
                rating=ratings.get(rating_id) if rating_id else None,
                rated_on=rated_on,
                recorded_at=recorded_at,
                recorded_by=recorded_by,
                commentary=commentary,
                remedial_action=remedial,
                completed_on=completed_on if is_complete else None,
                evidence=evidence if is_complete else "",
                issue=issues.get(action_id),
                added_on=added_on,
                confirmed_on=confirmed.get(action_id),
                impact=impacts.get(action_id),
                waits_on=(),
                stale_after_days=stale_after_days,
                has_evidence=is_complete and (is_shown or says_something(evidence)),
            )
        )
    lines.sort(key=lambda line: (line.sort_key, line.action_id))
    return tuple(with_dependencies(lines, _dependencies(plan, day)))


def _has_attachment(day: date) -> Exists:
    """Whether a link or a file stood beside the row's action by the end of the day."""
    after = make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return Exists(
        Evidence.objects.filter(action=OuterRef("action_id"), recorded_at__lt=after).exclude(
            withdrawal__at__lt=after
        )
    )


def _live(plan: Plan, day: date) -> dict[int, date]:
    """The live actions' ids, each with the day it was first added."""
    first: dict[int, date] = {}
    states: dict[int, str] = {}
    for action_id, state, effective_date in (
        ActionLife.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("action_id", "state", "effective_date")
    ):
        first.setdefault(action_id, effective_date)
        states[action_id] = state
    return {
        action_id: first[action_id]
        for action_id, state in states.items()
        if state == LifeState.LIVE
    }


def _ratings(plan: Plan) -> dict[int, tuple[str, RatingValue]]:
    return {
        rating.pk: (
            rating.scheme.name,
            RatingValue(
                id=rating.pk,
                code=rating.code,
                label=rating.label,
                meaning=rating.meaning,
                tone=rating.tone,
                progress=Progress(rating.progress),
                concern=Concern(rating.concern),
            ),
        )
        for rating in Rating.objects.filter(scheme__plan=plan)
        .select_related("scheme")
        .order_by("order")
    }


def _themes(plan: Plan) -> dict[int, ThemeValue]:
    found = [
        ThemeValue(pk, parent_id, reference, title, outcome, lead or "")
        for pk, parent_id, reference, title, outcome, lead in Theme.objects.filter(
            plan=plan
        ).values_list("id", "parent_id", "reference", "title", "outcome", "lead__title")
    ]
    found.sort(key=lambda theme: sort_key(theme.reference))
    return {theme.id: theme for theme in found}


def _workstreams(plan: Plan) -> dict[int, WorkstreamValue]:
    found = [
        WorkstreamValue(pk, reference, title, lead or "")
        for pk, reference, title, lead in Workstream.objects.filter(plan=plan).values_list(
            "id", "reference", "title", "lead__title"
        )
    ]
    found.sort(key=lambda stream: sort_key(stream.reference))
    return {stream.id: stream for stream in found}


def _ownership(plan: Plan, day: date) -> tuple[dict[int, str], dict[int, list[PostValue]]]:
    """Action id -> lead organisation's short name, and action id -> owners, the first one first."""
    in_force = {
        action_id: (pk, organisation or "")
        for pk, action_id, organisation in ActionOwnership.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("id", "action_id", "lead_organisation__short_name")
    }
    holders = {pk: action_id for action_id, (pk, _) in in_force.items()}
    owners: dict[int, list[PostValue]] = defaultdict(list)
    for ownership_id, post_id, title, organisation in (
        ActionOwner.objects.filter(ownership__action__plan=plan)
        .order_by("order")
        .values_list("ownership_id", "post_id", "post__title", "post__organisation__short_name")
    ):
        if ownership_id in holders:
            owners[holders[ownership_id]].append(PostValue(post_id, title, organisation))
    return {action_id: name for action_id, (_, name) in in_force.items()}, owners


def _due_dates(plan: Plan, day: date) -> dict[int, tuple[DueDate, DueDate]]:
    """Action id -> the original due date and the one in force on the day."""
    found: dict[int, tuple[DueDate, DueDate]] = {}
    for action_id, precision, end, printed in (
        DateChange.objects.filter(action__plan=plan)
        .up_to(day)
        .values_list("action_id", "due_precision", "due_end", "due_printed")
    ):
        due = DueDate(DuePrecision(precision), end, printed)
        found[action_id] = (found[action_id][0] if action_id in found else due, due)
    return found


def _impacts(plan: Plan, day: date) -> dict[int, ImpactValue | None]:
    """Action id -> its impact; None where it is not rated any more."""
    return {
        action_id: None if pk is None else ImpactValue(pk, code, label, meaning, tone)
        for action_id, pk, code, label, meaning, tone in ImpactAssessment.objects.filter(
            action__plan=plan
        )
        .up_to(day)
        .values_list(
            "action_id",
            "impact_rating_id",
            "impact_rating__code",
            "impact_rating__label",
            "impact_rating__meaning",
            "impact_rating__tone",
        )
    }


def _dependencies(plan: Plan, day: date) -> dict[int, list[int]]:
    """Action id -> ids of the actions it depends on, in the order they were linked."""
    states = {
        (action_id, other_id): state
        for action_id, other_id, state in ActionLink.objects.filter(
            action__plan=plan, relation=LinkRelation.DEPENDS_ON
        )
        .up_to(day)
        .values_list("action_id", "other_id", "state")
    }
    found: dict[int, list[int]] = defaultdict(list)
    for (action_id, other_id), state in states.items():
        if state == LinkState.LINKED:
            found[action_id].append(other_id)
    return found
