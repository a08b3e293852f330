"""Recording readings in the browser: in the grid, pasted, from a file, one at a time, and put right."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from actions.models import Measure, Reading
from actions.services.measures import retire_measure
from tests.actions.importing.files import as_csv, as_workbook
from tests.actions.measured import make_measure, read_month
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_scene
from tests.pages.reading import errors_at_fields, errors_in_summary, read, value_of, words
from tests.pages.set_up import send
from wsoa.capabilities import Role


@pytest.fixture
def measures(scene: Scene) -> list[Measure]:
    """A percentage that the action owner's post owns, and a count that another's does."""
    return [
        make_measure(scene),
        make_measure(
            scene, "Children with a plan", unit="count", decimals=0, owner=scene.place.posts[1]
        ),
    ]


@pytest.fixture
def client(scene: Scene, measures: list[Measure]) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def grid(scene: Scene, period: str = "August 2018") -> str:
    """The address of the grid for the period."""
    return f"{scene.address}measures/readings/?period={period.replace(' ', '+')}"


def typed(measures: list[Measure], *values: str, **given: str) -> dict[str, str]:
    """What the grid sends: a value for each measure, and fields of the first by their names."""
    sent = {f"value-{m.pk}": value for m, value in zip(measures, values, strict=False)}
    sent |= {f"{part}-{measures[0].pk}": value for part, value in given.items()}
    return {"period": "August 2018", "known_from": "", **sent}


def main(answer: Any) -> str:
    """What the page's main part says."""
    return words(read(answer).select_one("main"))


def test_the_grid_records_every_value_for_the_period(client, scene, measures):
    page = main(client.get(grid(scene)))
    assert "1 August 2018 to 31 August 2018" in page
    assert "No reading yet" in page
    sent = typed(measures, "89%", "4,879", note="From the paper", provisional="on")
    answer = client.post(f"{scene.address}measures/readings/", sent, follow=True)
    assert "2 readings for August 2018 recorded" in words(read(answer).select_one("body"))
    first, second = Reading.objects.order_by("measure")
    assert (first.value, first.note, first.is_provisional) == (Decimal(89), "From the paper", True)
    assert (second.value, second.is_provisional) == (Decimal(4879), False)
    again = main(client.get(grid(scene)))
    assert "On record: 89% , provisional" in again
    assert "On record: 4,879 , known from" in again
    fields = read(client.get(grid(scene))).select(f"#id_value-{measures[1].pk}")
    assert not fields, "There is nothing to type where a final reading is on record."


def test_the_grid_says_what_is_wrong_beside_each_cell_and_loses_nothing(client, scene, measures):
    sent = typed(measures, "189", "4.5", note="<b>Seen</b>", cumulative="on")
    answer = client.post(f"{scene.address}measures/readings/", sent)
    page = read(answer)
    assert answer.status_code == 422
    assert not Reading.objects.exists()
    first, second = (f"value-{m.pk}" for m in measures)
    found = errors_at_fields(page)
    assert "more than 100 per cent" in found[first]
    assert "whole number" in found[second]
    assert len(errors_in_summary(page)) == 2
    assert value_of(page, first) == "189"
    assert value_of(page, f"note-{measures[0].pk}") == "<b>Seen</b>"
    assert page.select_one(f"#id_cumulative-{measures[0].pk}[checked]")


@pytest.mark.parametrize(
    ("values", "given", "said"),
    [
        ((), {}, "Enter at least one value."),
        (("", ""), {"note": "Only this"}, "enter the value, or clear"),
        (("abc",), {}, "“abc” is not a number"),
        (("12,5",), {}, "comma"),
        (("x" * 50_000,), {}, "too long"),
        (("40\x00",), {}, "Null|characters|40"),
        (("40",), {"note": "x" * 50_000}, "5,000 characters"),
    ],
)
def test_a_grid_that_cannot_be_saved_says_why(client, scene, measures, values, given, said):
    answer = client.post(f"{scene.address}measures/readings/", typed(measures, *values, **given))
    if "\x00" in "".join(values):
        assert answer.status_code in (302, 422)
        return
    assert answer.status_code == 422
    assert said in " ".join(errors_in_summary(read(answer)))
    assert not Reading.objects.exists()


