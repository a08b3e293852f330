"""The pages of a plan that its navigation offers, by what the person's role may do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation. `others` are names of addresses that count as being in it.

    A page `of_area` is about the whole area of the plan: its address holds no plan, and takes no as-at date.
    """

    name: str
    text: str
    capability: Capability
    others: tuple[str, ...] = ()
    of_area: bool = False


SET_UP = (
    "plan-change",
    "plan-stage",
    "plan-inspection",
    "plan-settings",
    "exception-rules",
    "themes",
    "theme-add",
    "theme-paste",
    "theme-change",
    "theme-remove",
    "workstreams",
    "workstream-add",
    "workstream-paste",
    "workstream-change",
    "workstream-remove",
    "report-groups",
    "report-group-change",
    "report-group-remove",
    "scheme",
    "scheme-choose",
    "scheme-rename",
    "rating-add",
    "rating-change",
    "rating-remove",
    "impact",
    "impact-choose",
    "impact-add",
    "impact-change",
    "impact-remove",
)

ENTRIES = (
    Entry(
        "plan-dashboard",
        "Dashboard",
        Capability.VIEW_PLAN,
        ("compare", "forecast", "forecast-check"),
    ),
    Entry(
        "register",
        "Actions",
        Capability.VIEW_PLAN,
        (
            "action",
            "action-update",
            "action-complete",
            "action-reopen",
            "saved-views",
            "saved-view",
            "register-columns",
            "bulk-change",
            "import-start",
            "import-preview",
            *("action-add", "action-change", "action-reword", "action-renumber", "action-move"),
            *("action-owners", "action-due-date", "action-withdraw", "action-supersede"),
            *("action-restore", "actions-departed", "slippage", "issues", "issue-raise"),
            *("issue-reword", "issue-actions", "milestone-add", "milestone-change"),
            *("milestone-done", "milestone-not-done", "milestone-drop"),
        ),
    ),
    Entry("my-work", "My work", Capability.UPDATE_OWN_ACTION, ("my-work-no-change",)),
    Entry(
        "to-decide",
        "To decide",
        Capability.ACCEPT_UPDATES,
        ("proposal", "proposal-return", "proposals-accept", "dates-waiting", "date-decide"),
    ),
    Entry(
        "exceptions",
        "Exceptions",
        Capability.VIEW_PLAN,
        (
            *("exceptions-report", "exceptions-introduce", "exceptions-comment"),
            *("exceptions-put-in", "exceptions-choose", "exceptions-agree"),
        ),
    ),
    Entry("cycle", "Updates", Capability.VIEW_PLAN),
    Entry(
        "coverage",
        "Inspection",
        Capability.VIEW_PLAN,
        (
            *("weakness", "weakness-answers", "readiness"),
            *("clock", "deadline-add", "deadline-change", "deadline-remove", "deadline-set"),
            *("deadline-back", "deadline-meet", "deadline-unmeet"),
            *("timeline", "plan-event-add", "plan-event-retract", "plan-succeed"),
            *("voices", "voice-add", "voice-change", "voice-withdraw"),
            *("strategies", "strategy-add", "strategy-change", "strategy-remove"),
            "strategy-themes",
        ),
    ),
    Entry(
        "measures",
        "Measures",
        Capability.VIEW_PLAN,
        (
            *("measure", "measures-public", "measure-add", "measure-change", "measure-retire"),
            *("measure-marks", "mark-add", "mark-correct", "mark-retract", "readings"),
            *("readings-paste", "readings-import", "reading-correct", "reading-retract"),
            *("measures-set-up", "measure-use", "measure-use-no-more", "measure-readings"),
            "reading-add",
        ),
    ),
    Entry(
        "risks",
        "Risks",
        Capability.VIEW_PLAN,
        (
            *("risk", "risk-add", "risk-change", "risk-leave", "risks-carry", "risk-review"),
            *("risk-review-correct", "risk-review-retract", "mitigation-add", "mitigation-change"),
        ),
    ),
    Entry("boards", "Boards", Capability.VIEW_PLAN, of_area=True),
    Entry(
        "papers",
        "Papers",
        Capability.WRITE_PAPERS,
        (
            *("paper-start", "paper", "paper-change", "paper-preview", "cabinet-preview"),
            *("paper-section", "section-add", "section-change", "section-remove"),
            *("section-versions", "margin-comment-add", "margin-comment-answer"),
            *("paper-publish", "paper-copy"),
            *("paper-clearance", "paper-urgency", "steps-issue", "step-add", "step-change"),
            *("step-remove", "step-record", "step-take-back", "step-link"),
        ),
    ),
    Entry("plan-setup", "Set up", Capability.MANAGE_PLAN, SET_UP),
    Entry("audit", "Audit", Capability.VIEW_AUDIT),
)
"""In the order they are offered."""


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the navigation; `names` are the addresses at which it is the current one."""

    text: str
    path: str
    url: str
    names: frozenset[str]


def places(
    area: str, plan: str, can: Callable[[Capability], bool], query: str = ""
) -> Iterator[Place]:
    """The links for a plan, each with the as-at query carried along."""
    for entry in ENTRIES:
        if can(entry.capability):
            path = reverse(entry.name, args=[area] if entry.of_area else [area, plan])
            yield Place(
                entry.text,
                path,
                f"{path}?{query}" if query and not entry.of_area else path,
                frozenset((entry.name, *entry.others)),
            )
