"""Readings that are missing: there a line breaks, and the two beside them are no neighbours."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import MeasureFrequency
from actions.measuring.control import ENOUGH, control
from actions.measuring.gaps import gaps_in, missing, say_gaps
from actions.parts.measure_charts import control_chart, control_words, measure_chart, measure_spark
from boards.packing.measures import entry
from reports.board_pack.beside import _chart as pack_chart
from tests.actions.measuring import measure, month, monthly, reading, yearly
from wsoa.charts import PlotChart
from wsoa.parts import ChartPart
from wsoa.templatetags.charts import spark_line

MONTHLY = MeasureFrequency.MONTHLY
months = st.sets(st.integers(1, 60), min_size=1)


@given(months)
def test_of_months_those_are_missing_that_are_not_there(there):
    readings = [monthly(n, n) for n in sorted(there)]
    found = {place: gap.count for place, gap in gaps_in(readings, MONTHLY)}
    steps = [later - earlier - 1 for earlier, later in pairwise(sorted(there))]
    assert found == {place: step for place, step in enumerate(steps, start=1) if step}


@given(months)
def test_of_days_at_the_end_of_months_too(there):
    readings = [reading(n, None, month(n)[1]) for n in sorted(there)]
    found = [gap.count for _, gap in gaps_in(readings, MONTHLY)]
    assert sum(found) == max(there) - min(there) + 1 - len(there)


@given(
    st.dates(date(2015, 1, 1), date(2024, 1, 1)),
    st.lists(st.integers(20, 40), min_size=1, max_size=12),
)
def test_readings_of_days_a_month_or_so_apart_are_neighbours(first, steps):
    days = [first]
    for step in steps:
        days.append(days[-1] + timedelta(step))
    assert not list(gaps_in([reading(1, None, day) for day in days], MONTHLY))


def test_a_day_at_the_beginning_of_a_month_and_one_late_in_the_next_are_neighbours():
    one, other = (reading(1, None, day) for day in (date(2020, 1, 1), date(2020, 2, 29)))
    assert missing(one, other, MONTHLY) == 0


TERMS = [(9, 12), (1, 3), (4, 7)]


@pytest.mark.parametrize("skipped", range(6))
def test_terms_differ_in_length_and_none_is_missing_but_the_one_left_out(skipped):
    years = [2019, 2020, 2020, 2020, 2021, 2021]
    terms = [
        reading(n, date(year, first, 1), month(last, year)[1])
        for n, (year, (first, last)) in enumerate(zip(years, TERMS * 2, strict=True))
    ]
    assert not list(gaps_in(terms, MeasureFrequency.TERMLY))
    del terms[skipped]
    counts = [gap.count for _, gap in gaps_in(terms, MeasureFrequency.TERMLY)]
    assert counts == ([1] if 0 < skipped < 5 else [])


def test_quarters_weeks_and_years_are_counted_by_what_is_longer():
    def quarter(n: int):
        return reading(n, month(3 * n - 2)[0], month(3 * n)[1])

    assert missing(quarter(1), quarter(2), MeasureFrequency.QUARTERLY) == 0
    assert missing(quarter(1), quarter(2), MONTHLY) == 0, "A quarter a quarter."
    assert missing(quarter(1), quarter(4), MeasureFrequency.QUARTERLY) == 2
    assert missing(monthly(3, 1), monthly(6, 1), MeasureFrequency.QUARTERLY) == 0
    assert missing(yearly(2018, 1), yearly(2020, 1), MeasureFrequency.YEARLY) == 1
    assert missing(yearly(2018, 1), yearly(2019, 1), MONTHLY) == 0
    weeks = [
        reading(n, date(2020, 1, 6) + timedelta(7 * n), date(2020, 1, 12) + timedelta(7 * n))
        for n in (0, 1, 4)
    ]
    counts = [gap.count for _, gap in gaps_in(weeks, MeasureFrequency.WEEKLY)]
    assert counts == [2]
    assert missing(monthly(1, 1), monthly(9, 1), MeasureFrequency.IRREGULAR) == 0


def test_time_without_a_reading_is_said_in_the_words_for_it():
    readings = [monthly(n, 1) for n in (1, 2, 5, 6, 8)]
    gaps = [gap for _, gap in gaps_in(readings, MONTHLY)]
    assert say_gaps(gaps) == "No reading for March – April 2020 and July 2020"
    days = [reading(1, None, month(n)[1]) for n in (1, 5)]
    (gap,) = [gap for _, gap in gaps_in(days, MONTHLY)]
    assert say_gaps([gap]) == "No reading between January 2020 and May 2020"
    assert say_gaps([]) == ""
    assert say_gaps(gaps * 4).endswith("and 4 more times")


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 3)), min_size=ENOUGH, max_size=ENOUGH + 8
    )
)
def test_moving_range_is_taken_between_neighbours_only(rows):
    """Held against going through all months one after the other."""
    place, there = 0, {}
    for value, skipped in rows:
        place += 1 + skipped
        there[place] = value
    found = control([monthly(n, value) for n, value in there.items()], MONTHLY)
    moves = [
        abs(there[n] - there[n - 1]) for n in range(1, place + 1) if n in there and n - 1 in there
    ]
    if not moves:
        assert found is None
        return
    assert found is not None
    assert abs(Fraction(found.moving_range) - Fraction(sum(moves), len(moves))) < Fraction(1, 10**9)
    assert len(found.gaps) == len(there) - 1 - len(moves)


def _gapped():
    return measure(*(monthly(n, 50 + n % 3) for n in [*range(1, 9), *range(12, 18)]))


def _drawn(part: ChartPart | None) -> PlotChart:
    assert part is not None
    assert isinstance(part.chart, PlotChart)
    return part.chart


@pytest.mark.parametrize("make", [measure_chart, control_chart])
def test_line_breaks_where_readings_are_missing_and_the_words_and_figures_say_so(make):
    part = make(_gapped())
    chart = _drawn(part)
    assert (len(chart.courses[0].points), len(chart.courses[0].segments)) == (14, 12)
    assert "No reading for September – November 2020, so the line is broken there." in part.note
    rows = {head: cells[0].text for head, cells in chart.frame.table.rows}
    assert list(rows)[7:10] == ["August 2020", "September – November 2020", "December 2020"]
    assert rows["September – November 2020"] == "No reading"
    whole = make(measure(*(monthly(n, 50 + n % 3) for n in range(1, 15))))
    assert len(_drawn(whole).courses[0].segments) == 13
    assert "No reading" not in whole.note


def test_words_beside_the_chart_say_what_is_left_out_of_what_is_normal():
    said = control_words(_gapped())
    assert said.endswith(
        "No reading for September – November 2020; the step over that time is left out of what is normal."
    )
    apart = measure(*(monthly(2 * n, 50) for n in range(1, 15)))
    assert control_words(apart) == (
        "No normal range can be worked out: no two readings follow one another without one missing between."
    )


def test_line_as_small_as_a_word_breaks_too():
    found = measure_spark(_gapped())
    assert found is not None
    assert [len(each) for each in found.lines] == [8, 6]
    assert spark_line(found).count("<polyline") == 2
    alone = measure_spark(measure(monthly(1, 5), monthly(2, 6), monthly(8, 7)))
    assert alone is not None
    assert [len(each) for each in alone.lines] == [2, 1]
    assert spark_line(alone).count("<circle") == 2


def test_chart_of_a_pack_breaks_too():
    chart = pack_chart(entry(_gapped()).points)
    assert chart is not None
    assert (len(chart.lines[0].marks), len(chart.lines[0].segments)) == (12, 10)
    assert entry(measure(monthly(1, Decimal(5)), monthly(2, 6))).points[1].series == "Readings"
