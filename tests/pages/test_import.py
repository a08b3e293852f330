"""Importing from a file on the pages: choose, check, correct what was guessed, confirm."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from actions.models import Action, ImportDraft, Plan
from actions.position import position_as_at
from actions.services.actions import reword_action
from tests.actions.importing.files import as_csv, as_document, as_workbook
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_plan, make_scene

HEADER = ("Ref", "Action", "By when", "BRAG", "Comments")
ROWS = (
    ("1.1", "Write the strategy", "Dec 18", "G", "Drafted"),
    ("1.2", "Agree the vision", "Ongoing", "A", ""),
)


def choose(client: Client, scene: Scene, data: bytes, name: str = "plan.csv", **given: Any) -> Any:
    """The answer to choosing a file."""
    form = {"as_at": day(30).isoformat(), "file": SimpleUploadedFile(name, data), **given}
    return client.post(f"{scene.address}import/", form)


def chosen(client: Client, scene: Scene, *rows: Any, **given: Any) -> str:
    """The address at which the chosen file is checked."""
    answer = choose(client, scene, as_csv((HEADER, *(rows or ROWS))), **given)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def text_of(answer: Any) -> str:
    """What the page's main part says, on one line."""
    main = BeautifulSoup(answer.content, "html.parser").find(id="main-content")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def confirmation(answer: Any) -> dict[str, str]:
    """What the button that confirms sends."""
    page = BeautifulSoup(answer.content, "html.parser")
    field = page.find("input", {"name": "revision"})
    assert field is not None
    return {"revision": str(field["value"])}


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def test_file_is_checked_before_anything_is_saved_and_then_confirmed(client, scene):
    address = chosen(client, scene)
    page = client.get(address)
    assert "2 actions will be added" in text_of(page)
    assert not Action.objects.exists()
    answer = client.post(f"{address}confirm/", confirmation(page), follow=True)
    assert "Imported plan.csv: 2 added, 0 changed, 0 the same." in text_of(answer)
    assert [line.reference for line in position_as_at(scene.plan, day(30)).lines] == ["1.1", "1.2"]
    assert not ImportDraft.objects.exists()


def test_change_is_shown_field_by_field(client, scene):
    make_action(scene, "1.1", title="Draw up the strategy", due="Nov 18")
    make_action(scene, "3.3")
    page = client.get(chosen(client, scene))
    said = text_of(page)
    assert "1 action will be added and 1 will change" in said
    changes = text_of(client.get(f"{page.request['PATH_INFO']}?show=change"))
    assert "Action from Draw up the strategy → to Write the strategy" in changes
    assert "Due date from Nov 18 → to Dec 18" in changes
    left = text_of(client.get(f"{page.request['PATH_INFO']}?show=left"))
    assert "3.3 Do what 3.3 says" in left


def test_problem_is_shown_with_its_cell_and_cannot_be_confirmed_away(client, scene):
    address = chosen(client, scene, ROWS[0], ("1.2", "Next", "soon", "A", ""))
    page = client.get(address)
    said = text_of(page)
    assert "1 problem to put right" in said
    assert "C3 1.2 By when soon “soon” is not a date." in said
    assert "Confirm the import" not in said
    answer = client.post(f"{address}confirm/", {"revision": str(scene.plan.revision)})
    assert answer.status_code in {409, 422}
    assert not Action.objects.exists()


def test_table_taken_over_into_a_new_plan_brings_its_themes_with_it(client, scene):
    plan = make_plan(scene.place, slug="new")
    scene = replace(scene, plan=plan)
    rows = (("Ref", "Theme", "Action"), ("1.1", "1 Leadership", "Lead"), ("2.1", "2 Voice", "Ask"))
    address = choose(client, scene, as_csv(rows))["Location"]
    page = client.get(address)
    assert "2 will be added to the plan: 1 Leadership; 2 Voice." in text_of(page)
    client.post(f"{address}confirm/", confirmation(page))
    assert sorted(map(str, plan.themes.all())) == ["1 Leadership", "2 Voice"]
    asked = client.post(address, {"as_at": "", "column-reference": "0"}, follow=True)
    assert asked.status_code == 200, "an import that is done with is gone, not broken"


def test_columns_guessed_wrongly_are_corrected_on_the_page(client, scene):
    rows = (("Code", "Words", "Ref"), ("1.1", "First", "x"))
    address = choose(client, scene, as_csv(rows))["Location"]
    form = {"as_at": day(30).isoformat(), "column-reference": "0", "column-title": "1"}
    answer = client.post(address, form, follow=True)
    assert "1 action will be added" in text_of(answer)
    again = client.post(address, form | {"column-detail": "1"})
    assert again.status_code == 422
    assert "This column is chosen for Action already." in text_of(again)


def test_plan_that_changed_in_between_is_compared_and_shown_again(client, scene):
    action = make_action(scene, "1.1", title="Draw up the strategy")
    address = chosen(client, scene)
    sent = confirmation(client.get(address))
    reword_action(
        action=action,
        title="Somebody else's words",
        detail="",
        effective_date=day(20),
        reason="Agreed",
        by=scene.manager,
    )
    answer = client.post(f"{address}confirm/", sent)
    assert answer.status_code == 409
    assert "Somebody changed the plan after this was shown" in text_of(answer)
    assert Action.objects.count() == 1
    answer = client.post(f"{address}confirm/", confirmation(answer))
    assert answer.status_code == 302
    assert Action.objects.count() == 2


@pytest.mark.parametrize("revision", ["", "nonsense", "0" * 32, "x" * 50_000])
def test_confirmation_of_something_that_was_not_shown_is_refused(client, scene, revision):
    address = chosen(client, scene)
    answer = client.post(f"{address}confirm/", {"revision": revision})
    assert answer.status_code == 409
    assert not Action.objects.exists()


