"""What waits for acceptance, and the decisions on it."""

from typing import Any

import pytest
from django.utils import timezone

from actions.choices import PlanStage, ProposalKind, ProposalOutcome, ProposalRoute
from actions.deciding import pending
from actions.errors import NotAllowed, Refused, Stale
from actions.models import (
    Action,
    Completion,
    Confirmation,
    Plan,
    ProposalDecision,
    StatusUpdate,
    UpdateProposal,
)
from actions.position import Line, position_as_at
from actions.services.completions import record_completion, reopen_action
from actions.services.confirmations import confirm_no_change
from actions.services.decisions import return_proposal
from actions.services.plans import change_plan_settings, change_plan_stage
from actions.services.proposals import propose_by_link, submit_completion, submit_update
from actions.services.updates import correct_update
from actions.services.writing import Seen
from tests.factories import Scene, day, from_today, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from tests.parts.answering.asking import (
    accept,
    ask,
    let_wait,
    propose,
    propose_without_account,
)
from wsoa.capabilities import Role
from wsoa.models import OutgoingEmail, User


@kept_fixture
def action(scene: Scene) -> Action:
    """The action owner's, green since day 2."""
    found = make_action(scene, "1.1", owners=scene.place.posts[:1])
    rate(found, scene.ratings["G"], day(2), by=scene.manager)
    return found


def line(action: Action, on: int = 60) -> Line:
    """How the action stands on the day."""
    found = position_as_at(action.plan, day(on)).line(action.pk)
    assert found is not None
    return found


def submit(scene: Scene, action: Action, code: str, by: User, **given: Any) -> Any:
    """An update from day 9 by the person, recorded or proposed."""
    values = {"effective_date": day(9), "commentary": "What has happened", **given}
    return submit_update(action=action, rating=scene.ratings[code], by=by, **values)


def newest(action: Action) -> StatusUpdate:
    """The last row of the action's status history."""
    return StatusUpdate.objects.filter(action=action).latest("id")


def test_update_counts_at_once_where_the_plan_asks_for_no_acceptance(scene: Scene, action: Action):
    assert isinstance(submit(scene, action, "A", scene.place.owner), StatusUpdate)
    rating = line(action).rating
    assert rating is not None
    assert rating.code == "A"
    assert not UpdateProposal.objects.exists()


def test_owners_update_waits_and_the_managers_counts_where_updates_need_acceptance(
    scene: Scene, action: Action
):
    let_wait(action.plan, updates=True)
    before = line(action)
    assert isinstance(submit(scene, action, "A", scene.place.owner), UpdateProposal)
    assert line(action) == before
    assert isinstance(submit(scene, action, "R", scene.manager), StatusUpdate)


def test_nobody_goes_round_acceptance_by_recording_at_once(scene: Scene, action: Action):
    let_wait(action.plan, updates=True)
    with pytest.raises(Refused, match="accepts updates before they count"):
        rate(action, scene.ratings["A"], day(9), by=scene.place.owner)
    with pytest.raises(Refused, match="accepts updates before they count"):
        record_completion(
            action=make_action(scene, "1.2", owners=scene.place.posts[:1]),
            completed_on=day(9),
            evidence="Minutes",
            by=scene.place.owner,
        )
    let_wait(action.plan, completions=True)
    with pytest.raises(Refused, match="somebody else accepts"):
        rate(action, scene.ratings["B"], day(9), by=scene.manager)
    with pytest.raises(Refused, match="a correction cannot make it so"):
        correct_update(
            update=newest(action),
            rating=scene.ratings["B"],
            effective_date=day(2),
            commentary="Done",
            reason="Wrong line",
            by=scene.manager,
        )


def test_owner_asks_the_manager_to_reopen_where_updates_need_acceptance(scene: Scene):
    action = make_action(scene, "1.2", owners=scene.place.posts[:1])
    record_completion(action=action, completed_on=day(3), evidence="Minutes", by=scene.manager)
    let_wait(action.plan, updates=True)
    with pytest.raises(Refused, match="Ask the project manager to reopen"):
        reopen_action(action=action, effective_date=day(9), reason="Not so", by=scene.place.owner)


