"""The vocabularies of risks. Levels, bands and scores are not here: they are data, per area."""

from django.db.models import TextChoices


class RiskAxis(TextChoices):
    """The two ways in which a risk is scored."""

    LIKELIHOOD = "likelihood", "Likelihood"
    IMPACT = "impact", "Impact"


class RiskState(TextChoices):
    """Whether a risk is still one."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class MitigationState(TextChoices):
    """Where something that is done against a risk stands."""

    PLANNED = "planned", "Planned"
    IN_PLACE = "in-place", "In place"
    DROPPED = "dropped", "Dropped"