def test_draft_is_its_makers_alone_and_of_its_plan(client, scene):
    address = chosen(client, scene)
    other = signed_in(scene.place.administrator)
    for name in ("", "confirm/", "discard/"):
        answer = other.post(f"{address}{name}", {})
        assert (answer.status_code, answer["Location"]) == (302, f"{scene.address}import/")
    elsewhere = make_scene(scene.place, slug="other")
    answer = client.get(address.replace(scene.address, elsewhere.address))
    assert answer.status_code == 302
    stranger = signed_in(make_place("far").manager)
    assert stranger.get(address).status_code == 404
    assert ImportDraft.objects.count() == 1


def test_draft_is_discarded_and_one_left_lying_is_removed_in_time(client, scene):
    address = chosen(client, scene)
    client.post(f"{address}discard/")
    assert not ImportDraft.objects.exists()
    chosen(client, scene)
    assert "plan.csv" in text_of(client.get(f"{scene.address}import/"))
    call_command("tick", at=(timezone.now() + timedelta(days=6)).isoformat())
    assert ImportDraft.objects.exists()
    call_command("tick", at=(timezone.now() + timedelta(days=8)).isoformat())
    assert not ImportDraft.objects.exists()
    answer = signed_in(scene.manager).get(address, follow=True)  # tick ended the session as well
    assert "That import is no longer waiting" in text_of(answer)


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_no_file_or_no_day_is_said_beside_the_field(client, scene, htmx):
    answer = client.post(f"{scene.address}import/", {}, headers=htmx)
    assert answer.status_code == 422
    assert "Choose a file." in answer.content.decode()
    assert "Enter the day the file tells of." in answer.content.decode()


def test_day_to_come_or_before_the_plan_is_refused(client, scene):
    for given, said in (("2999-01-01", "is in the future"), ("2017-01-01", "when the plan began")):
        answer = choose(client, scene, as_csv((HEADER, *ROWS)), as_at=given)
        assert answer.status_code == 422
        assert said in text_of(answer)


def test_file_over_the_limit_is_refused_unread(client, scene):
    answer = choose(client, scene, b"x" * 11_000_000)
    assert answer.status_code == 422
    assert "The file is larger than 10 MB, so it was not read." in text_of(answer)
    assert not ImportDraft.objects.exists()


def test_file_that_is_no_table_says_what_to_do(client, scene):
    answer = choose(client, scene, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "plan.xls")
    assert answer.status_code == 422
    assert "Save a copy as .xlsx or .docx" in text_of(answer)


def test_hostile_words_are_shown_as_words(client, scene):
    nasty = "<script>alert(1)</script>"
    page = client.get(
        chosen(client, scene, (nasty, nasty, nasty, nasty, nasty), ("1.1", nasty, "", "", ""))
    )
    assert nasty not in page.content.decode()
    assert "<script>alert(1)</script>" in text_of(page)


def test_name_of_the_file_is_kept_short_and_plain(client, scene):
    address = choose(client, scene, as_csv((HEADER, *ROWS)), "../" + "n" * 300 + ".csv")["Location"]
    (draft,) = ImportDraft.objects.all()
    assert len(draft.file_name) <= 200
    assert "/" not in draft.file_name
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv"])
def test_template_is_read_back_with_every_column_and_nothing_to_import(client, scene, kind):
    made = client.get(f"{scene.address}import/template/{kind}/")
    assert made["Content-Disposition"] == f'attachment; filename="send-template.{kind}"'
    answer = choose(client, scene, made.content, f"template.{kind}")
    page = client.get(answer["Location"])
    assert "there is nothing to import" in text_of(page)
    columns = ImportDraft.objects.get().columns["fields"]
    assert len(columns) == (10 if kind == "docx" else 14)


def test_template_of_another_kind_is_not_found(client, scene):
    assert client.get(f"{scene.address}import/template/exe/").status_code == 404


def test_register_that_was_exported_is_imported_without_a_change(client, scene):
    make_action(
        scene,
        "1.1",
        title="=HYPERLINK(1)",
        detail="- a list\n- of points",
        due="by end of March 2019",
        owners=scene.place.posts[:2],
        lead_organisation=scene.place.council,
        workstream=scene.workstreams[0],
        report_group=scene.report_groups[0],
    )
    for name in ("actions.csv", "actions.xlsx"):
        exported = client.get(f"{scene.address}{name}")
        content = b"".join(exported) if exported.streaming else exported.content
        answer = choose(client, scene, content, name, as_at=timezone.localdate().isoformat())
        assert "there is nothing to import" in text_of(client.get(answer["Location"]))


def test_every_part_of_a_long_import_is_shown_on_pages(client, scene):
    rows = [(f"1.{number}", f"Do {number}", "", "", "") for number in range(1, 121)]
    address = chosen(client, scene, *rows)
    assert "Do 50" in text_of(client.get(address))
    last = text_of(client.get(f"{address}?show=add&page=3"))
    assert "Do 120" in last
    assert "Do 50" not in last
    assert client.get(f"{address}?show=zebra&page=none").status_code == 200


def test_word_and_excel_are_taken_as_well(client, scene):
    for data, name in (
        (as_workbook((HEADER, *ROWS)), "p.xlsx"),
        (as_document((HEADER, *ROWS)), "p.docx"),
    ):
        page = client.get(choose(client, scene, data, name)["Location"])
        assert "2 actions will be added" in text_of(page)


def test_closed_plan_takes_no_import(client, scene):
    Plan.objects.filter(pk=scene.plan.pk).update(stage="closed")
    answer = choose(client, scene, as_csv((HEADER, *ROWS)))
    assert answer.status_code == 422
    assert "The plan is closed" in text_of(answer)
