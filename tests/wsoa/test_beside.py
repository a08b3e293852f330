"""What runs beside the server: there once, started again, and gone with the server, however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="reads the processes of Linux"
)


MAKE_TABLES = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
"""
"""Makes the tables as the models say, many times as quickly as by migrating."""


def children(pid: int) -> list[int]:
    """The processes that the process has started and that are still there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:  # it has ended since
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(stat.parent.name))
    return found


def eventually(holds: Callable[[], bool], seconds: float = 40) -> bool:
    """Whether it comes to hold in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False


def pair(server: int) -> list[int]:
    """What keeps the two alive, and the two; nothing until all three are there."""
    for keeper in children(server):
        kept = children(keeper)
        if len(kept) == 2:
            return [keeper, *kept]
    return []


@pytest.fixture
def server(tmp_path: Path) -> Iterator[int]:
    """A server on a new database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        **os.environ,
        "WSOA_DATA": str(tmp_path),
        "WSOA_DEMO": "0",
        "DATABASE_URL": "",
        "SECRET_KEY": "for this test",
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "wsoa.settings",
    }
    root = settings.BASE_DIR
    subprocess.run([sys.executable, "-c", MAKE_TABLES], cwd=root, env=env, check=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "wsoa.wsgi:application"],
        cwd=root,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert eventually(lambda: bool(pair(process.pid)))
        yield process.pid
    finally:
        process.kill()
        process.wait()


def test_what_ends_is_started_again_and_all_goes_with_the_server(server: int) -> None:
    keeper, first, second = pair(server)
    os.kill(first, signal.SIGKILL)
    seen: list[list[int]] = [[]]

    def is_whole_again() -> bool:
        seen.append(pair(server))
        return bool(seen[-1]) and first not in seen[-1]

    assert eventually(is_whole_again)
    three = seen[-1]
    assert three[0] == keeper
    assert second in three
    os.kill(server, signal.SIGKILL)
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in three))


def test_a_server_that_is_told_to_stop_ends_all_three(server: int) -> None:
    three = pair(server)
    os.kill(server, signal.SIGTERM)
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in three))
