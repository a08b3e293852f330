"""Code stays where it belongs: imports point down only, and services are the only writers."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("wsoa", "actions", "boards", "reports")
"""From the ground up: each may import itself and those before it."""

STOREYS = {
    **dict.fromkeys(
        (
            "choices",
            "errors",
            "due_dates",
            "references",
            "schemes",
            "text",
            "drafts",
            "working",
        ),
        0,
    ),
    "models": 1,
    "services": 3,
    **dict.fromkeys(
        (
            "forms",
            "set_up_forms",
            "filters",
            "tables",
            "commands",
            "urls_for",
            "ticking",
            "accounts",
        ),
        4,
    ),
    **dict.fromkeys(("views", "management", "demo"), 5),
    **dict.fromkeys(("addresses", "urls", "apps"), 6),
}
"""Inside an app, from the ground up; pure rules, which are all the others, live on storey 2."""

MAKES_ACCOUNTS = {
    "wsoa/models.py",
    "wsoa/append_only.py",
    "reports/demo/accounts.py",
}
"""The account's own manager, the demonstration's accounts, and append_only.py, which is what saves a row at
all."""

SAVES_FILES = {("reports", "pdf"), ("reports", "word"), ("actions", "importing")}
"""What is saved there is a file, not a row."""

FILES = sorted(
    path.relative_to(ROOT)
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)


def _tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def _imported(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever in it."""
    package = ".".join(path.parts[:-1]).split(".")
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _storey(name: str) -> int:
    parts = name.split(".")
    return STOREYS.get(parts[1].removesuffix(".py"), 2) if len(parts) > 1 else 0


def test_imports_point_down_from_app_to_app() -> None:
    above = [
        f"{path} imports {name}"
        for path in FILES
        for name in _imported(path)
        if name.split(".")[0] in APPS[APPS.index(path.parts[0]) + 1 :]
    ]
    assert not above


def test_imports_point_down_inside_an_app() -> None:
    above = [
        f"{path} imports {name}"
        for path in FILES
        for name in _imported(path)
        if name.startswith(f"{path.parts[0]}.")
        and _storey(name) > _storey(".".join(path.with_suffix("").parts))
    ]
    assert not above


def _writes(path: Path) -> Iterator[str]:
    for node in ast.walk(_tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb, receiver = node.func.attr, ast.unparse(node.func.value)
        on_rows = ".objects" in receiver or ".filter(" in receiver or ".all()" in receiver
        always = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "save"}
        if verb in always or (verb in {"create", "update", "delete", "add", "set"} and on_rows):
            yield f"{path}, line {node.lineno}: {receiver}.{verb}"


def test_only_services_write_rows() -> None:
    elsewhere = [
        write
        for path in FILES
        if "services" not in path.parts
        and path.as_posix() not in MAKES_ACCOUNTS
        and path.parts[:2] not in SAVES_FILES
        for write in _writes(path)
    ]
    assert not elsewhere, "Put this in a service, which checks, locks and audits."


def test_every_service_takes_keywords_only_and_says_who_asks() -> None:
    for path in FILES:
        if "services" not in path.parts or path.name == "writing.py":
            continue
        for node in _tree(path).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            decorators = {ast.unparse(each) for each in node.decorator_list}
            assert "transaction.atomic" not in decorators, f"{path}: {node.name} is no @service"
            if "service" in decorators:
                taken = {argument.arg for argument in node.args.kwonlyargs}
                assert not node.args.args, f"{path}: {node.name} takes arguments by position"
                assert {"by", "now"} <= taken, f"{path}: {node.name}"
