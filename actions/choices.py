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


class CycleFrequency(TextChoices):
    """How often owners are asked for an update."""

    NONE = "none", "Owners are not asked"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"


class ReminderStage(TextChoices):
    """Which message of an update cycle it is: in the order they are sent, the last whenever one is asked for."""

    ASKED = "asked", "Asked"
    SOON = "soon", "Due soon"
    DUE = "due", "Due today"
    LATE = "late", "Late"
    LEAD = "lead", "Lead organisation told"
    MANAGER = "manager", "Project manager told"
    AGAIN = "again", "Reminded by a project manager"


class ProposalKind(TextChoices):
    """What a proposal asks to have recorded."""

    UPDATE = "update", "Status update"
    NO_CHANGE = "no-change", "No change"
    COMPLETION = "completion", "Completion"


class ProposalRoute(TextChoices):
    """How a proposal came in."""

    PAGE = "page", "Signed in"
    LINK = "link", "Emailed link"


class ProposalOutcome(TextChoices):
    """What became of a proposal."""

    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    REPLACED = "replaced", "Replaced by a newer one"


class DateOutcome(TextChoices):
    """What became of a proposed due date."""

    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Not agreed"
    REPLACED = "replaced", "Replaced by a newer one"


class EvidenceKind(TextChoices):
    """What a piece of evidence is."""

    LINK = "link", "Link"
    FILE = "file", "File"


class LinkRelation(TextChoices):
    """How one action stands to another. Supersession is part of an action's life, not a link."""

    DEPENDS_ON = "depends-on", "Depends on"
    DUPLICATES = "duplicates", "Duplicates"


class LinkState(TextChoices):
    """Whether two actions are linked from the entry's date."""

    LINKED = "linked", "Linked"
    UNLINKED = "unlinked", "Not linked any more"


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
    ISSUE_CHANGED = "issue-changed", "Issue reworded"
    ISSUE_ACTION_CHANGED = "issue-action-changed", "Action put in or taken out of an issue"
    VISIT_PLANNED = "visit-planned", "Monitoring visit planned"
    VISIT_OUTCOME = "visit-outcome", "Outcome of a monitoring visit recorded"
    BOARD_CHANGED = "board-changed", "Board changed"
    BOARD_MEMBER_CHANGED = "board-member-changed", "Board member changed"
    AGENDA_CHANGED = "agenda-changed", "Agenda changed"
    MEETING_SCHEDULED = "meeting-scheduled", "Meeting scheduled"
    MEETING_CHANGED = "meeting-changed", "Meeting moved, cancelled or put back"
    ATTENDANCE_RECORDED = "attendance-recorded", "Attendance recorded"
    MINUTES_RECORDED = "minutes-recorded", "Minutes recorded"
    DECISION_RECORDED = "decision-recorded", "Decision of a board recorded"
    ISSUE_AGREED = "issue-agreed", "Issue agreed by a board"
    BOARD_ACTION_CHANGED = "board-action-changed", "Board action recorded"
    COMMENT_SENT = "comment-sent", "Comment sent to another meeting"
    REQUEST_CHANGED = "request-changed", "Forward plan changed"
    EXCEPTIONS_CHANGED = "exceptions-changed", "Exception report changed"
    EXCEPTIONS_AGREED = "exceptions-agreed", "Exception report agreed"
    PACK_CLOSED = "pack-closed", "Board pack closed"
    PACK_REOPENED = "pack-reopened", "Board pack opened again"
    PAPER_DRAFTED = "paper-drafted", "Paper drafted"
    AREA_CHANGED = "area-changed", "Area changed"
    ORGANISATION_CHANGED = "organisation-changed", "Organisation changed"
    POST_CHANGED = "post-changed", "Post changed"
    MEMBER_CHANGED = "member-changed", "Member's role changed"
    MEMBER_LEFT = "member-left", "Member left the area"
    PLAN_CHANGED = "plan-changed", "Plan changed"
    SCHEME_CHANGED = "scheme-changed", "Rating scheme changed"
    IMPACT_SCHEME_CHANGED = "impact-scheme-changed", "Impact ratings changed"
    THEME_CHANGED = "theme-changed", "Theme changed"
    WORKSTREAM_CHANGED = "workstream-changed", "Workstream changed"
    REPORT_GROUP_CHANGED = "report-group-changed", "Report group changed"
    ACTIONS_IMPORTED = "actions-imported", "Actions imported"
    NO_CHANGE_CONFIRMED = "no-change-confirmed", "No change confirmed"
    UPDATE_PROPOSED = "update-proposed", "Update proposed"
    PROPOSAL_DECIDED = "proposal-decided", "Proposed update decided"
    DATE_PROPOSED = "date-proposed", "Due date proposed"
    DATE_DECIDED = "date-decided", "Proposed due date decided"
    CYCLE_OPENED = "cycle-opened", "Update cycle opened"
    REMINDER_SENT = "reminder-sent", "Reminder sent"
    EVIDENCE_ADDED = "evidence-added", "Evidence added"
    EVIDENCE_WITHDRAWN = "evidence-withdrawn", "Evidence withdrawn"
    MILESTONE_CHANGED = "milestone-changed", "Milestone added or changed"
    IMPACT_ASSESSED = "impact-assessed", "Impact assessed"
    NOTE_ADDED = "note-added", "Note added"
    NOTE_WITHDRAWN = "note-withdrawn", "Note withdrawn"
    LINK_CHANGED = "link-changed", "Link between actions changed"
    REDACTED = "redacted", "Personal data redacted"
    PERSON_ANONYMISED = "person-anonymised", "Person made anonymous"
