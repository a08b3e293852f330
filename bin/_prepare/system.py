"""What the operating system has to provide: Pango for PDFs, venv for Python, a browser for the tests.

On Debian and Ubuntu it is installed where this user may (root, or sudo that asks no password);
otherwise the exact command is named. Elsewhere it is always named.
"""

import ctypes
import ctypes.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import console

MACOS = platform.system() == "Darwin"
# The Debian package of each library that WeasyPrint loads.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_BROWSERS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def ensure_libraries() -> None:
    """See to the libraries that WeasyPrint loads. Costs some milliseconds when they are there."""
    if MACOS:
        _ensure_macos_pango()
        return
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if missing:
        _install(missing, "PDFs need the libraries Pango and HarfBuzz")


def ensure_venv_module() -> None:
    """See to Python's venv, which Debian and Ubuntu package apart."""
    if find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        _install([f"python{version}-venv"], "Python's venv module is not installed")


def ensure_browser() -> str:
    """The path of a Chromium or Chrome for the browser tests: WSOA_CHROMIUM, or one found or installed."""
    named = os.environ.get("WSOA_CHROMIUM", "")
    if named:
        if not shutil.which(named):
            console.fail(f"WSOA_CHROMIUM names {named}, which is not a program.")
        return named
    found = _browser()
    if found:
        return found
    if MACOS:
        console.fail("The browser tests need Chromium. Run: brew install --cask chromium")
    package = "chromium-browser" if _is_ubuntu() else "chromium"
    _install([package], "The browser tests need Chromium")
    return _browser() or console.fail(
        "Chromium was installed but is not on the PATH; set WSOA_CHROMIUM."
    )


def _browser() -> str | None:
    for name in (*BROWSERS, *(MACOS_BROWSERS if MACOS else ())):
        path: str | None = shutil.which(name)
        if path:
            return path
    return None


def _is_ubuntu() -> bool:
    try:
        return platform.freedesktop_os_release().get("ID") == "ubuntu"
    except OSError:
        return False


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _ensure_macos_pango() -> None:
    """Homebrew's folder is not searched by every Python; naming it here reaches the programs started later."""
    for folder in ("/opt/homebrew/lib", "/usr/local/lib"):
        if Path(folder, "libpango-1.0.dylib").exists():
            os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", folder)
            return
    if not ctypes.util.find_library("pango-1.0"):
        console.fail("PDFs need the library Pango. Run: brew install pango")


def _install(packages: list[str], reason: str) -> None:
    """Install Debian packages, or end with the command that does."""
    names = shlex.join(packages)
    if not shutil.which("apt-get"):
        console.fail(
            f"{reason}. Install it with this system's package manager; Debian calls it: {names}"
        )
    command = f"apt-get update && apt-get install -y --no-install-recommends {names}"
    prefix = _administrator()
    if prefix is None:
        console.fail(f"{reason}. Run: sudo sh -c '{command}'")
    console.say(f"Installing {names}.")
    quietly = f"exec >/dev/null; {command}".replace("apt-get", "apt-get -qq")
    console.run(
        [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", quietly],
        f"{reason}, and installing it failed. Run: sudo sh -c '{command}'",
    )


def _administrator() -> list[str] | None:
    """What to put before a command to run it as root without being asked anything, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        tried = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return ["sudo", "-n"]
    return None
