"""Rows that are only added: refused by the code, and by the database whoever asks it."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from tests.factories import Scene, make_eventful
from tests.kept import kept_fixture
from wsoa.append_only import (
    AppendOnlyError,
    AppendOnlyModel,
    append_only_models,
    drop_triggers,
    expected_triggers,
    installed_triggers,
)
from wsoa.working import WorkingModel

OURS = ("wsoa", "actions", "boards", "reports")
PERSON = "wsoa.User"
"""Neither: a person's own data may change, and must not be kept once it has to go."""


@kept_fixture
def eventful(scene: Scene) -> None:
    """A row in every table."""
    make_eventful(scene)
    connection.check_constraints()  # PostgreSQL truncates nothing that waits for its checks


def _declared_models() -> Iterator[type[models.Model]]:
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            if not model.__name__.startswith("Historical") and model._meta.label != PERSON:
                yield model


def test_every_model_is_append_only_or_keeps_its_history_or_is_no_record() -> None:
    for model in _declared_models():
        kinds = (
            issubclass(model, AppendOnlyModel),
            hasattr(model, "history"),
            issubclass(model, WorkingModel),
        )
        assert sum(kinds) == 1, model._meta.label


def test_triggers_after_all_migrations_are_the_expected_ones(db: None) -> None:
    expected = expected_triggers(connection)
    assert installed_triggers(connection) == set(expected)
    assert len(expected) == 3 * len(append_only_models())


@pytest.mark.django_db(transaction=True)
def test_triggers_lost_in_a_migration_are_put_back_after_it() -> None:
    drop_triggers(connection)
    assert not installed_triggers(connection)
    call_command("migrate", verbosity=0)
    assert installed_triggers(connection) == set(expected_triggers(connection))


def _refused(sql: str, parameters: list[Any]) -> None:
    with (
        pytest.raises(DatabaseError, match="is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)


def _any_row(model: type[models.Model]) -> dict[str, Any]:
    """The columns of a row."""
    row = model._default_manager.order_by("pk").values().first()
    assert row, f"make_eventful leaves {model._meta.label} empty"
    return dict(row)


def _raw(model: type[models.Model], row: dict[str, Any]) -> list[Any]:
    """The row's values as the database's driver takes them."""
    fields: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    return [fields[name].get_db_prep_value(value, connection) for name, value in row.items()]


def _insert(verb: str, model: type[models.Model], row: dict[str, Any]) -> str:
    names = ", ".join(f'"{column}"' for column in row)
    places = ", ".join(["%s"] * len(row))
    return f'{verb} INTO "{model._meta.db_table}" ({names}) VALUES ({places})'


def test_raw_update_of_any_column_of_an_append_only_row_is_refused(eventful: None) -> None:
    for model in append_only_models():
        row = _any_row(model)
        for column in row:
            same = f'SET "{column}" = "{column}" WHERE id = %s'
            _refused(f'UPDATE "{model._meta.db_table}" {same}', [row["id"]])


def test_raw_delete_of_an_append_only_row_is_refused(eventful: None) -> None:
    for model in append_only_models():
        table = model._meta.db_table
        _refused(f'DELETE FROM "{table}" WHERE id = %s', [_any_row(model)["id"]])
        _refused(f'DELETE FROM "{table}"', [])
        if connection.vendor == "postgresql":
            _refused(f'TRUNCATE "{table}" CASCADE', [])


def test_upsert_over_an_append_only_row_is_refused(eventful: None) -> None:
    for model in append_only_models():
        row = _any_row(model)
        upsert = f"{_insert('INSERT', model, row)} ON CONFLICT (id) DO UPDATE SET id = excluded.id"
        _refused(upsert, _raw(model, row))


def _unique_keys(model: type[models.Model]) -> Iterator[Sequence[str]]:
    for field in model._meta.concrete_fields:
        if field.unique:
            yield (field.name,)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield constraint.fields


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's own")
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_replace_of_an_append_only_row_by_any_of_its_keys_is_refused(
    eventful: None, recursive: str
) -> None:
    """Also on a connection that somebody opened without recursive_triggers."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
    try:
        for model in append_only_models():
            for key in _unique_keys(model):
                rows = model._default_manager.exclude(**{f"{key[0]}__isnull": True})
                found = rows.values().first()
                if found is None:
                    assert key == ("supersedes",), "Only corrections may be missing."
                    continue
                row = dict(found) if key == ("id",) else {**found, "id": 1_000_000}
                _refused(_insert("INSERT OR REPLACE", model, row), _raw(model, row))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")


def test_changing_an_append_only_row_through_the_orm_is_refused(eventful: None) -> None:
    for model in append_only_models():
        rows: models.QuerySet[Any] = model._default_manager.all()
        before = list(rows.order_by("pk").values())
        row = rows[0]
        with pytest.raises(AppendOnlyError, match="never changed"):
            row.save()
        with pytest.raises(AppendOnlyError, match="never deleted"):
            row.delete()
        for change in (
            lambda rows: rows.delete(),
            lambda rows: rows.update(pk=1),
            lambda rows: rows.bulk_update([rows[0]], ["id"]),
            lambda rows: rows.update_or_create(pk=rows[0].pk),
        ):
            with pytest.raises(AppendOnlyError):
                change(rows)
        assert list(rows.order_by("pk").values()) == before


def test_new_object_with_the_id_of_an_append_only_row_does_not_replace_it(eventful: None) -> None:
    for model in append_only_models():
        row = model._default_manager.all()[0]
        row._state.adding = True
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
