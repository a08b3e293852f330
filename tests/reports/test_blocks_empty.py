"""A block for a plan that has nothing of its kind says so in one plain sentence, in whatever paper it stands."""

import pytest

from actions.choices import GoodDirection, MeasureFrequency, Unit
from actions.services.measures import add_measure
from reports.blocks import BLOCKS
from reports.documents import paper_html, plan_paper
from reports.shipped import shipped_keys
from tests.factories import Place, Scene, at, day, make_actions, make_plan, make_scene
from tests.reports.slots import chart_in, filled, said_in, table_in

pytestmark = pytest.mark.django_db

DAY = day(90)

SAYS = {
    "[[summary-chart]]": "No action is rated yet, so there is no chart of ratings.",
    "[[progress-by-group]]": "The plan has no themes yet.",
    "[[group-progress: 9]]": "The plan has no theme “9”.",
    "[[movement]]": "No earlier meeting was shown the plan, so nothing can be compared.",
    "[[reds-by-issue]]": "No action is of significant concern.",
    "[[ambers-by-group]]": "No action is of minor concern.",
    "[[measures-table]]": "No measure is set up yet.",
    "[[measure-chart: 1]]": "No measure is set up yet.",
    "[[measure-readings: Attendance]]": "No measure is set up yet.",
    "[[risk-table]]": "The plan names no risk.",
    "[[strengths]]": "No strength found by an inspection is recorded.",
    "[[weaknesses]]": "The plan answers no inspection, so no weakness is on record.",
    "[[focus-areas]]": "The plan has no themes yet.",
    "[[weakness-answers]]": "The plan answers no inspection, so no weakness is on record.",
    "[[coverage]]": "No theme is on record.",
    "[[statutory-dates]]": "No statutory date is recorded.",
    "[[strategies]]": "No strategy of the area is recorded.",
    "[[voices]]": "Nothing that families or young people said is recorded.",
    "[[board: Improvement Board]]": "The area has no board “Improvement Board”.",
    "[[earlier-papers]]": "No paper on the plan is published for a meeting before 1 April 2018.",
    "[[board]]": "No board is named.",
}


@pytest.mark.parametrize("slot", SAYS)
def test_block_without_anything_to_show_says_so(place: Place, slot: str) -> None:
    assert said_in(filled(make_plan(place), slot, DAY)) == [SAYS[slot]]


def test_every_block_of_data_has_its_sentence(place: Place) -> None:
    told = {slot.strip("[]").partition(":")[0] for slot in SAYS}
    first = {"table-1", "table-2", "issues", "action-plan", "consultees", "appendices"}
    assert set(BLOCKS) - told - first == {"sign-off", "timeline", "clearance-log"}
    nobody = filled(make_plan(place), "[[sign-off]]", DAY, steps=())
    assert said_in(nobody) == ["No sign-off is shown in this copy."]


@pytest.mark.parametrize("key", shipped_keys())
def test_every_shipped_template_opens_for_an_empty_plan(place: Place, key: str) -> None:
    plan = make_plan(place)
    html = paper_html(plan_paper(plan, key, DAY))
    assert "<h1" in html
    assert "[[" not in html
    assert "{" not in html


@pytest.mark.parametrize("key", shipped_keys())
def test_every_shipped_template_opens_for_a_plan_without_ratings(place: Place, key: str) -> None:
    scene = make_scene(place, preset="")
    make_actions(scene, 4)
    assert "<h1" in paper_html(plan_paper(scene.plan, key, DAY))


def test_block_of_an_argument_keeps_the_caption_that_follows_it(scene: Scene) -> None:
    table = table_in(filled(scene.plan, "[[movement: 2018-01-02: Since new year]]", DAY))
    assert table.caption == "Since new year"
    assert table.empty.startswith("Nothing has moved since 2 January 2018")


@pytest.mark.parametrize("typed", ["2017-12-31", "2018-04-01", "soon", "2018-02-31"])
def test_day_that_movement_cannot_begin_on_is_named(scene: Scene, typed: str) -> None:
    (said,) = said_in(filled(scene.plan, f"[[movement: {typed}]]", DAY))
    assert said.startswith(f"“{typed}” is not a day before 1 April 2018")


def test_chart_of_a_plan_that_is_partly_rated_counts_the_unrated(scene: Scene) -> None:
    make_actions(scene, 4, "GR")
    chart = chart_in(filled(scene.plan, "[[summary-chart]]", DAY)).chart
    headings, rows = chart.frame.table.headings, chart.frame.table.rows
    assert headings[-2:] == ("Unrated", "Total")
    assert [cell.text for cell in rows[-1][1]][-2:] == ["1", "4"]


def test_measure_without_a_reading_says_so(scene: Scene) -> None:
    add_measure(
        area=scene.place.area,
        plan=scene.plan,
        name="Attendance",
        unit=Unit.PERCENT,
        direction=GoodDirection.UP,
        frequency=MeasureFrequency.TERMLY,
        now=at(day(0)),
        by=scene.manager,
    )
    for slot in ("[[measure-chart: 1]]", "[[measure-readings: attend: By term]]"):
        assert said_in(filled(scene.plan, slot, DAY)) == ["Attendance: no reading is recorded yet."]
    assert said_in(filled(scene.plan, "The share is {measure:1}.", DAY)) == [
        "The share is not known yet."
    ]
