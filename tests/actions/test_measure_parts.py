"""Measures as tables and charts: from one value on a page and on paper."""

import re
from datetime import date
from decimal import Decimal

from django.template import Context, Template

from actions.choices import Bound, GoodDirection, MarkKind, MeasureFrequency
from actions.measuring.story import changes_by_series, target_note, target_steps
from actions.measuring.tally import say_tally
from actions.parts.measure_charts import control_chart, control_words, measure_chart, measure_spark
from actions.parts.measures import marks_table, measures_table, readings_table
from tests.actions.measuring import assessments, baseline, mark, measure, month, monthly, target
from wsoa.charts import PlotChart, Shape
from wsoa.parts import Part

DECEMBER = date(2020, 12, 31)
CALM = (50, 52, 49, 51, 50, 48, 51, 49, 52, 50, 49, 51)


def _printed(part: Part, *, paper: bool = False) -> str:
    tag = "{% part each paper=True %}" if paper else "{% part each %}"
    html = Template("{% load parts %}" + tag).render(Context({"each": part}))
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def _chart(found: object) -> PlotChart:
    assert found is not None
    chart = found.chart  # type: ignore[attr-defined]
    assert isinstance(chart, PlotChart)
    return chart


def test_table_of_measures_says_the_same_on_a_page_and_on_paper():
    table = measures_table([assessments(), measure()])
    page = _printed(table)
    assert page == _printed(table, paper=True)
    for said in ("65%", "January to August 2020 (cumulative)", "Above England’s 60% (2019)"):
        assert said in page
    assert "None yet" in page
    assert "– No reading" in page


def test_chart_draws_each_series_as_a_line_of_its_own():
    chart = _chart(measure_chart(assessments()))
    assert [(each.name, len(each.points)) for each in chart.courses] == [
        ("Cumulative from 1 January 2020", 1),
        ("Each month", 4),
        ("Each year", 3),
    ]
    assert [each.name for each in chart.levels] == ["England 60% (2019)"]
    assert [shape for shape, _ in chart.shapes] == [Shape.ABOVE]
    heads = [head for head, _ in chart.frame.table.rows]
    assert len(heads) == 8
    assert chart.frame.ticks[0].text == "0"


def test_chart_has_the_way_to_the_target_and_the_targets_before_it():
    found = measure(
        *(monthly(n, 20 + n) for n in range(1, 9)),
        marks=(baseline(20, month(1)[1]), target(25, month(6)[1]), target(80, DECEMBER)),
    )
    chart = _chart(measure_chart(found))
    assert [each.name for each in chart.levels] == [
        "Earlier targets",
        "Target 80% by December 2020",
        "Way to the target",
    ]
    assert chart.frame.table.headings == ("Value", "Way to the target")
    last, cells = chart.frame.table.rows[-1]
    assert (last, [cell.text for cell in cells]) == ("August 2020", ["28%", "58.1%"])
    late = measure(*found.readings, marks=(baseline(20, month(3)[1]), target(80, DECEMBER)))
    ways = [cells[1].text for _, cells in _chart(measure_chart(late)).frame.table.rows]
    assert ways[:4] == ["–", "–", "20%", "26.5%"]


def test_target_that_is_a_range_is_a_band():
    ranged = target(10, DECEMBER, upper=Decimal(12))
    found = measure(monthly(8, 14), marks=(ranged,), direction=GoodDirection.RANGE)
    chart = _chart(measure_chart(found))
    assert [each.name for each in chart.bands] == ["Target 10% to 12% by December 2020"]


def test_measure_without_readings_has_no_chart_and_one_reading_has_one():
    assert measure_chart(measure()) is None
    assert measure_spark(measure()) is None
    assert control_words(measure()) == ""
    assert len(_chart(measure_chart(measure(monthly(1, 5)))).courses[0].points) == 1
    assert measure_spark(measure(monthly(1, 5))) is None


def test_chart_of_120_readings_draws_them_all():
    found = measure(*(monthly(n, 50 + n % 7) for n in range(1, 121)))
    assert len(_chart(measure_chart(found)).courses[0].points) == 120
    assert len(_chart(control_chart(found)).courses[0].points) == 120


