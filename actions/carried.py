"""What an action continues, and what continues it, where one plan has taken the place of another."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from actions.models import Action, ActionReference, CarriedAction, Plan
from actions.timeline import TimelineEntry, timeline


@dataclass(frozen=True, slots=True)
class Continued:
    """An action of another plan. `history` is all that was recorded of it, the last first."""

    plan: Plan
    reference: str
    slug: str
    history: Sequence[TimelineEntry]


@dataclass(frozen=True, slots=True)
class Carried:
    """The action that this one continues, None where there is none, and those that continue it."""

    source: Continued | None
    later: tuple[Continued, ...]

    def __bool__(self) -> bool:
        return self.source is not None or bool(self.later)


def carried(action: Action) -> Carried:
    """What the action continues and what continues it. One query where there is neither."""
    rows = list(
        CarriedAction.objects.filter(Q(action=action) | Q(source=action))
        .select_related("action__plan", "source__plan")
        .order_by("pk")
    )
    if not rows:
        return Carried(None, ())
    others = [row.source if row.action_id == action.pk else row.action for row in rows]
    bears = {
        each.action_id: each
        for each in ActionReference.objects.filter(action__in=others).standing().in_order()
    }
    sources = [row.source for row in rows if row.action_id == action.pk]
    return Carried(
        source=next(
            (_continued(each, bears[each.pk], tuple(timeline(each))) for each in sources), None
        ),
        later=tuple(
            _continued(row.action, bears[row.action_id], ())
            for row in rows
            if row.source_id == action.pk
        ),
    )


def _continued(
    action: Action, bears: ActionReference, history: Sequence[TimelineEntry]
) -> Continued:
    return Continued(action.plan, bears.reference, bears.search_key, history)
