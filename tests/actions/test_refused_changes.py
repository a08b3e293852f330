"""Changes of actions, and issues, that are refused: with which words, beside which field."""

from collections.abc import Callable
from typing import Any

import pytest

from actions.due_dates import DueDate
from actions.errors import Refused
from actions.services import actions as changing
from actions.services import issues
from tests.actions.refusing import (
    Case,
    Refusals,
    add,
    change,
    check_refused,
    each_of,
    gone,
    raise_issue,
    tomorrow,
)
from tests.factories import day, make_action

TOO_LONG = "x" * 5001

CHANGES: list[Case] = [
    (
        "reason missing",
        lambda here: change(here, changing.withdraw_action, reason=" "),
        "Give a reason",
        "reason",
    ),
    (
        "reason too long",
        lambda here: change(here, changing.withdraw_action, reason=TOO_LONG),
        "The reason must be 5,000",
        "reason",
    ),
    (
        "change dated tomorrow",
        lambda here: change(
            here, changing.change_due_date, due=DueDate.ongoing(), effective_date=tomorrow()
        ),
        "must be today or in the past",
        "effective_date",
    ),
    (
        "withdrawn twice",
        lambda here: change(here, changing.withdraw_action, action=gone(here)),
        "was withdrawn on 21 January 2018",
        "effective_date",
    ),
    (
        "empty wording",
        lambda here: change(here, changing.reword_action, title=" ", detail=""),
        "Say what the action is",
        "title",
    ),
    (
        "title of 1,001 characters",
        lambda here: change(here, changing.reword_action, title="x" * 1001, detail=""),
        "The title must be 1,000",
        "title",
    ),
    (
        "another action's reference",
        lambda here: add(here, " 1 . 1 "),
        "is, or was, the reference of another action",
        "reference",
    ),
    (
        "a withdrawn action's reference",
        lambda here: change(here, changing.renumber_action, reference="1-2"),
        "is, or was, the reference of another action",
        "reference",
    ),
    ("empty reference", lambda here: add(here, ""), "with a letter or a digit", "reference"),
    ("punctuation only", lambda here: add(here, "--"), "with a letter or a digit", "reference"),
    (
        "reference of 41 characters",
        lambda here: add(here, "1" * 41),
        "The reference must be 40 characters or fewer",
        "reference",
    ),
    (
        "theme of another plan",
        lambda here: add(here, theme=here.other.themes[0]),
        "belongs to another plan",
        "theme",
    ),
    (
        "workstream of another plan",
        lambda here: change(here, changing.move_action, workstream=here.other.workstreams[0]),
        "belongs to another plan",
        "workstream",
    ),
    (
        "report group of another plan",
        lambda here: add(here, report_group=here.other.report_groups[0]),
        "belongs to another plan",
        "report_group",
    ),
    (
        "lead organisation of another area",
        lambda here: add(here, lead_organisation=here.other.place.council),
        "must be a partner in this area",
        "lead",
    ),
    (
        "owner of another area",
        lambda here: add(here, owners=here.other.place.posts[:1]),
        "Owners must be posts in this area",
        "owners",
    ),
    (
        "owner named twice",
        lambda here: change(
            here,
            changing.assign_action,
            lead_organisation=None,
            owners=here.scene.place.posts[:1] * 2,
        ),
        "named twice",
        "owners",
    ),
    (
        "superseded by itself",
        lambda here: change(here, changing.supersede_action, replaced_by=here.action),
        "another action of the same plan",
        "replaced_by",
    ),
    (
        "superseded by an action of another plan",
        lambda here: change(here, changing.supersede_action, replaced_by=make_action(here.other)),
        "another action of the same plan",
        "replaced_by",
    ),
    (
        "superseded by a withdrawn action",
        lambda here: change(here, changing.supersede_action, replaced_by=gone(here)),
        "was withdrawn",
        "replaced_by",
    ),
]

ISSUES: list[Case] = [
    ("without title", lambda here: raise_issue(here, title=""), "Name the issue", "title"),
    (
        "long title",
        lambda here: raise_issue(here, title="x" * 201),
        "The title must be 200",
        "title",
    ),
    (
        "before the plan",
        lambda here: raise_issue(here, effective_date=day(-1)),
        "when the plan began",
        "effective_date",
    ),
    (
        "of another plan",
        lambda here: issues.put_in_issue_group(
            action=here.action,
            issue_group=raise_issue(here, plan=here.other.plan, by=here.other.manager),
            effective_date=day(30),
            by=here.by,
        ),
        "belongs to another plan",
        "issue_group",
    ),
]


@each_of(CHANGES)
def test_change_is_refused(
    here: Refusals, act: Callable[[Refusals], Any], message: str, field: str | None
) -> None:
    check_refused(here, act, message, field)


@each_of(ISSUES)
def test_issue_is_refused(
    here: Refusals, act: Callable[[Refusals], Any], message: str, field: str | None
) -> None:
    check_refused(here, act, message, field)


def test_an_actions_own_former_reference_may_come_back(here: Refusals) -> None:
    change(here, changing.renumber_action, reference="9.9")
    change(here, changing.renumber_action, reference="1.1", effective_date=day(31))
    with pytest.raises(Refused):
        add(here, "9.9")
