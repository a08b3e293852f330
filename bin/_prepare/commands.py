"""bin/run, bin/manage, bin/test and bin/bench: each prepares what it needs, then becomes the program itself."""

import argparse
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import assets
import checks
import console
import data_folder
import environment
import system
from environment import PYTHON, ROOT

HERE = Path(__file__).resolve().parent


def run(arguments: list[str]) -> None:
    """bin/run: serve, with the demonstration unless told otherwise."""
    parser = argparse.ArgumentParser(
        prog="bin/run", description="Prepare everything and serve the tracker on this machine."
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="default 8000")
    parser.add_argument(
        "--no-demo",
        action="store_true",
        help="start empty, for real data, instead of with the demonstration",
    )
    parser.add_argument(
        "--data",
        metavar="DIR",
        help="folder for all data; default WSOA_DATA, else data/ in the project",
    )
    options = parser.parse_args(arguments)
    _refuse_taken_port(options.port)
    folder = data_folder.choose(options.data)
    settle_kind(folder, no_demo=options.no_demo or os.environ.get("WSOA_DEMO", "").strip() == "0")
    prepare()
    os.environ["PORT"] = str(options.port)
    os.environ.setdefault("BASE_URL", f"http://localhost:{options.port}")
    _become("serve", [])


def manage(arguments: list[str]) -> None:
    """bin/manage: one management command. Its output and exit code are its own."""
    named = None
    if arguments and arguments[0] == "--data":
        if len(arguments) < 2:
            console.fail("--data needs the name of a folder.", code=2)
        named, arguments = arguments[1], arguments[2:]
    elif arguments and arguments[0].startswith("--data="):
        named, arguments = arguments[0].removeprefix("--data="), arguments[1:]
    folder = data_folder.choose(named)
    if data_folder.kind(folder) == data_folder.DEMONSTRATION:
        os.environ.setdefault("WSOA_DEMO", "1")
    prepare()
    _become("manage", arguments)


def test(arguments: list[str]) -> None:
    """bin/test: every check; the arguments go to pytest."""
    prepare(for_tests=True)
    sys.exit(checks.run_all(arguments, browser=system.ensure_browser()))


def bench(arguments: list[str]) -> None:
    """bin/bench: time the served application; `officers` alone how it bears many papers at once."""
    if arguments not in ([], ["officers"]):
        console.fail("bin/bench takes no arguments but the word officers.", code=2)
    prepare(for_tests=True)
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "tests.benchmarks.served", *arguments])


def prepare(*, for_tests: bool = False) -> None:
    """Have libraries, packages and built assets in place. Costs next to nothing when they are."""
    system.ensure_libraries()
    try:
        with environment.alone(ROOT / ".cache" / "prepare.lock"):
            if for_tests:
                environment.ensure_packages(environment.PRODUCTION, environment.TEST)
            else:
                environment.ensure_packages(environment.PRODUCTION)
            assets.ensure_assets(for_tests=for_tests)
    except PermissionError as error:
        console.fail(f"{error.filename} cannot be written to; set-up needs to write in {ROOT}.")


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 65535")
    return int(text)


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            console.fail(f"port {port}: {error.strerror}. Choose another with --port.")


def settle_kind(folder: Path, *, no_demo: bool) -> None:
    """Say in WSOA_DEMO whether this is the demonstration, and never load it beside real data."""
    kind = data_folder.kind(folder)
    if kind == data_folder.REAL and not no_demo:
        console.say(
            f"{folder} was started with --no-demo, so the demonstration is not loaded into it."
        )
        no_demo = True
    if kind == data_folder.DEMONSTRATION and no_demo:
        console.say(
            f"Warning: {folder} already holds the demonstration, whose passwords are public. "
            "For real data name another folder with --data."
        )
    if no_demo and not kind:
        data_folder.set_kind(folder, data_folder.REAL)
    os.environ["WSOA_DEMO"] = "0" if no_demo else "1"


def _become(task: str, arguments: list[str]) -> NoReturn:
    """Go on as the Python of the virtual environment, in the caller's folder, with Django."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(PYTHON, [str(PYTHON), str(HERE / "with_django.py"), task, *arguments])