def test_completion_waits_for_somebody_else_whoever_says_so(scene: Scene, action: Action):
    let_wait(action.plan, completions=True)
    proposal = submit(scene, action, "B", scene.manager)
    assert isinstance(proposal, UpdateProposal)
    assert not line(action).is_complete
    with pytest.raises(Refused, match="Somebody else has to accept"):
        accept(proposal, scene.manager)
    accept(proposal, scene.place.administrator)
    assert line(action).completed_on == day(9)
    assert Completion.objects.get(action=action).accepted_by == scene.place.administrator


def test_own_completion_stays_for_somebody_else_when_the_setting_is_switched_off(
    scene: Scene, action: Action
):
    let_wait(action.plan, completions=True)
    proposal = submit(scene, action, "B", scene.manager)
    change_plan_settings(plan=action.plan, completions_need_acceptance=False, by=scene.manager)
    with pytest.raises(Refused, match="Somebody else has to accept"):
        accept(proposal, scene.manager)
    assert pending(proposal, position_as_at(action.plan, day(60)), scene.manager).is_own
    accept(proposal, scene.place.administrator)
    assert line(action).completed_on == day(9)


def test_further_update_of_a_complete_action_does_not_wait_again(scene: Scene, action: Action):
    rate(action, scene.ratings["B"], day(5), by=scene.manager)
    let_wait(action.plan, completions=True)
    assert isinstance(submit(scene, action, "B", scene.place.owner), StatusUpdate)


def test_completion_that_the_colour_leaves_open_waits_and_is_accepted(scene: Scene):
    action = make_action(scene, "1.2", owners=scene.place.posts[:1])
    let_wait(action.plan, completions=True)
    proposal = submit_completion(
        action=action, completed_on=day(9), evidence="Minutes", by=scene.manager
    )
    assert isinstance(proposal, UpdateProposal)
    with pytest.raises(Refused, match="Somebody else has to accept"):
        accept(proposal, scene.manager)
    accept(proposal, scene.place.administrator, evidence="Signed minutes")
    assert line(action).evidence == "Signed minutes"
    assert UpdateProposal.objects.get().evidence == "Minutes"
    with pytest.raises(Refused, match="complete on that date already"):
        submit_completion(action=action, completed_on=day(9), evidence="Again", by=scene.manager)


def test_accepting_with_a_rating_that_completes_is_refused_where_nobody_proposed_it(
    scene: Scene, action: Action
):
    let_wait(action.plan, updates=True, completions=True)
    proposal = propose(scene, action, "A")
    with pytest.raises(Refused, match="one person says so and another accepts it"):
        accept(proposal, scene.manager, rating=scene.ratings["B"])
    accept(proposal, scene.manager, rating=scene.ratings["G"])


def test_acceptance_records_what_was_changed_on_the_way_and_keeps_what_was_proposed(
    scene: Scene, action: Action
):
    proposal = propose(scene, action, "A", remedial_action="Recruit")
    decision = accept(proposal, scene.manager, rating=scene.ratings["R"], commentary="Stuck")
    written = newest(action)
    assert decision.status_update == written
    assert (written.rating, written.commentary) == (scene.ratings["R"], "Stuck")
    assert written.remedial_action == "Recruit"
    assert written.recorded_by == scene.manager
    kept = UpdateProposal.objects.get()
    assert (kept.rating, kept.commentary) == (scene.ratings["A"], "Half of it is written")
    assert (kept.proposed_by, kept.post) == (scene.place.owner, scene.place.posts[0])
    assert kept.decision.outcome == ProposalOutcome.ACCEPTED
    assert kept.decision.decided_by == scene.manager


def test_evidence_given_with_a_completing_update_stays_with_the_completion(
    scene: Scene, action: Action
):
    accept(propose(scene, action, "B", evidence="Signed off on 3 May"), scene.manager)
    assert line(action).evidence == "Signed off on 3 May"


def test_action_that_has_moved_on_is_accepted_only_by_who_was_shown_that(
    scene: Scene, action: Action
):
    proposal = propose(scene, action, "A")
    rate(action, scene.ratings["R"], day(12), by=scene.manager)
    with pytest.raises(Stale, match="changed after this was proposed"):
        accept(proposal, scene.manager)
    accept(proposal, scene.manager, seen=Seen(newest(action).pk))


