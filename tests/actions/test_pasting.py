"""Reading themes and workstreams as they are pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.pasting import NewPart, parse_lines, parse_numbered, parse_parts


@pytest.mark.parametrize(
    ("line", "reference", "title"),
    [
        ("1, Assessment", "1", "Assessment"),
        ("1\tAssessment and review", "1", "Assessment and review"),
        ("1 Health, care and education", "1", "Health, care and education"),
        ("1B vi: Assess in time", "1B vi", "Assess in time"),
        ("Priority 1: Leadership", "Priority 1", "Leadership"),
        ("2. Joint commissioning", "2", "Joint commissioning"),
        ("WS1 – Workforce", "WS1", "Workforce"),
        ("3) Transitions", "3", "Transitions"),
        ("Alone", "Alone", ""),
    ],
)
def test_a_line_is_read_as_reference_and_title(line: str, reference: str, title: str) -> None:
    assert parse_parts(line) == [NewPart(reference, title)]


def test_a_line_that_starts_with_a_blank_stands_under_the_last_that_does_not() -> None:
    text = "1 First\r\n 1A Below\r\n\r\n\t1B\tAlso\r\n2 Second\r\n 2A Its own"
    assert [(part.reference, part.under) for part in parse_parts(text)] == [
        ("1", ""),
        ("1A", "1"),
        ("1B", "1"),
        ("2", ""),
        ("2A", "2"),
    ]


def test_blanks_mean_nothing_where_there_is_one_level() -> None:
    assert {part.under for part in parse_parts("A One\n B Two", levels=1)} == {""}


def test_a_first_line_that_starts_with_a_blank_is_at_the_top() -> None:
    assert parse_parts("  1 First") == [NewPart("1", "First")]


@given(st.text())
def test_any_text_gives_one_part_for_each_line_that_says_something(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert len(parse_parts(text)) == sum(bool(line.strip()) for line in lines)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. One\n2. Two", [("1", "One"), ("2", "Two")]),
        (
            "(1) One\n2: Two\n3 – Three\n4\tFour",
            [("1", "One"), ("2", "Two"), ("3", "Three"), ("4", "Four")],
        ),
        ("1 One\n2 Two", [("1", "One"), ("2", "Two")]),
        (
            "12 weeks is too long\nPlans are late",
            [("", "12 weeks is too long"), ("", "Plans are late")],
        ),
        (
            "• The lack of\ta strategy\r\n\r\n– Late plans",
            [("", "The lack of a strategy"), ("", "Late plans")],
        ),
        ("2016 reforms came late\n2. Two", [("", "2016 reforms came late"), ("2", "Two")]),
        ("3.5 weeks\nLate", [("", "3.5 weeks"), ("", "Late")]),
        ("1.", [("1", "")]),
        ("\n  \n", []),
    ],
)
def test_numbered_lines_are_read_with_their_numbers_and_others_without(
    text: str, parts: list[tuple[str, str]]
) -> None:
    assert [(part.reference, part.title) for part in parse_numbered(text)] == parts


def test_lines_are_read_without_bullets_and_blanks() -> None:
    assert parse_lines("• One\n*  Two \n\n- Three-year plan\n–\nFour") == [
        "One",
        "Two",
        "Three-year plan",
        "–",
        "Four",
    ]
