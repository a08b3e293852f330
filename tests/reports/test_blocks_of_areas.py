"""The blocks of the five papers, filled from the published areas: the sources' figures come out in the tables.

Sources: the papers named in the areas' own notes; the figures are those of Newcastle (16 October 2019, sections 2, 4
and 5), Medway (8 March 2018), Buckinghamshire (29 September 2020) and Somerset (18 March 2021).
"""

from datetime import date

import pytest

from actions.choices import GoodDirection, MeasureFrequency, Unit
from actions.models import Plan
from actions.services.measures import add_measure
from reports import paper
from reports.blocks import BLOCKS
from reports.facts import Facts
from tests.factories import at
from tests.reports.published import area_loaded
from tests.reports.slots import chart_in, filled, rows_of, said_in, table_in, tables_in
from wsoa.models import User

pytestmark = pytest.mark.django_db

newcastle = area_loaded("newcastle")
medway = area_loaded("medway")
buckinghamshire = area_loaded("buckinghamshire")
somerset = area_loaded("somerset")

BOARD = date(2019, 10, 16)
COMMITTEE = date(2018, 3, 8)
SELECT = date(2020, 9, 29)
HEALTH = date(2021, 3, 18)


def test_chart_of_newcastle_has_seven_red_and_49_amber_of_115(newcastle: Plan) -> None:
    part = chart_in(filled(newcastle, "[[summary-chart: As at {as_at}]]", BOARD))
    assert part.title == "As at 16 October 2019"
    table = part.chart.frame.table
    assert table.headings == ("Red", "Amber", "Green", "Total")
    label, cells = table.rows[-1]
    assert [label, *(cell.text for cell in cells)] == ["All", "7", "49", "59", "115"]
    assert part.chart.frame.description.startswith("Actions stacked by rating. 1 Leading together:")
    assert "4 Working with parents and carers:" in part.chart.frame.description


def test_seven_reds_of_newcastle_stand_under_three_explanations(newcastle: Plan) -> None:
    blocks = filled(newcastle, "[[reds-by-issue]]", BOARD)
    headings = [said_in((each,))[0] for each in blocks if isinstance(each, paper.Subheading)]
    assert headings == [
        "No single approach yet to participation and co-production (5 actions)",
        "Counting the provision in EHC plans (1 action)",
        "Capacity to train about 600 staff (1 action)",
    ]
    lists = [block.items for block in blocks if isinstance(block, paper.Bullets)]
    assert [len(items) for items in lists] == [5, 1, 1]
    said = said_in(blocks)
    assert any(each.startswith("1B vi ") and each.endswith("due December 2018") for each in said)
    assert sum("What is being done" in each for each in said) == 3
    assert "Agreed by the SEND Executive Board" not in " ".join(said), "Nobody recorded that yet."


def test_49_ambers_of_newcastle_stand_in_eleven_groups(newcastle: Plan) -> None:
    tables = tables_in(filled(newcastle, "[[ambers-by-group]]", BOARD))
    assert [table.caption for table in tables] == [
        "Co-production: 9 actions",
        "Workforce and training: 1 action",
        "Dashboard: 4 actions",
        "Designated Medical Officer: 4 actions",
        "Joint commissioning: 14 actions",
        "Looked-after children: 2 actions",
        "Outcomes: 1 action",
        "Quality assurance: 1 action",
        "Early help: 1 action",
        "Attendance and exclusions: 3 actions",
        "Strategic Overview plan: 9 actions",
    ]
    references = [
        reference
        for table in tables
        for row in table.rows
        for reference in row.head.text.split("\n")
    ]
    assert len(references) == 44, "As many rows as were printed."
    assert "3B i–vi" in references


def test_actions_of_newcastle_under_one_comment_share_a_row(newcastle: Plan) -> None:
    tables = tables_in(filled(newcastle, "[[ambers-by-group]]", BOARD))
    (row,) = rows_of(next(table for table in tables if table.caption.startswith("Dashboard")))
    reference, action, original, comment = row
    assert reference == "1C iv\n1D ii\n1E ix\n2A ii"
    assert action.startswith("1C iv: Report key measures")
    assert original == "1C iv: Nov 18\n1D ii: Mar 19\n1E ix: Dec 19\n2A ii: Apr 19"
    assert "• bring in the outcomes framework" in comment, "A typed dash becomes a bullet."
    attendance = rows_of(next(table for table in tables if table.caption.startswith("Attendance")))
    assert [row[2] for row in attendance] == ["Dec 18", "Apr 19", "Jul 19"]


