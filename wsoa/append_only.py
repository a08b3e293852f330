"""Rows that are only ever added: refused in the code here, and by triggers in the database.

A model becomes append-only by inheriting AppendOnlyModel; that inheritance is the registry from
which triggers are made. SQLite drops a table's triggers when a migration rebuilds the table, so
they are put back after every migration (wsoa/apps.py), and a test compares what should be there
with what is. A trigger's name holds a digest of its SQL, so that an outdated one is replaced.

One change is let through: a redaction, which takes personal data out of a text. The model that
inherits RedactionModel holds one row a permission: this text of that row may become that. A
permission is used once, by `redact_row`, and is then emptied.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, ClassVar, NoReturn, TypeVar

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

M = TypeVar("M", bound=models.Model)

POSTGRESQL_FUNCTION = "wsoa_refuse_change"
PREFIX = "append_only"

TOMBSTONE = "[removed: personal data]"
"""What stands where personal data stood."""


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
    """A row written once. `redactable` names its texts from which personal data may be taken out."""

    redactable: ClassVar[tuple[str, ...]] = ()

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


class RedactionModel(AppendOnlyModel):
    """The permission to take personal data out of one text, and then its tombstone.

    While `replacement` is not empty the database lets `field` of row `row_id` of `table_name` become
    it; `redact_row` uses the permission and empties `replacement`, so that the text is kept once.
    At most one model inherits this.
    """

    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    field = models.CharField(max_length=63)
    replacement = models.TextField(blank=True)

    class Meta:
        abstract = True


def redact_row(
    *, permissions: Iterable[RedactionModel], model: type[models.Model], row_id: int
) -> None:
    """Make the row's texts what the saved permissions say, and use the permissions up.

    Raises AppendOnlyError where a field is not redactable; the database refuses everything that no
    permission covers. Called by the one service that redacts, in its transaction.
    """
    used = list(permissions)
    values = {each.field: each.replacement for each in used}
    if not values.keys() <= set(getattr(model, "redactable", ())):
        raise AppendOnlyError(f"{model._meta.label} has texts that are never redacted.")
    models.QuerySet(model).filter(pk=row_id).update(**values)
    for each in used:
        models.QuerySet(type(each)).filter(pk=each.pk).update(replacement="")


def redaction_model() -> type[RedactionModel] | None:
    """The model that holds permissions to redact, if some app has one."""
    found = [model for model in append_only_models() if issubclass(model, RedactionModel)]
    assert len(found) < 2, "Permissions to redact are kept in one table."
    return found[0] if found else None


def append_only_models() -> list[type[AppendOnlyModel]]:
    """Every concrete append-only model, in a stable order."""
    found = [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]
    return sorted(found, key=lambda model: model._meta.db_table)


def expected_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Trigger name -> the SQL that makes it, for this database."""
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    function = _POSTGRESQL_FUNCTION_SQL if connection.vendor == "postgresql" else ""
    permits = redaction_model()
    triggers: dict[str, str] = {}
    for model in append_only_models():
        for verb, sql in make(model, permits):
            digest = sha256(f"{sql}{function}".encode()).hexdigest()[:8]
            name = f"{PREFIX}_{verb}_{digest}__{model._meta.db_table}"
            triggers[name] = sql.format(name=name)
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
    """Put every missing trigger in place, for the tables that exist, and drop outdated ones."""
    tables = set(connection.introspection.table_names())
    present, expected = installed_triggers(connection), expected_triggers(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION_SQL)
        for name, sql in expected.items():
            if name not in present and _table_of(name) in tables:
                cursor.execute(sql)
    _drop(connection, present - set(expected))


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Lift the triggers: for tests of their being put back."""
    _drop(connection, installed_triggers(connection))


def make_way_for_migrations(connection: BaseDatabaseWrapper) -> None:
    """Lift, on SQLite, the triggers that read the table of permissions, until the migrations have run.

    SQLite rebuilds a table under another name and renames it, which it refuses while the trigger of some
    table names one that is gone for the moment. PostgreSQL alters tables in place.
    """
    if connection.vendor == "sqlite":
        updates = f"{PREFIX}_update_"
        _drop(
            connection,
            {name for name in installed_triggers(connection) if name.startswith(updates)},
        )


def _drop(connection: BaseDatabaseWrapper, names: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for name in sorted(names):
            on = f' ON "{_table_of(name)}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def _table_of(trigger: str) -> str:
    return trigger.split("__", 1)[1]


def _columns(model: type[models.Model]) -> Mapping[str, str]:
    """Field name -> column."""
    return {field.name: str(field.column) for field in model._meta.concrete_fields}


def _sqlite(
    model: type[AppendOnlyModel], permits: type[RedactionModel] | None
) -> Iterator[tuple[str, str]]:
    """UPDATE and DELETE are refused; so is INSERT OR REPLACE over a key that exists.

    REPLACE deletes the old row without firing the DELETE trigger unless the connection has
    recursive_triggers on; ours has, and the INSERT trigger holds on any other connection too.
    """
    table = model._meta.db_table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    permitted = " OR ".join(_sqlite_permitted(model, permits)) if permits else ""
    unless = f"WHEN NOT ({permitted}) " if permitted else ""
    yield "update", f'CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{table}" {unless}{refuse}'
    yield "delete", f'CREATE TRIGGER "{{name}}" BEFORE DELETE ON "{table}" {refuse}'
    taken = " OR ".join(
        f'EXISTS (SELECT 1 FROM "{table}" WHERE {_same(key)})' for key in _unique_keys(model)
    )
    yield "replace", f'CREATE TRIGGER "{{name}}" BEFORE INSERT ON "{table}" WHEN {taken} {refuse}'


def _sqlite_permitted(model: type[AppendOnlyModel], permits: type[RedactionModel]) -> Iterator[str]:
    """What may change: texts for which there is a permission; and a permission that is used up."""
    columns = _columns(model)
    same = {name: f'NEW."{column}" IS OLD."{column}"' for name, column in columns.items()}
    if model.redactable:
        fixed = [test for name, test in same.items() if name not in model.redactable]
        texts = [
            f'({same[name]} OR EXISTS (SELECT 1 FROM "{permits._meta.db_table}" AS permit '
            f"WHERE permit.table_name = '{model._meta.db_table}' AND permit.row_id = OLD.id "
            f"AND permit.field = '{name}' AND permit.replacement <> '' "
            f'AND permit.replacement = NEW."{columns[name]}"))'
            for name in model.redactable
        ]
        unchanged = " AND ".join(same[name] for name in model.redactable)
        yield f"({' AND '.join([*fixed, *texts])} AND NOT ({unchanged}))"
    if model is permits:
        fixed = [test for name, test in same.items() if name != "replacement"]
        used_up = "NEW.replacement = '' AND OLD.replacement <> ''"
        yield f"({' AND '.join([*fixed, used_up])})"


def _unique_keys(model: type[AppendOnlyModel]) -> Iterator[list[str]]:
    """The columns of each key that no two rows may share."""
    columns = _columns(model)
    for field in model._meta.concrete_fields:
        if field.unique:
            yield [columns[field.name]]
    for constraint in model._meta.total_unique_constraints:
        yield [columns[name] for name in constraint.fields]


def _same(columns: list[str]) -> str:
    return " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)


_POSTGRESQL_FUNCTION_SQL = f"""
CREATE OR REPLACE FUNCTION {POSTGRESQL_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb;
    becomes jsonb;
    changed text;
    permitted boolean := false;
BEGIN
    -- Arguments: the table of permissions, then the columns that may be redacted.
    IF TG_OP = 'UPDATE' AND TG_NARGS > 0 THEN
        was := to_jsonb(OLD);
        becomes := to_jsonb(NEW);
        FOR changed IN
            SELECT name FROM jsonb_object_keys(becomes) AS name
            WHERE becomes -> name IS DISTINCT FROM was -> name
        LOOP
            permitted := false;
            IF TG_TABLE_NAME = TG_ARGV[0] AND changed = 'replacement' THEN
                permitted := length(becomes ->> changed) = 0;
            ELSIF changed = ANY (TG_ARGV[1:]) THEN
                EXECUTE format(
                    'SELECT EXISTS (SELECT 1 FROM %I WHERE table_name = $1 AND row_id = $2 '
                    'AND field = $3 AND length(replacement) > 0 AND replacement = $4)',
                    TG_ARGV[0])
                INTO permitted
                USING TG_TABLE_NAME, (was ->> 'id')::bigint, changed, becomes ->> changed;
            END IF;
            EXIT WHEN NOT permitted;
        END LOOP;
        IF permitted THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def _postgresql(
    model: type[AppendOnlyModel], permits: type[RedactionModel] | None
) -> Iterator[tuple[str, str]]:
    """UPDATE, DELETE (a row) and TRUNCATE (the table) are refused."""
    table = model._meta.db_table
    for verb, scope in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        told: list[str] = []
        if permits is not None and verb == "UPDATE" and (model.redactable or model is permits):
            told = [permits._meta.db_table, *model.redactable]
        arguments = ", ".join(f"'{each}'" for each in told)
        yield (
            verb.lower(),
            f'CREATE TRIGGER "{{name}}" BEFORE {verb} ON "{table}" '
            f"FOR EACH {scope} EXECUTE FUNCTION {POSTGRESQL_FUNCTION}({arguments})",
        )
