"""Evidence on the pages: who gets a file and how it is sent, adding, withdrawing, and completing with it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actions.models import Action, Completion, Evidence, StatusUpdate
from actions.services import evidence
from tests.actions.files import EXE, HTML, PDF, pdf_upload
from tests.conftest import signed_in
from tests.factories import Scene, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from wsoa.capabilities import Role

LINK = "https://example.org/minutes"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> Path:
    """A folder for evidence of this test's own."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    return tmp_path / "evidence"


@kept_fixture
def action(scene: Scene) -> Action:
    """An action of the action owner's."""
    return make_action(scene, "1B ii", owners=(scene.place.posts[0],))


def at(scene: Scene, rest: str = "") -> str:
    """The address of the action, or of a page below it."""
    return f"{scene.address}actions/1bii/{rest}"


def kept_file(scene: Scene, action: Action, **given: Any) -> Evidence:
    """A file beside the action."""
    return evidence.add_file(action=action, upload=pdf_upload(), by=scene.manager, **given)


def stored(store: Path) -> list[Path]:
    """Every file in the folder."""
    return [path for path in store.rglob("*") if path.is_file()]


def test_file_is_sent_as_a_download_that_nothing_shows_or_runs(scene: Scene, action: Action):
    kept = kept_file(scene, action)
    answer = signed_in(scene.place.people[Role.MONITOR]).get(at(scene, f"evidence/{kept.pk}/"))
    assert b"".join(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(PDF))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "DENY"


def test_name_of_a_download_survives_quotes_and_other_alphabets(scene: Scene, action: Action):
    upload = SimpleUploadedFile('протокол "май"\r\nX-Evil: 1.pdf', PDF)
    kept = evidence.add_file(action=action, upload=upload, by=scene.manager)
    answer = signed_in(scene.manager).get(at(scene, f"evidence/{kept.pk}/"))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%BF")
    assert "\n" not in answer["Content-Disposition"]
    assert "X-Evil" not in answer.headers


def test_type_that_is_not_one_of_ours_is_sent_as_plain_bytes(scene: Scene, action: Action):
    kept = kept_file(scene, action)
    odd = Evidence(
        action=action,
        kind="file",
        title="Odd",
        stored_name=kept.stored_name,
        original_name="odd.html",
        content_type="text/html",
        recorded_at=kept.recorded_at,
        recorded_by=scene.manager,
    )
    odd.save()
    answer = signed_in(scene.manager).get(at(scene, f"evidence/{odd.pk}/"))
    assert answer["Content-Type"] == "application/octet-stream"


def test_file_is_not_found_under_another_action_plan_or_area(scene: Scene, action: Action):
    kept = kept_file(scene, action)
    make_action(scene, "2")
    other = make_scene(make_place("elsewhere"))
    make_action(other, "1B ii")
    ours = signed_in(scene.manager)
    theirs = signed_in(other.manager)
    assert ours.get(f"{scene.address}actions/2/evidence/{kept.pk}/").status_code == 404
    assert theirs.get(at(scene, f"evidence/{kept.pk}/")).status_code == 404
    assert theirs.get(at(other, f"evidence/{kept.pk}/")).status_code == 404
    assert ours.get(at(scene, "evidence/99999999999999999999/")).status_code == 404
    signed_out = Client().get(at(scene, f"evidence/{kept.pk}/"))
    assert signed_out.status_code == 302


def test_file_is_under_no_address_of_static_files(scene: Scene, action: Action):
    kept = kept_file(scene, action)
    client = signed_in(scene.manager)
    for path in ("evidence", "media", "static", "static/../evidence"):
        address = f"/{path}/{kept.stored_name}"
        assert client.get(address, follow=True).status_code == 404


def test_file_that_is_gone_from_the_disk_is_not_found(scene: Scene, action: Action, store: Path):
    kept = kept_file(scene, action)
    (store / kept.stored_name).unlink()
    assert signed_in(scene.manager).get(at(scene, f"evidence/{kept.pk}/")).status_code == 404


def test_withdrawn_file_opens_to_those_who_may_correct_alone(scene: Scene, action: Action):
    kept = kept_file(scene, action, title="Wrong minutes")
    evidence.withdraw_evidence(evidence=kept, reason="Another board", by=scene.manager)
    for role in Role:
        client = signed_in(scene.place.people[role])
        page = client.get(at(scene)).content.decode()
        may = role in {Role.ADMINISTRATOR, Role.MANAGER}
        address = at(scene, f"evidence/{kept.pk}/")
        assert client.get(address).status_code == (200 if may else 404)
        assert (f'href="{address}"' in page) == may
        assert ("Withdrawn evidence (1)" in page) == may


