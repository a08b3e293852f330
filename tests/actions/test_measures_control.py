"""What is normal for a measure and what is a signal, held against a rule written the slow way."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from actions.choices import Bound, GoodDirection, MeasureFrequency, Unit
from actions.measuring.control import ENOUGH, Control, Rule, control
from tests.actions.measuring import monthly

MONTHLY = MeasureFrequency.MONTHLY
ONE_WAY_OR_OTHER = [50, 52, 49, 51, 50, 48, 51, 49, 52, 50, 49, 51]
values = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 100)), min_size=ENOUGH, max_size=40)


def _control(numbers: list[int]) -> Control:
    found = control([monthly(place + 1, each) for place, each in enumerate(numbers)], MONTHLY)
    assert found is not None
    return found


def _slow(numbers: list[int]) -> dict[Rule, set[tuple[int, bool]]]:
    """For each rule the places of its signals, and on which side, by looking at every window of the readings."""
    count = len(numbers)
    mean = Fraction(sum(numbers), count)
    moves = [abs(numbers[n + 1] - numbers[n]) for n in range(count - 1)]
    reach = Fraction(266, 100) * Fraction(sum(moves), count - 1)
    found: dict[Rule, set[tuple[int, bool]]] = {rule: set() for rule in Rule}
    for high in (True, False):
        away = [(each - mean) if high else (mean - each) for each in numbers]
        found[Rule.BEYOND] |= {(n, high) for n in range(count) if away[n] > reach}
        for first in range(count - 7):
            if all(each > 0 for each in away[first : first + 8]):
                found[Rule.SIDE] |= {(n, high) for n in range(first, first + 8)}
        for first in range(count - 2):
            near = [n for n in range(first, first + 3) if away[n] > reach * 2 / 3]
            if len(near) >= 2:
                found[Rule.NEAR] |= {(n, high) for n in range(near[0], near[-1] + 1)}
        for first in range(count - 5):
            six = away[first : first + 6]
            if all(six[n] < six[n + 1] for n in range(5)):
                found[Rule.TREND] |= {(n, high) for n in range(first, first + 6)}
    return found


@given(values)
def test_limits_and_signals_are_those_found_the_slow_way(numbers):
    found = _control(numbers)
    marked: dict[Rule, set[tuple[int, bool]]] = {rule: set() for rule in Rule}
    for each in found.signals:
        marked[each.rule] |= {(n, each.is_high) for n in range(each.first, each.last + 1)}
    assert marked == _slow(numbers)


def test_limits_are_the_average_and_266_times_the_average_moving_range():
    found = _control([10, 12] * 6)
    assert [found.mean, found.moving_range] == [Decimal(11), Decimal(2)]
    assert [float(each) for each in (found.lower, found.upper)] == [5.68, 16.32]


def test_limits_stay_within_what_there_can_be():
    found = _control([0, 100] * 6)
    assert list(found.possible(Unit.PERCENT)) == [Decimal(0), Decimal(100)]
    assert found.possible(Unit.COUNT)[0] == 0
    assert found.possible(Unit.SCORE) == (found.lower, found.upper)


def test_fewer_than_twelve_readings_have_no_limits():
    assert control([monthly(n, n) for n in range(1, ENOUGH)], MONTHLY) is None


def test_bounds_and_cumulative_readings_have_no_limits():
    above = [monthly(n, 75, bound=Bound.ABOVE) for n in range(1, 20)]
    so_far = [monthly(n, n, is_cumulative=True) for n in range(1, 20)]
    assert control(above, MONTHLY) is None
    assert control(so_far, MONTHLY) is None


def test_last_reading_is_told_to_be_signal_or_noise():
    calm = _control(ONE_WAY_OR_OTHER)
    assert calm.verdict(GoodDirection.UP) == "within what is normal for this measure"
    assert not calm.is_signal()
    leap = _control([*ONE_WAY_OR_OTHER, 70])
    assert leap.is_signal()
    assert leap.verdict(GoodDirection.UP).startswith("better than its normal range")
    assert leap.verdict(GoodDirection.DOWN).startswith("worse than its normal range")
    assert leap.verdict(GoodDirection.RANGE).startswith("higher than its normal range")


def test_eight_on_one_side_and_six_one_way_are_said_to_be_signs_of_change():
    shifted = _control([*ONE_WAY_OR_OTHER, *[54, 55, 54, 55, 54, 55, 54, 55]])
    said = shifted.verdict(GoodDirection.UP)
    assert said.startswith("better than its average 8 times in a row")
    assert said.endswith(": a sign of change, not of chance")
    climbing = _control([*ONE_WAY_OR_OTHER, 48, 49, 50, 51, 52, 53])
    assert "improving 6 times in a row" in climbing.verdict(GoodDirection.UP)
    assert "worsening 6 times in a row" in climbing.verdict(GoodDirection.DOWN)


def test_readings_that_never_move_are_normal():
    assert _control([75] * 20).signals == ()
