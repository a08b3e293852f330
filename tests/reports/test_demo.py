"""The demonstration says what was published, row by row."""

from collections import Counter
from datetime import date

import pytest

from actions.models import Plan
from actions.position import Position, position_as_at
from reports.documents import plan_paper
from reports.paper import OutcomeTable, Paragraph, SummaryTableBlock
from reports.text import plain
from tests.reports.published import TABLE_1, area_loaded

# Newcastle, Executive Board, 16 October 2019: the amber table by its groups, and the seven reds.
AMBERS = {
    "Co-production": (
        "1B ii Dec 18, 1B iv Dec 18, 1B iii Nov 18, 4A iv Nov 18, 4A v Nov 18, 4A vi Nov 18, "
        "4A vii Jul 19, 4B vi Dec 18, 4D v Apr 19"
    ),
    "Workforce and training": "1E vii June 19",
    "Dashboard": "1C iv Nov 18, 1D ii Mar 19, 1E ix Dec 19, 2A ii Apr 19",
    "Designated Medical Officer": "1F iii Jan 19, 1F iv April 19, 3D ii Dec 18, 3E i Dec 18",
    "Joint commissioning": (
        "3A ii Jan 19, 3F i Jan 19, 3F ii Sept 19, 2C vi Dec 19, 1E vi Apr 19, 3A v Dec 19, "
        "3A iii May 19, 3E iii Jul 19, 2C i Apr 19, 2F ii Apr 19, 2G iii Mar 19, 3A iv Aug 19, "
        "2C iii Apr 19, 2B iv Apr 19"
    ),
    "Looked-after children": "2E i Dec 18, 2E iv Feb 19",
    "Outcomes": "2A iii Apr 19",
    "Quality assurance": "2B i Nov 18",
    "Early help": "2D iv Jul 19",
    "Attendance and exclusions": "2F i Dec 18, 2F iii Apr 19, 2F iv Jul 19",
    "Strategic Overview plan": (
        "3A i Dec 18, 3B i Sept 19, 3B ii Sept 19, 3B iii Sept 19, 3B iv Sept 19, 3B v Sept 19, "
        "3B vi Sept 19, 3C i Dec 18, 3C ii Dec 18"
    ),
}
REDS = {
    "1B vi December 2018",
    "4B i September 2018",
    "1B vii January 2019",
    "4B iv October 2018",
    "4B v December 2018",
    "3D i December 2018",
    "3D iii March 2019",
}


pytestmark = pytest.mark.django_db


windsor_and_maidenhead = area_loaded("windsor-and-maidenhead")
newcastle = area_loaded("newcastle")
somerset = area_loaded("somerset")
buckinghamshire = area_loaded("buckinghamshire")
medway = area_loaded("medway")


def _reported(plan: Plan) -> Position:
    assert plan.reported_as_at is not None
    return position_as_at(plan, plan.reported_as_at)


def test_windsor_and_maidenhead_at_end_of_april_equals_the_published_table(windsor_and_maidenhead):
    plan = windsor_and_maidenhead
    assert plan.reported_as_at == date(2018, 4, 30)
    table = _reported(plan).by_theme()
    assert [column.code for column in table.columns] == ["G", "A", "R", "B", "W"]
    assert {row.reference: tuple(row.counts.values()) for row in table.rows} == TABLE_1
    assert tuple(table.total.counts.values()) == (49, 30, 6, 17, 5)
    assert [row.total for row in table.rows] == [17, 24, 10, 9, 11, 19, 11, 6]
    assert table.total.total == 107


def test_windsor_and_maidenhead_reached_it_by_steps_since_february(windsor_and_maidenhead):
    plan = windsor_and_maidenhead
    february, march = (position_as_at(plan, day) for day in (date(2018, 2, 28), date(2018, 3, 31)))
    april = _reported(plan)
    for earlier, later in ((february, march), (march, april)):
        assert len(earlier.complete) < len(later.complete)
        assert len(earlier.not_started) > len(later.not_started)
    assert (len(april.complete), len(april.in_progress), len(april.not_started)) == (17, 85, 5)


def test_windsor_and_maidenhead_red_actions_cover_four_issues_agreed_in_april(
    windsor_and_maidenhead,
):
    reds = _reported(windsor_and_maidenhead).rated("R")
    assert Counter(line.top_theme.reference for line in reds) == {"3": 2, "4": 1, "6": 2, "8": 1}
    issues = {line.issue for line in reds}
    assert len(issues) == 4
    for issue in issues:
        assert issue is not None
        assert (issue.agreed_by, issue.remedial_action != "") == ("Steering Board", True)
        assert issue.agreed_on is not None
        assert (issue.agreed_on.year, issue.agreed_on.month) == (2018, 4)


