"""What waits for the project manager: accepted in one click, edited first, several at once, or returned."""

import pytest
from django.test import Client

from actions.choices import ProposalKind
from actions.models import Action, ProposalDecision, StatusUpdate, UpdateProposal
from actions.services.actions import withdraw_action
from actions.services.proposals import submit_update
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, errors_in_summary, read, value_of, words
from tests.parts.answering.asking import accept, let_wait, propose, propose_without_account
from wsoa.models import OutgoingEmail


@kept_fixture
def action(scene: Scene) -> Action:
    """The action owner's, green."""
    found = make_action(scene, "1.1", owners=scene.place.posts[:1])
    rate(found, scene.ratings["G"], day(2), by=scene.manager, commentary="As before")
    return found


@pytest.fixture
def address(scene: Scene) -> str:
    """The page."""
    return f"{scene.address}to-decide/"


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def newest(action: Action) -> StatusUpdate:
    """The last row of the action's status history."""
    return StatusUpdate.objects.filter(action=action).latest("id")


def test_nothing_waiting_is_said(client: Client, address: str):
    assert "Nothing waits for you" in words(read(client.get(address)))


def test_what_is_proposed_stands_beside_what_stands_now(
    scene: Scene, client: Client, address: str, action: Action
):
    propose(scene, action, "A", remedial_action="Recruit", evidence="Minutes of May")
    shown = words(read(client.get(address)).select_one("article"))
    for said in (
        "Green → to A Amber",
        "Half of it is written",
        "Now: As before",
        "Recruit",
        "Minutes of May",
        f"{scene.place.owner.name}, Head of SEND",
    ):
        assert said in shown


def test_accepting_is_one_click(scene: Scene, client: Client, address: str, action: Action):
    proposal = propose(scene, action, "A")
    page = read(client.post(f"{address}{proposal.pk}/", {"as_proposed": "1"}, follow=True))
    assert "Accepted: 1.1." in words(page)
    assert newest(action).rating == scene.ratings["A"]
    assert newest(action).commentary == "Half of it is written"


def test_edited_then_accepted_records_the_edited_words(
    scene: Scene, client: Client, address: str, action: Action
):
    proposal = propose(scene, action, "A")
    page = read(client.get(f"{address}{proposal.pk}/"))
    assert value_of(page, "commentary") == "Half of it is written"
    sent = {
        "rating": scene.ratings["R"].pk,
        "effective_date": "2018-01-12",
        "commentary": "A third of it",
        "remedial_action": "",
        "evidence": "",
        "based_on": value_of(page, "based_on"),
    }
    assert client.post(f"{address}{proposal.pk}/", sent).status_code == 302
    assert (newest(action).commentary, newest(action).effective_date) == ("A third of it", day(11))
    bad = propose(scene, action, "A", effective_date=day(12))
    answer = client.post(
        f"{address}{bad.pk}/",
        {**sent, "commentary": "", "rating": scene.ratings["R"].pk, "based_on": newest(action).pk},
    )
    assert answer.status_code == 422
    assert "needs a commentary" in errors_at_fields(read(answer))["commentary"]


def test_one_click_on_an_action_that_has_moved_on_shows_what_came_between(
    scene: Scene, client: Client, address: str, action: Action
):
    proposal = propose(scene, action, "A")
    rate(action, scene.ratings["R"], day(12), by=scene.manager, commentary="Out of money")
    assert "changed after this was proposed" in words(read(client.get(address)))
    answer = client.post(f"{address}{proposal.pk}/", {"as_proposed": "1"})
    page = read(answer)
    assert answer.status_code == 409
    assert "Out of money" in words(page)
    assert value_of(page, "commentary") == "Half of it is written"
    sent = {
        "rating": scene.ratings["A"].pk,
        "effective_date": "2018-01-14",
        "commentary": "Money found",
        "based_on": value_of(page, "based_on"),
    }
    assert client.post(f"{address}{proposal.pk}/", sent).status_code == 302
    assert newest(action).commentary == "Money found"


def test_edit_based_on_something_older_is_held_back_with_what_was_typed(
    scene: Scene, client: Client, address: str, action: Action
):
    proposal = propose(scene, action, "A")
    page = read(client.get(f"{address}{proposal.pk}/"))
    rate(action, scene.ratings["R"], day(12), by=scene.manager, commentary="Out of money")
    sent = {
        "rating": scene.ratings["A"].pk,
        "effective_date": "2018-01-14",
        "commentary": "My own words",
        "based_on": value_of(page, "based_on"),
    }
    answer = client.post(f"{address}{proposal.pk}/", sent)
    assert answer.status_code == 409
    again = read(answer)
    assert "Out of money" in words(again)
    assert value_of(again, "commentary") == "My own words"
    assert value_of(again, "based_on") == str(newest(action).pk)


def test_what_somebody_else_decided_meanwhile_is_said_in_words(
    scene: Scene, client: Client, address: str, action: Action
):
    proposal = propose(scene, action, "A")
    accept(proposal, scene.place.administrator)
    for path, sent in ((f"{proposal.pk}/", {"as_proposed": "1"}), (f"{proposal.pk}/return/", {})):
        answer = client.post(f"{address}{path}", sent)
        assert answer.status_code == 409
        assert f"Accepted by {scene.place.administrator}" in words(read(answer))
        assert client.get(f"{address}{path}").status_code == 200
    assert ProposalDecision.objects.count() == 1


