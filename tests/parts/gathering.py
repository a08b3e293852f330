"""What each part of the product adds to the tests that go over everything: its pages, states, services, events."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

PARTS = sorted(
    path.name for path in Path(__file__).parent.iterdir() if path.is_dir() and path.name[0] != "_"
)


def gathered(what: str) -> Iterator[ModuleType]:
    """The module of that name (`pages`, `states`, `services` or `events`) of every part."""
    for part in PARTS:
        yield import_module(f"tests.parts.{part}.{what}")
