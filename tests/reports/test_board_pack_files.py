"""PDFs of board packs that are made in the background: asked for, made once, handed out, removed."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pikepdf import Pdf

from actions.errors import NotAllowed
from actions.models import Redaction
from boards.models import Meeting
from boards.services.packs import close_pack, reopen_pack
from reports import pack_files
from reports.choices import FileState
from reports.models import PackFile
from reports.pack_files import KEEP_DRAFT, LOST_AFTER, file_of, path_of
from reports.services import board_packs
from reports.services.board_packs import make_pack_file, prepare_pack
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions, make_place, make_user
from tests.kept import kept_fixture
from tests.pages.reading import read, words
from wsoa.capabilities import Role

Commit = Callable[..., AbstractContextManager[list[Any]]]


@kept_fixture
def meeting(scene: Scene) -> Meeting:
    make_actions(scene, 3, "GAR")
    return make_meeting(make_board(scene), day(100), as_at=day(89))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A quick PDF of three pages in place of the real one; how often it was made."""
    calls: list[int] = []
    blank = _blank(3)

    def pack_pdf(content: object, on_page: Callable[[int], None] | None = None) -> bytes:
        calls.append(1)
        for number in (1, 2, 3):
            if on_page is not None:
                on_page(number)
        return blank

    for module in ("reports.services.board_packs", "reports.views.board_packs"):
        monkeypatch.setattr(f"{module}.pack_pdf", pack_pdf)
    return calls


