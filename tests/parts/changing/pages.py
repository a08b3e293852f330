"""Who may see the pages of changing an action."""

from actions.due_dates import DueDate
from actions.models import Action
from actions.services import dates, issues, milestones
from tests.factories import STARTS_ON, Scene
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
MANAGES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
UPDATES = MANAGES | {Role.OWNER}

MAY_SEE: dict[str, frozenset[Role]] = {
    "action-add": MANAGES,
    "actions-departed": EVERYBODY,
    "slippage": EVERYBODY,
    "dates-waiting": MANAGES,
    "due-date-read": EVERYBODY,
    "date-decide": MANAGES,
    "issues": EVERYBODY,
    "issue-raise": MANAGES,
    "issue-reword": MANAGES,
    "issue-actions": MANAGES,
    "action-change": MANAGES,
    "action-reword": MANAGES,
    "action-renumber": MANAGES,
    "action-move": MANAGES,
    "action-owners": MANAGES,
    "action-due-date": UPDATES,  # the plan of the sweep lets owners propose dates
    "action-withdraw": MANAGES,
    "action-supersede": MANAGES,
    "action-restore": MANAGES,
    "milestone-add": UPDATES,
    "milestone-change": UPDATES,
    "milestone-done": UPDATES,
    "milestone-not-done": UPDATES,
    "milestone-drop": UPDATES,
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = {"action-restore"}
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"due-date-read"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """A milestone, an issue and a proposed date, in a plan whose dates need agreement."""
    by, plan = scene.manager, scene.plan
    plan.dates_need_agreement = True
    plan.save()
    action.plan = plan
    proposal = dates.propose_due_date(
        action=action, due=DueDate.parse("June 2018"), reason="No room", by=by
    )
    milestone = milestones.add_milestone(
        action=action, title="Draft", due=DueDate.parse("May 2018"), by=by
    )
    issue = issues.raise_issue_group(
        plan=plan,
        title="No staff",
        explanation="A vacancy",
        remedial_action="Advertised",
        effective_date=STARTS_ON,
        by=by,
    )
    return {"date_id": proposal.pk, "milestone_id": milestone.pk, "issue_id": issue.pk}
