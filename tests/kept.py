"""What many tests begin with: built once through the services, then put back as it was built.

    @kept_fixture
    def full(scene: Scene) -> Scene:
        make_actions(scene, 20)
        return scene

The first test of a worker that asks for `full` runs this, and what it wrote is noted: rows, files, and what it
returned. Each later test is given the same rows by plain INSERTs, many times as quickly, and a copy of its own
of what was returned. What such a fixture asks for is kept, too, or there by the time it is asked for, as `db` is.

It never matters to a test which of the two it gets. Where it came here by another way (its own scene, or
something written in between), or where the first was eight minutes ago or yesterday (services compare times with
now), it is built through the services again.
"""

import datetime
import inspect
import io
import pickle
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models.signals import post_migrate
from django.utils import timezone

from actions.position import memory

T = TypeVar("T")
Rows = dict[Any, tuple[Any, ...]]
"""Key -> the row, as the database's driver gives it."""

FRESH_FOR = 480
"""Seconds for which what was built is put back."""

LEFT_ALONE = (ContentType, Permission)
"""Made with the tables."""


def kept_fixture(build: Callable[..., T]) -> Callable[..., T]:
    """A fixture of one test, whose rows and files are put back for every test after the first."""
    asked = inspect.signature(build).parameters.values()

    def fixture(kept: Kept, **given: Any) -> T:
        return kept(build, *(given[each.name] for each in asked))

    ours = inspect.Parameter("kept", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    fixture.__name__, fixture.__doc__, fixture.__module__ = (
        build.__name__,
        build.__doc__,
        build.__module__,
    )
    fixture.__signature__ = inspect.Signature([ours, *asked])  # type: ignore[attr-defined]
    return cast(Callable[..., T], pytest.fixture(fixture))


class Kept:
    """What one test was given so far, and how it gets more."""

    def __init__(self) -> None:
        self._results: list[object] = []
        self._known: list[object] = []
        self._last: _Built | None = None

    def __call__(self, build: Callable[..., T], *given: Any) -> T:
        """What `build(*given)` returns and does, done now or put back.

        `build` is a function of a module. What it is given was kept itself, or is a text or a number; with
        anything else nothing is put back.
        """
        kept = [each for each in given if any(each is ours for ours in self._results)]
        plain = tuple(each for each in given if isinstance(each, str | int | None))
        if len(kept) + len(plain) != len(given):
            return build(*given)
        key = (build, plain, self._last)
        how = _all_built.get(key)
        if how and how.may_be_put_back():
            result: T = _load(how.result, self._known)
            _put_back(how)
        else:
            rows, files, when = _rows(), _files(), (time.monotonic(), timezone.localdate())
            result = build(*given)
            new = {where: content for where, content in _files().items() if where not in files}
            how = _Built(*when, list(_written(rows, _rows())), new, _dump(result, self._known)[0])
            _all_built[key] = how
        memory.forget_all()
        self._results.append(result)
        self._known += [*_dump(result, self._known)[1], result]
        self._last = how
        return result


@dataclass(frozen=True)
class _Written:
    """To one table: new rows, and what is new in old ones, after so many that were there before."""

    table: type[models.Model]
    before: int
    added: list[tuple[Any, ...]]
    changed: list[tuple[Any, dict[str, Any]]]


@dataclass(frozen=True, eq=False)
class _Built:
    """When something was built (in seconds, and on which day), all that it wrote, and what it returned."""

    when: float
    day: datetime.date
    written: list[_Written]
    files: dict[tuple[str, Path], bytes]
    result: bytes

    def may_be_put_back(self) -> bool:
        """Whether it is fresh, and nobody has written where it did since what came before it."""
        if time.monotonic() - self.when > FRESH_FOR or self.day != timezone.localdate():
            return False
        counts = ["1", *(f"(SELECT COUNT(*) FROM {_name(each.table)})" for each in self.written)]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(counts)}")
            return list(cursor.fetchone()) == [1, *(each.before for each in self.written)]


