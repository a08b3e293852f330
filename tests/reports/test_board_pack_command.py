"""The command board_pack: what it writes, and what it says where it cannot."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pikepdf import Pdf

from boards.models import Meeting
from boards.services.meetings import cancel_meeting
from boards.services.packs import close_pack, reopen_pack
from reports.management.commands.board_pack import Command
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day, make_actions
from tests.kept import kept_fixture
from tests.reports.pdf_reading import read

AS_AT = day(89).isoformat()


@kept_fixture
def meeting(scene: Scene) -> Meeting:
    make_actions(scene, 3, "GAR")
    return make_meeting(make_board(scene), day(100), as_at=day(89))


def _run(*words: str, output: Path) -> str:
    out = StringIO()
    call_command("board_pack", *words, output=str(output), stdout=out)
    return out.getvalue()


def _text(path: Path) -> str:
    with Pdf.open(BytesIO(path.read_bytes())) as pdf:
        return read(pdf).document.text


def test_it_writes_the_draft_and_then_what_was_closed_and_any_version_by_number(
    scene: Scene, meeting: Meeting, tmp_path: Path
) -> None:
    file = tmp_path / "pack.pdf"
    assert "Wrote" in _run("riverton", "steering-board", AS_AT, output=file)
    assert "Draft: not closed" in _text(file)
    first = close_pack(meeting=meeting, by=scene.manager)
    reopen_pack(pack=first, reason="An update came late", by=scene.manager)
    second = close_pack(meeting=meeting, by=scene.manager)
    _run("riverton", "steering-board", AS_AT, output=file)
    assert second.checksum in _text(file).replace(" ", "")
    call_command(
        "board_pack",
        "riverton",
        "steering-board",
        AS_AT,
        output=str(file),
        version="1",
        stdout=StringIO(),
    )
    assert "Version 1" in _text(file)
    assert [each.name for each in tmp_path.iterdir()] == ["pack.pdf"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere", "steering-board", AS_AT), "no area “nowhere”. Areas: riverton"),
        (("riverton", "nobody", AS_AT), "no board “nobody”. Its boards: steering-board"),
        (("riverton", "steering-board", "2018-03-30"), f"Its dates: {AS_AT}"),
        (("riverton", "steering-board", "April"), "real date as YYYY-MM-DD"),
        (("riverton", "x\x00" * 300, AS_AT), "has no board"),
        (("riverton", "steering-board", "\udcff"), "real date"),
    ],
)
def test_what_there_is_not_is_said_with_what_there_is_and_nothing_is_written(
    meeting: Meeting, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    with pytest.raises(CommandError, match=message.replace(".", r"\.")):
        _run(*words, output=tmp_path / "pack.pdf")
    assert not list(tmp_path.iterdir())


def test_cancelled_meeting_has_no_pack_to_write(
    scene: Scene, meeting: Meeting, tmp_path: Path
) -> None:
    cancel_meeting(meeting=meeting, reason="No quorum", by=scene.manager)
    with pytest.raises(CommandError, match="Its dates: none yet"):
        _run("riverton", "steering-board", AS_AT, output=tmp_path / "pack.pdf")


def test_version_that_there_is_not_and_a_file_that_cannot_be_written_are_plain_errors(
    scene: Scene, meeting: Meeting, tmp_path: Path
) -> None:
    def run(output: str, version: str | None = None) -> None:
        call_command(
            "board_pack", "riverton", "steering-board", AS_AT, output=output, version=version
        )

    with pytest.raises(CommandError, match="none: the pack was never closed"):
        run(str(tmp_path / "pack.pdf"), "1")
    with pytest.raises(CommandError, match=r"must end in \.pdf"):
        run(str(tmp_path / "pack.txt"))
    with pytest.raises(CommandError, match="Cannot write"):
        run(str(tmp_path / "none" / "pack.pdf"))
    assert not list(tmp_path.iterdir())


def test_complaint_is_one_line_on_standard_error_and_exit_code_1(
    meeting: Meeting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["riverton", "nobody", AS_AT, "--output", str(tmp_path / "pack.pdf"), "--version", "2"]
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "board_pack", *words])
    assert ended.value.code == 1
    assert capsys.readouterr().err.count("\n") == 1
