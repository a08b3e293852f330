"""States of the pages of my work, proposals and acceptance."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from actions.models import Action, UpdateProposal
from actions.services.decisions import return_proposal
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open, errors
from tests.factories import Scene, at, day, make_action, make_scene, rate
from tests.parts.answering.asking import accept, propose
from tests.parts.answering.desk import make_desk
from wsoa.models import User


def _owner(showcase: Showcase) -> User:
    return showcase.owner


def _manager(showcase: Showcase) -> User:
    return showcase.manager


def _my_work(showcase: Showcase) -> str:
    return f"{showcase.dashboard}my-work/"


def _find(scene: Scene, reference: str) -> Action:
    action = Action.objects.with_reference(scene.plan, reference).get()
    action.plan = scene.plan
    return action


def _open(
    path: str, who: Callable[[Showcase], User], prepare: Callable[[Scene], object] = lambda _: None
) -> State:
    """A page of a plan with something of everything to answer."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        scene = make_desk(showcase.place)
        prepared = prepare(scene)
        page = open_page(who(showcase))
        page.goto(f"{scene.address}{path.format(prepared)}")
        return page

    return state


def _refused(open_page: Open, showcase: Showcase) -> Page:
    """A card that is red without a word, sent without JavaScript, with everything open."""
    scene = make_desk(showcase.place)
    page = open_page(showcase.owner)
    page.goto(f"{scene.address}my-work/")
    card = page.get_by_role("article", name="1.1")
    card.locator("summary").click()
    card.get_by_text("significant issue").click()
    card.get_by_label("Commentary").fill("")
    page.get_by_role("button", name="Save all", exact=True).last.click()
    expect(errors(page)).to_be_visible()
    return page


def _conflict(open_page: Open, showcase: Showcase) -> Page:
    scene = make_desk(showcase.place)
    page = open_page(showcase.owner)
    page.goto(f"{scene.address}my-work/")
    card = page.get_by_role("article", name="1.1")
    card.locator("summary").click()
    card.get_by_label("Commentary").fill("Mine")
    rate(_find(scene, "1.1"), scene.ratings["A"], day(3), by=scene.manager, now=at(day(3)))
    card.get_by_role("button", name="Save 1.1").click()
    expect(page.get_by_text("Somebody else has updated this action meanwhile")).to_be_visible()
    return page


def _saved_in_place(open_page: Open, showcase: Showcase) -> Page:
    scene = make_desk(showcase.place)
    page = open_page(showcase.owner)
    page.goto(f"{scene.address}my-work/")
    page.get_by_role("button", name="No change to 1.1").click()
    expect(
        page.get_by_role("article", name="1.1").get_by_text("No change recorded.")
    ).to_be_visible()
    return page


def _returned(scene: Scene) -> None:
    sent = propose(scene, _find(scene, "1.2"), "G")
    return_proposal(proposal=sent, reason="Say by when", by=scene.manager)
    propose(scene, _find(scene, "1.1"), "A")


def _waiting(scene: Scene) -> UpdateProposal:
    propose(scene, _find(scene, "1.1"), "A", remedial_action="Recruit", evidence="Minutes")
    proposal = propose(scene, _find(scene, "1.2"), "R", commentary="Stuck " * 200)
    rate(_find(scene, "1.2"), scene.ratings["G"], day(10), by=scene.manager)
    return proposal


def _waiting_id(scene: Scene) -> int:
    return _waiting(scene).pk


def _decided_id(scene: Scene) -> int:
    proposal = propose(scene, _find(scene, "1.1"), "A")
    accept(proposal, scene.manager)
    return proposal.pk


def _several(open_page: Open, showcase: Showcase) -> Page:
    scene = make_desk(showcase.place)
    propose(scene, _find(scene, "1.1"), "A")
    page = open_page(showcase.manager)
    page.goto(f"{scene.address}to-decide/")
    page.get_by_text("Tick to accept several at once").click()
    page.get_by_role("button", name="Accept those ticked").click()
    expect(page.get_by_role("heading", name="Accept 1 update")).to_be_visible()
    return page


def _nothing_ticked(open_page: Open, showcase: Showcase) -> Page:
    scene = make_desk(showcase.place)
    propose(scene, _find(scene, "1.1"), "A")
    page = open_page(showcase.manager)
    page.goto(f"{scene.address}to-decide/")
    page.get_by_role("button", name="Accept those ticked").click()
    expect(errors(page)).to_be_visible()
    return page


def _in_two_plans(open_page: Open, showcase: Showcase) -> Page:
    """Something due in one plan, all of it said in another, under a long title."""
    make_desk(showcase.place)
    other = make_scene(showcase.place, slug="other", title="Improvement and transformation " * 4)
    action = make_action(other, "1.1", owners=showcase.place.posts[:1])
    rate(action, other.ratings["G"], day(3), by=other.manager)
    page = open_page(showcase.owner)
    page.goto("/my-work/")
    expect(page.get_by_role("heading", name="Nothing more is due in")).to_be_visible()
    return page


STATES: dict[str, State] = {
    "my work": _open("my-work/", _owner),
    "my work, something came back and something waits": _open("my-work/", _owner, _returned),
    "my work, refused": _refused,
    "my work, conflict": _conflict,
    "my work, saved in place": _saved_in_place,
    "my work, no change for the rest": _open("my-work/no-change/", _owner),
    "my work in several plans": _in_two_plans,
    "my work in several plans, owner of nothing": address(_manager, lambda showcase: "/my-work/"),
    "my work without a post": address(_manager, _my_work),
    "to decide": _open("to-decide/", _manager, _waiting),
    "to decide, nothing": address(_manager, lambda showcase: f"{showcase.dashboard}to-decide/"),
    "to decide, nothing ticked": _nothing_ticked,
    "to decide, several": _several,
    "proposal that was overtaken": _open("to-decide/{}/", _manager, _waiting_id),
    "proposal to return": _open("to-decide/{}/return/", _manager, _waiting_id),
    "proposal decided already": _open("to-decide/{}/", _manager, _decided_id),
    "action with something waiting": _open("actions/1.1/", _owner, _waiting),
    "action with something decided": _open("actions/1.1/", _manager, _decided_id),
}
"""Name -> what brings a page into the state."""
