"""What still stands in the way of publishing a paper."""

from datetime import date

from reports.facts import Facts
from reports.models import Paper
from reports.readiness_to_publish import Missing, missing_for_publication


def what_is_missing(paper: Paper, facts: Facts, today: date | None = None) -> tuple[Missing, ...]:
    """What has to be done first, each with words and the address where it can be done; nothing where the paper may go out on the day,
    today unless told otherwise."""
    return missing_for_publication(paper, facts, today)
