"""A measure whose target's date has passed without a reading from then: it is not said to be on or off the way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import Bound
from actions.coverage.values import count_standings
from actions.measuring import standing
from actions.measuring.figures import Withheld
from actions.measuring.tally import say_tally
from actions.parts.measures import measures_table
from boards.packing.measures import entry
from tests.actions.measuring import baseline, measure, month, monthly, target

JANUARY = baseline(20, month(1)[1])
numbers = st.integers(0, 1000).map(Decimal)
MARCH_2021, APRIL_2021 = date(2021, 3, 31), date(2021, 4, 1)


@pytest.mark.parametrize(
    ("value", "bound", "on_the_day", "afterwards"),
    [
        (80, Bound.EXACT, standing.REACHED, standing.REACHED),
        (60, Bound.EXACT, standing.ON, standing.UNKNOWN_THEN),
        (30, Bound.EXACT, standing.OFF, standing.UNKNOWN_THEN),
        (30, Bound.ABOVE, standing.UNDECIDED, standing.UNKNOWN_THEN),
    ],
)
def test_reading_from_before_the_targets_date_says_nothing_once_that_has_passed(
    value, bound, on_the_day, afterwards
):
    marks = (JANUARY, target(80, MARCH_2021))
    july = monthly(7, value, bound=bound)
    assert measure(july, marks=marks, as_at=MARCH_2021).standing == on_the_day
    found = measure(july, marks=marks, as_at=APRIL_2021)
    assert found.standing == afterwards
    late = measure(july, monthly(15, 79), marks=marks, as_at=APRIL_2021)
    assert (late.standing, late.why_not_judged) == (standing.MISSED, "")


def test_it_is_said_from_when_the_last_reading_before_the_targets_date_is():
    marks = (JANUARY, target(80, MARCH_2021))
    found = measure(monthly(7, 60), marks=marks, as_at=APRIL_2021)
    said = "Not known at the target’s date: the last reading is from July 2020."
    assert (found.standing_said, found.standing.tone) == (said, "grey")
    assert say_tally([found]) == (
        "The one measure is not known at its target’s date. Its latest reading is too old."
    )
    row = measures_table([found]).rows[0].cells[3]
    assert (row.tag and row.tag.label, row.note.startswith(said)) == (
        "Not known at target date",
        True,
    )
    packed = entry(found)
    assert (packed.group, packed.status) == ("", "Not known at target date")
    assert said in packed.text
    assert [each.standing for each in count_standings([found])] == [standing.UNKNOWN_THEN]
    kept_back = Withheld(*month(9), "September 2020", False)
    shown = replace(found, withheld=(kept_back,)).standing_said
    assert "the last reading shown is from July 2020" in shown


@given(st.integers(1, 24), numbers, st.dates(date(2020, 1, 1), date(2023, 1, 1)))
def test_after_the_targets_date_nothing_is_on_or_off_the_way(last, value, day):
    found = measure(
        monthly(2, 30), monthly(last, value), marks=(JANUARY, target(80, MARCH_2021)), as_at=day
    )
    if day > MARCH_2021:
        assert found.standing not in {standing.ON, standing.OFF, standing.SHORT}
