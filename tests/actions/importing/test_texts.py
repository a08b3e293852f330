"""What is made of the texts and dates that people write in a table."""

import pytest

from actions.importing.outcome import Wording
from tests.actions.importing.comparing import compared, imported
from tests.factories import day, make_action, rate


def test_bullets_of_a_workbook_are_those_of_a_document(scene):
    points = "• Draft written\n• Parents asked"
    said = compared(scene, ("Ref", "Action", "RAG", "Comments"), ("1.1", "• x", "G", points))
    (entry,) = said.add
    assert entry.wording
    assert entry.status
    assert entry.wording.title == "x"
    assert entry.status.commentary == "- Draft written\n- Parents asked"


def test_cell_of_several_lines_is_the_action_and_its_detail(scene):
    cell = "Review the workforce plan:\n• Find all providers\n• Meet service leads"
    rows = (("Ref", "Action", "Detail"), ("1.1", cell, "By the board's request"))
    (entry,) = imported(scene, *rows).add
    assert entry.wording == Wording(
        "Review the workforce plan:",
        "- Find all providers\n- Meet service leads\nBy the board's request",
    )
    assert not imported(scene, *rows).changes_something


def test_bullets_that_somebody_typed_on_a_page_are_left_as_they_are(scene):
    points = "• Draft written\n• Parents asked"
    rate(make_action(scene, "1.1"), scene.ratings["G"], day(5), commentary=points, by=scene.manager)
    said = compared(scene, ("Ref", "RAG", "Comments"), ("1.1", "G", points.replace("•", "-")))
    assert not said.changes_something


@pytest.mark.parametrize("typed", ["n/a", "-", "TBC", "To be confirmed"])
def test_words_for_a_date_that_nobody_has_set_say_nothing(scene, typed):
    (entry,) = compared(scene, ("Ref", "Action", "Due"), ("1.1", "x", typed)).add
    assert entry.dues == ()
