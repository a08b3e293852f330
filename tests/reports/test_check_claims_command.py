"""bin/manage check_claims: what it prints, and with what it exits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.management.commands.check_claims import Command
from tests.reports.published import area_loaded

pytestmark = pytest.mark.django_db

newcastle = area_loaded("newcastle")


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = 0
    try:
        Command().run_from_argv(["manage.py", "check_claims", *arguments])
    except SystemExit as error:
        code = int(error.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file to write a text in."""
    return tmp_path / "paper.txt"


def test_json_gives_each_claim_with_the_true_figure_and_the_rows(newcastle, paper, capsys):
    paper.write_text("Below are the 50 ‘amber’ actions. About 50% of actions are complete.")
    code, out, err = _run(
        capsys, "newcastle", "wsoa", str(paper), "--as-at", "2019-10-16", "--format", "json"
    )
    amber, half = json.loads(out)["claims"]
    assert (code, err) == (1, "")
    assert (amber["text"], amber["value"], amber["verdict"], amber["expected"]) == (
        "50 ‘amber’ actions",
        50,
        "differs",
        49,
    )
    assert len(amber["rows"]) == 49
    assert "1B ii" in amber["rows"]
    assert (half["value"], half["verdict"], half["expected"]) == (50, "unknown", None)
    assert "leaves completion open" in half["reason"]


def test_exits_with_nought_where_nothing_differs(newcastle, paper, capsys):
    paper.write_text("Seven of 115 actions are red; 600 officers are to be trained.")
    code, out, err = _run(capsys, "newcastle", "wsoa", str(paper), "--as-at", "2019-10-16")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "0 of 3 differ; 2 agree; of 1 nothing can be told."


def test_text_without_numbers_is_fine(newcastle, paper, capsys):
    paper.write_text("")
    code, out, _ = _run(capsys, "newcastle", "wsoa", str(paper))
    assert code == 0
    assert "no number" in out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["newcastle", "wsoa", "nowhere.txt"], "Cannot read nowhere.txt"),
        (["nowhere", "wsoa", "nowhere.txt"], "There is no area “nowhere”"),
        (["newcastle", "none", "nowhere.txt"], "has no plan “none”"),
        (["newcastle", "wsoa"], "FILE.txt"),
        (["newcastle", "wsoa", "x", "--as-at", "today"], "YYYY-MM-DD"),
        (["newcastle", "wsoa", "x", "--format", "xml"], "--format"),
        (["newcastle", "wsoa", "\0"], "Cannot read"),
        (["newcastle", "wsoa", "/"], "Cannot read /"),
    ],
)
def test_complaint_is_one_line_and_told_from_a_difference(newcastle, capsys, arguments, complaint):
    code, out, err = _run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert complaint in err
    assert err.count("\n") == 1


def test_file_that_is_no_text_is_refused(newcastle, paper, capsys):
    paper.write_bytes(b"\xff\xfe17 actions")
    code, _, err = _run(capsys, "newcastle", "wsoa", str(paper))
    assert code == 2
    assert "not UTF-8" in err


def test_other_commands_still_complain_with_one():
    found = subprocess.run(
        [sys.executable, "manage.py", "summary"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 1
