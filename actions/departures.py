"""The actions that are not in the plan any more on a day: when each left, why, and what took its place."""

from dataclasses import dataclass
from datetime import date

from actions.choices import LifeState
from actions.models import Action, ActionLife, ActionReference, ActionWording, Plan


@dataclass(frozen=True, slots=True)
class Departure:
    """An action that left the plan. It last bore the reference and the title.

    `successor` is the action that took its place, empty where it was withdrawn.
    """

    action_id: int
    reference: str
    slug: str
    title: str
    state: LifeState
    left_on: date
    reason: str
    successor: str
    successor_slug: str
    successor_title: str

    @property
    def is_superseded(self) -> bool:
        """Whether another action took its place."""
        return self.state == LifeState.SUPERSEDED


def departures(plan: Plan, day: date) -> dict[int, Departure]:
    """Action id -> how it left, for the actions out of the plan on the day, the last to leave first.

    Three queries whatever the number.
    """
    lives: dict[int, ActionLife] = {}
    for life in ActionLife.objects.filter(action__plan=plan).up_to(day):
        lives[life.action_id] = life
    gone = [life for life in lives.values() if life.state != LifeState.LIVE]
    gone.sort(key=lambda life: (life.effective_date, life.recorded_at), reverse=True)
    named = [life.action_id for life in gone] + [life.replaced_by_id for life in gone]
    references: dict[int | None, tuple[str, str]] = {
        action_id: (reference, slug)
        for action_id, reference, slug in ActionReference.objects.filter(action__in=named)
        .up_to(day)
        .values_list("action_id", "reference", "search_key")
    }
    titles: dict[int | None, str] = dict(
        ActionWording.objects.filter(action__in=named).up_to(day).values_list("action_id", "title")
    )
    return {
        life.action_id: Departure(
            life.action_id,
            *references[life.action_id],
            titles[life.action_id],
            LifeState(life.state),
            life.effective_date,
            life.reason,
            *references.get(life.replaced_by_id, ("", "")),
            titles.get(life.replaced_by_id, ""),
        )
        for life in gone
    }


def former_references(action: Action, now: str) -> list[str]:
    """The references that the action bore and bears no longer, the oldest first."""
    borne = (
        ActionReference.objects.filter(action=action)
        .standing()
        .in_order()
        .values_list("reference", flat=True)
    )
    return [reference for reference in dict.fromkeys(borne) if reference != now]
