"""The tables of statutory dates and of a plan's life, as pages and papers print them."""

import re
from datetime import date, timedelta

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import DeadlineBasis, DeadlineUnit
from actions.clock import deadlines_as_at
from actions.clock.life import life_as_at
from actions.clock.wording import say_about
from actions.parts.clock import deadlines_table, timeline_table
from actions.services import clock
from tests.actions.clocks import inspected, make_deadline
from tests.factories import Scene, at
from wsoa.parts import TablePart

MAY = date(2018, 5, 1)


def _printed(part: TablePart, *, paper: bool) -> str:
    words = (
        "{% load parts %}{% part each paper=True %}" if paper else "{% load parts %}{% part each %}"
    )
    return Template(words).render(Context({"each": part}))


def test_table_of_dates_says_day_standing_and_who_is_told(scene: Scene) -> None:
    inspected(scene, received_on=None)
    deadline = make_deadline(scene, listeners=scene.place.posts[:2])
    make_deadline(scene, basis=DeadlineBasis.RECEIPT)
    clock.set_day(
        deadline=deadline,
        day=date(2018, 6, 1),
        reason="Agreed",
        by=scene.manager,
        now=at(MAY),
    )
    part = deadlines_table(deadlines_as_at(scene.plan, MAY), url="/here/")
    first, second = part.rows
    counted = deadlines_as_at(scene.plan, MAY)[0]
    assert (
        "not counted: that day itself, weekends, Friday 30 March 2018 (Good Friday)" in counted.how
    )
    assert first.head.href == f"/here/#date-{deadline.pk}"
    assert first.head.note == "70 working days after the day the letter was published"
    day, stands, told = first.cells
    assert (day.text, day.note) == (
        "Friday 1 June 2018",
        f"{counted.how} Set to this day (as counted: 22 May 2018): Agreed",
    )
    assert (stands.tag and stands.tag.label, stands.note) == ("Running", "21 working days left")
    assert told.text == "Head of SEND, Head of the virtual school"
    assert second.cells[0].text == "Not known"
    assert "is not known. Add it to the inspection" in second.cells[0].note
    assert second.cells[2].text == "Nobody"


def test_page_and_paper_print_the_same_words_and_paper_has_no_links(scene: Scene) -> None:
    inspected(scene)
    make_deadline(scene)
    for part in (
        deadlines_table(deadlines_as_at(scene.plan, MAY), url="/here/"),
        timeline_table(life_as_at(scene.plan, MAY)),
    ):
        page, paper = (_printed(part, paper=paper) for paper in (False, True))
        for row in part.rows:
            assert row.head.text in page
            assert row.head.text in paper
        assert "href" in page
        assert "href" not in paper


def test_tables_without_rows_say_so(scene: Scene) -> None:
    part = deadlines_table(())
    assert "No statutory date is recorded." in _printed(part, paper=True)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2018, 5, 22), date(2019, 5, 1), ""),
        (date(2018, 5, 22), date(2019, 5, 22), "about 1 year"),
        (date(2018, 5, 22), date(2019, 7, 1), "about 1 year and 1 month"),
        (date(2018, 5, 22), date(2026, 11, 22), "about 8 years and 6 months"),
        (date(2018, 5, 22), date(2026, 5, 28), "about 8 years"),
    ],
)
def test_long_distance_is_told_in_years_and_months(first: date, last: date, said: str) -> None:
    assert say_about(first, last) == said


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(366, 20_000))
def test_distance_told_is_true_to_about_half_a_month(first: date, days: int) -> None:
    said = say_about(first, first + timedelta(days))
    found = re.fullmatch(r"about (\d+) years?(?: and (\d+) months?)?", said)
    assert found is not None
    months = int(found[1]) * 12 + int(found[2] or 0)
    assert abs(months * 30.436875 - days) <= 19


def test_years_late_are_told_with_the_working_days_only_where_it_is_exact(scene: Scene) -> None:
    inspected(scene)
    make_deadline(scene)
    (value,) = deadlines_as_at(scene.plan, date(2026, 11, 22))
    assert value.says == "About 8 years and 6 months late"
    assert value.says_exactly == "About 8 years and 6 months late (2,149 working days)"
    (near,) = deadlines_as_at(scene.plan, date(2018, 5, 30))
    assert near.says == near.says_exactly == "5 working days late"


def test_table_on_paper_has_the_working_days_and_the_days_left_out(scene: Scene) -> None:
    inspected(scene)
    make_deadline(scene, count=365, unit=DeadlineUnit.WORKING_DAYS)
    part = deadlines_table(deadlines_as_at(scene.plan, MAY))
    printed = _printed(part, paper=True)
    assert re.search(r"About 1 year and \d+ months? left \(\d+ working days\)", printed)
    for skipped in ("Friday 30 March 2018 (Good Friday)", "Tuesday 1 January 2019 (New Year"):
        assert skipped in printed