def test_proposal_is_decided_once(scene: Scene, action: Action):
    proposal = propose(scene, action, "A")
    accept(proposal, scene.manager)
    for again in (
        lambda: accept(proposal, scene.place.administrator),
        lambda: return_proposal(proposal=proposal, reason="Late", by=scene.manager),
    ):
        with pytest.raises(Stale, match=f"accepted by {scene.manager} on .* already"):
            again()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"commentary": ""}, "needs a commentary"),
        ({"effective_date": day(-1)}, "on or after"),
        ({"effective_date": "{tomorrow}"}, "in the future"),
        ({"rating": None}, "Choose a rating"),
    ],
)
def test_proposal_that_could_not_be_recorded_is_refused_when_it_is_made(
    scene: Scene, action: Action, given: dict[str, Any], message: str
):
    let_wait(action.plan, updates=True)
    values = {"rating": scene.ratings["R"], "effective_date": day(9), "commentary": "Stuck"}
    if given.get("effective_date") == "{tomorrow}":
        given = {"effective_date": from_today(1)}
    with pytest.raises(Refused, match=message):
        submit_update(action=action, by=scene.place.owner, **{**values, **given})
    with pytest.raises(Refused, match=message):
        propose_without_account(scene, action, **{**values, **given})
    assert not UpdateProposal.objects.exists()


def test_rating_of_another_plan_is_refused(scene: Scene, action: Action):
    other = make_scene(make_place("elsewhere"))
    let_wait(action.plan, updates=True)
    with pytest.raises(Refused, match="not a rating of this plan"):
        propose(scene, action, rating=other.ratings["G"])
    with pytest.raises(Refused, match="not a rating of this plan"):
        accept(propose(scene, action), scene.manager, rating=other.ratings["G"])


def test_newer_proposal_replaces_the_older_one_of_the_same_person_only(
    scene: Scene, action: Action
):
    first = propose(scene, action, "A")
    second = propose(scene, action, "G")
    third = propose_without_account(scene, action)
    outcomes = dict(ProposalDecision.objects.values_list("proposal_id", "outcome"))
    assert outcomes == {first.pk: ProposalOutcome.REPLACED, second.pk: ProposalOutcome.REPLACED}
    let_wait(action.plan, completions=True)
    of_manager = submit(scene, action, "B", scene.manager)
    assert set(UpdateProposal.objects.waiting(scene.plan)) == {third, of_manager}


def test_answer_by_link_waits_on_every_plan_and_comes_from_the_post(scene: Scene, action: Action):
    proposal = propose_without_account(scene, action)
    assert (proposal.route, proposal.proposed_by) == (ProposalRoute.LINK, None)
    assert proposal.post == scene.place.posts[0]
    accept(proposal, scene.manager)
    assert line(action).commentary == "Half of it is written"


def test_link_lets_the_post_answer_for_its_own_actions_until_it_expires(
    scene: Scene, action: Action
):
    theirs = make_action(scene, "2.1", owners=scene.place.posts[1:])
    with pytest.raises(NotAllowed, match="does not own this action"):
        propose_without_account(scene, theirs)
    expired = ask(scene, scene.place.posts[0], expires_at=timezone.now())
    with pytest.raises(NotAllowed, match="has expired"):
        propose_without_account(scene, action, request=expired)
    other = make_scene(scene.place, slug="other")
    with pytest.raises(NotAllowed, match="another plan"):
        propose_without_account(scene, action, request=ask(other, scene.place.posts[0]))


def test_no_change_and_completion_by_link_are_checked_and_accepted(scene: Scene, action: Action):
    bare: dict[str, Any] = {"rating": None, "commentary": "", "effective_date": day(20)}
    request = ask(scene, scene.place.posts[0])
    with pytest.raises(Refused, match="is an update"):
        propose_without_account(
            scene, action, **{**bare, "commentary": "As before"}, kind=ProposalKind.NO_CHANGE
        )
    accept(
        propose_without_account(scene, action, kind=ProposalKind.NO_CHANGE, **bare), scene.manager
    )
    assert line(action).confirmed_on == day(20)
    fresh = make_action(scene, "1.2", owners=scene.place.posts[:1])
    with pytest.raises(Refused, match="Say what shows"):
        propose_by_link(request=request, action=fresh, kind=ProposalKind.COMPLETION, **bare)
    proposal = propose_by_link(
        request=request, action=fresh, kind=ProposalKind.COMPLETION, evidence="Minutes", **bare
    )
    accept(proposal, scene.manager)
    assert line(fresh).completed_on == day(20)


