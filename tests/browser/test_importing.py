"""Taking a plan over from the council's own table: in Word, in Excel, or in the template filled in."""

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.actions.importing.files import Cells, as_document, as_workbook
from tests.browser.visitors import (
    Open,
    Size,
    action_rows,
    both_ways,
    saved,
    sticking_out,
    tab_to,
)
from tests.factories import Place, Scene, day, make_scene

HEADER = ("Ref", "What we promised", "Timescale", "RAG", "Notes")
"""The second says nothing to a program; the others are recognised."""
ROWS = (
    ("1B i", "Put parents' views in every report", "Dec 18", "R", "Good examples, but no strategy"),
    ("1B ii", "Tell families what was done", "by end of March 2019", "R", ""),
    ("1C i", "Agree a working accord", "Q3 2019/20", "Amber", "With the forum"),
    ("1D", "Keep the register", "Ongoing", "complete", ""),
)
SHARED = (4, 1, 2)
"""One comment beside the first two rows."""


def choose(page: Page, scene: Scene, name: str, content: bytes) -> None:
    """Choose the file and have it checked."""
    page.goto(f"{scene.address}import/")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_label("As at").fill(day(400).isoformat())
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name=f"Check the import of {name}")).to_be_visible()
    assert sticking_out(page) == []


def say_what_the_second_column_is(page: Page) -> None:
    """Correct what the program could not guess, where that is not open already."""
    form = page.get_by_role("form", name="How the file is read")
    if not form.is_visible():
        page.get_by_text("How the file is read:").click()
    form.get_by_label("Action", exact=True).select_option(label="What we promised")
    form.get_by_role("button", name="Read the file this way").click()
    expect(page.get_by_text("5 columns matched")).to_be_visible()
    assert sticking_out(page) == []


def document(rows: Cells) -> bytes:
    """The table in Word, with the shared comment in one cell merged down."""
    return as_document((HEADER, *rows), down=[SHARED])


@both_ways
def test_a_manager_takes_a_plan_over_from_the_councils_own_tables(
    open_page: Open, place: Place, *, javascript: bool, size: Size
) -> None:
    scene = make_scene(place)
    page = open_page(scene.manager, javascript=javascript, size=size)
    page.goto(f"{scene.address}actions/")
    page.get_by_role("link", name="imported from the file").click()
    expect(page.get_by_role("heading", name="Import actions from a file")).to_be_visible()
    assert sticking_out(page) == []

    wrong = ("1E", "Meet every term", "soon", "Amber", "")
    choose(page, scene, "plan.docx", document((*ROWS, wrong)))
    say_what_the_second_column_is(page)
    expect(page.get_by_text("1 problem to put right.")).to_be_visible()
    problem = page.get_by_role("row").filter(has_text="soon")
    expect(problem).to_contain_text("is not a date")
    expect(problem).to_contain_text("Timescale")
    expect(page.get_by_role("button", name="Confirm the import")).to_have_count(0)

    choose(page, scene, "plan.docx", document(ROWS))
    say_what_the_second_column_is(page)
    expect(page.get_by_text("4 actions will be added")).to_be_visible()
    second = page.get_by_role("row").filter(has_text="Tell families what was done")
    expect(second).to_contain_text("Good examples, but no strategy")
    page.get_by_role("button", name="Confirm the import").click()
    expect(saved(page)).to_contain_text("Imported plan.docx: 4 added, 0 changed, 0 the same.")
    page.goto(f"{scene.address}actions/")
    expect(action_rows(page)).to_have_count(4)
    expect(action_rows(page).filter(has_text="1C i")).to_contain_text("Q3 2019/20")
    expect(action_rows(page).filter(has_text="1D")).to_contain_text("Blue")

    # The same table again, as it came and as a workbook: nothing to do. One cell more: one change.
    choose(page, scene, "plan.docx", document(ROWS))
    say_what_the_second_column_is(page)
    expect(page.get_by_text("says nothing that is not on record already")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm the import")).to_have_count(0)
    page.get_by_role("button", name="Discard this file").click()
    later = ("1C i", "Agree a working accord", "Q3 2019/20", "Green", "Signed by the forum")
    choose(page, scene, "plan.xlsx", as_workbook((HEADER, *ROWS[:2], later), merged=["E2:E3"]))
    say_what_the_second_column_is(page)
    expect(page.get_by_role("row").filter(has_text="Signed by the forum")).to_contain_text("1C i")
    page.get_by_role("button", name="Confirm the import").click()
    expect(saved(page)).to_contain_text("Imported plan.xlsx: 0 added, 1 changed, 2 the same.")


@both_ways
def test_the_template_is_downloaded_filled_in_and_imported(
    open_page: Open, place: Place, tmp_path: Path, *, javascript: bool, size: Size
) -> None:
    scene = make_scene(place)
    page = open_page(scene.manager, javascript=javascript, size=size)
    page.goto(f"{scene.address}import/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="(XLSX)").click()
    template = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(template)
    workbook = load_workbook(template)
    sheet = workbook.worksheets[0]
    headings = [cell.value for cell in next(sheet.iter_rows(max_row=1))]
    typed = {
        "Reference": "1.1",
        "Action": "Assess within six weeks",
        "Theme": "1 Assessment",
        "Owners": "Head of SEND",
        "Original due date": "Dec 18",
        "Rating": "Amber",
        "Commentary": "Two schools are late",
    }
    sheet.append([typed.get(str(heading)) for heading in headings])
    workbook.save(template)

    choose(page, scene, template.name, template.read_bytes())
    expect(page.get_by_text("1 action will be added")).to_be_visible()
    page.get_by_role("button", name="Confirm the import").click()
    expect(saved(page)).to_contain_text("1 added, 0 changed")
    page.goto(f"{scene.address}actions/1.1/")
    for words in ("Assess within six weeks", "Head of SEND", "Dec 18", "Two schools are late"):
        expect(page.get_by_role("main")).to_contain_text(words)

    choose(page, scene, template.name, template.read_bytes())
    expect(page.get_by_text("says nothing that is not on record already")).to_be_visible()


def test_a_plan_is_imported_by_keyboard_alone(open_page: Open, place: Place) -> None:
    scene = make_scene(place)
    page = open_page(scene.manager)
    page.goto(f"{scene.address}import/")
    file = page.get_by_label("File", exact=True)
    tab_to(page, file, within=30)
    file.set_input_files(  # the window that Enter opens is the browser's own, and opens in front only
        {
            "name": "plan.xlsx",
            "mimeType": "",
            "buffer": as_workbook((HEADER, *ROWS), merged=["E2:E3"]),
        }
    )
    tab_to(page, page.get_by_role("button", name="Check the file"), within=8)
    page.keyboard.press("Enter")

    form = page.get_by_role("form", name="How the file is read")
    page.get_by_role("heading", name="Check the import of plan.xlsx").wait_for()
    if not form.is_visible():
        tab_to(page, page.locator("summary").filter(has_text="How the file is read"), within=30)
        page.keyboard.press("Enter")
    tab_to(page, form.get_by_label("Action", exact=True), within=30)
    page.keyboard.type("What we")
    tab_to(page, form.get_by_role("button", name="Read the file this way"), within=30)
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 actions will be added")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Confirm the import"), within=30)
    page.keyboard.press("Enter")
    expect(saved(page)).to_contain_text("Imported plan.xlsx: 4 added, 0 changed")
