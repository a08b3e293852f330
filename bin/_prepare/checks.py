"""What bin/test runs, quickest first, stopping at the first that fails.

Format and lint of Python and templates, types, missing migrations, then the tests: once on SQLite
and once on a PostgreSQL that exists only for that run.
"""

import os
import secrets
import shlex
import subprocess
import tempfile
import textwrap
from collections.abc import Mapping
from pathlib import Path

import console
from environment import PYTHON, ROOT, VENV


def run_all(pytest_arguments: list[str], *, browser: str) -> int:
    """Run every check; the exit code is that of the first that fails, else 0."""
    with tempfile.TemporaryDirectory(prefix="wsoa-test-") as data:
        env = _environment(Path(data), browser)
        python = [str(PYTHON), "-m"]
        pytest = [*python, "pytest", "-n", "2", "--dist", "worksteal", *pytest_arguments]
        for title, command in (
            (
                "Format of Python",
                [*python, "ruff", "format", "--check", "--output-format=concise", "."],
            ),
            ("Lint", [*python, "ruff", "check", "--output-format=concise", "."]),
            ("Format of templates", [str(VENV / "bin" / "djade"), "--check", *_templates()]),
            ("Types", [*python, "mypy"]),
            ("Migrations", [*python, "manage", "makemigrations", "--check", "--dry-run"]),
            ("Tests on SQLite", pytest),
            ("Tests on PostgreSQL", [*python, "tests.postgres", *pytest]),
        ):
            code = _check(title, command, env)
            if code:
                return code
    return 0


def _check(title: str, command: list[str], env: Mapping[str, str]) -> int:
    console.say(f"== {title}")
    code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    if code:
        tried = textwrap.shorten(shlex.join(command), 160)
        console.say(f"== {title}: failed. The command was: {tried}")
    return code


def _environment(data: Path, browser: str) -> dict[str, str]:
    """A fresh data folder and secret, and nothing of the caller's installation."""
    ours = {"DATABASE_URL", "DEBUG", "WSOA_DEMO", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "HTTPS"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "wsoa.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "WSOA_DATA": str(data),
        "WSOA_CHROMIUM": browser,
    }


def _templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
