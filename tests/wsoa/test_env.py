"""Settings from the environment: what is missing or misspelt is an error that names the variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wsoa import env


def test_missing_secret_outside_the_demonstration_names_the_variable(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        env.secret("SECRET_KEY", keep_in=None)


def test_secret_of_the_demonstration_is_made_once_and_kept_from_others(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "data" / "secret_key"
    first = env.secret("SECRET_KEY", keep_in=file)
    assert len(first) > 50
    assert env.secret("SECRET_KEY", keep_in=file) == first
    assert file.stat().st_mode & 0o777 == 0o600


def test_secret_in_the_environment_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "given")
    assert env.secret("SECRET_KEY", keep_in=tmp_path / "none") == "given"


@pytest.mark.parametrize(
    ("value", "is_on"), [("1", True), ("yes", True), ("", False), ("0", False), ("off", False)]
)
def test_flag_reads_the_usual_words(monkeypatch, value, is_on):
    monkeypatch.setenv("SWITCH", value)
    assert env.flag("SWITCH") is is_on


def test_misspelt_flag_names_the_variable(monkeypatch):
    monkeypatch.setenv("SWITCH", "ture")
    with pytest.raises(ImproperlyConfigured, match="SWITCH"):
        env.flag("SWITCH")


@pytest.mark.parametrize("value", ["-1", "two", "1.5", "²"])
def test_number_that_is_none_names_the_variable(monkeypatch, value):
    monkeypatch.setenv("PROXIES", value)
    with pytest.raises(ImproperlyConfigured, match="PROXIES"):
        env.number("PROXIES")


def test_service_without_a_secret_does_not_start(root: Path, tmp_path: Path):
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"SECRET_KEY", "WSOA_DEMO", "DJANGO_SETTINGS_MODULE"}
    }
    ended = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=root,
        env={**kept, "WSOA_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode != 0
    assert "SECRET_KEY is not set" in ended.stderr


def test_data_folder_that_is_missing_is_made_for_any_command(root: Path, tmp_path: Path):
    data = tmp_path / "not" / "there"
    ended = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--plan"],
        cwd=root,
        env={**os.environ, "WSOA_DATA": str(data), "SECRET_KEY": "long enough", "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert data.stat().st_mode & 0o777 == 0o700


def test_data_folder_that_cannot_be_made_names_the_variable(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("WSOA_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(ImproperlyConfigured, match=r"WSOA_DATA: the folder .* cannot be made"):
        env.folder("WSOA_DATA", tmp_path)
