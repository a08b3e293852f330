"""The services of changing an action: who may call each, and a good request."""

from typing import Any

from actions.choices import DateOutcome
from actions.due_dates import DueDate
from actions.models import Action, DateProposal, Milestone
from actions.services import actions, dates, issues, milestones
from tests.actions.stage import SETS_UP_PLAN, UPDATES, Services, Stage, changed
from tests.factories import day


def _in_plan_that_agrees(stage: Stage) -> Action:
    """The action owner's action, in a plan whose dates need agreement."""
    plan = stage.mine.plan
    plan.dates_need_agreement = True
    plan.save()
    return stage.mine


def _proposal(stage: Stage) -> DateProposal:
    return dates.propose_due_date(
        action=_in_plan_that_agrees(stage),
        due=DueDate.parse("June 2018"),
        reason="No room",
        by=stage.place.owner,
    )


def _milestone(stage: Stage) -> Milestone:
    return milestones.add_milestone(
        action=stage.mine, title="Draft", due=DueDate.parse("June 2018"), by=stage.place.manager
    )


def _done(stage: Stage) -> dict[str, Any]:
    milestone = _milestone(stage)
    milestones.finish_milestone(milestone=milestone, done_on=day(9), by=stage.place.manager)
    return {"milestone": milestone, "reason": "Not all of it"}


def _gone(stage: Stage) -> dict[str, Any]:
    actions.withdraw_action(**changed(stage), by=stage.place.manager)
    return changed(stage)


SERVICES: Services = {
    actions.restore_action: (SETS_UP_PLAN, _gone),
    dates.propose_due_date: (
        UPDATES,
        lambda stage: {
            "action": _in_plan_that_agrees(stage),
            "due": DueDate.parse("June 2018"),
            "reason": "No room",
        },
    ),
    dates.decide_due_date: (
        SETS_UP_PLAN,
        lambda stage: {
            "proposal": _proposal(stage),
            "outcome": DateOutcome.AGREED,
            "agreed_by": "Improvement board",
        },
    ),
    milestones.add_milestone: (
        UPDATES,
        lambda stage: {"action": stage.mine, "title": "Draft", "due": DueDate.ongoing()},
    ),
    milestones.change_milestone: (
        UPDATES,
        lambda stage: {
            "milestone": _milestone(stage),
            "title": "Second draft",
            "due": DueDate.ongoing(),
        },
    ),
    milestones.finish_milestone: (
        UPDATES,
        lambda stage: {"milestone": _milestone(stage), "done_on": day(9)},
    ),
    milestones.reopen_milestone: (UPDATES, _done),
    milestones.drop_milestone: (
        UPDATES,
        lambda stage: {"milestone": _milestone(stage), "reason": "Not needed"},
    ),
    issues.reword_issue_group: (
        SETS_UP_PLAN,
        lambda stage: {
            "issue_group": stage.issue,
            "title": "No nurses",
            "explanation": "Two vacancies",
            "remedial_action": "Advertised again",
            "effective_date": day(9),
            "reason": "More is known",
        },
    ),
    issues.arrange_issue_group: (
        SETS_UP_PLAN,
        lambda stage: {
            "issue_group": stage.issue,
            "put_in": [stage.mine],
            "take_out": [],
            "effective_date": day(9),
        },
    ),
}
