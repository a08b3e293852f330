"""Newcastle's own red and amber tables, in Word and in Excel, become its plan."""

from datetime import date

import pytest

from actions.importing.columns import Field, guess_for
from actions.importing.outcome import Comparison, Options
from actions.importing.reading import read_file
from actions.position import position_as_at
from actions.services.importing import import_actions
from actions.services.plans import add_report_group, add_theme
from tests.actions.importing.files import as_document, as_workbook
from tests.actions.importing.newcastle import AMBER, RED_COMMENT, amber_rows, red_rows
from tests.factories import Place, Scene, make_scene
from tests.kept import kept_fixture

AS_AT = date(2019, 10, 16)


@kept_fixture
def newcastle(place: Place) -> Scene:
    """Its weaknesses, the lettered themes below them and the groups of its paper; no actions yet."""
    scene = make_scene(place, preset="rag", starts_on=date(2018, 9, 1))
    by, plan = scene.manager, scene.plan
    top = {theme.reference: theme for theme in scene.themes}
    for weakness, letters in (("1", "BCDEF"), ("2", "BCDEFG"), ("3", "ABCDEF"), ("4", "ABD")):
        if weakness not in top:
            top[weakness] = add_theme(
                plan=plan, reference=weakness, title=f"Weakness {weakness}", by=by
            )
        for letter in letters:
            reference = f"{weakness}{letter}"
            add_theme(
                plan=plan,
                reference=reference,
                title=f"Theme {reference}",
                parent=top[weakness],
                by=by,
            )
    for group, _ in AMBER[1:]:  # the scene has the first
        add_report_group(
            plan=plan, title=group.replace("After", "after").replace(" A", "-a"), by=by
        )
    return scene


def imported(scene: Scene, data: bytes, code: str) -> Comparison:
    """The file imported, its ranges expanded, its rows rated by the code."""
    table = read_file(data)
    options = Options(
        guess_for(table, scene.plan),
        AS_AT,
        "board.docx",
        expand_ranges=True,
        default_rating=scene.ratings[code],
    )
    return import_actions(plan=scene.plan, table=table, options=options, by=scene.manager)


def in_word(which: str) -> bytes:
    """The table as a Word document, comments merged down."""
    rows, merged = amber_rows() if which == "amber" else red_rows()
    return as_document(rows, down=[(3, first - 1, last - 1) for first, last in merged])


def in_excel(which: str) -> bytes:
    """The table as a workbook, comments merged down and groups merged across."""
    rows, merged = amber_rows() if which == "amber" else red_rows()
    across = [f"A{at}:D{at}" for at, row in enumerate(rows, start=1) if len(row) == 1]
    return as_workbook(rows, merged=[*across, *(f"D{first}:D{last}" for first, last in merged)])


@pytest.mark.parametrize("laid_out", [in_word, in_excel])
def test_both_tables_give_the_49_amber_and_7_red_actions_that_they_list(newcastle, laid_out):
    assert len(imported(newcastle, laid_out("amber"), "A").add) == 49
    assert len(imported(newcastle, laid_out("red"), "R").add) == 7
    position = position_as_at(newcastle.plan, AS_AT)
    assert (len(position.rated("A")), len(position.rated("R")), position.total) == (49, 7, 56)
    lines = {line.reference: line for line in position.lines}
    assert [line for line in lines if line.startswith("3B")] == [
        "3B i",
        "3B ii",
        "3B iii",
        "3B iv",
        "3B v",
        "3B vi",
    ]
    assert {lines[f"3B {part}"].commentary for part in ("i", "iv", "vi")} == {
        "Has a plan of its own"
    }
    assert {lines[each].commentary for each in ("1C iv", "1D ii", "1E ix", "2A ii")} == {
        "Dashboard well on"
    }
    shared = {lines[each].commentary for each in ("1B vi", "1B vii", "4B i", "4B iv", "4B v")}
    assert shared == {RED_COMMENT}
    assert lines["3C ii"].commentary == ""
    assert (lines["3F ii"].report_group, str(lines["3F ii"].due)) == (
        "Joint Commissioning",
        "Sept 19",
    )
    assert lines["2E i"].report_group == "Looked after Children"
    assert lines["1B vi"].theme.reference == "1B"
    due = lines["1B vi"].due
    assert due is not None
    assert due.end == date(2018, 12, 31)
    assert all(line.is_past_due for line in position.rated("R"))


def test_the_same_table_a_second_time_or_in_the_other_format_changes_nothing(newcastle):
    imported(newcastle, in_word("amber"), "A")
    for data in (in_word("amber"), in_excel("amber")):
        again = imported(newcastle, data, "A")
        assert (len(again.same), again.changes_something) == (49, False)


def test_columns_of_the_paper_are_guessed_with_the_headings_between_rows(newcastle):
    columns = guess_for(read_file(in_excel("amber")), newcastle.plan)
    assert columns == {
        Field.REFERENCE: 0,
        Field.TITLE: 1,
        Field.ORIGINAL_DUE: 2,
        Field.COMMENTARY: 3,
        Field.REPORT_GROUP: 4,
    }
