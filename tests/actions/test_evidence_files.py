"""Which files are kept as evidence, under what name, and that nothing is left of the others."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from actions import file_store
from actions.choices import DocumentKind
from actions.errors import Refused
from actions.file_kinds import clean_name
from actions.models import Evidence, Inspection
from actions.services import evidence
from actions.services.inspections import add_document, withdraw_document
from tests.actions import files
from tests.actions.inspecting import make_inspection
from tests.factories import Scene, make_action, rate
from wsoa import ticking

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> Path:
    """A folder for evidence of this test's own."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    return tmp_path / "evidence"


def stored(store: Path) -> list[Path]:
    """Every file in the folder, kept or on its way."""
    return [path for path in store.rglob("*") if path.is_file()]


def add(scene: Scene, name: str, content: bytes) -> Evidence:
    """Add a file to a new action."""
    return evidence.add_file(
        action=make_action(scene), upload=SimpleUploadedFile(name, content), by=scene.manager
    )


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("minutes.pdf", files.PDF, "application/pdf"),
        ("MINUTES.PDF", files.PDF, "application/pdf"),
        ("paper.docx", files.docx(), f"{OFFICE}.wordprocessingml.document"),
        ("table.xlsx", files.xlsx(), f"{OFFICE}.spreadsheetml.sheet"),
        ("slides.pptx", files.pptx(), f"{OFFICE}.presentationml.presentation"),
        ("paper.odt", files.open_document(), f"{OPEN_DOCUMENT}.text"),
        ("table.ods", files.open_document("spreadsheet"), f"{OPEN_DOCUMENT}.spreadsheet"),
        ("slides.odp", files.open_document("presentation"), f"{OPEN_DOCUMENT}.presentation"),
        ("photo.png", files.png(), "image/png"),
        ("photo.jpg", files.JPEG, "image/jpeg"),
        ("photo.jpeg", files.JPEG, "image/jpeg"),
        ("notes.txt", "Café meeting: 5 < 7 and 7 > 5".encode(), "text/plain"),
        ("notes.txt", "Café".encode("cp1252"), "text/plain"),
        ("table.csv", b"Ref,Owner\r\n1A,Head of SEND\r\n", "text/csv"),
    ],
)
def test_file_whose_name_and_content_agree_is_kept(
    scene: Scene, store: Path, name: str, content: bytes, content_type: str
):
    kept = add(scene, name, content)
    assert kept.content_type == content_type
    assert kept.size == len(content)
    assert kept.original_name == name
    (path,) = stored(store)
    assert path.name == kept.stored_name
    assert path.read_bytes() == content
    assert path.suffix == ""
    assert path.stat().st_mode & 0o777 == 0o600


def bomb() -> bytes:
    """A Word document whose one picture unpacks to 400 MB of nothing."""
    buffer = io.BytesIO(files.docx())
    nothing = bytes(1024 * 1024)
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/media/image1.png", "w", force_zip64=True) as member,
    ):
        for _ in range(400):
            member.write(nothing)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("minutes.pdf", files.HTML, "its content is not a PDF"),
        ("minutes.pdf", files.HTML + files.PDF, "its content is not a PDF"),
        ("minutes.pdf", b"%PDF-1.4\n" + files.HTML + files.PDF, "its content is not a PDF"),
        ("minutes.pdf", files.PDF[:60], "damaged or incomplete"),
        ("minutes.docx", files.EXE, "its content is not a Word document"),
        ("minutes.docx", files.PDF, "its content is not a Word document"),
        ("minutes.docx", files.xlsx(), "its content is not a Word document"),
        ("minutes.docx", files.packed({"a.txt": b"a"}), "its content is not a Word document"),
        ("minutes.docx", b"PK\x03\x04" + bytes(100), "its content is not a Word document"),
        ("minutes.docx", files.docm(), "holds macros"),
        ("minutes.docx", files.docx({"word/vbaProject.bin": b"x"}), "holds macros"),
        ("minutes.odt", files.open_document(more={"Basic/a.xml": b"x"}), "holds macros"),
        ("minutes.docm", files.docm(), "can hold macros"),
        ("minutes.doc", b"\xd0\xcf\x11\xe0" + bytes(500), "Save it as .docx or as a PDF"),
        ("photo.svg", files.SVG, "This kind of file is not kept"),
        ("photo.png", files.SVG, "its content is not a PNG picture"),
        ("photo.png", files.JPEG, "its content is not a PNG picture .it looks like .jp"),
        (
            "photo.png",
            b"\x89PNG\r\n\x1a\n" + bytes(50),
            "is not a PNG picture, or it is damaged. Save",
        ),
        ("notes.txt", files.SVG, "its content is not a text file"),
        ("notes.txt", files.HTML, "its content is not a text file"),
        ("notes.txt", b"Notes\n" * 2000 + files.HTML, "its content is not a text file"),
        ("notes.txt", b"#!/bin/sh\nrm -rf /\n", "its content is not a text file"),
        ("notes.csv", files.EXE, "its content is not a CSV table"),
        ("notes.csv", "Café".encode("utf-16"), "its content is not a CSV table"),
        ("page.html", files.HTML, "This kind of file is not kept"),
        ("all.zip", files.packed({"a.txt": b"a"}), "This kind of file is not kept"),
        ("run.exe", files.EXE, "This kind of file is not kept"),
        ("run", files.PDF, "This kind of file is not kept"),
        ("minutes.pdf.exe", files.PDF, "This kind of file is not kept"),
        ("minutes.pdf", b"", "empty"),
    ],
)
def test_unfit_file_is_refused_and_nothing_is_left_of_it(
    scene: Scene, store: Path, name: str, content: bytes, said: str
):
    with pytest.raises(Refused, match=said) as refused:
        add(scene, name, content)
    assert refused.value.field == "evidence_file"
    assert not stored(store)
    assert not Evidence.objects.exists()


