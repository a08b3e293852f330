"""Typed and pasted text is cleaned before it is kept, and counted after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.errors import Refused
from actions.text import (
    LONG_TEXT_LIMIT,
    clean_text,
    plural,
    say_days,
    say_post,
    says_something,
)


def _clean(text, **given):
    return clean_text(text, field="commentary", label="The commentary", **given)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  plain \n", "plain"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f", "a\nb\nc\nd\ne\nf"),
        ("null \x00 bell \x07 escape \x1b.", "null  bell  escape ."),
        ("tab\tstays", "tab\tstays"),
        ("<b>bold</b> & “quotes”", "<b>bold</b> & “quotes”"),
        ("children’s 👩🏽‍🏫 plan – 50 %", "children’s 👩🏽‍🏫 plan – 50 %"),
        ("\ufffe\uffff\ufdd0", ""),
        ("\ufeffblank\u200b without width", "blank without width"),
        ("turned \u202e round", "turned  round"),
    ],
)
def test_text_keeps_what_a_reader_can_see(typed, kept):
    assert _clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["x" * LONG_TEXT_LIMIT, "x\r\n" * 2500, "x" * LONG_TEXT_LIMIT + "  \r\n\x00"]
)
def test_text_of_five_thousand_characters_once_cleaned_is_kept(typed):
    assert len(_clean(typed)) <= LONG_TEXT_LIMIT


def test_text_of_five_thousand_and_one_characters_is_refused_with_its_length():
    with pytest.raises(Refused) as refusal:
        _clean("x" * 5001)
    assert refusal.value.message == (
        "The commentary must be 5,000 characters or fewer; it has 5,001."
    )
    assert refusal.value.field == "commentary"


def test_text_with_half_a_character_is_refused():
    with pytest.raises(Refused, match="not valid UTF-8"):
        _clean("broken \ud800 text")


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text):
    once = _clean(text)
    assert _clean(once) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert not {"\r", "\x00", "\x85", "\u2028"} & set(once)


@pytest.mark.parametrize("text", ["done", "ok.", "5", "نعم", "ß"])
def test_text_with_a_letter_or_a_digit_says_something(text):
    assert says_something(text)


@pytest.mark.parametrize("text", ["", " ", "...", "–", "👍", "?!"])
def test_text_without_a_letter_or_a_digit_says_nothing(text):
    assert not says_something(text)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (365, "365 days"),
        (366, "366 days (1 year)"),
        (400, "400 days (1 year 1 month)"),
        (2518, "2,518 days (6 years 10 months)"),
    ],
)
def test_days_are_said_with_the_years_that_they_make(number: int, said: str) -> None:
    assert say_days(number) == said


@pytest.mark.parametrize(
    ("title", "organisation", "said"),
    [
        ("Head of SEND", "Council", "Head of SEND, Council"),
        ("Head of Commissioning, CCG", "CCG", "Head of Commissioning, CCG"),
        ("Head of Commissioning, ccg", "CCG", "Head of Commissioning, ccg"),
        ("Head of the Subccg", "CCG", "Head of the Subccg, CCG"),
        ("Head of SEND", "", "Head of SEND"),
    ],
)
def test_an_organisation_is_not_said_twice(title: str, organisation: str, said: str) -> None:
    assert say_post(title, organisation) == said


@pytest.mark.parametrize(
    ("word", "several"),
    [
        ("theme", "themes"),
        ("improvement priority", "improvement priorities"),
        ("impact group", "impact groups"),
        ("weakness", "weaknesses"),
        ("Priority", "Priorities"),
        ("key day", "key days"),
        ("area of focus", "areas of focus"),
        ("priority for children in care", "priorities for children in care"),
    ],
)
def test_an_areas_own_word_has_a_plural(word: str, several: str) -> None:
    assert plural(word) == several