def test_returning_needs_a_reason_and_tells_the_proposer_by_email(scene: Scene, action: Action):
    proposal = propose(scene, action)
    with pytest.raises(Refused, match="Give a reason"):
        return_proposal(proposal=proposal, reason=" . ", by=scene.manager)
    return_proposal(proposal=proposal, reason="Say when it will be done", by=scene.manager)
    email = OutgoingEmail.objects.get()
    assert email.to == scene.place.owner.email
    assert "Say when it will be done" in email.body
    assert "Half of it is written" not in email.body


def test_no_change_is_recorded_without_touching_rating_or_commentary(scene: Scene, action: Action):
    before = line(action)
    assert isinstance(
        confirm_no_change(action=action, effective_date=day(30), by=scene.place.owner),
        Confirmation,
    )
    after = line(action)
    assert after.confirmed_on == day(30)
    assert (after.rating, after.rated_on, after.commentary) == (
        before.rating,
        before.rated_on,
        before.commentary,
    )
    assert after.days_silent == 30


def test_no_change_waits_where_updates_need_acceptance(scene: Scene, action: Action):
    let_wait(action.plan, updates=True)
    proposal = confirm_no_change(action=action, effective_date=day(30), by=scene.place.owner)
    assert isinstance(proposal, UpdateProposal)
    assert line(action).confirmed_on is None
    assert accept(proposal, scene.manager).confirmation is not None
    assert line(action).confirmed_on == day(30)


def test_there_must_be_something_to_confirm(scene: Scene, action: Action):
    fresh = make_action(scene, "1.2")
    with pytest.raises(Refused, match="Nothing has been recorded"):
        confirm_no_change(action=fresh, effective_date=day(30), by=scene.manager)
    with pytest.raises(Refused, match="Nothing has been recorded"):
        confirm_no_change(action=action, effective_date=day(1), by=scene.manager)
    rate(action, scene.ratings["B"], day(9), by=scene.manager)
    with pytest.raises(Refused, match="complete, so there is nothing to confirm"):
        confirm_no_change(action=action, effective_date=day(30), by=scene.manager)


def test_no_change_based_on_something_older_is_refused(scene: Scene, action: Action):
    seen = Seen(newest(action).pk)
    rate(action, scene.ratings["A"], day(9), by=scene.manager)
    with pytest.raises(Stale):
        confirm_no_change(action=action, effective_date=day(30), seen=seen, by=scene.place.owner)


def test_only_those_who_accept_updates_may_decide(scene: Scene, action: Action):
    proposal = propose(scene, action)
    for role in (Role.OWNER, Role.OFFICER, Role.MEMBER, Role.MONITOR):
        with pytest.raises(NotAllowed):
            accept(proposal, scene.place.people[role])


def test_post_answering_at_its_holders_address_is_told_there_that_it_is_returned(
    scene: Scene, action: Action
):
    post = scene.place.posts[0]
    assert post.holder is not None
    assert not post.email
    proposal = propose_without_account(scene, action)
    return_proposal(proposal=proposal, reason="Say more", by=scene.manager)
    assert OutgoingEmail.objects.get().to == post.holder.email


def test_proposer_who_left_is_not_written_to(scene: Scene, action: Action):
    proposal = propose(scene, action)
    owner = scene.place.owner
    owner.is_active = False
    owner.save()
    return_proposal(proposal=proposal, reason="Say more", by=scene.manager)
    assert not OutgoingEmail.objects.exists()


def test_nothing_is_recorded_on_a_plan_that_was_closed_after_the_page_was_opened(
    scene: Scene, action: Action
):
    read_before = Action.objects.select_related("plan__area").get(pk=action.pk)
    change_plan_stage(plan=scene.plan, stage=PlanStage.CLOSED, by=scene.manager)
    with pytest.raises(Refused, match="The plan is closed"):
        rate(read_before, scene.ratings["R"], day(9), by=scene.manager)


def test_an_update_waits_where_the_plan_came_to_ask_so_after_the_page_was_opened(
    scene: Scene, action: Action
):
    read_before = Action.objects.select_related("plan__area").get(pk=action.pk)
    let_wait(Plan.objects.get(pk=scene.plan.pk), updates=True)
    sent = submit_update(
        action=read_before,
        rating=scene.ratings["R"],
        effective_date=day(9),
        commentary="Late",
        by=scene.place.owner,
    )
    assert isinstance(sent, UpdateProposal)
