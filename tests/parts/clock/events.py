"""What happens once to a plan, through the services of its clock and its life, so that every table has a row."""

from actions.choices import PlanEventKind, PlanKind
from actions.models import Action
from actions.services.clock import set_day
from actions.services.deadline_notices import tell_due
from actions.services.succession import record_event, succeed
from tests.actions.clocks import make_deadline
from tests.factories import Scene, at, day, make_action, make_scene


def happen(scene: Scene, action: Action) -> None:
    """A deadline is set to another day and told of, the plan submitted, and another plan of the area succeeded."""
    by = scene.manager
    deadline = make_deadline(scene, listeners=scene.place.posts[:1])
    set_day(
        deadline=deadline,
        day=day(90),
        reason="Agreed with a person",
        effective_date=day(5),
        by=by,
    )
    tell_due(now=at(day(89)))
    record_event(
        plan=scene.plan,
        event=PlanEventKind.SUBMITTED,
        happened_on=day(9),
        note="By a person",
        by=by,
    )
    before = make_scene(scene.place, slug="before")
    succeed(
        plan=before.plan,
        slug="after",
        title="What came after",
        kind=PlanKind.APP,
        starts_on=day(9),
        actions=[make_action(before)],
        by=by,
    )
