"""One reference that stands for several, in arabic and roman numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.importing.ranges import expand_reference, looks_like_a_range, roman

SIX = ["3B i", "3B ii", "3B iii", "3B iv", "3B v", "3B vi"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3B i-vi", SIX),
        ("3B i – vi", SIX),
        ("3B i to vi", SIX),
        ("3B i-3B vi", SIX),
        ("2.1.3-2.1.6", ["2.1.3", "2.1.4", "2.1.5", "2.1.6"]),
        ("2.1.3–6", ["2.1.3", "2.1.4", "2.1.5", "2.1.6"]),
        ("A9-A11", ["A9", "A10", "A11"]),
        ("IP01-IP03", ["IP01", "IP02", "IP03"]),
        ("1B I-III", ["1B I", "1B II", "1B III"]),
    ],
)
def test_range_stands_for_every_action_in_it(typed, expected):
    assert expand_reference(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "1B ii",
        "2-1-4",
        "WSOA-12",
        "x-ray",
        "3B vi-i",
        "2.1.3-2.2.6",
        "1-1",
        "i-5",
        "1-9999",
        "",
        "-",
    ],
)
def test_what_is_no_range_stays_one_reference(typed):
    assert expand_reference(typed) == [typed]
    assert not looks_like_a_range(typed)


@given(
    st.sampled_from(["3B ", "2.1.", "A", "WS 4 "]),
    st.integers(1, 30),
    st.integers(1, 30),
    st.booleans(),
    st.sampled_from(["-", " - ", "–", " to "]),
)
def test_range_of_any_length_has_its_ends_and_one_more_than_their_difference(
    before, first, length, is_roman, dash
):
    def written(number: int) -> str:
        return roman(number) if is_roman else str(number)

    last = first + length
    if is_roman and last > 39:
        return
    found = expand_reference(f"{before}{written(first)}{dash}{written(last)}")
    assert found == [f"{before}{written(number)}" for number in range(first, last + 1)]


@given(st.text(max_size=60))
def test_any_text_gives_at_least_one_reference(text):
    assert expand_reference(text)