_all_built: dict[tuple[Any, ...], _Built] = {}
"""Function, the words it was given, and what came before it -> what it built in this worker's database."""


def _forget(**_: object) -> None:
    """New tables count their rows from one again."""
    _all_built.clear()


post_migrate.connect(_forget)


def _name(table: type[models.Model]) -> str:
    return f'"{table._meta.db_table}"'


def _columns(table: type[models.Model]) -> list[str]:
    return [f'"{field.column}"' for field in table._meta.local_concrete_fields]


def _key(table: type[models.Model]) -> str:
    assert table._meta.pk is not None
    return f'"{table._meta.pk.column}"'


def _rows() -> dict[type[models.Model], Rows]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in apps.get_models(include_auto_created=True):
            if table._meta.managed and not table._meta.proxy and table not in LEFT_ALONE:
                columns = _columns(table)
                key = columns.index(_key(table))
                cursor.execute(
                    f"SELECT {', '.join(columns)} FROM {_name(table)} ORDER BY {key + 1}"
                )
                found[table] = {row[key]: tuple(map(_given_back, row)) for row in cursor.fetchall()}
    return found


def _given_back(value: Any) -> Any:
    """The value as the driver takes it: SQLite's reads times of day but does not write them."""
    return str(value) if isinstance(value, datetime.time) else value


def _written(
    before: dict[type[models.Model], Rows], after: dict[type[models.Model], Rows]
) -> Iterator[_Written]:
    for table, rows in after.items():
        old, columns = before[table], _columns(table)
        assert old.keys() <= rows.keys(), f"A row of {table} was deleted, which is not put back."
        added = [row for key, row in rows.items() if key not in old]
        changed = [
            (
                key,
                {
                    name: new
                    for name, was, new in zip(columns, old[key], row, strict=True)
                    if was != new
                },
            )
            for key, row in rows.items()
            if row != old.get(key, row)
        ]
        if added or changed:
            yield _Written(table, len(old), added, changed)


def _put_back(how: _Built) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for each in how.written:
            name, columns = _name(each.table), _columns(each.table)
            if each.added:
                values = ", ".join(["%s"] * len(columns))
                insert = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({values})"
                cursor.executemany(insert, each.added)
            for key, new in each.changed:
                setting = ", ".join(f"{column} = %s" for column in new)
                update = f"UPDATE {name} SET {setting} WHERE {_key(each.table)} = %s"
                cursor.execute(update, [*new.values(), key])
        if connection.vendor == "postgresql":
            connection.check_constraints()  # or it would refuse to change tables until they are checked
    for (setting, path), content in how.files.items():
        file = Path(getattr(settings, setting)) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _files() -> dict[tuple[str, Path], bytes]:
    """Every file of evidence and every pack that was made ready: setting and path -> content."""
    return {
        (setting, path.relative_to(root)): path.read_bytes()
        for setting in ("EVIDENCE_ROOT", "PACKS_ROOT")
        for root in [Path(getattr(settings, setting))]
        for path in root.rglob("*")
        if path.is_file()
    }


class _Dumper(pickle.Pickler):
    """Of what the test has already, writes down only which one it is; finds the rows that are new to it."""

    def __init__(self, file: io.BytesIO, known: list[object]) -> None:
        super().__init__(file)
        self._numbers = {id(each): number for number, each in enumerate(known)}
        self.found: dict[int, object] = {}

    def persistent_id(self, thing: object) -> int | None:
        number = self._numbers.get(id(thing))
        if number is None and isinstance(thing, models.Model):
            self.found[id(thing)] = thing
        return number


class _Loader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, known: list[object]) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, number: int) -> object:
        return self._known[number]


def _dump(result: object, known: list[object]) -> tuple[bytes, list[object]]:
    """The result as bytes, and its rows that were not known, in the order in which copies of it have them."""
    file = io.BytesIO()
    dumper = _Dumper(file, known)
    dumper.dump(result)
    return file.getvalue(), list(dumper.found.values())


def _load(result: bytes, known: list[object]) -> Any:
    return _Loader(io.BytesIO(result), known).load()
