"""Every service, for every role: who may, what the audit trail says, and that the plan's revision moves.

A new service fails here until it says who may call it.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from actions.choices import OrganisationKind, PlanKind, PlanStage
from actions.due_dates import DueDate
from actions.errors import NotAllowed, Refused
from actions.models import Action, AuditEntry, IssueGroup, Plan, StatusUpdate
from actions.services import actions, areas, completions, issues, plans, updates
from boards.services import visits
from reports.services import papers
from reports.skeleton import cabinet_skeleton
from tests.factories import STARTS_ON, Place, Scene, day, make_action, make_place, make_user, rate
from wsoa.capabilities import ROLE_CAPABILITIES, Capability, Role
from wsoa.models import User

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


@pytest.fixture
def stage(scene: Scene) -> Stage:
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


def _changed(stage: Stage) -> dict[str, Any]:
    return {"action": stage.mine, "effective_date": day(9), "reason": "Agreed"}


def _correction(stage: Stage) -> dict[str, Any]:
    return {
        "update": stage.update,
        "rating": stage.scene.ratings["A"],
        "effective_date": day(3),
        "commentary": "As it was",
        "reason": "Wrong line",
    }


def _in_plan(**given: Any) -> Callable[[Stage], dict[str, Any]]:
    return lambda stage: {"plan": stage.scene.plan, **given}


Given = Callable[[Stage], dict[str, Any]]

SERVICES: dict[Callable[..., Any], tuple[set[Role], Given]] = {
    areas.create_area: (set(), lambda stage: {"slug": "new", "name": "New"}),
    areas.add_organisation: (
        SETS_UP_AREA,
        lambda stage: {
            "area": stage.place.area,
            "name": "School",
            "short_name": "School",
            "kind": OrganisationKind.SCHOOL,
        },
    ),
    areas.add_post: (
        SETS_UP_AREA,
        lambda stage: {"organisation": stage.place.council, "title": "Nurse"},
    ),
    areas.add_member: (
        SETS_UP_AREA,
        lambda stage: {"area": stage.place.area, "user": make_user(), "role": MEMBER},
    ),
    plans.create_plan: (
        SETS_UP_PLAN,
        lambda stage: {
            "area": stage.place.area,
            "slug": "next",
            "title": "Next plan",
            "kind": PlanKind.APP,
            "stage": PlanStage.WRITING,
            "starts_on": STARTS_ON,
        },
    ),
    plans.adopt_scheme: (
        SETS_UP_PLAN,
        lambda stage: {
            "plan": plans.create_plan(
                area=stage.place.area,
                slug="next",
                title="Next plan",
                kind=PlanKind.APP,
                stage=PlanStage.WRITING,
                starts_on=STARTS_ON,
                by=stage.place.manager,
            ),
            "preset": "rag",
        },
    ),
    plans.add_theme: (SETS_UP_PLAN, _in_plan(reference="9", title="Ninth")),
    plans.add_workstream: (SETS_UP_PLAN, _in_plan(reference="WS9", title="Ninth")),
    plans.add_report_group: (SETS_UP_PLAN, _in_plan(title="Ninth")),
    visits.plan_visit: (SETS_UP_PLAN, _in_plan(title="Third", delivery=DueDate.ongoing())),
    actions.add_action: (
        SETS_UP_PLAN,
        lambda stage: {
            "plan": stage.scene.plan,
            "reference": "9",
            "title": "Ninth",
            "theme": stage.scene.themes[0],
            "effective_date": day(9),
        },
    ),
    actions.reword_action: (
        SETS_UP_PLAN,
        lambda stage: {**_changed(stage), "title": "New", "detail": ""},
    ),
    actions.renumber_action: (
        SETS_UP_PLAN,
        lambda stage: {**_changed(stage), "reference": "9"},
    ),
    actions.move_action: (
        SETS_UP_PLAN,
        lambda stage: {**_changed(stage), "theme": stage.scene.themes[1]},
    ),
    actions.assign_action: (
        SETS_UP_PLAN,
        lambda stage: {**_changed(stage), "lead_organisation": None, "owners": ()},
    ),
    actions.change_due_date: (
        SETS_UP_PLAN,
        lambda stage: {**_changed(stage), "due": DueDate.ongoing()},
    ),
    actions.withdraw_action: (SETS_UP_PLAN, _changed),
    actions.supersede_action: (
        SETS_UP_PLAN,
        lambda stage: {**_changed(stage), "replaced_by": stage.theirs},
    ),
    updates.record_update: (
        UPDATES,
        lambda stage: {
            "action": stage.mine,
            "rating": stage.scene.ratings["G"],
            "effective_date": day(9),
            "commentary": "",
        },
    ),
    updates.correct_update: (CORRECTS, _correction),
    updates.retract_update: (
        CORRECTS,
        lambda stage: {"update": stage.update, "reason": "Wrong line"},
    ),
    completions.record_completion: (
        UPDATES,
        lambda stage: {"action": stage.mine, "completed_on": day(9), "evidence": "Minutes"},
    ),
    completions.reopen_action: (
        UPDATES,
        lambda stage: {"action": stage.done, "effective_date": day(9), "reason": "Not so"},
    ),
    issues.raise_issue_group: (
        SETS_UP_PLAN,
        _in_plan(
            title="No room",
            explanation="Full",
            remedial_action="Build",
            effective_date=day(9),
        ),
    ),
    issues.put_in_issue_group: (
        SETS_UP_PLAN,
        lambda stage: {
            "action": stage.mine,
            "issue_group": stage.issue,
            "effective_date": day(9),
        },
    ),
    papers.draft_paper: (
        WRITES_PAPERS,
        lambda stage: {
            "plan": stage.scene.plan,
            "template": "cabinet",
            "draft": cabinet_skeleton(council="Riverton", plan_title="Plan", as_at=day(9)),
        },
    ),
}
"""Service -> the roles that may, written out here and not read from the table, and a good request."""

WITHOUT_A_PLAN = {areas.create_area, areas.add_organisation, areas.add_post, areas.add_member}

each_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.__name__)


def _all_services() -> Iterator[Callable[..., Any]]:
    for package in ("actions.services", "boards.services", "reports.services"):
        for module_name in pkgutil.iter_modules(import_module(package).__path__):
            module = import_module(f"{package}.{module_name.name}")
            for name, each in inspect.getmembers(module, inspect.isfunction):
                here = each.__module__ == module.__name__ and not name.startswith("_")
                if here and {"by", "now"} <= set(inspect.signature(each).parameters):
                    yield each


def test_every_service_says_here_who_may_call_it() -> None:
    assert {each.__qualname__ for each in _all_services()} == {
        each.__qualname__ for each in SERVICES
    }


def _plan_of(given: dict[str, Any]) -> Plan | None:
    about = given.get("plan") or given.get("action") or given.get("update")
    if isinstance(about, StatusUpdate):
        about = about.action
    return about.plan if isinstance(about, Action) else about


def _may(service: Callable[..., Any], given: dict[str, Any], by: User) -> bool:
    """Whether the person may; what they did is undone."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                service(**given, by=by)
        except NotAllowed:
            return False
        finally:
            transaction.set_rollback(True)
    return True


