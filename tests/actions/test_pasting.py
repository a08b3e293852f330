"""Reading themes and workstreams as they are pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.pasting import NewPart, parse_parts


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
