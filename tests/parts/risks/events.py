"""What happens once to an action, through the services of risks, so that every table has a row."""

from actions.choices import MitigationState
from actions.models import Action
from actions.services.mitigations import add_mitigation
from tests.actions.risking import make_risk, review
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """A risk is reviewed once more, and the action mitigates it."""
    risk = make_risk(scene, "Events overtake the plan", inherent=("B", "2"), target=("E", "4"))
    review(risk, "E3", 8, by=scene.manager, inherent=("B", "2"), target=("E", "4"))
    add_mitigation(
        risk=risk,
        action=action,
        state=MitigationState.PLANNED,
        effective_date=day(8),
        by=scene.manager,
    )