def test_link_and_file_are_added_in_one_go(scene: Scene, action: Action):
    form = {
        "evidence_link": LINK,
        "evidence_file": pdf_upload(),
        "evidence_title": "Minutes of May",
    }
    client = signed_in(scene.place.owner)
    answer = client.post(at(scene, "evidence/add/"), form, follow=True)
    assert answer.redirect_chain == [(at(scene), 302)]
    page = answer.content.decode()
    assert "The evidence is added to 1B ii." in page
    assert "Link to example.org" in page
    assert f'href="{LINK}" rel="noopener noreferrer"' in page
    assert "PDF, 1" in page
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Enter a link or choose a file."),
        ({"evidence_link": "javascript:alert(1)"}, "starting with https:// or http://"),
        ({"evidence_link": "x" * 50_000}, "must be 1,000 characters or fewer"),
        (
            {"evidence_link": LINK, "evidence_title": "x" * 50_000},
            "must be 200 characters or fewer",
        ),
        ({"evidence_file": ("minutes.pdf", HTML)}, "its content is not a PDF"),
        ({"evidence_file": ("minutes.docx", EXE)}, "its content is not a Word document"),
        ({"evidence_file": ("empty.pdf", b"")}, "The file is empty."),
    ],
)
def test_unfit_evidence_is_refused_with_what_to_do(
    scene: Scene, action: Action, store: Path, form: dict[str, Any], said: str
):
    sent = {
        name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
        for name, value in form.items()
    }
    answer = signed_in(scene.manager).post(at(scene, "evidence/add/"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Evidence.objects.exists()
    assert not stored(store)


def test_unfit_link_beside_a_good_file_keeps_neither(scene: Scene, action: Action, store: Path):
    form = {"evidence_link": "ftp://x", "evidence_file": pdf_upload()}
    answer = signed_in(scene.manager).post(at(scene, "evidence/add/"), form)
    assert answer.status_code == 422
    assert "Choose the file “minutes.pdf” again." in answer.content.decode()
    assert not Evidence.objects.exists()
    assert not stored(store)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEMBER, Role.MONITOR])
def test_roles_that_may_not_update_store_nothing(
    scene: Scene, action: Action, store: Path, role: Role
):
    client = signed_in(scene.place.people[role])
    form = {"evidence_file": pdf_upload()}
    assert client.post(at(scene, "evidence/add/"), form).status_code == 403
    assert not stored(store)


def test_evidence_is_withdrawn_with_a_reason(scene: Scene, action: Action):
    kept = kept_file(scene, action, title="Wrong minutes")
    client = signed_in(scene.manager)
    address = at(scene, f"evidence/{kept.pk}/withdraw/")
    assert client.post(address, {"reason": " "}).status_code == 422
    page = client.post(address, {"reason": "Another board"}, follow=True).content.decode()
    assert "“Wrong minutes” is withdrawn." in page
    assert "Another board" in page
    assert client.post(address, {"reason": "Again"}).status_code == 422


def test_upload_over_the_limit_is_refused_before_it_is_read(scene: Scene, action: Action):
    class Unread:
        """A body that says how large it is and fails when it is read."""

        def read(self, *args: object) -> bytes:
            raise AssertionError("read")

        readline = read

    extra: dict[str, Any] = {"wsgi.input": Unread()}
    answer = signed_in(scene.manager).generic(
        "POST",
        at(scene, "evidence/add/"),
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(60 * 1024 * 1024),
        **extra,
    )
    assert answer.status_code == 413
    assert "A file may have up to 20 MB" in answer.content.decode()


def update_form(scene: Scene, code: str, **more: Any) -> dict[str, Any]:
    """What the update form sends."""
    return {
        "rating": scene.ratings[code].pk,
        "effective_date": "2018-01-10",
        "commentary": "Done",
        "remedial_action": "",
        "based_on": "",
        **more,
    }


def test_action_is_completed_with_its_evidence_on_one_form(scene: Scene, action: Action):
    scene.plan.completions_need_evidence = True
    scene.plan.save()
    client = signed_in(scene.place.owner)
    page = client.get(at(scene, "update/")).content.decode()
    assert "If this completes the action" in page
    assert "This plan asks for a link or a file" in page
    refused = client.post(at(scene, "update/"), update_form(scene, "B"))
    assert refused.status_code == 422
    assert "asks for evidence of each completion" in refused.content.decode()
    form = update_form(scene, "B", evidence_file=pdf_upload(), evidence_title="Minutes")
    page = client.post(at(scene, "update/"), form, follow=True).content.decode()
    assert "It is now complete." in page
    assert "with the update of 10 January 2018" in page
    assert Evidence.objects.get().status_update == StatusUpdate.objects.get()


def test_file_beside_another_error_has_to_be_chosen_again_and_the_page_says_so(
    scene: Scene, action: Action, store: Path
):
    client = signed_in(scene.manager)
    form = update_form(scene, "B", effective_date="", evidence_file=pdf_upload())
    page = client.post(at(scene, "update/"), form).content.decode()
    assert "Choose the file “minutes.pdf” again." in page
    refused_by_the_service = update_form(
        scene, "R", commentary="", evidence_file=pdf_upload(), evidence_link=LINK
    )
    page = client.post(at(scene, "update/"), refused_by_the_service).content.decode()
    assert "needs a commentary" in page
    assert "Choose the file “minutes.pdf” again." in page
    assert f'value="{LINK}"' in page
    assert not stored(store)


def test_file_on_a_form_that_somebody_was_quicker_than_has_to_be_chosen_again(
    scene: Scene, action: Action, store: Path
):
    rate(action, scene.ratings["A"], by=scene.manager)
    client = signed_in(scene.place.owner)
    form = update_form(scene, "B", evidence_file=pdf_upload())
    answer = client.post(at(scene, "update/"), form)
    assert answer.status_code == 409
    assert "Choose the file “minutes.pdf” again." in answer.content.decode()
    assert not stored(store)


def test_completion_that_the_colour_leaves_open_is_recorded_with_a_file(place: Any):
    scene = make_scene(place, preset="rag")
    make_action(scene, "1B ii")
    client = signed_in(scene.manager)
    form = {"completed_on": "2018-01-10", "evidence": "", "evidence_file": pdf_upload()}
    answer = client.post(at(scene, "complete/"), form, follow=True)
    assert "with the completion" in answer.content.decode()
    assert Evidence.objects.get().completion == Completion.objects.get()
