"""Talking to the person at the terminal: always on standard error, one clear line for an error."""

import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn


def say(message: str) -> None:
    """Tell what set-up is doing."""
    print(message, file=sys.stderr, flush=True)


def fail(message: str, code: int = 1) -> NoReturn:
    """End with the message; code 2 means that the arguments were wrong."""
    say(f"Error: {message}")
    sys.exit(code)


def run(
    command: Sequence[str],
    otherwise: str,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> None:
    """Run a step of set-up with all its output on standard error; end with `otherwise` if it fails."""
    try:
        finished = subprocess.run(
            command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        )
    except OSError as error:
        fail(f"{otherwise} ({shlex.quote(command[0])}: {error.strerror})")
    if finished.returncode:
        fail(otherwise)
