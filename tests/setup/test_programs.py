"""bin/run and bin/manage as somebody at a terminal meets them, each in a process of its own."""

import os
import re
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from environment import ROOT

LEFT_OUT = {"DATABASE_URL", "SECRET_KEY", "WSOA_DATA", "WSOA_DEMO", "DJANGO_SETTINGS_MODULE"}


def _environment(data: Path, **extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**kept, "WSOA_DATA": str(data), **extra}


def _call(program: str, *arguments: str, data: Path, given: str = "", **extra: str):
    return subprocess.run(
        [str(ROOT / "bin" / program), *arguments],
        env=_environment(data, **extra),
        cwd=data.parent,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


FIRST = "import sys; print(input()); sys.exit(7)"


@pytest.fixture(scope="module")
def first(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    """A data folder that nothing was in, and how the first command on it ended."""
    data = tmp_path_factory.mktemp("place with spaces") / "data"
    return data, _call("manage", "shell", "--no-imports", "-c", FIRST, data=data, given="hello\n")


@pytest.fixture
def data(first: tuple[Path, "subprocess.CompletedProcess[str]"]) -> Path:
    return first[0]


def test_manage_new_folder_is_migrated_and_streams_and_exit_code_are_the_commands(first):
    ended = first[1]
    assert ended.stdout == "hello\n"
    assert ended.returncode == 7
    assert re.search(r"^Applying \d+ migrations\.$", ended.stderr, re.MULTILINE)


def test_manage_second_time_adds_nothing_to_the_output(data):
    ended = _call("manage", "shell", "--no-imports", "-c", "print('only this')", data=data)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("only this\n", "", 0)


def test_manage_data_argument_wins_over_the_variable(data, tmp_path):
    ended = _call("manage", "--data", str(tmp_path / "other"), "check", data=data)
    assert ended.returncode == 0
    assert (tmp_path / "other").is_dir()


def test_manage_unknown_command_ends_with_djangos_message(data):
    ended = _call("manage", "no_such_command", data=data)
    assert ended.returncode == 1
    assert "no_such_command" in ended.stderr


def test_manage_postgresql_without_secret_names_the_variable(data, tmp_path):
    # `data` was made by a command before this one, which built what was out of date and said so.
    ended = _call(
        "manage", "check", data=tmp_path / "new", DATABASE_URL="postgres://nobody@localhost/none"
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: SECRET_KEY is not set.")


def test_manage_database_out_of_reach_ends_without_traceback(tmp_path):
    ended = _call(
        "manage",
        "shell",
        data=tmp_path / "new",
        DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
        SECRET_KEY="for this test",
    )
    assert ended.returncode == 1
    assert "cannot be reached" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_run_port_that_is_none_is_a_usage_error(port, data):
    ended = _call("run", f"--port={port}", data=data)
    assert ended.returncode == 2
    assert "is not a number from 1 to 65535" in ended.stderr


def test_run_taken_port_ends_with_one_line(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = _call("run", "--port", str(taken.getsockname()[1]), data=data)
    assert ended.returncode == 1
    assert "Choose another with --port." in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.fixture
def served(data: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """An empty installation that has said where it serves: that address, and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [str(ROOT / "bin" / "run"), "--no-demo", "--port", str(port)],
        env=_environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = next(line for line in process.stdout if line.startswith("Serving on "))
        yield said.split()[2].rstrip("."), process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def test_run_without_demo_serves_with_a_kept_secret_and_ends_on_interrupt(served, data):
    address, process = served
    with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:  # noqa: S310 -- our own
        assert answer.status == 200
    assert (data / "secret_key").stat().st_mode & 0o777 == 0o600
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=120) == 0