def test_windsor_and_maidenhead_actions_are_due_by_september_and_belong_to_four_workstreams(
    windsor_and_maidenhead,
):
    position = _reported(windsor_and_maidenhead)
    for line in position.lines:
        assert line.due is not None
        assert line.due.end is not None
        assert line.due.end <= date(2018, 9, 30)
        assert line.owners
        assert line.workstream is not None
        assert line.commentary
    assert [stream.reference for stream in position.workstreams] == ["WS1", "WS2", "WS3", "WS4"]
    assert not position.overdue


def test_windsor_and_maidenhead_paper_has_the_published_form_and_figures(windsor_and_maidenhead):
    plan = windsor_and_maidenhead
    position = _reported(plan)
    content = plan_paper(plan, "cabinet", position.as_at)
    assert [section.heading for section in content.sections] == [
        "Details of recommendation(s)",
        "Reason(s) for recommendation(s) and options considered",
        "Key implications",
        "Financial details / value for money",
        "Legal implications",
        "Risk management",
        "Potential impacts",
        "Consultation",
        "Timetable for implementation",
        "Appendices",
        "Consultation (mandatory)",
        "Clearance log",
    ]
    tables = {
        block.number: block
        for section in content.sections
        for block in section.blocks
        if isinstance(block, SummaryTableBlock | OutcomeTable)
    }
    assert isinstance(tables["Table 1"], SummaryTableBlock)
    assert isinstance(tables["Table 2"], OutcomeTable)
    assert len(tables["Table 2"].rows) == 3
    (summary,) = content.summary
    words = " ".join(plain(block.runs) for block in summary.blocks if isinstance(block, Paragraph))
    assert "107 actions in eight themes" in words
    assert "17 actions are complete, five have yet to start and 85 are in progress" in words
    assert content.plain_english is not None
    assert len(content.plain_english.questions) == 7
    assert content.plain_english.key_message


def test_newcastle_has_the_published_counts(newcastle):
    position = _reported(newcastle)
    assert position.as_at == date(2019, 10, 16)
    assert position.by_theme().total.counts == {"R": 7, "A": 49, "G": 59}
    assert position.total == 115
    assert [theme.reference for theme in position.top_themes] == ["1", "2", "3", "4"]


def test_newcastle_ambers_have_the_published_references_months_and_groups(newcastle):
    ambers = _reported(newcastle).rated("A")
    found: dict[str, set[str]] = {}
    for line in ambers:
        found.setdefault(line.report_group, set()).add(f"{line.reference} {line.original_due}")
    assert found == {group: set(rows.split(", ")) for group, rows in AMBERS.items()}
    not_past = {line.reference for line in ambers if not line.is_past_due}
    assert not_past == {"1E ix", "2C vi", "3A v"}


def test_newcastle_reds_have_the_published_references_and_months_and_five_share_an_issue(newcastle):
    reds = _reported(newcastle).rated("R")
    assert {f"{line.reference} {line.original_due}" for line in reds} == REDS
    issues = Counter(line.issue.id for line in reds if line.issue)
    assert sorted(issues.values()) == [1, 1, 5]


def test_newcastle_references_are_numbered_without_gaps(newcastle):
    numerals = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    groups: dict[str, list[str]] = {}
    for line in _reported(newcastle).lines:
        letter, numeral = line.reference.split()
        assert line.theme.reference == letter
        groups.setdefault(letter, []).append(numeral)
    assert len(groups) == 23
    for letter, members in groups.items():
        assert tuple(members) == numerals[: len(members)], letter


def test_newcastle_greens_show_completion_only_where_it_was_recorded(newcastle):
    position = _reported(newcastle)
    greens = position.rated("G")
    assert 0 < len([line for line in greens if line.is_complete]) < len(greens) / 2
    assert position.completion_not_recorded
    assert not set(position.completion_not_recorded) & set(position.overdue)


def test_somerset_has_nine_priorities_each_with_a_lead_and_no_ratings(somerset):
    position = _reported(somerset)
    assert [theme.reference for theme in position.top_themes] == [f"IP{n}" for n in range(1, 10)]
    assert all(theme.lead for theme in position.top_themes)
    invented = {
        t.reference for t in position.top_themes if t.title.endswith("(illustrative title)")
    }
    assert invented == {"IP5", "IP6", "IP7", "IP8", "IP9"}
    assert len(position.unrated) == position.total > 0


def test_buckinghamshire_has_eight_groups_and_two_workstreams(buckinghamshire):
    plan = buckinghamshire
    assert (plan.slug, plan.kind) == ("improvement-plan", "improvement")
    position = _reported(plan)
    assert len(position.top_themes) == 8
    assert len(position.workstreams) == 2
    assert all(row.total for row in position.by_theme().rows)


def test_medway_is_a_plan_being_written_with_four_areas_of_focus_and_no_action(medway):
    plan = medway
    assert plan.stage == "writing"
    position = _reported(plan)
    assert (position.scheme, position.total, len(position.top_themes)) == ("", 0, 4)
