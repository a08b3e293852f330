"""States of the pages of voices and strategies."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from actions.models import Objective
from actions.services.strategies import serve_objectives
from tests.actions.voices import make_strategy, make_voice
from tests.browser.showcase import Showcase, State, address
from tests.browser.visitors import Open, errors
from tests.factories import day
from wsoa.models import User

LONG = "Wegbegleitungsberatungsgespräche" * 6


def _manager(showcase: Showcase) -> User:
    return showcase.manager


def _below(path: str) -> Callable[[Showcase], str]:
    return lambda showcase: f"{showcase.dashboard}{path}"


def _said(open_page: Open, showcase: Showcase) -> Page:
    """Answered and not, short and long."""
    scene = showcase.scene
    make_voice(scene)
    make_voice(
        scene,
        said=LONG,
        place=LONG[:190],
        done=LONG,
        is_published=True,
        month=day(40),
        effective_date=day(60),
    )
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}said-and-done/")
    return page


def _refused(open_page: Open, showcase: Showcase) -> Page:
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}said-and-done/add/")
    page.get_by_label("When was it said?").fill("long ago")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    expect(errors(page)).to_be_visible()
    return page


def _strategies(open_page: Open, showcase: Showcase) -> Page:
    scene = showcase.scene
    objective = Objective.objects.filter(strategy=make_strategy(scene)).first()
    assert objective is not None
    serve_objectives(
        plan=scene.plan,
        serving=[(objective, theme) for theme in scene.plan.themes.all()],
        by=scene.manager,
    )
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}strategies/")
    return page


def _serving(open_page: Open, showcase: Showcase) -> Page:
    make_strategy(showcase.scene)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}strategies/served/")
    return page


STATES: dict[str, State] = {
    "voices, none yet": address(_manager, _below("said-and-done/")),
    "voices, answered and not": _said,
    "voices, one refused": _refused,
    "strategies, none yet": address(_manager, _below("strategies/")),
    "strategies, served": _strategies,
    "strategies, being ticked": _serving,
    "strategies, a new one": address(_manager, _below("strategies/add/")),
}
"""Name -> what brings a page into the state."""