def test_returning_needs_a_reason_and_tells_the_proposer(
    scene: Scene, client: Client, address: str, action: Action
):
    proposal = propose(scene, action, "A")
    answer = client.post(f"{address}{proposal.pk}/return/", {"reason": " "})
    assert answer.status_code == 422
    assert errors_at_fields(read(answer)) == {"reason": "Give a reason."}
    sent = {"reason": "Say when it will be done"}
    page = read(client.post(f"{address}{proposal.pk}/return/", sent, follow=True))
    assert "Returned: 1.1, with your reason." in words(page)
    assert OutgoingEmail.objects.get().to == scene.place.owner.email


def test_several_are_listed_then_accepted_together(
    scene: Scene, client: Client, address: str, action: Action
):
    other = make_action(scene, "1.2", owners=scene.place.posts[:1])
    ticked = [propose(scene, action, "A").pk, propose(scene, other, "G").pk]
    third = propose(scene, make_action(scene, "1.3", owners=scene.place.posts[:1]), "G")
    page = read(client.post(f"{address}accept/", {"proposal": ticked}))
    assert "Accept 2 updates" in words(page)
    assert not ProposalDecision.objects.exists()
    sent = {"proposal": ticked, "confirmed": "1"}
    page = read(client.post(f"{address}accept/", sent, follow=True))
    assert "Accepted: 1.1, 1.2." in words(page)
    assert list(UpdateProposal.objects.waiting(scene.plan)) == [third]


def test_of_several_one_that_cannot_be_accepted_stops_all(
    scene: Scene, client: Client, address: str, action: Action
):
    other = make_action(scene, "1.2", owners=scene.place.posts[:1])
    ticked = [propose(scene, action, "A").pk, propose(scene, other, "G").pk]
    rate(other, scene.ratings["A"], day(3), by=scene.manager)
    answer = client.post(f"{address}accept/", {"proposal": ticked, "confirmed": "1"})
    assert answer.status_code == 422
    assert errors_in_summary(read(answer))[0].startswith("1.2: The action was changed after")
    assert not ProposalDecision.objects.exists()
    assert newest(action).rating == scene.ratings["G"]


def test_ticking_nothing_or_what_was_decided_meanwhile_is_said(
    scene: Scene, client: Client, address: str, action: Action
):
    proposal = propose(scene, action, "A")
    assert client.post(f"{address}accept/", {}).status_code == 422
    accept(proposal, scene.manager)
    answer = client.post(f"{address}accept/", {"proposal": [proposal.pk]})
    assert answer.status_code == 409
    assert "decided meanwhile" in words(read(answer))


def test_ones_own_completion_is_offered_to_nobody_but_others(
    scene: Scene, client: Client, address: str, action: Action
):
    let_wait(action.plan, completions=True)
    proposal = submit_update(
        action=action,
        rating=scene.ratings["B"],
        effective_date=day(9),
        commentary="Done",
        by=scene.manager,
    )
    page = read(client.get(address))
    assert "Somebody else has to accept" in words(page)
    assert not page.select("button[name=as_proposed]")
    answer = client.post(f"{address}{proposal.pk}/", {"as_proposed": "1"})
    assert answer.status_code == 422
    assert "Somebody else has to accept" in words(read(answer))
    administrator = signed_in(scene.place.administrator)
    assert administrator.post(f"{address}{proposal.pk}/", {"as_proposed": "1"}).status_code == 302


def test_what_was_proposed_for_an_action_that_left_can_only_go_back(
    scene: Scene, client: Client, address: str, action: Action
):
    proposal = propose(scene, action, "A")
    withdraw_action(action=action, effective_date=day(8), reason="Not needed", by=scene.manager)
    assert "no longer in the plan" in words(read(client.get(address)))
    assert client.post(f"{address}{proposal.pk}/", {"as_proposed": "1"}).status_code == 422
    back = client.post(f"{address}{proposal.pk}/return/", {"reason": "Withdrawn"})
    assert back.status_code == 302


def test_proposal_of_another_plan_is_not_found(
    scene: Scene, client: Client, address: str, action: Action
):
    other = make_scene(make_place("elsewhere"))
    theirs = make_action(other, "1.1", owners=other.place.posts[:1])
    proposal = propose_without_account(other, theirs)
    for path in (f"{proposal.pk}/", f"{proposal.pk}/return/", f"{'9' * 18}/"):
        assert client.get(f"{address}{path}").status_code == 404
    assert client.post(f"{address}accept/", {"proposal": [proposal.pk]}).status_code == 409


def test_kinds_that_have_no_rating_are_shown_and_accepted(
    scene: Scene, client: Client, address: str, action: Action
):
    bare = {"rating": None, "commentary": "", "effective_date": day(20)}
    proposal = propose_without_account(scene, action, kind=ProposalKind.NO_CHANGE, **bare)
    assert "still so on 21 January 2018" in words(read(client.get(address)))
    page = read(client.get(f"{address}{proposal.pk}/"))
    assert not page.select("textarea")
    sent = {"effective_date": "2018-01-22", "based_on": value_of(page, "based_on")}
    assert client.post(f"{address}{proposal.pk}/", sent).status_code == 302
    fresh = make_action(scene, "1.2", owners=scene.place.posts[:1])
    done = propose_without_account(
        scene, fresh, kind=ProposalKind.COMPLETION, evidence="Minutes", **bare
    )
    page = read(client.get(f"{address}{done.pk}/"))
    assert value_of(page, "evidence") == "Minutes"
    assert client.post(f"{address}{done.pk}/", {"as_proposed": "1"}).status_code == 302