def test_what_moved_in_newcastle_since_a_day_is_told_with_both_ratings(newcastle: Plan) -> None:
    table = table_in(filled(newcastle, "[[movement: 2018-12-31]]", BOARD))
    assert [head.label for head in table.heads] == [
        "Action",
        "On 31 December 2018",
        "On 16 October 2019",
    ]
    rows = rows_of(table)
    (moved,) = (row for row in rows if row[0].startswith("1B ii "))
    assert moved[1:] == ["G Green", "A Amber"]
    (done,) = (row for row in rows if row[0].startswith("1A vi "))
    assert done[1:] == ["Unrated", "G Green"]
    (same,) = (row for row in rows if row[0].startswith("1A ii "))
    assert same[1:] == ["Open", "Complete"], (
        "Green all along: its colour does not say that it is done."
    )
    since_the_last = table_in(filled(newcastle, "[[movement]]", BOARD))
    assert since_the_last.heads[1].label == "On 18 September 2019"


def test_eight_weaknesses_of_medway_are_answered_by_four_areas_of_focus(medway: Plan) -> None:
    assert len(said_in(filled(medway, "[[weaknesses]]", COMMITTEE))) == 8
    assert len(said_in(filled(medway, "[[strengths]]", COMMITTEE))) == 7
    focus = said_in(filled(medway, "[[focus-areas]]", COMMITTEE))
    assert len(focus) == 4
    assert focus[1] == (
        "Co-production in every service. Families and young people help to shape what is decided."
    )
    answers = table_in(filled(medway, "[[weakness-answers]]", COMMITTEE))
    assert answers.heads[1].label == "Areas of focus"
    assert len(answers.rows) == 8
    assert all(row.cells[0].text[0] in "1234" for row in answers.rows)
    coverage = table_in(filled(medway, "[[coverage: Covered]]", COMMITTEE))
    assert (coverage.caption, len(coverage.rows)) == ("Covered", 8)


def test_statement_of_medway_is_due_on_22_may_2018(medway: Plan) -> None:
    rows = rows_of(table_in(filled(medway, "[[statutory-dates]]", COMMITTEE)))
    assert [row[1] for row in rows] == [
        "Tuesday 22 May 2018",
        "Friday 8 February 2019",
        "Not known",
    ]
    life = table_in(filled(medway, "[[timeline: How it came]]", COMMITTEE))
    assert life.caption == "How it came"
    assert any("31 January 2018" in row.head.text for row in life.rows)
    assert not any(cell.href for row in life.rows for cell in row.cells), (
        "A paper has no links to pages."
    )


def test_three_risks_of_medway_are_each_rated_d3(medway: Plan) -> None:
    table = table_in(filled(medway, "[[risk-table: Risks]]", COMMITTEE))
    assert [head.label for head in table.heads] == [
        "Risk",
        "Description",
        "Action to avoid or mitigate risk",
        "Risk rating",
    ]
    assert [row[3].split()[0] for row in rows_of(table)] == ["D3", "D3", "D3"]
    assert all(all(row) for row in rows_of(table)), "No cell is empty."


def test_twelve_posts_sit_on_the_board_of_medway_its_chair_first(medway: Plan) -> None:
    posts = said_in(filled(medway, "[[board: SEND Improvement Board]]", COMMITTEE))
    assert len(posts) == 12
    assert posts[0] == "Lead Member for Children's Services (chair)"
    by_slug = filled(medway, "[[board: send-improvement-board]]", COMMITTEE)
    assert said_in(by_slug) == posts
    before = said_in(filled(medway, "[[board: SEND Improvement Board]]", date(2018, 2, 20)))
    assert before == ["SEND Improvement Board: nobody sits on it yet."]


def test_measures_of_buckinghamshire_have_the_papers_figures(buckinghamshire: Plan) -> None:
    table = table_in(filled(buckinghamshire, "[[measures-table]]", SELECT))
    assert [head.label for head in table.heads] == [
        *("Measure", "Latest", "Change", "Target", "Standing", "Beside others")
    ]
    assert [row[1] for row in rows_of(table)] == ["65%", "89%", "47%", "4,879", "10%"]
    assert "Above England’s 60% (2019)" in rows_of(table)[0][5].replace("'", "’")


def test_readings_of_buckinghamshire_are_those_of_the_papers_table(buckinghamshire: Plan) -> None:
    table = table_in(filled(buckinghamshire, "[[measure-readings: 1: On time]]", SELECT))
    assert table.caption == "On time"
    said = {row[0]: row[1] for row in rows_of(table)}
    assert [said[year] for year in ("2017", "2018", "2019")] == ["18.9%", "32.7%", "40%"]
    assert said["January to August 2020"] == "65%"
    assert said["May 2020"] == "above 75%"


