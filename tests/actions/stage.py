"""The scene on which every service has something to do, and who may do what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from actions.models import Action, IssueGroup, StatusUpdate
from actions.services import completions, issues
from tests.factories import STARTS_ON, Place, Scene, day, make_action, rate
from wsoa.capabilities import Role

ADMINISTRATOR, MANAGER = Role.ADMINISTRATOR, Role.MANAGER
OWNER, OFFICER = Role.OWNER, Role.OFFICER
MEMBER, MONITOR = Role.MEMBER, Role.MONITOR

SETS_UP_AREA = {ADMINISTRATOR}
SETS_UP_PLAN = {ADMINISTRATOR, MANAGER}
UPDATES = {ADMINISTRATOR, MANAGER, OWNER}
CORRECTS = {ADMINISTRATOR, MANAGER}
WRITES_PAPERS = {ADMINISTRATOR, MANAGER, OFFICER}


@dataclass(frozen=True)
class Stage:
    """Everything that some service needs. The action owner owns `mine` and `done`, not `theirs`."""

    scene: Scene
    mine: Action
    theirs: Action
    done: Action
    update: StatusUpdate
    issue: IssueGroup

    @property
    def place(self) -> Place:
        """The area and its people."""
        return self.scene.place


def make_stage(scene: Scene) -> Stage:
    """A plan on which every service has something to do."""
    by, mine_alone = scene.manager, scene.place.posts[:1]
    done = make_action(scene, "3", owners=mine_alone)
    completions.record_completion(action=done, completed_on=day(3), evidence="Minutes", by=by)
    theirs = make_action(scene, "2", owners=scene.place.posts[1:])
    issue = issues.raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="A vacancy",
        remedial_action="Advertised",
        effective_date=STARTS_ON,
        by=by,
    )
    return Stage(
        scene,
        make_action(scene, "1", owners=mine_alone),
        theirs,
        done,
        rate(theirs, scene.ratings["G"], day(2), by=by),
        issue,
    )


Given = Callable[[Stage], dict[str, Any]]

Services = dict[Callable[..., Any], tuple[set[Role], Given]]
"""Service -> the roles that may, written out and not read from the table, and a good request."""


def changed(stage: Stage) -> dict[str, Any]:
    """A dated change of the action owner's action, with its reason."""
    return {"action": stage.mine, "effective_date": day(9), "reason": "Agreed"}


def in_plan(**given: Any) -> Given:
    """A request about the plan."""
    return lambda stage: {"plan": stage.scene.plan, **given}
