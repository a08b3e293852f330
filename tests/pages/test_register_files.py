"""The register's workbook and its history: true types, harmless text, the rows of the page, in its order."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from actions.due_dates import DueDate
from actions.export import COLUMNS, as_written, csv_cell, harmless, headings
from actions.position import position_as_at
from actions.sheets import COVER_SHEET, Cover
from actions.workbook import REGISTER_SHEET, register_workbook
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_actions, make_eventful, rate
from tests.kept import kept_fixture
from tests.pages.reading import read, rows


@kept_fixture
def full(scene: Scene) -> Scene:
    """Fourteen actions, spread over everything there is."""
    make_actions(scene, 14, "GARBW")
    return scene


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def workbook(scene: Scene, client: Client, **asked: str) -> Workbook:
    """The workbook that the register offers."""
    answer = client.get(f"{scene.address}actions.xlsx", asked)
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    return load_workbook(BytesIO(answer.content))


def cells(book: Workbook) -> list[dict[str, Any]]:
    """One mapping from heading to cell a row of the register."""
    heading, *found = book[REGISTER_SHEET].iter_rows()
    names = [str(cell.value) for cell in heading]
    return [dict(zip(names, row, strict=True)) for row in found]


def cover(book: Workbook) -> dict[str, Any]:
    """What the cover says, by its left column."""
    sheet = book[COVER_SHEET]
    return {str(row[0].value): row[1].value for row in sheet.iter_rows() if row[0].value}


def history(scene: Scene, client: Client, **asked: str) -> list[dict[str, str]]:
    """The rows of the history's file, by heading."""
    answer: Any = client.get(f"{scene.address}history.csv", asked)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_workbook_has_the_rows_of_the_register_in_its_order(full: Scene, client: Client) -> None:
    for asked in ({}, {"theme": "2"}, {"rating": "unrated"}, {"sort": "-due"}, {"sort": "owner"}):
        page = read(client.get(f"{full.address}actions/", asked))
        found = [row["Reference"].value for row in cells(workbook(full, client, **asked))]
        assert found == rows(page)


def test_csv_and_workbook_have_the_same_columns_and_follow_the_same_order(
    full: Scene, client: Client
) -> None:
    answer = client.get(f"{full.address}actions.csv", {"sort": "-due"})
    heading, *found = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    book = workbook(full, client, sort="-due")
    assert [cell.value for cell in book[REGISTER_SHEET][1]] == heading
    assert [row["Reference"].value for row in cells(book)] == [row[0] for row in found]
    for row, texts in zip(cells(book), found, strict=True):
        values = [_as_csv(name, cell.value) for name, cell in row.items()]
        assert values == texts


def _as_csv(name: str, value: Any) -> str:
    if isinstance(value, datetime) and name.endswith("ue date"):
        return DueDate.on(
            value.date()
        ).printed  # a day on which something is due, as a workbook has it
    return csv_cell(value.date() if isinstance(value, datetime) else value)


def test_days_are_days_and_numbers_are_numbers(scene: Scene, client: Client) -> None:
    action = make_action(scene, "1.1", due=DueDate.on(day(30)))
    make_action(scene, "1.2", due="Q3 2018/19")
    make_action(scene, "1.3", due="Ongoing")
    rate(action, scene.ratings["A"], day(5), by=scene.manager)
    first, second, third = cells(workbook(scene, client, as_at=day(40).isoformat()))
    assert first["Rated from"].value == datetime.combine(day(5), datetime.min.time())
    assert first["Last day due"].value == datetime.combine(day(30), datetime.min.time())
    assert first["Last day due"].is_date
    assert (first["Days overdue"].value, first["Days overdue"].data_type) == (10, "n")
    assert first["Due date"].value == datetime.combine(day(30), datetime.min.time())
    assert (second["Due date"].value, second["Due date"].data_type) == ("Q3 2018/19", "s")
    assert second["Last day due"].value.date() == date(2018, 12, 31)
    assert third["Last day due"].value is None
    assert third["Rated from"].value is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "'=", "#N/A", "=1+1"])
def test_text_that_looks_like_a_formula_stays_text_as_it_was_written(
    scene: Scene, client: Client, start: str
) -> None:
    text = f'{start}HYPERLINK("https://example.org")'
    action = make_action(scene, "1.1", title=text, detail=start)
    rate(action, scene.ratings["A"], day(1), by=scene.manager, commentary=text)
    book = workbook(scene, client)
    (row,) = cells(book)
    for name, expected in (("Action", text), ("Detail", start), ("Commentary", text)):
        assert row[name].value == expected
        assert row[name].data_type == "s"
    assert row["Action"].quotePrefix
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in every if cell.data_type in {"f", "e"}]