def test_xmr_chart_has_average_limits_and_signals_and_says_where_its_scale_starts():
    found = measure(*(monthly(n + 1, value) for n, value in enumerate((*CALM, 70))))
    part = control_chart(found)
    chart = _chart(part)
    assert [each.name.rsplit(" ", 1)[0] for each in chart.levels] == [
        *("Average", "Upper limit", "Lower limit"),
    ]
    assert chart.courses[0].points[-1].shape == Shape.SIGNAL
    assert {point.shape for point in chart.courses[0].points[:-1]} == {Shape.DOT}
    assert chart.starts_at
    rows = dict(chart.frame.table.rows)
    assert rows["January 2021"][1].text == "Outside the normal range"
    assert rows["January 2020"][1].text == "Normal"
    assert "January 2021: better than its normal range" in control_words(found)
    assert part is not None
    assert chart.starts_at in _printed(part, paper=True)


def test_words_say_why_there_is_no_normal_range():
    few = measure(*(monthly(n, n) for n in range(1, 5)))
    assert control_chart(few) is None
    assert "12 readings that can be compared; there are 4" in control_words(few)
    assert "No normal range can be worked out from cumulative readings" in control_words(
        assessments()
    )


def test_readings_say_what_they_rest_on_and_how_sure_they_are():
    found = measure(
        monthly(7, 50, numerator=Decimal(61), denominator=Decimal(122), note="From the system"),
        monthly(8, 75, bound=Bound.ABOVE, is_provisional=True),
    )
    said = _printed(readings_table(found))
    assert "61 of 122" in said
    assert "From the system" in said
    assert said.index("August 2020") < said.index("July 2020")
    assert "Provisional" in said


def test_marks_say_since_when_and_why():
    marks = (
        baseline(20, month(1)[1]),
        target(80, DECEMBER, note="Agreed by the board"),
        mark(MarkKind.NEIGHBOURS, 55, date(2019, 12, 31), "2019"),
    )
    said = _printed(marks_table(measure(marks=marks)))
    for words in ("Baseline 20%", "80% by December 2020", "Agreed by the board", "55% 2019"):
        assert words in said


def test_targets_are_told_as_they_were_set_changed_and_moved():
    june = month(6)[1]
    marks = (
        target(75, june, known_on=date(2019, 1, 1)),
        target(70, june, known_on=date(2019, 9, 1)),
        target(70, DECEMBER, known_on=date(2020, 5, 1), note="Two posts were empty"),
        target(90, date(2021, 12, 31), known_on=date(2020, 6, 1)),
    )
    steps = target_steps(measure(marks=marks))
    assert [step.said for step in steps] == [
        "set: 75% by June 2020",
        "changed from 75% to 70% by June 2020",
        "moved later: 70% by December 2020, before June 2020",
        "added: 90% by December 2021",
    ]
    assert steps[2].note == "Two posts were empty"
    judged_in_june = measure(monthly(6, 60), marks=marks)
    assert target_note(judged_in_june) == "then 70% by December 2020"
    judged_in_august = measure(monthly(8, 60), marks=marks)
    assert target_note(judged_in_august) == (
        "moved later, before June 2020; then 90% by December 2021"
    )
    assert "Moved later, before June 2020" in _printed(measures_table([judged_in_august]))


def test_series_tell_their_own_changes():
    assert changes_by_series(assessments()) == (
        (
            "Each month",
            "from above 75% to above 75%: whether it changed cannot be said, July to August 2020",
        ),
        (
            "Each year",
            "rose from 32.7% to 40%, 7.3 percentage points better, 2018 to 2019; since the first reading"
            " it rose from 18.9% to 40%, 21.1 percentage points better, 2017 to 2019",
        ),
    )


def test_tally_says_how_many_stand_where():
    reached = measure(monthly(8, 90), marks=(target(80, DECEMBER),))
    old = measure(monthly(1, 90), frequency=MeasureFrequency.MONTHLY)
    retired = measure(retired_on=date(2020, 1, 1))
    assert say_tally([reached, reached, old, measure(), retired]) == (
        "Of 4 measures, 2 have reached their target, 1 has no target and 1 has no reading."
        " The latest reading of 1 is too old."
    )
    assert say_tally([retired]) == ""


def test_tally_of_measures_that_all_stand_alike_counts_them_once():
    reached = measure(monthly(8, 90), marks=(target(80, DECEMBER),))
    without = measure(monthly(8, 90))
    assert say_tally([without] * 5) == "None of the 5 measures has a target."
    assert say_tally([without] * 2) == "Neither measure has a target."
    assert say_tally([measure()] * 3) == "None of the 3 measures has a reading."
    assert say_tally([reached] * 3) == "All 3 measures have reached their target."
    assert say_tally([reached] * 2) == "Both measures have reached their target."
    old = measure(monthly(1, 90))
    assert say_tally([old]) == "The one measure has no target. Its latest reading is too old."
