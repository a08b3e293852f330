"""The vocabularies of inspections, of what answers them and of the statutory clock."""

from django.db.models import TextChoices


class Framework(TextChoices):
    """By which framework Ofsted and the CQC inspected."""

    LOCAL_AREA_2016 = "local-area-2016", "Local area SEND inspection (2016 framework)"
    REVISIT = "revisit", "Revisit (2016 framework)"
    AREA_2023 = "area-2023", "Area SEND inspection (2023 framework)"
    MONITORING_2023 = "monitoring-2023", "Monitoring inspection (2023 framework)"


class WeaknessKind(TextChoices):
    """What an inspection calls what it found: the word depends on the framework."""

    SIGNIFICANT_WEAKNESS = "significant-weakness", "Area of significant weakness"
    PRIORITY_ACTION = "priority-action", "Area for priority action"
    IMPROVEMENT = "improvement", "Area for improvement"


class DocumentKind(TextChoices):
    """What a document of an inspection is."""

    LETTER = "letter", "Outcome letter or report"
    STATEMENT = "statement", "Written statement or plan as submitted"
    OTHER = "other", "Other document"


class Verdict(TextChoices):
    """What a revisit judged of one weakness."""

    SUFFICIENT = "sufficient", "Sufficient progress"
    INSUFFICIENT = "insufficient", "Not sufficient progress"


class Consequence(TextChoices):
    """What followed from a revisit as a whole. Decided by DfE and NHS England: no pass mark implies it."""

    MONITORING_ENDS = "monitoring-ends", "Formal monitoring ends"
    MONITORING_CONTINUES = "monitoring-continues", "Monitoring continues"
    APP = "app", "An Accelerated Progress Plan is required"
    PAP = "pap", "A Priority Action Plan is required"
    DIRECTION = "direction", "The Secretary of State intervenes"


class AnswerState(TextChoices):
    """Whether something answers a weakness from the entry's date."""

    ANSWERS = "answers", "Answers it"
    NO_MORE = "no-more", "Answers it no more"


class DeadlineKind(TextChoices):
    """Which statutory or expected date it is."""

    WSOA = "wsoa", "Submit the Written Statement of Action"
    RESUBMISSION = "resubmission", "Resubmit the statement"
    PAP = "pap", "Submit the Priority Action Plan"
    PROGRESS_ADVICE = "progress-advice", "Advice to the Minister on progress"
    REVISIT_FROM = "revisit-from", "Revisit expected from"
    REVISIT_BY = "revisit-by", "Revisit expected by"
    APP_REVIEW = "app-review", "Review of the Accelerated Progress Plan"
    OTHER = "other", "Another date"


AWAITS_A_STEP = (
    DeadlineKind.RESUBMISSION,
    DeadlineKind.REVISIT_FROM,
    DeadlineKind.REVISIT_BY,
    DeadlineKind.APP_REVIEW,
)
"""The kinds that are counted from a step of the plan's life, so that their day may wait until it is taken."""


class DeadlineBasis(TextChoices):
    """From which day a deadline is counted. The day itself is not counted."""

    LETTER = "letter", "the date of the letter"
    RECEIPT = "receipt", "the day the letter was received"
    PUBLICATION = "publication", "the day the letter was published"
    OTHER_DAY = "other-day", "another day"


class DeadlineUnit(TextChoices):
    """In what a deadline is counted."""

    WORKING_DAYS = "working-days", "working days"
    CALENDAR_DAYS = "calendar-days", "calendar days"
    MONTHS = "months", "months"


class DeadlineState(TextChoices):
    """What an entry says of a deadline: which day holds, whether it was met, or whether it still applies."""

    OVERRIDDEN = "overridden", "Set to another day"
    AS_COUNTED = "as-counted", "Back to the day as counted"
    MET = "met", "Met"
    NOT_MET = "not-met", "Not met after all"
    CARRIED = "carried", "Carried on"
    ENDED = "ended", "Applies no longer"
    APPLIES = "applies", "Applies after all"


class PlanEventKind(TextChoices):
    """A step in a plan's life, from submission to sign-off."""

    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned as not fit for purpose"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    REVIEWED = "reviewed", "Reviewed by DfE and NHS England"
    SIGNED_OFF = "signed-off", "Signed off"
    CLOSED = "closed", "Closed"
    OTHER = "other", "Another step"