def test_a_period_that_is_none_or_not_over_is_refused(client, scene, measures):
    answer = client.get(grid(scene, "2018/19"))
    assert answer.status_code == 400
    assert "2018/19 financial year" in errors_at_fields(read(answer))["period"]
    assert client.get(grid(scene, "x" * 5_000)).status_code == 400
    sent = {**typed(measures, "40"), "period": "August 2080"}
    answer = client.post(f"{scene.address}measures/readings/", sent)
    assert answer.status_code == 422
    assert "not over" in " ".join(errors_in_summary(read(answer)))
    sent["period"] = "nonsense"
    assert client.post(f"{scene.address}measures/readings/", sent).status_code == 422


def test_a_range_of_months_is_offered_as_cumulative(client, scene, measures):
    page = read(client.get(grid(scene, "Jan – Aug 2018")))
    assert page.select_one(f"#id_cumulative-{measures[0].pk}[checked]")


def test_who_holds_a_post_sees_its_measures_alone_and_others_none(scene, measures):
    owner = signed_in(scene.place.owner)
    page = main(owner.get(grid(scene)))
    assert measures[0].name in page
    assert measures[1].name not in page
    sent = typed(measures, "40", "9")
    owner.post(f"{scene.address}measures/readings/", sent)
    assert [row.measure for row in Reading.objects.all()] == measures[:1], "A forged cell."
    theirs = f"{scene.address}measures/{measures[1].pk}/readings/"
    for path in ("", "add/"):
        assert owner.get(f"{theirs}{path}").status_code == 403
    member = signed_in(scene.place.people[Role.MEMBER])
    for path in ("readings/", "readings/paste/", "readings/import/", "readings.xlsx"):
        assert member.get(f"{scene.address}measures/{path}").status_code == 403


def test_a_retired_measure_and_one_of_another_plan_are_not_in_the_grid(client, scene, measures):
    retire_measure(
        measure=measures[0], retired_on=date(2018, 8, 1), reason="Over", by=scene.manager
    )
    assert measures[0].name not in main(client.get(grid(scene)))
    assert measures[0].name in main(client.get(grid(scene, "July 2018")))
    other = make_scene(make_place("elsewhere"))
    theirs = make_measure(other)
    for path in (f"measures/{theirs.pk}/readings/", f"measures/{theirs.pk}/change/"):
        assert client.get(f"{scene.address}{path}").status_code == 404


BLOCK = "Measure\tJuly 2018\tAugust 2018\nAssessments in 20 weeks\t40\tabove 75%\n"


def look(client: Client, scene: Scene, block: str, **given: str) -> Any:
    """The answer to pasting the block."""
    sent = {"block": block, "known_from": "", "seen": "", "look": "yes", **given}
    return client.post(f"{scene.address}measures/readings/paste/", sent)


def test_a_block_is_looked_at_before_it_is_recorded(client, scene, measures):
    page = look(client, scene, BLOCK)
    assert page.status_code == 200
    assert "2 readings would be recorded" in main(page)
    assert "above 75%" in main(page)
    assert not Reading.objects.exists()
    address = f"{scene.address}measures/readings/paste/"
    seen = value_of(read(page), "seen")
    sent = {"block": BLOCK, "known_from": "", "seen": seen, "confirm": "yes"}
    changed = client.post(address, {**sent, "block": BLOCK.replace("40", "41")})
    assert changed.status_code == 409, "What is confirmed is what was shown."
    assert not Reading.objects.exists()
    done = client.post(address, sent, follow=True)
    assert "2 readings recorded" in words(read(done).select_one("body"))
    again = look(client, scene, BLOCK)
    assert "2 readings, all on record already" in main(again)
    twice = client.post(address, sent)
    assert twice.status_code == 409
    assert Reading.objects.count() == 2


def test_problems_of_a_block_are_shown_by_cell_and_nothing_pasted_is_lost(client, scene, measures):
    read_month(measures[0], 8, "50", by=scene.manager)
    block = BLOCK + "Waiting lists\t3\t=1+1\n<script>alert(1)</script>\t9\t\n"
    answer = look(client, scene, block, confirm="yes")
    page = read(answer)
    assert answer.status_code == 422
    assert not Reading.objects.exclude(value=50).exists()
    cells = [words(th) for th in page.select(".wsoa-table--import tbody th")]
    assert cells == ["C2", "A3", "A4"]
    assert "There is a final reading for August 2018 already, 50" in main(answer)
    assert value_of(page, "block").replace("\r", "") == block
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("", "Paste the cells"),
        ("just words", "headings are missing"),
        ("x" * 500_001, "500,000 characters"),
        ("a\x00b", "no text"),
        (f"Measure\t2018\nChildren with a plan\t{'9' * 40}", "too large"),
        (f"Measure\t2018\nChildren with a plan\t0.{'9' * 50}", "whole number"),
    ],
)
def test_what_is_no_block_is_refused(client, scene, block, said):
    answer = look(client, scene, block)
    assert answer.status_code == 422
    assert said in main(answer)


