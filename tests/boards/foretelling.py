"""Plans with enough history to be forecast, built through the services."""

from actions.models import Action
from tests.factories import STARTS_ON, Scene, day, make_action, rate

LAST_DAY = day(333)
"""30 November 2018, when what `finish_some` does is done."""
MONTHS = ("March", "April", "May", "June", "July", "August", "September", "October")


def finish_some(scene: Scene, number: int = 10, waiting: int = 5) -> list[Action]:
    """So many actions completed, one more a month, most of them late, and some that are due later. The
    actions that are waiting are returned."""
    by = scene.manager
    for index in range(number):
        month = MONTHS[index % len(MONTHS)]
        done = make_action(scene, f"8.{index + 1}", due=f"{month} 2018")
        rate(done, scene.ratings["B"], day(59 + 30 * (index % len(MONTHS)) + 9 * index), by=by)
    return [
        make_action(
            scene,
            f"9.{index + 1}",
            theme=scene.themes[index % 2],
            due=("December 2018", "31 January 2019", "Q4 2018/19")[index % 3],
            effective_date=STARTS_ON,
        )
        for index in range(waiting)
    ]
