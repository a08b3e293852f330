"""Every service there is: the roles that may call it, and a good request."""

from typing import Any

from actions.choices import OrganisationKind, PlanKind, PlanStage
from actions.due_dates import DueDate
from actions.services import actions, areas, completions, issues, plans, updates
from boards.services import visits
from tests.actions.stage import (
    CORRECTS,
    MEMBER,
    SETS_UP_AREA,
    SETS_UP_PLAN,
    UPDATES,
    Services,
    Stage,
    changed,
    in_plan,
)
from tests.factories import STARTS_ON, day, make_user
from tests.parts.gathering import gathered


def _correction(stage: Stage) -> dict[str, Any]:
    return {
        "update": stage.update,
        "rating": stage.scene.ratings["A"],
        "effective_date": day(3),
        "commentary": "As it was",
        "reason": "Wrong line",
    }


SERVICES: Services = {
    areas.create_area: (set(), lambda stage: {"slug": "new", "name": "New"}),
    areas.add_organisation: (
        SETS_UP_PLAN,
        lambda stage: {
            "area": stage.place.area,
            "name": "School",
            "short_name": "School",
            "kind": OrganisationKind.SCHOOL,
        },
    ),
    areas.add_post: (
        SETS_UP_PLAN,
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
    plans.add_theme: (SETS_UP_PLAN, in_plan(reference="9", title="Ninth")),
    plans.add_workstream: (SETS_UP_PLAN, in_plan(reference="WS9", title="Ninth")),
    plans.add_report_group: (SETS_UP_PLAN, in_plan(title="Ninth")),
    visits.plan_visit: (SETS_UP_PLAN, in_plan(title="Third", delivery=DueDate.ongoing())),
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
        lambda stage: {**changed(stage), "title": "New", "detail": ""},
    ),
    actions.renumber_action: (
        SETS_UP_PLAN,
        lambda stage: {**changed(stage), "reference": "9"},
    ),
    actions.move_action: (
        SETS_UP_PLAN,
        lambda stage: {**changed(stage), "theme": stage.scene.themes[1]},
    ),
    actions.assign_action: (
        SETS_UP_PLAN,
        lambda stage: {**changed(stage), "lead_organisation": None, "owners": ()},
    ),
    actions.change_due_date: (
        SETS_UP_PLAN,
        lambda stage: {**changed(stage), "due": DueDate.ongoing()},
    ),
    actions.withdraw_action: (SETS_UP_PLAN, changed),
    actions.supersede_action: (
        SETS_UP_PLAN,
        lambda stage: {**changed(stage), "replaced_by": stage.theirs},
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
        in_plan(
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
}
"""Service -> the roles that may, written out here and not read from the table, and a good request."""

for part in gathered("services"):
    SERVICES |= part.SERVICES

WITHOUT_A_PLAN = {
    areas.create_area,
    areas.add_organisation,
    areas.add_post,
    areas.add_member,
    *(service for part in gathered("services") for service in getattr(part, "WITHOUT_A_PLAN", ())),
}
"""Services that are about an area, not a plan."""

KEEPS_THE_REVISION = {
    service for part in gathered("services") for service in getattr(part, "KEEPS_THE_REVISION", ())
}
"""Services that are about a plan, and change nothing that it says."""
