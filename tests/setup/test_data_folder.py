"""Which folder holds the data, and whether it is the demonstration's."""

import os
from pathlib import Path

import commands
import data_folder
import pytest


@pytest.fixture(autouse=True)
def _restored_environment(monkeypatch: pytest.MonkeyPatch):
    for name in ("WSOA_DATA", "WSOA_DEMO"):
        monkeypatch.setenv(name, "")


def test_choose_argument_wins_over_the_variable(tmp_path, monkeypatch):
    monkeypatch.setenv("WSOA_DATA", str(tmp_path / "variable"))
    assert data_folder.choose(str(tmp_path / "argument")) == tmp_path / "argument"
    assert os.environ["WSOA_DATA"] == str(tmp_path / "argument")
    assert not (tmp_path / "variable").exists()


def test_choose_relative_folder_is_the_callers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert data_folder.choose("here") == tmp_path / "here"


def test_choose_new_folder_is_private(tmp_path):
    assert data_folder.choose(str(tmp_path / "new")).stat().st_mode & 0o777 == 0o700


def test_choose_file_ends_with_one_line(tmp_path: Path, capsys):
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit) as ended:
        data_folder.choose(str(tmp_path / "file"))
    assert ended.value.code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_settle_kind_new_folder_is_the_demonstration(tmp_path):
    commands.settle_kind(tmp_path, no_demo=False)
    assert os.environ["WSOA_DEMO"] == "1"
    # Marked only once it is loaded.
    assert data_folder.kind(tmp_path) == ""


def test_settle_kind_real_folder_never_gets_the_demonstration(tmp_path, capsys):
    commands.settle_kind(tmp_path, no_demo=True)
    commands.settle_kind(tmp_path, no_demo=False)
    assert os.environ["WSOA_DEMO"] == "0"
    assert "not loaded" in capsys.readouterr().err


def test_settle_kind_demonstration_without_demo_warns_of_its_passwords(tmp_path, capsys):
    data_folder.set_kind(tmp_path, data_folder.DEMONSTRATION)
    commands.settle_kind(tmp_path, no_demo=True)
    assert os.environ["WSOA_DEMO"] == "0"
    assert data_folder.kind(tmp_path) == data_folder.DEMONSTRATION
    assert "passwords are public" in capsys.readouterr().err
