"""What happens once to an action, through the services of my work, proposals and acceptance, so that every table has a row."""

from actions.models import Action, UpdateProposal
from actions.services.confirmations import confirm_no_change
from actions.services.decisions import return_proposal
from actions.services.proposals import submit_completion
from tests.factories import Scene, day, make_action, rate
from tests.parts.answering.asking import accept, let_wait, propose, propose_without_account


def happen(scene: Scene, action: Action) -> None:
    """Confirm the action; have an update, a confirmation and a completion accepted, and one returned."""
    owner = scene.place.owner
    confirm_no_change(action=action, effective_date=day(50), by=scene.manager)
    other = make_action(scene, "1.3", owners=scene.place.posts[:1])
    third = make_action(scene, "1.4", owners=scene.place.posts[:1])
    rate(other, scene.ratings["G"], day(2), by=scene.manager)
    accept(propose(scene, other, "A", evidence="Minutes"), scene.manager, commentary="Slower")
    for proposal in (
        confirm_no_change(action=other, effective_date=day(20), by=owner),
        submit_completion(action=third, completed_on=day(20), evidence="Minutes", by=owner),
    ):
        assert isinstance(proposal, UpdateProposal)
        accept(proposal, scene.manager)
    return_proposal(
        proposal=propose(scene, other, "G"), reason="Say what is written", by=scene.manager
    )
    propose_without_account(scene, other)
    let_wait(other.plan)
