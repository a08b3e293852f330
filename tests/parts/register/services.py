"""The services of the register, its files, views and bulk changes: who may call each, and a good request."""

from typing import Any

from actions.models import Action, ActionOwnership, StatusUpdate
from actions.services.bulk import Chosen, assign_several, update_several
from actions.services.writing import Seen, newest_id
from tests.actions.stage import SETS_UP_PLAN, Services, Stage
from tests.factories import day


def chosen(action: Action, history: type[StatusUpdate] | type[ActionOwnership]) -> Chosen:
    """The action, with everything of its history seen."""
    return Chosen(action, Seen(newest_id(history.objects.filter(action=action))))


def _update(stage: Stage) -> dict[str, Any]:
    return {
        "plan": stage.scene.plan,
        "chosen": [chosen(stage.mine, StatusUpdate)],
        "rating": stage.scene.ratings["G"],
        "effective_date": day(9),
        "commentary": "Reviewed together",
        "remedial_action": "",
    }


def _owner(stage: Stage) -> dict[str, Any]:
    return {
        "plan": stage.scene.plan,
        "chosen": [chosen(stage.mine, ActionOwnership)],
        "owner": stage.place.posts[1],
        "instead_of": None,
        "lead_organisation": None,
        "effective_date": day(9),
        "reason": "A new head of service",
    }


SERVICES: Services = {
    update_several: (SETS_UP_PLAN, _update),
    assign_several: (SETS_UP_PLAN, _owner),
}