def _blank(pages: int) -> bytes:
    out = BytesIO()
    with Pdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pack is taken for a large one."""
    monkeypatch.setattr(pack_files, "LARGE", 0)


def _address(meeting: Meeting, end: str = "") -> str:
    return f"/riverton/area/boards/steering-board/meetings/{meeting.pk}/pack{end}"


def _text(client: Client, address: str) -> str:
    return words(read(client.get(address)).select_one("main"))


def test_large_pack_is_prepared_by_a_job_and_its_page_says_how_far_it_is_and_then_leads_to_it(
    scene: Scene,
    meeting: Meeting,
    large: None,
    made: list[int],
    django_capture_on_commit_callbacks: Commit,
) -> None:
    client = signed_in(scene.place.people[Role.MEMBER])
    page = read(client.get(_address(meeting, "/")))
    assert "Prepare the PDF" in words(page.select_one("main form button"))
    assert client.get(_address(meeting, ".pdf")).headers["Location"] == _address(meeting, "/pdf/")
    assert "This PDF has not been prepared yet" in _text(client, _address(meeting, "/pdf/"))
    with django_capture_on_commit_callbacks() as jobs:
        answer = client.post(_address(meeting, "/prepare/"), follow=True)
    assert "The PDF waits its turn" in words(read(answer).select_one("main"))
    assert read(answer).select_one("#pack-progress[hx-trigger]")
    jobs[0]()
    page = read(client.get(_address(meeting, "/pdf/")))
    assert "The PDF is ready: 3 pages" in words(page.select_one("main"))
    assert not page.select_one("[hx-trigger]")
    pdf = client.get(_address(meeting, ".pdf"))
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert hashlib.sha256(pdf.content).hexdigest() in _text(client, _address(meeting, "/pdf/"))
    assert len(made) == 1


def test_page_says_how_many_pages_are_laid_out_so_far(
    scene: Scene, meeting: Meeting, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(scene.manager)
    seen: list[str] = []
    monkeypatch.setattr(board_packs, "SAY_EVERY", 0)
    blank = _blank(1)

    def pack_pdf(content: object, on_page: Callable[[int], None]) -> bytes:
        for number in (1, 2):
            on_page(number)
            seen.append(_text(client, _address(meeting, "/pdf/")))
        return blank

    monkeypatch.setattr(board_packs, "pack_pdf", pack_pdf)
    file = prepare_pack(meeting=meeting, pack=None, by=scene.manager, at=timezone.now())
    make_pack_file.func(token=file.token.hex)
    assert "The PDF is being laid out: 1 page so far." in seen[0]
    assert "The PDF is being laid out: 2 pages so far." in seen[1]


def test_closed_packs_pdf_is_made_once_and_each_version_has_its_own(
    scene: Scene,
    meeting: Meeting,
    made: list[int],
    django_capture_on_commit_callbacks: Commit,
) -> None:
    client = signed_in(scene.manager)
    first = close_pack(meeting=meeting, by=scene.manager)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(_address(meeting, "/prepare/"))
    kept = file_of(meeting, first)
    assert kept is not None
    assert kept.state == FileState.READY
    assert client.get(_address(meeting, ".pdf")).content == path_of(kept).read_bytes()
    assert len(made) == 1
    reopen_pack(pack=first, reason="An update came late", by=scene.manager)
    second = close_pack(meeting=meeting, by=scene.manager)
    client.get(_address(meeting, ".pdf?version=1"))
    assert len(made) == 1
    client.get(_address(meeting, ".pdf"))
    assert len(made) == 2
    assert file_of(meeting, second) is None
    assert client.get(_address(meeting, "/?version=3")).status_code == 404


def test_tick_has_the_pdf_of_a_pack_made_that_was_just_closed_and_of_no_older_one(
    scene: Scene,
    meeting: Meeting,
    made: list[int],
    django_capture_on_commit_callbacks: Commit,
) -> None:
    close_pack(meeting=meeting, by=scene.manager, now=timezone.now() - timedelta(days=2))
    earlier = make_meeting(meeting.board, day(60), as_at=day(58))
    pack = close_pack(meeting=earlier, by=scene.manager)
    with django_capture_on_commit_callbacks(execute=True):
        (said,) = _tick()
    assert said == "had the PDF of the pack of Steering board, 2 March 2018 made, version 1"
    assert not _tick()
    assert [file.pack for file in PackFile.objects.all()] == [pack]


def _tick() -> list[str]:
    """What the clock does about packs, in words."""
    return list(board_packs.keep_packs(timezone.now()))


def test_pdf_of_a_draft_goes_after_a_day_and_that_of_a_closed_pack_stays(
    scene: Scene,
    meeting: Meeting,
    made: list[int],
    django_capture_on_commit_callbacks: Commit,
) -> None:
    then = timezone.now() - KEEP_DRAFT
    with django_capture_on_commit_callbacks(execute=True):
        draft = prepare_pack(meeting=meeting, pack=None, by=scene.manager, at=then)
        pack = close_pack(meeting=meeting, by=scene.manager, now=then - timedelta(days=9))
        closed = prepare_pack(meeting=meeting, pack=pack, by=scene.manager, at=then)
    assert path_of(draft).is_file()
    with django_capture_on_commit_callbacks(execute=True):
        assert _tick() == ["removed the PDF of the pack of Steering board, 11 April 2018, draft"]
    assert list(PackFile.objects.all()) == [closed]
    assert not path_of(draft).exists()
    assert path_of(closed).is_file()


def test_pdf_made_before_a_redaction_is_not_handed_out_and_goes(
    scene: Scene,
    meeting: Meeting,
    made: list[int],
    django_capture_on_commit_callbacks: Commit,
) -> None:
    then = timezone.now() - timedelta(days=5)
    pack = close_pack(meeting=meeting, by=scene.manager, now=then)
    with django_capture_on_commit_callbacks(execute=True):
        file = prepare_pack(meeting=meeting, pack=pack, by=scene.manager, at=then)
    _redacted(scene)
    client = signed_in(scene.manager)
    assert "no longer kept" in _text(client, _address(meeting, "/pdf/"))
    client.get(_address(meeting, ".pdf"))
    assert len(made) == 2
    with django_capture_on_commit_callbacks(execute=True):
        _tick()
    assert not path_of(file).exists()


def _redacted(scene: Scene) -> None:
    Redaction(
        area=scene.place.area,
        plan=scene.plan,
        batch=uuid4(),
        table_name="actions_note",
        row_id=1,
        field="text",
        replacement="",
        reason="A child was named",
        at=timezone.now(),
        by=scene.place.administrator,
    ).save()


def test_job_that_was_stopped_is_asked_for_again_and_the_old_one_then_does_nothing(
    scene: Scene, meeting: Meeting, made: list[int]
) -> None:
    then = timezone.now() - LOST_AFTER
    lost = prepare_pack(meeting=meeting, pack=None, by=scene.manager, at=then)
    again = prepare_pack(meeting=meeting, pack=None, by=scene.manager, at=timezone.now())
    assert again.token != lost.token
    make_pack_file.func(token=lost.token.hex)
    assert made == []
    make_pack_file.func(token=again.token.hex)
    make_pack_file.func(token=again.token.hex)
    assert len(made) == 1


def test_pdf_that_cannot_be_made_is_told_and_can_be_asked_for_again(
    scene: Scene, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(content: object, on_page: object) -> bytes:
        raise RuntimeError("broken")

    monkeypatch.setattr(board_packs, "pack_pdf", fails)
    file = prepare_pack(meeting=meeting, pack=None, by=scene.manager, at=timezone.now())
    make_pack_file.func(token=file.token.hex)
    page = _text(signed_in(scene.manager), _address(meeting, "/pdf/"))
    assert "The PDF could not be made. Try again" in page
    assert "Prepare it again" in page
    assert not _tick()


def test_only_people_of_the_area_may_have_a_pdf_prepared(scene: Scene, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        prepare_pack(meeting=meeting, pack=None, by=make_user(), at=timezone.now())
    other = signed_in(make_place("elsewhere").manager)
    for end in ("/", ".pdf", "/pdf/"):
        assert other.get(_address(meeting, end)).status_code == 404
    assert other.post(_address(meeting, "/prepare/")).status_code == 404
    assert not PackFile.objects.exists()
