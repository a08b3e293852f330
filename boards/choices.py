"""The fixed vocabularies of governance."""

from django.db.models import TextChoices


class BoardKind(TextChoices):
    """What sort of body a board is."""

    IMPROVEMENT = "improvement", "Improvement or steering board"
    WORKING_GROUP = "working-group", "Working group"
    INTEGRATED_SERVICES = "integrated-services", "Integrated services board"
    IMPACT_GROUP = "impact-group", "Impact group"
    HEALTH_AND_WELLBEING = "health-and-wellbeing", "Health and wellbeing board"
    SCRUTINY = "scrutiny", "Scrutiny or select committee"
    CABINET = "cabinet", "Cabinet"
    MONITORING = "monitoring", "External monitoring by DfE and NHS England"


class BoardFrequency(TextChoices):
    """How often a board meets."""

    MONTHLY = "monthly", "Every month"
    SIX_WEEKLY = "six-weekly", "Every six weeks"
    QUARTERLY = "quarterly", "Every quarter"
    TERMLY = "termly", "Every school term"
    BY_HAND = "by-hand", "On days set one by one"


class BoardRole(TextChoices):
    """What a post is on a board."""

    CHAIR = "chair", "Chair"
    CO_CHAIR = "co-chair", "Co-chair"
    VICE_CHAIR = "vice-chair", "Vice-chair"
    MEMBER = "member", "Member"
    ADVISER = "adviser", "Adviser"


class ItemKind(TextChoices):
    """What an item of an agenda is about. The pack puts the matching part behind it."""

    WELCOME = "welcome", "Welcome and apologies"
    MINUTES = "minutes", "Minutes of the last meeting"
    BOARD_ACTIONS = "board-actions", "Board actions and decisions outstanding"
    DASHBOARD = "dashboard", "Dashboard"
    EXCEPTIONS = "exceptions", "Exceptions"
    MOVEMENT = "movement", "What moved"
    COVERAGE = "coverage", "Weaknesses and what answers them"
    CLOCK = "clock", "Statutory dates"
    MEASURES = "measures", "Measures"
    RISKS = "risks", "Risks"
    ACTION_PLAN = "action-plan", "Action plan"
    COMMENTS = "comments", "Comments of other meetings"
    OTHER = "other", "Another item"


class MeetingState(TextChoices):
    """Whether a meeting takes place."""

    SCHEDULED = "scheduled", "Scheduled"
    CANCELLED = "cancelled", "Cancelled"


class MeetingChangeKind(TextChoices):
    """What was done to a meeting that had been announced."""

    MOVED = "moved", "Moved"
    CANCELLED = "cancelled", "Cancelled"
    REINSTATED = "reinstated", "Put back"


class AttendanceState(TextChoices):
    """Whether somebody was there."""

    PRESENT = "present", "Present"
    DEPUTY = "deputy", "Sent a deputy"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"


class BoardActionState(TextChoices):
    """Where an action of a board stands."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class RequestState(TextChoices):
    """Where something stands that a board is owed."""

    OWED = "owed", "Owed"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "No longer wanted"


class OutcomeBand(TextChoices):
    """How a monitoring visit came out, by the bands that were set beforehand."""

    UNMET = "unmet", "Unmet"
    MET = "met", "Met"
    EXCEEDED = "exceeded", "Exceeded"
    SIGNIFICANTLY_EXCEEDED = "significantly-exceeded", "Significantly exceeded"


class PackPart(TextChoices):
    """The parts of a board pack that are texts, frozen beside the Positions."""

    AGENDA = "agenda", "Agenda"
    MEMBER = "member", "Member"
    MINUTES = "minutes", "Minutes of the last meeting"
    DECISION = "decision", "Decision of the last meeting"
    BOARD_ACTION = "board-action", "Board action outstanding"
    COMMENT = "comment", "Comment of another meeting"
    OWED = "owed", "Paper owed"
    EXCEPTION = "exception", "Exception"
    COVERAGE = "coverage", "Coverage of a weakness"
    CLOCK = "clock", "Statutory deadline"
    MEASURE = "measure", "Measure"
    RISK = "risk", "Risk"


class ExceptionRule(TextChoices):
    """Why an action is in an exception report. In the order in which one action's reasons are told."""

    SIGNIFICANT = "significant", "Significant issue"
    MINOR = "minor", "Minor issue"
    OVERDUE = "overdue", "Overdue"
    SLIPPED = "slipped", "Date slipped"
    STALE = "stale", "No news"
    NO_REMEDIAL_ACTION = "no-remedial-action", "No remedial action"
    STARTING_NEXT = "starting-next", "Starting next"
    BY_HAND = "by-hand", "Put in by hand"


class ChangeKind(TextChoices):
    """How an action, or what is said of it, differs between two Positions. In the order of being told."""

    ADDED = "added", "Added"
    WITHDRAWN = "withdrawn", "Withdrawn"
    UP = "up", "Moved up"
    DOWN = "down", "Moved down"
    OTHERWISE = "otherwise", "Rated otherwise"
    SLIPPED = "slipped", "Date slipped"
    FORWARD = "brought-forward", "Date brought forward"
    REDATED = "redated", "Date changed otherwise"
    COMPLETED = "completed", "Completed"
    REOPENED = "reopened", "Reopened"
    REWORDED = "reworded", "Reworded"
    COMMENTARY = "commentary", "Commentary changed"
    DETAILS = "details", "Changed in other ways"
    PLAN = "plan", "Changed for the whole plan"
