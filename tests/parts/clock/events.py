"""What happens once to a plan, through the services of its clock and its life, so that every table has a row."""

from actions.choices import PlanEventKind, PlanKind
from actions.models import Action
from actions.services.clock import set_day
from actions.services.succession import record_event, succeed
from tests.actions.clocks import make_deadline
from tests.factories import Scene, day, make_action, make_scene


def happen(scene: Scene, action: Action) -> None:
    """A deadline is set to another day, the plan submitted, and another plan of the area succeeded."""
    by = scene.manager
    deadline = make_deadline(scene, listeners=scene.place.posts)
    set_day(deadline=deadline, day=day(90), reason="Agreed with a person", by=by)
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