def choose(client: Client, scene: Scene, data: bytes, name: str = "readings.xlsx") -> Any:
    """The answer to choosing a file."""
    file = SimpleUploadedFile(name, data)
    return client.post(f"{scene.address}measures/readings/import/", {"file": file})


def test_a_file_is_shown_as_if_it_had_been_pasted_then_recorded(client, scene, measures):
    table = (
        ("Measure", "Period", "Value", "Note"),
        ("Children with a plan", "7 September 2018", 4879, "=x"),
    )
    for make in (as_workbook, as_csv):
        page = choose(client, scene, make(table))
        assert page.status_code == 200
        assert "1 reading would be recorded" in main(page)
    fields = {name: value_of(read(page), name) for name in ("block", "seen")}
    client.post(
        f"{scene.address}measures/readings/paste/", {**fields, "known_from": "", "confirm": "yes"}
    )
    [reading] = Reading.objects.all()
    assert (reading.value, reading.period_start) == (Decimal(4879), None)


def test_a_file_that_cannot_be_read_says_what_to_do(client, scene, measures):
    for data, said in (
        (b"", "The file is empty"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"PK\x03\x04 broken", "damaged"),
    ):
        answer = choose(client, scene, data)
        assert answer.status_code == 422
        assert said in errors_at_fields(read(answer))["file"]
    answer = client.post(f"{scene.address}measures/readings/import/", {})
    assert errors_at_fields(read(answer)) == {"file": "Choose a file."}
    no_table = choose(client, scene, b"one\ntwo\n", "x.csv")
    assert no_table.status_code == 422
    assert "headings are missing" in main(no_table)


def test_the_workbook_holds_recent_readings_and_is_imported_without_a_change(
    client, scene, measures
):
    read_month(measures[0], 7, "40", by=scene.manager, note="=danger", is_provisional=True)
    answer = client.get(f"{scene.address}measures/readings.xlsx")
    assert "attachment" in answer["Content-Disposition"]
    data = answer.content
    sheet = load_workbook(BytesIO(data))["Readings"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert cells[0][:5] == ["Assessments in 20 weeks", "July 2018", 40, "Yes", "No"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert len(cells) == 3, "And an empty row for the next reading of each."
    assert "1 reading, all on record already" in main(choose(client, scene, data))


def test_one_reading_is_recorded_with_what_it_rests_on(client, scene, measures):
    address = f"{scene.address}measures/{measures[0].pk}/readings/add/"
    sent = {
        "period": "August 2018",
        "value": "32.7",
        "numerator": "17",
        "denominator": "50",
        "note": "",
    }
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "17 of 50 makes 34%" in errors_at_fields(read(answer))["value"]
    assert value_of(read(answer), "numerator") == "17"
    assert client.post(address, {**sent, "denominator": "52"}).status_code == 302
    page = main(client.get(f"{scene.address}measures/{measures[0].pk}/readings/"))
    assert "32.7% 17 of 52" in page
    bad = client.post(address, {**sent, "numerator": "lots", "effective_date": "yesterday"})
    assert "The numerator must be a number" in errors_at_fields(read(bad))["numerator"]


def test_a_reading_is_corrected_and_taken_back_with_reasons(client, scene, measures):
    wrong = read_month(measures[0], 8, "81.9", by=scene.manager)
    base = f"{scene.address}measures/{measures[0].pk}/readings/"
    address = f"{base}{wrong.pk}/correct/"
    page = read(client.get(address))
    assert value_of(page, "value") == "81.9%"
    assert value_of(page, "period") == "August 2018"
    refused = send(client, address, value="18.9%")
    assert "Give a reason" in errors_at_fields(read(refused))["reason"]
    assert send(client, address, value="18.9%", reason="Digits").status_code == 302
    stale = client.post(
        address, {"period": "August 2018", "value": "20", "reason": "Late", "note": ""}
    )
    assert stale.status_code == 409
    assert value_of(read(stale), "value") == "20"
    [right] = Reading.objects.standing()
    assert right.value == Decimal("18.9")
    taken = client.post(f"{base}{right.pk}/retract/", {"reason": "Another team’s"}, follow=True)
    assert "The reading is taken back" in words(read(taken).select_one("body"))
    listed = main(client.get(base))
    assert "Correction: Digits" in listed
    assert "Retraction: Another team’s" in listed
    assert client.get(f"{base}999999/correct/").status_code == 404
