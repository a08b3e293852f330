"""The folder that holds what people enter (WSOA_DATA): checked, made, and marked as demonstration or real.

The mark is the file `kind`. It keeps a plain `bin/run` from loading the demonstration into a folder
that was started with --no-demo, and tells bin/manage which of the two it is working on.
"""

import os
import tempfile
from pathlib import Path

import console
from environment import ROOT

DEMONSTRATION = "demonstration"
REAL = "real"


def choose(named: str | None) -> Path:
    """The folder named on the command line, else by WSOA_DATA, else data/ in the project; made if missing.

    Puts its absolute path into WSOA_DATA, for everything started from here.
    """
    folder = Path(named or os.environ.get("WSOA_DATA", "").strip() or ROOT / "data").absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        console.fail(f"the data folder {folder} cannot be written to: {error.strerror}.")
    os.environ["WSOA_DATA"] = str(folder)
    return folder


def kind(folder: Path) -> str:
    """DEMONSTRATION, REAL, or nothing for a folder that has not been started yet."""
    try:
        return (folder / "kind").read_text().strip()
    except OSError:
        return ""


def set_kind(folder: Path, value: str) -> None:
    """Mark the folder as DEMONSTRATION or REAL."""
    (folder / "kind").write_text(f"{value}\n")