def test_measure_is_charted_by_its_place_or_by_its_name(buckinghamshire: Plan) -> None:
    by_place = chart_in(filled(buckinghamshire, "[[measure-chart: 3]]", SELECT))
    by_name = chart_in(filled(buckinghamshire, "[[measure-chart: audited plans: Good]]", SELECT))
    assert by_place.title == "Audited plans judged good or better, over time"
    assert by_name.title == "Good"
    assert by_name.chart == by_place.chart
    for typed in ("9", "0", "nothing such"):
        (said,) = said_in(filled(buckinghamshire, f"[[measure-chart: {typed}]]", SELECT))
        assert said == f"The plan has no measure “{typed}”."


def test_measure_without_a_reading_says_so(medway: Plan) -> None:
    add_measure(
        area=medway.area,
        plan=medway,
        name="Nobody has read this yet",
        unit=Unit.PERCENT,
        direction=GoodDirection.UP,
        frequency=MeasureFrequency.MONTHLY,
        by=User.objects.get(email="manager@medway.example"),
        now=at(COMMITTEE),
    )
    for key in ("measure-chart", "measure-readings"):
        (said,) = said_in(filled(medway, f"[[{key}: 3]]", COMMITTEE))
        assert said.endswith("no reading is recorded yet.")


def test_progress_of_buckinghamshire_goes_group_by_group(buckinghamshire: Plan) -> None:
    body = "Children's and Education Select Committee"
    table = table_in(filled(buckinghamshire, "[[progress-by-group]]", SELECT, body=body))
    assert [head.label for head in table.heads] == [
        "Impact group",
        "Actions",
        "Complete",
        "Completed since 9 July 2020",
        "Overdue",
    ]
    rows = rows_of(table)
    assert len(rows) == 9
    assert ["IG4 SEN support", "4", "2", "1", "0"] in rows
    assert rows[-1] == ["All", "22", "2", "1", "0"]


def test_one_group_of_buckinghamshire_tells_what_it_completed(buckinghamshire: Plan) -> None:
    assert said_in(filled(buckinghamshire, "[[group-progress: ig4]]", SELECT)) == [
        "IG4 has 4 actions, of which 2 are complete.",
        "Completed since 9 July 2020: IG4.3 Open a helpline from specialist teachers to schools.",
    ]
    assert said_in(filled(buckinghamshire, "[[group-progress: IG1]]", SELECT)) == [
        "IG1 has 3 actions, none of them complete yet."
    ]
    late = said_in(filled(buckinghamshire, "[[group-progress: IG4]]", date(2021, 4, 30)))
    assert any(each.startswith("Overdue: IG4.2 Let schools screen") for each in late)


def test_only_what_is_published_of_what_families_said_reaches_a_paper(
    buckinghamshire: Plan,
) -> None:
    rows = rows_of(table_in(filled(buckinghamshire, "[[voices]]", SELECT)))
    assert len(rows) == 2
    assert not any("Annual reviews" in row[0] for row in rows), "Not answered, not published."


def test_three_of_four_priorities_of_somersets_strategy_are_ticked(somerset: Plan) -> None:
    table = table_in(filled(somerset, "[[strategies]]", HEALTH))
    assert table.caption == "Improving Lives"
    assert [row[1] for row in rows_of(table)] == ["✓ Yes", "No", "✓ Yes", "✓ Yes"]
    assert rows_of(table)[0][2] == "IP2, IP3, IP4"


def test_sign_off_tells_who_which_post_and_when(somerset: Plan) -> None:
    table = table_in(filled(somerset, "[[sign-off: Seen]]", HEALTH))
    assert [head.label for head in table.heads] == ["Seen by", "Post", "Date"]
    assert rows_of(table) == [
        ["Lead officer", "Director", "1 February 2018"],
        ["Monitoring officer", "Not named", "Not confirmed"],
    ]


def test_every_block_that_takes_something_says_what(newcastle: Plan) -> None:
    assert {key for key, kind in BLOCKS.items() if kind.takes} == {
        "board",
        "group-progress",
        "measure-chart",
        "measure-readings",
        "movement",
    }


def test_what_a_block_may_be_told_is_offered_one_by_one(buckinghamshire: Plan) -> None:
    facts = Facts(buckinghamshire, SELECT)
    offered = dict(insert for kind in BLOCKS.values() for insert in kind.inserts(facts))
    assert (
        offered["Measure over time: Audited plans judged good or better"] == "[[measure-chart: 3]]"
    )
    assert offered["Progress of a theme: SEN support"] == "[[group-progress: IG4]]"
    assert offered["Who sits on a board: Impact group: SEN support"] == "[[board: sen-support]]"
    assert offered["All measures"] == "[[measures-table]]"
    for code in offered.values():
        assert filled(buckinghamshire, code, SELECT), code
