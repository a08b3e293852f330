"""Rows that are only ever added: refused in the code here, and by triggers in the database.

A model becomes append-only by inheriting AppendOnlyModel; that inheritance is the registry from
which triggers are made. SQLite drops a table's triggers when a migration rebuilds the table, so
they are put back after every migration (wsoa/apps.py), and a test compares what should be there
with what is.
"""

from collections.abc import Iterator
from typing import Any, NoReturn, TypeVar

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

M = TypeVar("M", bound=models.Model)

POSTGRESQL_FUNCTION = "wsoa_refuse_change"
PREFIX = "append_only"


class AppendOnlyError(TypeError):
    """Code tried to change or delete a row that may only be added."""


class AppendOnlyQuerySet(models.QuerySet[M]):
    """A queryset that adds and reads."""

    def _refuse(self) -> NoReturn:
        raise AppendOnlyError(f"{self.model._meta.label} rows are never changed or deleted.")

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        self._refuse()

    def delete(self) -> NoReturn:
        """Refused."""
        self._refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        self._refuse()


class AppendOnlyModel(models.Model):
    """A row written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; saving it again raises AppendOnlyError."""
        if not self._state.adding:
            raise AppendOnlyError(f"{self._meta.label} rows are never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(f"{self._meta.label} rows are never deleted.")


def append_only_models() -> list[type[AppendOnlyModel]]:
    """Every concrete append-only model, in a stable order."""
    found = [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]
    return sorted(found, key=lambda model: model._meta.db_table)


def expected_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Trigger name -> the SQL that makes it, for this database."""
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    triggers: dict[str, str] = {}
    for model in append_only_models():
        triggers.update(make(connection, model))
    return triggers


def installed_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the append-only triggers that the database has now."""
    sql = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall() if name.startswith(PREFIX)}


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put every missing trigger in place, for the tables that exist."""
    tables = set(connection.introspection.table_names())
    present = installed_triggers(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION_SQL)
        for name, sql in expected_triggers(connection).items():
            if name not in present and _table_of(name) in tables:
                cursor.execute(sql)


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Lift the triggers. For the tests' own set-up, which must empty the tables."""
    with connection.cursor() as cursor:
        for name in installed_triggers(connection):
            if connection.vendor == "postgresql":
                cursor.execute(f'DROP TRIGGER "{name}" ON "{_table_of(name)}"')
            else:
                cursor.execute(f'DROP TRIGGER "{name}"')


def _name(verb: str, table: str) -> str:
    return f"{PREFIX}_{verb}__{table}"


def _table_of(trigger: str) -> str:
    return trigger.split("__", 1)[1]


def _sqlite(
    connection: BaseDatabaseWrapper, model: type[AppendOnlyModel]
) -> Iterator[tuple[str, str]]:
    """UPDATE and DELETE are refused; so is INSERT OR REPLACE over a key that exists.

    REPLACE deletes the old row without firing the DELETE trigger unless the connection has
    recursive_triggers on; ours has, and the INSERT trigger holds on any other connection too.
    """
    table = model._meta.db_table
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only');"
    for verb in ("UPDATE", "DELETE"):
        name = _name(verb.lower(), table)
        yield name, f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" BEGIN {refuse} END'
    taken = " OR ".join(
        f'EXISTS (SELECT 1 FROM "{table}" WHERE {_same(key)})' for key in _unique_keys(model)
    )
    name = _name("replace", table)
    yield (
        name,
        f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" WHEN {taken} BEGIN {refuse} END',
    )


def _unique_keys(model: type[AppendOnlyModel]) -> Iterator[list[str]]:
    """The columns of each key that no two rows may share."""
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    for field in model._meta.concrete_fields:
        if field.unique:
            yield [columns[field.name]]
    for constraint in model._meta.total_unique_constraints:
        yield [columns[name] for name in constraint.fields]


def _same(columns: list[str]) -> str:
    return " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)


_POSTGRESQL_FUNCTION_SQL = f"""
CREATE OR REPLACE FUNCTION {POSTGRESQL_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def _postgresql(
    connection: BaseDatabaseWrapper, model: type[AppendOnlyModel]
) -> Iterator[tuple[str, str]]:
    """UPDATE, DELETE (a row) and TRUNCATE (the table) are refused."""
    table = model._meta.db_table
    for verb, scope in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = _name(verb.lower(), table)
        yield (
            name,
            f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" '
            f"FOR EACH {scope} EXECUTE FUNCTION {POSTGRESQL_FUNCTION}()",
        )