def test_document_that_unpacks_to_far_more_than_it_is_is_refused(scene: Scene, store: Path):
    content = bomb()
    assert len(content) < 1024 * 1024
    with pytest.raises(Refused, match="far more than a document would"):
        add(scene, "minutes.docx", content)
    assert not stored(store)


def test_file_over_the_limit_is_refused_and_one_at_it_is_kept(
    scene: Scene, store: Path, settings: Any
):
    settings.UPLOAD_LIMIT_MB = 1
    whole = 1024 * 1024
    padding = b"%" * (whole - len(files.PDF))
    at_limit = files.PDF[:9] + padding + files.PDF[9:]
    assert add(scene, "minutes.pdf", at_limit).size == whole
    with pytest.raises(Refused, match="larger than 1 MB"):
        evidence.add_file(
            action=Evidence.objects.get().action,
            upload=SimpleUploadedFile("minutes.pdf", at_limit + b"\n"),
            by=scene.manager,
        )
    assert len(stored(store)) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\minutes.pdf", "minutes.pdf"),
        ("min\x00ut\nes\x1b.pdf", "minut es.pdf"),
        ("minutes\u202efdp.pdf", "minutesfdp.pdf"),
        ('a "quoted"; name.pdf', "a quoted ; name.pdf"),
        (".pdf", "pdf"),
        ("...", "file"),
        ("", "file"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("minutes\udcff.pdf", "minutes.pdf"),
        ("протокол.pdf", "протокол.pdf"),
    ],
)
def test_name_of_a_file_is_made_fit_to_show_and_to_save_under(given: str, kept: str):
    assert clean_name(given) == kept


def test_file_of_an_undone_transaction_is_swept_away_a_day_later(scene: Scene, store: Path):
    kept = add(scene, "minutes.pdf", files.PDF)
    with transaction.atomic():
        evidence.add_file(action=kept.action, upload=files.pdf_upload(), by=scene.manager)
        transaction.set_rollback(True)
    assert len(stored(store)) == 2
    list(ticking.run(timezone.now() + timedelta(hours=23)))
    assert len(stored(store)) == 2
    done = list(ticking.run(timezone.now() + timedelta(hours=25)))
    assert "removed a file that belongs to nothing on record" in done
    assert [path.name for path in stored(store)] == [kept.stored_name]
    assert "removed a file that belongs to nothing on record" not in list(
        ticking.run(timezone.now() + timedelta(hours=25))
    )


def test_document_of_an_inspection_is_no_stray_file(scene: Scene, store: Path):
    inspection = make_inspection(scene.place)
    with pytest.raises(Refused, match="what the document is"):
        _document(scene, inspection, kind="novel")
    assert not stored(store), "What is refused leaves no file behind."
    kept = _document(scene, inspection)
    gone = _document(scene, inspection)
    withdraw_document(document=gone, reason="Another letter", by=scene.manager)
    list(ticking.run(timezone.now() + timedelta(days=9)))
    assert {path.name for path in stored(store)} == {kept.stored_name, gone.stored_name}


def _document(scene: Scene, inspection: Inspection, kind: Any = DocumentKind.LETTER) -> Any:
    return add_document(
        inspection=inspection, kind=kind, upload=files.pdf_upload(), by=scene.manager
    )


def test_file_that_is_received_and_not_added_is_removed(scene: Scene, store: Path):
    with evidence.receiving(files.pdf_upload()) as new:
        assert len(stored(store)) == 1
    assert not stored(store)
    assert new.received.original_name == "minutes.pdf"


def test_file_for_an_update_of_another_action_is_refused_and_removed(scene: Scene, store: Path):
    first, second = make_action(scene, "1"), make_action(scene, "2")
    update = rate(second, scene.ratings["G"], by=scene.manager)
    with pytest.raises(Refused, match="belongs to another action"):
        evidence.add_file(
            action=first, upload=files.pdf_upload(), by=scene.manager, status_update=update
        )
    assert not stored(store)


@pytest.mark.parametrize("name", ["../secret", "a/b", "", "incoming/x", "a.txt"])
def test_place_of_a_file_is_never_outside_its_folder(name: str):
    with pytest.raises(ValueError, match="not the name of a stored file"):
        file_store.place_of(name)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "ftp://example.org/minutes",
        "//example.org/minutes",
        "example.org/minutes",
        "https://",
        "https://user:word@example.org/minutes",
        "https://exa mple.org/",
        "http://[::1",
        "https://example.org/" + "a" * 1000,
        "https://example.org/\udcff",
        "",
    ],
)
def test_link_that_is_no_page_s_address_is_refused(scene: Scene, url: str):
    with pytest.raises(Refused) as refused:
        evidence.add_link(action=make_action(scene), url=url, by=scene.manager)
    assert refused.value.field == "evidence_link"


def test_link_is_named_by_its_address_where_it_has_no_name(scene: Scene):
    action = make_action(scene)
    url = "https://example.org/minutes?page=2#item-3"
    assert evidence.add_link(action=action, url=url, by=scene.manager).title == url
    named = evidence.add_link(action=action, url=url, title=" The\nminutes ", by=scene.manager)
    assert named.title == "The minutes"