@given(text=st.text(max_size=40))
def test_any_text_is_harmless_in_a_csv_and_comes_back_as_it_was(text: str) -> None:
    cell = harmless(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert as_written(cell) == text


@given(text=st.text(alphabet=st.sampled_from("='\"+-@ \t\nx"), max_size=8))
def test_apostrophes_before_a_formula_come_back_as_they_were(text: str) -> None:
    assert as_written(harmless(text)) == text


def test_workbook_takes_any_text_and_drops_what_it_cannot_hold(scene: Scene) -> None:
    make_action(scene, "1.1")
    position = position_as_at(scene.plan, timezone.localdate())
    hostile = "\x00=1\x07\ufffe" + "x" * 50_000 + "\ud800"
    book = load_workbook(
        BytesIO(
            register_workbook(
                position,
                position.lines,
                Cover([("Search", hostile)], "Somebody", timezone.localtime()),
            )
        )
    )
    said = cover(book)["Filter: Search"]
    assert said.startswith("=1x")
    assert len(said) == 32_767


def test_day_before_spreadsheets_count_is_written_as_text(scene: Scene, client: Client) -> None:
    make_action(scene, "1.1", due=DueDate.on(date(1066, 10, 14)))
    (row,) = cells(workbook(scene, client))
    assert (row["Last day due"].value, row["Last day due"].data_type) == ("1066-10-14", "s")


def test_cover_says_what_the_file_holds(full: Scene, client: Client) -> None:
    said = cover(workbook(full, client, theme="2", q="says", as_at=day(200).isoformat()))
    assert said["Area"] == full.place.area.name
    assert said["Plan"] == full.plan.title
    assert said["As at"] == datetime.combine(day(200), datetime.min.time())
    assert said["Actions in the plan"] == 14
    assert 0 < said["Actions in this file"] < 14
    assert said["Filter: Theme"] == "2 Joint work"
    assert said["Filter: Search"] == "says"
    assert said["Exported by"] == full.manager.name
    assert said["Exported on"].date() == timezone.localdate()
    assert "Filter" not in said
    assert cover(workbook(full, client))["Filter"] == "None: every action of the plan on that day"


def test_register_sheet_keeps_its_head_in_view_and_can_be_filtered(
    full: Scene, client: Client
) -> None:
    sheet = workbook(full, client)[REGISTER_SHEET]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.column_dimensions["B"].width == COLUMNS[1].width
    assert sheet["B2"].alignment.wrap_text
    assert sheet.print_title_rows == "$1:$1"


def test_rating_is_word_letter_and_a_light_fill(full: Scene, client: Client) -> None:
    for row in cells(workbook(full, client, rating="R")):
        assert (row["Rating"].value, row["Letter"].value) == ("Red", "R")
        assert row["Rating"].number_format == '"R  "@'
        assert row["Rating"].fill.fgColor.rgb == "00F8D5D5"
    (row,) = cells(workbook(full, client, rating="unrated"))
    assert row["Rating"].value is None
    assert row["Rating"].fill.fill_type is None


def test_headings_bear_the_areas_own_word(scene: Scene) -> None:
    assert headings("impact group")[3] == "Impact group"
    assert headings("SEND priority")[3] == "SEND priority"


def test_files_of_something_there_is_not_are_bad_requests(full: Scene, client: Client) -> None:
    for file in ("actions.csv", "actions.xlsx", "history.csv"):
        for asked in ({"theme": "99"}, {"as_at": "tomorrow"}, {"q": "x" * 201}):
            assert client.get(f"{full.address}{file}", asked).status_code == 400


def test_files_are_named_after_area_plan_and_day(full: Scene, client: Client) -> None:
    for file, name in (
        ("actions.xlsx", "riverton-send-2018-04-30.xlsx"),
        ("history.csv", "riverton-send-history-2018-04-30.csv"),
    ):
        answer = client.get(f"{full.address}{file}", {"as_at": "2018-04-30"})
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_history_tells_every_entry_the_superseded_ones_included(
    scene: Scene, client: Client
) -> None:
    action = make_eventful(scene)
    found = [row for row in history(scene, client) if row["Reference"] == "1.10"]
    statuses = [row for row in found if row["About"] == "Status"]
    updates = action.statusupdates.order_by("recorded_at", "id")
    assert len(statuses) == updates.count()
    assert [row["Superseded"] for row in statuses] == [
        "Yes" if hasattr(update, "superseded_by") else "No" for update in updates
    ]
    assert {"Entry", "Correction", "Retraction"} == {row["Entry"] for row in statuses}
    about = {row["About"] for row in found}
    assert {"Plan", "Reference", "Wording", "Place", "Owner", "Due date", "Status"} <= about
    owner = [row for row in found if row["About"] == "Owner"][-1]
    assert owner["Says"] == "Head of SEND; Head of the virtual school; Health"
    assert owner["Reason"] == "Agreed by the board"
    assert owner["Recorded by"] == scene.manager.name
    times = [row["Recorded at"] for row in found]
    assert times == sorted(times)


def test_history_follows_the_filter_and_is_harmless(scene: Scene, client: Client) -> None:
    for reference in ("1.1", "1.2"):
        action = make_action(scene, reference)
        rate(action, scene.ratings["A"], day(1), by=scene.manager, commentary="=1+1")
    found = history(scene, client, q="1.2")
    assert {row["Reference"] for row in found} == {"1.2"}
    assert [row["Says"] for row in found if row["About"] == "Status"] == ["'=1+1"]
