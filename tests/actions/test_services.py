"""Every service, for every role: who may, what the audit trail says, and that the plan's revision moves.

A new service fails here until it says who may call it.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any, cast

import pytest
from django.db import transaction
from django.utils import timezone

from actions.choices import AuditEvent, PlanStage
from actions.errors import NotAllowed, Refused
from actions.models import Action, AuditEntry, Plan
from actions.services import (
    actions,
    areas,
    completions,
    importing,
    plans,
    succession,
    updates,
)
from boards.services import visits
from tests.actions.every_service import KEEPS_THE_REVISION, SERVICES, WITHOUT_A_PLAN
from tests.actions.stage import (
    ADMINISTRATOR,
    MANAGER,
    MEMBER,
    MONITOR,
    OFFICER,
    OWNER,
    Stage,
    make_stage,
)
from tests.factories import Place, Scene, day, make_action, make_place, make_user
from tests.kept import kept_fixture
from tests.parts.gathering import gathered
from wsoa.capabilities import ROLE_CAPABILITIES, Capability
from wsoa.models import User


@kept_fixture
def stage(scene: Scene) -> Stage:
    """A plan on which every service has something to do."""
    return make_stage(scene)


each_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.__name__)


def _all_services() -> Iterator[Callable[..., Any]]:
    for package in ("actions.services", "boards.services", "reports.services"):
        for module_name in pkgutil.iter_modules(import_module(package).__path__):
            module = import_module(f"{package}.{module_name.name}")
            for name, each in inspect.getmembers(module, inspect.isfunction):
                here = each.__module__ == module.__name__ and not name.startswith("_")
                taken = inspect.signature(each).parameters
                named = {key for key in taken if taken[key].kind == inspect.Parameter.KEYWORD_ONLY}
                if here and {"by", "now"} <= named:
                    yield each


def test_every_service_says_here_who_may_call_it() -> None:
    assert {each.__qualname__ for each in _all_services()} == {
        each.__qualname__ for each in SERVICES
    }


def _actions_of(given: dict[str, Any]) -> set[Action]:
    """The actions that a request is about: named, or those of the rows that it names."""
    about = given["action"] if "action" in given else given.get("actions")
    rows = [about] if about else list(given.values())
    return {
        each if isinstance(each, Action) else each.action
        for row in rows
        for each in (row if isinstance(row, list) else [row])
        if isinstance(each, Action) or isinstance(getattr(each, "action", None), Action)
    }


def _plan_of(given: dict[str, Any]) -> Plan | None:
    """The plan that a request is about: named, or that of its action or of another row it names."""
    if "plan" in given:
        return cast(Plan, given["plan"])
    actions = _actions_of(given)
    if actions:
        return actions.pop().plan
    rows = [
        each for value in given.values() for each in (value if isinstance(value, list) else [value])
    ]
    plans = [getattr(_of_a_plan(each), "plan", None) for each in rows]
    return next((plan for plan in plans if isinstance(plan, Plan)), None)


def _of_a_plan(row: Any) -> Any:
    """The row, or what it belongs to, up to that which belongs to a plan."""
    for name in ("scheme", "comment", "section", "step", "publication", "paper"):
        row = getattr(row, name, row)
    return row


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
    entries = AuditEntry.objects.exclude(pk__in=before)
    if service is importing.import_actions:  # which also tells of each action
        entries = entries.filter(event=AuditEvent.ACTIONS_IMPORTED)
    if (
        service is succession.succeed
    ):  # which also tells of all that is begun anew, and of both plans
        entries = entries.filter(event=AuditEvent.PLAN_SUCCEEDED, plan=plan)
    entry = entries.get()
    assert (entry.by, entry.at) == (by, now)
    assert entry.summary
    assert entry.plan == plan or service is plans.create_plan
    about = _actions_of(given)
    assert (
        entry.action in about
        or (entry.action is None and not about)
        or service is actions.add_action
    )
    if service in WITHOUT_A_PLAN or service is plans.create_plan:
        assert plan is None
    else:
        assert plan is not None
        plan.refresh_from_db()
        assert (plan.revision == revision) == (service in KEEPS_THE_REVISION)


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
    *(
        service
        for part in gathered("services")
        for service in getattr(part, "OPEN_WHEN_CLOSED", ())
    ),
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
        MANAGER: set(Capability) - {Capability.MANAGE_AREA, Capability.REDACT},
        OWNER: {view, own, Capability.DISCUSS},
        OFFICER: {
            view,
            Capability.WRITE_PAPERS,
            Capability.RECORD_MEETINGS,
            Capability.RECORD_READINGS,
            Capability.REVIEW_RISKS,
            Capability.RECORD_VOICES,
            Capability.DISCUSS,
            Capability.VIEW_AUDIT,
        },
        MEMBER: {view, Capability.DISCUSS},
        MONITOR: {view},
    } == ROLE_CAPABILITIES
