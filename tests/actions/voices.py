"""Builders of voices and strategies. They go through the services."""

from itertools import count
from typing import Any

from actions.choices import Speaker
from actions.models import Strategy, Voice
from actions.services.strategies import add_strategy
from actions.services.voices import record_voice
from tests.factories import Scene, day

_numbers = count(1)


def make_voice(scene: Scene, **given: Any) -> Voice:
    """Something that families said in January 2018, the first month of the plans of these tests."""
    values: dict[str, Any] = {
        "month": day(0),
        "said": f"The website is hard to use ({next(_numbers)}).",
        "speaker": Speaker.FAMILIES,
        "effective_date": day(20),
    }
    return record_voice(area=scene.place.area, by=scene.manager, **values | given)


def make_strategy(scene: Scene, title: str = "Better lives") -> Strategy:
    """A strategy with three objectives."""
    return add_strategy(
        area=scene.place.area,
        title=title,
        objectives=["Fair chances", "Safe places", "Longer healthy lives"],
        by=scene.manager,
    )