@each_service
def test_service_may_be_called_by_exactly_the_roles_written_here(
    stage: Stage, service: Callable[..., Any]
) -> None:
    roles, given_for = SERVICES[service]
    given = given_for(stage)
    may = {role for role, user in stage.place.people.items() if _may(service, given, user)}
    assert may == roles
    stranger = make_place("elsewhere").administrator
    assert not _may(service, given, stranger), "Another area's administrator may do nothing here."
    assert not _may(service, given, make_user()), "Nor may a person without any area."
    may_operator = _may(service, given, stage.place.operator)
    assert may_operator == (service is areas.create_area)


@each_service
def test_service_writes_who_did_what_when_and_moves_the_plans_revision(
    stage: Stage, service: Callable[..., Any]
) -> None:
    roles, given_for = SERVICES[service]
    given = given_for(stage)
    plan = _plan_of(given)
    if plan:
        plan.refresh_from_db()
    revision = plan and plan.revision
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    by = stage.place.people[max(roles)] if roles else stage.place.operator
    now = timezone.now() - timedelta(days=1)
    service(**given, by=by, now=now)
    entry = AuditEntry.objects.exclude(pk__in=before).get()
    assert (entry.by, entry.at) == (by, now)
    assert entry.summary
    assert entry.plan == plan or service is plans.create_plan
    assert entry.action == given.get("action", given.get("update") and stage.theirs) or (
        service is actions.add_action
    )
    if service in WITHOUT_A_PLAN or service is plans.create_plan:
        assert plan is None
    else:
        assert plan is not None
        plan.refresh_from_db()
        assert plan.revision != revision


