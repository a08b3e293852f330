"""The days and months of a copied text that are over in the new paper are pointed out, and those that stay right are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.choices import SectionKind
from reports.drafting.old_dates import old_dates
from reports.drafting.overview import parts_of
from tests.factories import Scene
from tests.reports.papering import make_paper, section_of, write

WRITTEN = date(2018, 4, 30)
AS_AT = date(2019, 1, 31)
MEETING = date(2019, 2, 14)
FIXED = frozenset({date(2018, 2, 20)})


def found(text: str, as_at: date = AS_AT, meeting: date | None = MEETING) -> list[str]:
    return list(old_dates(text, written=WRITTEN, as_at=as_at, meeting_on=meeting, fixed=FIXED))


def to_come(said: str) -> list[str]:
    return [f"Over by 14 February 2019, and to come in the previous paper: {said}."]


def news(said: str) -> list[str]:
    return [f"News when the previous paper was written: {said}."]


def bare(said: str) -> list[str]:
    return [f"Without a year, as it was meant then: {said}."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It asks for a report in October 2018.", to_come("October 2018")),
        ("By 1 October 2018 and again in Dec 2018.", to_come("1 October 2018 and Dec 2018")),
        ("From the 3rd February 2019.", to_come("3rd February 2019")),
        ("The board met on 19 April\n2018.", []),  # a day is on one line, as pages print it
        ("On 19 April 2018, drew 174 parents.", news("19 April 2018")),
        ("Parents met in January 2018.", news("January 2018")),
        ("It was discussed in January and April.", bare("January and April")),
        ("In October 2018, then by May.", [*to_come("October 2018"), *bare("May")]),
    ],
)
def test_what_is_over_by_the_new_paper_is_said_with_why(text: str, said: list[str]) -> None:
    assert found(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "By March 2019, after the meeting.",
        "In February 2019, the month of the meeting.",
        "The inspection of February 2018, begun on 20 February 2018.",
        "Since the Act of September 2018.",
        "The Regulations came into force in June 2018.",
        "In July 2016 the plan was thought of.",
        "It may be right, and they march on every April.",
        "As at {as_at} and [[table-1: October 2018]].",
        "On 31 February 2018 nothing happens.",
        "The year 2018 and 2018/19.",
    ],
)
def test_what_stays_right_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_paper_of_the_same_month_has_no_old_dates() -> None:
    assert found("In October 2017 and in April.", as_at=WRITTEN, meeting=None) == []
    assert found("In April 2018.", as_at=date(2018, 5, 20), meeting=None) == []


@given(st.text(max_size=200), st.dates(), st.dates())
def test_can_be_asked_of_any_text(text: str, written: date, as_at: date) -> None:
    said = list(old_dates(text, written=written, as_at=as_at, meeting_on=None, fixed=()))
    assert len(said) <= 3


def test_a_started_paper_points_them_out_beside_what_else_is_old(scene: Scene) -> None:
    before = make_paper(scene, as_at=WRITTEN)
    write(before, SectionKind.BODY, "To be heard again in October 2018, as in January.")
    write(before, SectionKind.SUMMARY, "Figures as at {as_at}; the plan ends in March 2030.")
    new = make_paper(scene, previous=before, as_at=AS_AT, meeting_on=MEETING)
    states = {each.section.pk: each for part in parts_of(new) for each in part.sections}
    assert states[section_of(new, SectionKind.BODY).pk].old == " ".join(
        [*to_come("October 2018"), *bare("January")]
    )
    assert states[section_of(new, SectionKind.SUMMARY).pk].old == ""
