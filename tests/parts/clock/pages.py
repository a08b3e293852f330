"""Who may see the pages of the statutory clock, the timeline and succession."""

from actions.choices import PlanEventKind
from actions.clock import deadlines_as_at
from actions.models import Action, PlanEvent
from actions.services.succession import record_event
from tests.actions.clocks import make_deadline
from tests.factories import Scene, day
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
MANAGES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("clock", "timeline"), EVERYBODY),
    **dict.fromkeys(("deadlines-usual", "deadline-add", "deadline-change"), MANAGES),
    **dict.fromkeys(("deadline-remove", "deadline-set", "deadline-back"), MANAGES),
    **dict.fromkeys(("deadline-meet", "deadline-unmeet"), MANAGES),
    **dict.fromkeys(("deadline-end", "deadline-applies"), MANAGES),
    **dict.fromkeys(("plan-event-add", "plan-event-retract", "plan-succeed"), MANAGES),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = {"deadlines-usual"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """A deadline and a step of the plan's life."""
    found = deadlines_as_at(scene.plan, day(60))
    deadline = found[0].id if found else make_deadline(scene).pk
    event = PlanEvent.objects.filter(plan=scene.plan).standing().first() or record_event(
        plan=scene.plan, event=PlanEventKind.SUBMITTED, happened_on=day(9), by=scene.manager
    )
    return {"deadline": deadline, "event": event.pk}