OPEN_WHEN_CLOSED = {
    *WITHOUT_A_PLAN,
    plans.create_plan,
    plans.adopt_scheme,
    plans.add_theme,
    plans.add_workstream,
    plans.add_report_group,
    visits.plan_visit,
    updates.correct_update,
    updates.retract_update,
    papers.draft_paper,
}
"""What may still be done about a closed plan: mistakes corrected, papers written."""


@each_service
def test_service_that_records_something_new_is_refused_once_the_plan_is_closed(
    stage: Stage, service: Callable[..., Any]
) -> None:
    given = SERVICES[service][1](stage)
    plan = _plan_of(given)
    if plan:
        plan.stage = PlanStage.CLOSED  # no service closes a plan yet
        plan.save()
    by = stage.place.operator if service is areas.create_area else stage.place.administrator
    if service in OPEN_WHEN_CLOSED:
        service(**given, by=by)
    else:
        with pytest.raises(Refused, match="The plan is closed"):
            service(**given, by=by)


def test_action_owner_may_not_update_what_somebody_else_owns(stage: Stage) -> None:
    for service in (updates.record_update, completions.record_completion):
        given = {**SERVICES[service][1](stage), "action": stage.theirs}
        assert not _may(service, given, stage.place.owner)


def test_action_owner_may_update_from_the_day_the_action_is_theirs_until_it_is_not(
    stage: Stage,
) -> None:
    given = {**SERVICES[updates.record_update][1](stage), "commentary": "What has happened"}
    hand_over: dict[str, Any] = {
        "action": stage.mine,
        "reason": "Moved on",
        "by": stage.place.manager,
    }
    actions.assign_action(
        lead_organisation=None,
        owners=stage.place.posts[1:],
        effective_date=timezone.localdate(),
        **hand_over,
    )
    assert not _may(updates.record_update, given, stage.place.owner)
    assert _may(updates.record_update, {**given, "action": stage.done}, stage.place.owner)


def test_operator_may_add_the_first_administrator_of_an_area_and_nobody_else(
    place: Place,
) -> None:
    area = areas.create_area(slug="new", name="New", by=place.operator)
    person: dict[str, Any] = {"area": area, "by": place.operator}
    with pytest.raises(NotAllowed):
        areas.add_member(user=make_user(), role=MANAGER, **person)
    areas.add_member(user=make_user(), role=ADMINISTRATOR, **person)
    with pytest.raises(NotAllowed):
        areas.add_member(user=make_user(), role=ADMINISTRATOR, **person)


def test_completion_recorded_by_an_owner_is_not_yet_accepted(stage: Stage) -> None:
    given = {**SERVICES[completions.record_completion][1](stage)}
    assert completions.record_completion(**given, by=stage.place.owner).accepted_by is None
    other = make_action(stage.scene, "10")
    accepted = completions.record_completion(
        action=other, completed_on=day(9), evidence="Minutes", by=stage.place.manager
    )
    assert accepted.accepted_by == stage.place.manager


def test_capabilities_of_each_role_are_these() -> None:
    view, own = Capability.VIEW_PLAN, Capability.UPDATE_OWN_ACTION
    assert {
        ADMINISTRATOR: set(Capability),
        MANAGER: set(Capability) - {Capability.MANAGE_AREA},
        OWNER: {view, own},
        OFFICER: {view, Capability.WRITE_PAPERS},
        MEMBER: {view},
        MONITOR: {view},
    } == ROLE_CAPABILITIES
