"""The areas of the demonstration that were published, loaded for a file of tests, and the table they are held to."""

from collections.abc import Callable

import pytest

from actions.models import Plan
from reports.demo.accounts import make_operator
from reports.demo.loading import load_published
from tests.kept import Kept
from wsoa.models import User

# Sources: Windsor and Maidenhead, Cabinet, 24 May 2018, Table 1 (green, amber, red, blue, white).
TABLE_1 = {
    "1": (10, 1, 0, 5, 1),
    "2": (13, 8, 0, 2, 1),
    "3": (2, 2, 2, 3, 1),
    "4": (4, 4, 1, 0, 0),
    "5": (1, 8, 0, 1, 1),
    "6": (8, 3, 2, 5, 1),
    "7": (9, 2, 0, 0, 0),
    "8": (2, 2, 1, 1, 0),
}


def area_loaded(slug: str) -> Callable[..., Plan]:
    """A fixture: the plan of a published area, loaded once and put back for each test."""

    @pytest.fixture(name=slug.replace("-", "_"))
    def plan(db: None, kept: Kept) -> Plan:
        return kept(_loaded, slug)

    return plan


def _loaded(slug: str) -> Plan:
    operator = User.objects.filter(is_operator=True).first() or make_operator()
    load_published(slug, operator=operator)
    return Plan.objects.get(area__slug=slug)
