"""Newcastle's exception report of 16 October 2019, drafted from the demonstration by rule.

Source: Newcastle, SEND Executive Board, 16 October 2019, sections 4 and 5.
"""

from datetime import date

import pytest

from actions.models import Plan
from actions.position import Position, position_as_at
from boards.exceptions import Exceptions, exceptions
from boards.models import ExceptionRules
from tests.kept import kept_fixture
from tests.reports.published import area_loaded

pytestmark = pytest.mark.django_db

REDS = [{"1B vi", "1B vii", "4B i", "4B iv", "4B v"}, {"3D i"}, {"3D iii"}]
ROWS = {
    "Co-production": 9,
    "Workforce and training": 1,
    "Dashboard": 4,
    "Designated Medical Officer": 4,
    "Joint commissioning": 14,
    "Looked-after children": 2,
    "Outcomes": 1,
    "Quality assurance": 1,
    "Early help": 1,
    "Attendance and exclusions": 3,
    "Strategic Overview plan": 4,
}
"""The eleven report groups in their order, with the rows printed under each."""

RED_AND_AMBER = ExceptionRules(
    minor_after_meetings=1,
    overdue=False,
    slipped=False,
    stale=False,
    no_remedial_action=False,
    starting_days=0,
)
"""What the area's report takes in: everything rated red or amber, and nothing else."""


newcastle = area_loaded("newcastle")


@kept_fixture
def position(newcastle: Plan) -> Position:
    """The plan as the Board saw it."""
    return position_as_at(newcastle, date(2019, 10, 16))


@kept_fixture
def drafted(newcastle: Plan, position: Position) -> Exceptions:
    """The draft by the area's rules."""
    groups = list(newcastle.report_groups.order_by("id").values_list("title", flat=True))
    return exceptions(position, RED_AND_AMBER, {}, report_groups=groups)


def test_seven_reds_stand_under_three_explanations(drafted):
    assert [{line.reference for line in group.lines} for group in drafted.significant] == REDS
    assert drafted.issues == 3
    for group in drafted.significant:
        assert group.issue is not None
        assert group.issue.explanation
        assert group.issue.remedial_action
        assert len(group.spans) == 1, "One explanation over all of its rows."


def test_ambers_stand_in_eleven_groups_on_as_many_rows_as_were_printed(drafted):
    assert {group.title: len(group.rows) for group in drafted.others} == ROWS
    assert list(ROWS) == [group.title for group in drafted.others]
    assert (len(drafted.other_lines), drafted.other_rows) == (49, 44)


def test_six_actions_share_the_row_of_their_range(drafted):
    (row,) = (row for group in drafted.others for row in group.rows if len(row.lines) > 1)
    assert row.reference == "3B i–vi"
    assert [line.reference for line in row.lines] == [f"3B {n}" for n in "i ii iii iv v vi".split()]
    assert (
        row.title == "Restructure central services and recommission specialist provision in schools"
    )
    assert all(part and not part.startswith(":") for _, part in row.parts)


def test_one_comment_stands_over_the_rows_that_share_it(drafted):
    spans = {span.references: span for group in drafted.others for span in group.spans}
    assert "1C iv, 1D ii, 1E ix, 2A ii" in spans, "One comment over the whole dashboard."
    assert "1F iii, 1F iv, 3D ii" in spans
    assert "3A ii, 3F i, 3F ii" in spans
    assert "3E i" in spans, "Beside it one with a comment of its own."
