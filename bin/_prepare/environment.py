"""The virtual environment in .venv: made once, brought up to date when a requirements file changes.

A stamp in it records the Python version and the hash of each requirements file that was installed;
where the stamp agrees, nothing is started and nothing is changed.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import console
import system

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
PRODUCTION = "requirements.txt"
TEST = "requirements-test.txt"
NODE = "requirements-node.txt"
PIP_OPTIONS = (
    "-qq",  # errors only
    "--disable-pip-version-check",
    "--no-input",
    "--require-hashes",
    "--only-binary=:all:",
)


def ensure_packages(*files: str, what: str = "Python packages") -> None:
    """Have a virtual environment with the pinned packages of the requirements files named.

    `what` they are is for the message to the person waiting.
    """
    wanted = {name: _hash(ROOT / name) for name in files}
    installed = _stamp()
    if installed is not None and wanted.items() <= installed.items():
        return
    if installed is None:
        _make()
        installed = {"python": _version()}
    changed = [name for name in files if installed.get(name) != wanted[name]]
    console.say(f"Installing {what}; this can take a minute.")
    requirements = [word for name in changed for word in ("-r", str(ROOT / name))]
    # Until pip has ended well, the stamp speaks only for the files that are not being installed.
    unchanged = {name: value for name, value in installed.items() if name not in changed}
    STAMP.write_text(json.dumps(unchanged))
    console.run(
        [str(PYTHON), "-m", "pip", "install", *PIP_OPTIONS, *requirements],
        f"{what} could not be installed; the lines above say why.",
        env={**os.environ, "PIP_USER": "0"},
    )
    STAMP.write_text(json.dumps({**unchanged, **wanted}))


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one process at a time through, so that two started together do not set up the same thing twice.

    Somebody who may not write the lock may not change what it guards either, and goes through: a
    service account can run what an administrator has set up.
    """
    file = _open(lock)
    if file is None:
        yield
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            console.say("Waiting for another set-up to finish.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _open(lock: Path) -> TextIO | None:
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        return lock.open("w")
    except PermissionError:
        return None


def _make() -> None:
    """An empty virtual environment, from the Python outside any virtual environment."""
    base = Path(getattr(sys, "_base_executable", "") or sys.executable)
    system.ensure_venv_module()
    console.say(f"Making the virtual environment {VENV.name} with Python {_version()}.")
    if VENV.exists():
        shutil.rmtree(VENV)
    console.run([str(base), "-m", "venv", str(VENV)], "the virtual environment could not be made.")


def _stamp() -> dict[str, str] | None:
    """What is installed, or None where the environment is missing, half made or of another Python."""
    try:
        installed: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return None
    if installed.get("python") != _version() or not PYTHON.exists():
        return None
    return installed


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
