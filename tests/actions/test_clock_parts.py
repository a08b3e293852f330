"""The tables of statutory dates and of a plan's life, as pages and papers print them."""

from datetime import date

from django.template import Context, Template

from actions.choices import DeadlineBasis
from actions.clock import deadlines_as_at
from actions.clock.life import life_as_at
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
    assert first.head.href == f"/here/#date-{deadline.pk}"
    assert first.head.note == "70 working days after the day the letter was published"
    day, stands, told = first.cells
    assert (day.text, day.note) == (
        "Friday 1 June 2018",
        "Set to this day (as counted: 22 May 2018): Agreed",
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
