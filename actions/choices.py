"""The fixed vocabularies of the field. Ratings are not here: they are data, per plan."""

from django.db.models import IntegerChoices, TextChoices


class OrganisationKind(TextChoices):
    """What sort of partner an organisation is."""

    COUNCIL = "council", "Council"
    ICB = "icb", "Integrated care board"
    NHS_PROVIDER = "nhs-provider", "NHS provider"
    SCHOOL = "school", "School or college"
    PARENT_CARER_FORUM = "parent-carer-forum", "Parent carer forum"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    GOVERNMENT = "government", "National body"


class PlanKind(TextChoices):
    """What sort of plan it is, by the framework it answers."""

    WSOA = "wsoa", "Written Statement of Action"
    APP = "app", "Accelerated Progress Plan"
    PAP = "pap", "Priority Action Plan"
    IMPROVEMENT = "improvement", "Improvement plan"


class PlanStage(TextChoices):
    """Where a plan is in its life."""

    WRITING = "writing", "Being written"
    DELIVERY = "delivery", "In delivery"
    CLOSED = "closed", "Closed"


class Progress(TextChoices):
    """How far a rating says an action is. Unstated where one colour covers several."""

    NOT_STARTED = "not-started", "Not started"
    IN_PROGRESS = "in-progress", "In progress"
    COMPLETE = "complete", "Complete"
    UNSTATED = "unstated", "Not stated by the rating"

    @property
    def rank(self) -> int | None:
        """Position from not started (0) to complete (2); None where the rating does not say."""
        ranks = {Progress.NOT_STARTED: 0, Progress.IN_PROGRESS: 1, Progress.COMPLETE: 2}
        return ranks.get(self)


class Concern(IntegerChoices):
    """How worried a rating says one should be."""

    NONE = 0, "None"
    MINOR = 1, "Minor"
    SIGNIFICANT = 2, "Significant"


class Tone(TextChoices):
    """The palette a rating's colour is chosen from; each has a tint, an edge and a text colour."""

    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"
    BLUE = "blue", "Blue"
    WHITE = "white", "White"
    GREY = "grey", "Grey"
    PURPLE = "purple", "Purple"
    TEAL = "teal", "Teal"
    YELLOW = "yellow", "Yellow"
    ORANGE = "orange", "Orange"


class DuePrecision(TextChoices):
    """What a due date names."""

    DAY = "day", "A day"
    MONTH = "month", "A month"
    QUARTER = "quarter", "A quarter"
    ONGOING = "ongoing", "Ongoing"


class EntryKind(TextChoices):
    """What a row of history does."""

    ENTRY = "entry", "Entry"
    CORRECTION = "correction", "Correction"
    RETRACTION = "retraction", "Retraction"


class LifeState(TextChoices):
    """Whether an action is part of the plan."""

    LIVE = "live", "Live"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SUPERSEDED = "superseded", "Superseded"


class CompletionState(TextChoices):
    """What a completion row says."""

    COMPLETE = "complete", "Complete"
    REOPENED = "reopened", "Reopened"


class AuditEvent(TextChoices):
    """What somebody did, as the audit trail names it."""

    AREA_CREATED = "area-created", "Area created"
    ORGANISATION_ADDED = "organisation-added", "Organisation added"
    POST_ADDED = "post-added", "Post added"
    MEMBER_ADDED = "member-added", "Member added"
    PLAN_CREATED = "plan-created", "Plan created"
    SCHEME_ADOPTED = "scheme-adopted", "Rating scheme adopted"
    THEME_ADDED = "theme-added", "Theme added"
    WORKSTREAM_ADDED = "workstream-added", "Workstream added"
    REPORT_GROUP_ADDED = "report-group-added", "Report group added"
    ACTION_ADDED = "action-added", "Action added"
    ACTION_CHANGED = "action-changed", "Action changed"
    UPDATE_RECORDED = "update-recorded", "Status update recorded"
    UPDATE_CORRECTED = "update-corrected", "Status update corrected"
    UPDATE_RETRACTED = "update-retracted", "Status update retracted"
    COMPLETION_RECORDED = "completion-recorded", "Completion recorded"
    ACTION_REOPENED = "action-reopened", "Action reopened"
    ISSUE_RAISED = "issue-raised", "Issue raised"
    ISSUE_ACTION_CHANGED = "issue-action-changed", "Action put in or taken out of an issue"
    VISIT_PLANNED = "visit-planned", "Monitoring visit planned"
    PAPER_DRAFTED = "paper-drafted", "Paper drafted"
