"""Looking for a name however it was typed, and taking it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.errors import Refused
from actions.redaction import TOMBSTONE, Words


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Oliver Smith", "OLIVER SMITH"),
        ("Oliver Smith", "met Oliver\n   Smith today"),
        ("oliver smith", "Oliver\u00a0Smith’s plan"),
        ("Oliver Smith", "oliver_smith-plan.pdf"),
        ("Oliver Smith", "Oliver-Smith"),
        ("Oliver Smith", "Oli-\nver Smith"),
        ("O'Brien", "Mr O’Brien"),
        ("O’Brien", "mr o'brien"),
        ("O'Brien", "OBRIEN"),
        ("Zoe", "Zoë"),
        ("Zoë", "Zoe\u0308"),
        ("Strauß", "STRAUSS"),
        ("Anne-Marie", "Anne Marie"),
        ("Ann", "Ann's"),
        ("Ann", "(Ann)"),
        ("943 476 5919", "number 943-476-5919."),
        ("Oliver", "Oli\u00adver"),
    ],
)
def test_a_name_is_found_however_it_was_typed(typed: str, text: str) -> None:
    words = Words.read(typed)
    assert words.are_in(text)
    left = words.taken_out_of(text)
    assert TOMBSTONE in left
    assert not words.are_in(left)


@pytest.mark.parametrize(
    ("typed", "text"),
    [("Ann", "annual"), ("Ann", "Joann"), ("12 34", "1234 5"), ("O'Brien", "O, Brie"), ("Ann", "")],
)
def test_part_of_a_longer_word_is_not_the_name(typed: str, text: str) -> None:
    assert not Words.read(typed).are_in(text)
    assert Words.read(typed).taken_out_of(text) == text


def test_part_of_a_longer_word_is_found_where_asked_for() -> None:
    assert Words.read("Ann", inside=True).taken_out_of("Joanna") == f"Jo{TOMBSTONE}a"


def test_what_stands_around_the_name_stays() -> None:
    words = Words.read("Zoë Smith\nZ.S.")
    text = "Café talk: Zoe\u0308 Smith (Z.S.) moved."
    assert words.taken_out_of(text) == f"Café talk: {TOMBSTONE} ({TOMBSTONE}.) moved."
    found = words.excerpts(text)
    assert next((each.before, each.found) for each in found) == ("Café talk: ", "Zoe\u0308 Smith")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter the words"),
        (" \n ", "Enter the words"),
        ("A", "too short"),
        ("..", "too short"),
        ("x" * 201, "200 characters"),
        ("\n".join(f"name {number}" for number in range(21)), "at most 20"),
        ("personal", "takes the place"),
    ],
)
def test_unfit_words_are_refused(typed: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        Words.read(typed)


NAME = st.from_regex(r"[A-Za-zÀ-ÿ]{3,8}( [A-Za-zÀ-ÿ’']{2,8})?", fullmatch=True)


@given(name=NAME, around=st.text(max_size=40), between=st.text(max_size=10))
def test_nothing_of_a_name_is_left_whatever_stands_around_it(
    name: str, around: str, between: str
) -> None:
    try:
        words = Words.read(name)
    except Refused:
        return
    text = f"{around} {name.upper()} {between} {name.lower()} {around}"
    left = words.taken_out_of(text)
    assert not words.are_in(left)
    assert words.taken_out_of(left) == left
