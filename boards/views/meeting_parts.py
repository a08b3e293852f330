"""What the parts of a meeting's page need, each collected by its own function and drawn by its own template.

`_records.html` tells what the meeting left behind, `_packs.html` what it was shown, `_exceptions.html` its
exception reports, `_visit.html` the monitoring visits it was held for. The names in a part's context begin with
the part's own word, so that no two parts mean different things by one name.
"""

from boards.models import Meeting
from boards.views.loading import BoardsPage


def records_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What `_records.html` needs."""
    return {}


def packs_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What `_packs.html` needs."""
    return {}


def exceptions_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What `_exceptions.html` needs."""
    return {}


def visit_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What `_visit.html` needs."""
    return {}


PARTS = (packs_context, exceptions_context, visit_context, records_context)


def parts_context(page: BoardsPage, meeting: Meeting) -> dict[str, object]:
    """What all the parts need."""
    return {name: value for part in PARTS for name, value in part(page, meeting).items()}
