"""References sort as people count, and are found however loosely they are typed."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actions.references import (
    MAX_LENGTH,
    SEARCH_KEY_LENGTH,
    SORT_KEY_LENGTH,
    next_reference,
    search_key,
    sort_key,
)

ROMAN = tuple("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split())
"""The numerals from 1 to 20."""


@pytest.mark.parametrize(
    "in_order",
    [
        ["1B i", "1B ii", "1B iv", "1B v", "1B vi", "1B ix", "1B x", "1B xi"],
        ["1A", "1B i", "1C", "1D iv", "2A i", "10A"],
        ["1Bii", "1B iii", "1B-iv", "1bv"],
        ["IP1", "IP2", "IP9", "IP10"],
        ["2.1.4", "2.1.9", "2.1.10", "2.2", "2.10"],
        ["A2", "A10", "B1"],
        ["3F", "3F i", "3F ii"],
    ],
    ids=lambda references: references[0],
)
def test_references_sort_in_the_order_people_count(in_order):
    for before, after in pairwise(in_order):
        assert sort_key(before) < sort_key(after), (before, after)


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.sampled_from("ABCDEFGHIJ"), st.integers(1, 20)),
        min_size=2,
        unique=True,
    ),
    st.sampled_from([" ", "", ".", "-"]),
)
def test_numbered_lettered_and_roman_references_sort_by_each_part(parts, between):
    printed = [f"{number}{letter}{between}{ROMAN[r - 1]}" for number, letter, r in sorted(parts)]
    assert sorted(printed, key=sort_key) == printed


@given(st.lists(st.lists(st.integers(0, 200), min_size=1, max_size=4), min_size=2))
def test_dotted_references_sort_by_each_number(numbers):
    printed = [".".join(map(str, parts)) for parts in sorted(numbers)]
    assert sorted(printed, key=sort_key) == printed


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("1B ii", ["1bii", "1B  ii", " 1b-II ", "1B.ii", "(1B) ii", "1b\u00a0ii"]),
        ("3F i", ["3Fi", "3f I"]),
        ("2.1.4", ["2-1-4", "2. 1. 4", "2/1/4", "2.1.4."]),
        ("IP10", ["ip 10", "Ip-10"]),
        ("A2", ["a2", "A 2"]),
    ],
)
def test_loosely_typed_reference_has_the_key_of_the_printed_one(printed, typed):
    assert {search_key(loose) for loose in typed} == {search_key(printed)}


@pytest.mark.parametrize(
    ("one", "another"), [("2.1.4", "21.4"), ("1.11", "11.1"), ("1B i", "1B ii"), ("A1", "A11")]
)
def test_different_references_have_different_keys(one, another):
    assert search_key(one) != search_key(another)


@given(st.text(max_size=MAX_LENGTH))
def test_search_key_of_a_search_key_is_itself(text):
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(max_size=MAX_LENGTH))
def test_any_text_has_keys_that_fit_their_columns(text):
    assert len(sort_key(text)) <= SORT_KEY_LENGTH
    assert len(search_key(text)) <= SEARCH_KEY_LENGTH


@given(st.text(st.sampled_from("12aiAI. -²٣ßΐ"), max_size=MAX_LENGTH))
def test_awkward_characters_have_keys_that_fit_their_columns(text):
    assert len(sort_key(text)) <= SORT_KEY_LENGTH
    assert len(search_key(text)) <= SEARCH_KEY_LENGTH


@pytest.mark.parametrize("text", ["", " ", "---", "...", "()", "\x00", "_"])
def test_text_without_letter_or_digit_has_no_search_key(text):
    assert search_key(text) == ""


@given(st.lists(st.integers(0, 999), max_size=5), st.lists(st.integers(0, 999), max_size=5))
def test_dotted_references_share_a_key_only_when_equal(one, another):
    assume(one != another)
    printed = [".".join(map(str, parts)) for parts in (one, another)]
    assert search_key(printed[0]) != search_key(printed[1])


@pytest.mark.parametrize(
    ("borne", "found"),
    [
        (["1B i", "1B ii"], "1B iii"),
        (["1B v", "1B ix", "1B x"], "1B xi"),
        (["1Biii"], "1Biv"),
        (["2.1.4", "2.1.10"], "2.1.11"),
        (["A2"], "A3"),
        (["A-009"], "A-010"),
        (["1C"], "7.1"),
        ([], "7.1"),
    ],
)
def test_next_reference_counts_on_from_the_last_of_the_theme(borne: list[str], found: str) -> None:
    assert next_reference(borne, set(), "7") == found


def test_next_reference_passes_over_what_was_ever_borne() -> None:
    assert next_reference(["1B i"], {"1bi", "1bii", "1biii"}, "1B") == "1B iv"
