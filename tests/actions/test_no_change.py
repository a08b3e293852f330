"""That nothing has changed: said once however often it is pressed, and not where it cannot be said any more."""

import pytest

from actions.errors import Refused
from actions.models import Confirmation
from actions.services.actions import withdraw_action
from actions.services.confirmations import confirm_no_change
from tests.factories import Scene, at, day, make_action, rate


def test_no_change_said_again_once_the_action_has_left_the_plan_is_refused(scene: Scene) -> None:
    action = make_action(scene)
    rate(action, scene.ratings["A"], day(2), by=scene.manager, now=at(day(2)))
    said = [
        confirm_no_change(action=action, effective_date=day(9), by=scene.manager, now=at(day(9)))
        for _ in range(2)
    ]
    assert said[0] == said[1]
    withdraw_action(action=action, effective_date=day(9), reason="Done elsewhere", by=scene.manager)
    with pytest.raises(Refused, match="was withdrawn on"):
        confirm_no_change(
            action=action, effective_date=day(9), by=scene.manager, now=at(day(9), 11)
        )
    assert Confirmation.objects.count() == 1
