"""The vocabularies of areas, plans and actions. Ratings are not here: they are data, per plan."""

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
