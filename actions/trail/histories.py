"""The dated histories and their fields, as the audit pages name them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from actions.models import (
    ActionLife,
    ActionOwner,
    ActionOwnership,
    ActionPlacement,
    ActionReference,
    ActionWording,
    Completion,
    DateChange,
    ImpactAssessment,
    IssueAction,
    IssueWording,
    MilestoneEntry,
    Plan,
    StatusUpdate,
)
from actions.models.entries import DatedEntry
from actions.text import say_day
from actions.trail.changes import Field


@dataclass(frozen=True, slots=True)
class History:
    """One history: its fields, the path from a row to the plan, to the action and to the subject whose
    rows make one chain, what to read with a row, and which columns a search for text looks into."""

    key: str
    label: str
    model: type[DatedEntry]
    fields: tuple[Field, ...]
    texts: tuple[str, ...] = ()
    to_plan: str = "action__plan"
    to_action: str = "action"
    subject: str = "action_id"
    related: tuple[str, ...] = ()
    prefetch: tuple[Any, ...] = ()

    def rows(self, **lookups: Any) -> QuerySet[Any]:
        """The rows, with what their fields need."""
        manager: Any = self.model._default_manager
        rows: QuerySet[Any] = (
            manager.filter(**lookups)
            .select_related("recorded_by", *self.related)
            .prefetch_related(*self.prefetch)
        )
        return rows

    def of_plan(self, plan: Plan) -> QuerySet[Any]:
        """The plan's rows."""
        return self.rows(**{self.to_plan: plan})


def _text(name: str) -> Any:
    def text(row: Any) -> str:
        value = getattr(row, name)
        return "" if value is None else str(value)

    return text


def _owners(row: ActionOwnership) -> str:
    return "; ".join(owner.post.title for owner in row.owners.all())


def _yes_no(name: str) -> Any:
    return lambda row: "Yes" if getattr(row, name) else "No"


def _display(name: str) -> Any:
    def text(row: Any) -> str:
        return str(getattr(row, f"get_{name}_display")())

    return text


def _issue(row: IssueAction) -> str:
    if row.issue_group is None:
        return ""
    wordings = [wording.title for wording in row.issue_group.wordings.all()]
    return wordings[-1] if wordings else ""


HISTORIES: tuple[History, ...] = (
    History(
        "status",
        "Status update",
        StatusUpdate,
        (
            Field("rating", "Rating", lambda row: row.rating.label if row.rating else ""),
            Field("commentary", "Commentary", _text("commentary")),
            Field("remedial-action", "Remedial action", _text("remedial_action")),
        ),
        texts=("commentary", "remedial_action", "rating__label"),
        related=("rating",),
    ),
    History(
        "completion",
        "Completion",
        Completion,
        (
            Field("completion", "Completion", _display("state")),
            Field("evidence", "Evidence in words", _text("evidence")),
        ),
        texts=("evidence",),
    ),
    History(
        "reference",
        "Reference",
        ActionReference,
        (Field("reference", "Reference", _text("reference")),),
        texts=("reference",),
    ),
    History(
        "wording",
        "Wording",
        ActionWording,
        (Field("title", "Title", _text("title")), Field("detail", "Detail", _text("detail"))),
        texts=("title", "detail"),
    ),
    History(
        "placement",
        "Place in the plan",
        ActionPlacement,
        (
            Field("theme", "Theme", _text("theme")),
            Field("workstream", "Workstream", _text("workstream")),
            Field("report-group", "Report group", _text("report_group")),
        ),
        texts=("theme__title", "workstream__title", "report_group__title"),
        related=("theme", "workstream", "report_group"),
    ),
    History(
        "ownership",
        "Owner",
        ActionOwnership,
        (
            Field("owners", "Owners", _owners),
            Field("lead-organisation", "Lead organisation", _text("lead_organisation")),
        ),
        texts=("owners__post__title", "lead_organisation__name"),
        related=("lead_organisation",),
        prefetch=(
            Prefetch("owners", ActionOwner.objects.select_related("post").order_by("order")),
        ),
    ),
    History(
        "due-date",
        "Due date",
        DateChange,
        (
            Field("due", "Due date", _text("due_printed")),
            Field("agreed-by", "Agreed by", _text("agreed_by")),
        ),
        texts=("due_printed", "agreed_by"),
    ),
    History(
        "life",
        "Part of the plan",
        ActionLife,
        (Field("life", "Part of the plan", _display("state")),),
    ),
    History(
        "issue",
        "Shared issue",
        IssueAction,
        (Field("issue", "Shared issue", _issue),),
        texts=("issue_group__wordings__title",),
        related=("issue_group",),
        prefetch=(Prefetch("issue_group__wordings", IssueWording.objects.standing().in_order()),),
    ),
    History(
        "impact",
        "Impact",
        ImpactAssessment,
        (
            Field(
                "impact", "Impact", lambda row: row.impact_rating.label if row.impact_rating else ""
            ),
            Field("impact-commentary", "What shows the impact", _text("commentary")),
        ),
        texts=("commentary", "impact_rating__label"),
        related=("impact_rating",),
    ),
    History(
        "milestone",
        "Milestone",
        MilestoneEntry,
        (
            Field("milestone", "Milestone", _text("title")),
            Field("milestone-due", "Milestone due", _text("due_printed")),
            Field(
                "milestone-done",
                "Milestone done",
                lambda row: say_day(row.done_on) if row.done_on else "",
            ),
            Field("milestone-dropped", "Milestone dropped", _yes_no("is_dropped")),
        ),
        texts=("title", "due_printed"),
        to_plan="milestone__action__plan",
        to_action="milestone__action",
        subject="milestone_id",
        related=("milestone",),
    ),
    History(
        "issue-wording",
        "Wording of a shared issue",
        IssueWording,
        (
            Field("issue-title", "Issue", _text("title")),
            Field("issue-explanation", "Explanation", _text("explanation")),
            Field("issue-remedial-action", "What is being done", _text("remedial_action")),
            Field(
                "issue-owner", "Issue owned by", lambda row: row.owner.title if row.owner else ""
            ),
            Field("issue-due", "Remedial action due", _text("due_printed")),
            Field("issue-agreed-by", "Issue agreed by", _text("agreed_by")),
        ),
        texts=("title", "explanation", "remedial_action", "due_printed", "agreed_by"),
        to_plan="issue_group__plan",
        to_action="",
        subject="issue_group_id",
        related=("owner",),
    ),
)
"""Every dated history that the audit tells field by field. Links and confirmations are told as events."""
