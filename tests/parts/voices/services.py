"""The services of voices and strategies: who may call each, and a good request."""

from actions.choices import Speaker
from actions.models import Objective
from actions.services import strategies, voices
from tests.actions.stage import ADMINISTRATOR, MANAGER, OFFICER, Services, in_plan
from tests.actions.voices import make_strategy, make_voice
from tests.factories import day

MANAGES = {ADMINISTRATOR, MANAGER}
RECORDS = MANAGES | {OFFICER}

SERVICES: Services = {
    voices.record_voice: (
        RECORDS,
        lambda stage: {
            "area": stage.place.area,
            "month": day(0),
            "said": "Letters are hard to read.",
            "speaker": Speaker.YOUNG_PEOPLE,
        },
    ),
    voices.change_voice: (
        RECORDS,
        lambda stage: {
            "voice": make_voice(stage.scene),
            "said": "Letters are hard to read.",
            "speaker": Speaker.YOUNG_PEOPLE,
            "done": "Letters are in plain words.",
        },
    ),
    voices.withdraw_voice: (
        RECORDS,
        lambda stage: {"voice": make_voice(stage.scene), "reason": "Said of another area"},
    ),
    strategies.add_strategy: (
        MANAGES,
        lambda stage: {
            "area": stage.place.area,
            "title": "Better lives",
            "objectives": ["Fair chances"],
        },
    ),
    strategies.change_strategy: (
        MANAGES,
        lambda stage: {
            "strategy": make_strategy(stage.scene),
            "title": "Better lives",
            "objectives": ["Fair chances for all"],
        },
    ),
    strategies.remove_strategy: (
        MANAGES,
        lambda stage: {"strategy": make_strategy(stage.scene)},
    ),
    strategies.serve_objectives: (
        MANAGES,
        lambda stage: {
            **in_plan()(stage),
            "serving": [
                (
                    Objective.objects.filter(strategy=make_strategy(stage.scene))[0],
                    stage.scene.plan.themes.all()[0],
                )
            ],
        },
    ),
}
"""Service -> the roles that may, written out and not read from the table, and a good request."""

WITHOUT_A_PLAN = {
    voices.record_voice,
    voices.change_voice,
    voices.withdraw_voice,
    strategies.add_strategy,
    strategies.change_strategy,
    strategies.remove_strategy,
}
"""They concern the area, whatever plans it has."""
