"""Fixtures of the tests of actions."""

from actions.services.actions import withdraw_action
from tests.actions.refusing import Refusals
from tests.factories import Scene, day, make_action, rate
from tests.kept import kept_fixture


@kept_fixture
def here(scene: Scene) -> Refusals:
    """An action rated green, beside a withdrawn one."""
    action = make_action(scene, "1.1", effective_date=day(2))
    rate(action, scene.ratings["G"], day(10), by=scene.manager)
    gone = make_action(scene, "1.2")
    withdraw_action(action=gone, effective_date=day(20), reason="Not needed", by=scene.manager)
    return Refusals(scene, action)
