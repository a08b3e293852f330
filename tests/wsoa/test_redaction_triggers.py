"""The one change of an append-only row that the database lets through: a redaction."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.models.signals import pre_migrate

from actions.models import Note, Redaction, StatusUpdate
from tests.factories import Scene, at, day, make_eventful
from tests.kept import kept_fixture
from wsoa.append_only import (
    AppendOnlyError,
    AppendOnlyModel,
    append_only_models,
    expected_triggers,
    install_triggers,
    installed_triggers,
    redact_row,
)

TOMBSTONE = "[removed]"


@kept_fixture
def eventful(scene: Scene) -> Scene:
    """A row in every table."""
    make_eventful(scene)
    return scene


def _permit(
    scene: Scene, row: models.Model, field: str, replacement: str = TOMBSTONE, **other: Any
) -> Redaction:
    permission = Redaction(
        area=scene.place.area,
        batch=uuid4(),
        reason="A child is named",
        at=at(day(9)),
        by=scene.place.administrator,
        **{
            "table_name": row._meta.db_table,
            "row_id": row.pk,
            "field": field,
            "replacement": replacement,
            **other,
        },
    )
    permission.save()
    return permission


def _change(row: models.Model, **values: Any) -> None:
    """As raw SQL, past everything that Python refuses."""
    named = ", ".join(f'"{column}" = %s' for column in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET {named} WHERE id = %s', [*values.values(), row.pk]
        )


def _refused(row: models.Model, **values: Any) -> None:
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
        _change(row, **values)


def _texts() -> Iterator[tuple[type[AppendOnlyModel], str]]:
    for model in append_only_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                yield model, field.name


BY_PROGRAM = {
    *(
        (model, "checksum")
        for model in ("Pack", "PackEntry", "PackPoint", "Snapshot", "SnapshotLine")
    ),
    *(
        (f"Snapshot{part}", "checksum")
        for part in ("Rating", "Impact", "Theme", "Workstream", "Issue")
    ),
    *(("Snapshot", name) for name in ("area_slug", "plan_slug")),
    *((model, "tone") for model in ("SnapshotRating", "SnapshotImpact")),
    ("SnapshotLine", "waits_on"),
    *(
        (model, name)
        for model in ("Evidence", "InspectionDocument")
        for name in ("stored_name", "content_type")
    ),
    ("ClearanceLink", "digest"),
    ("ClearanceEvent", "text_digest"),
    ("Publication", "checksum"),
    ("PublishedFile", "stored_name"),
}
"""What the program wrote, not a person: of what was frozen, and where it keeps a file and as what kind."""

NAMES = {
    *(("Pack", name) for name in ("area_name", "board_title")),
    *(("Snapshot", name) for name in ("area_name", "plan_title", "theme_word", "scheme")),
    *((model, "code") for model in ("SnapshotRating", "SnapshotImpact")),
    *((model, "reference") for model in ("SnapshotTheme", "SnapshotWorkstream")),
    ("Publication", "body"),
    ("PaperOutcome", "next_body"),
}
"""What a committee and a frozen area, board, plan, scheme, rating and theme were called: letters and titles that say what the
frozen rows are of, and hold up the checksums above them."""


def test_every_text_that_a_person_writes_is_redactable() -> None:
    left = {(model.__name__, name) for model, name in _texts() if name not in model.redactable}
    assert left == {
        ("Redaction", "table_name"),
        ("Redaction", "field"),
        ("Redaction", "replacement"),
        *BY_PROGRAM,
        *NAMES,
    }


def test_a_permitted_text_may_become_its_replacement_and_nothing_else(eventful: Scene) -> None:
    for model in append_only_models():
        for field in model.redactable:
            rows = model._default_manager.order_by("pk")
            row = rows.exclude(**{field: ""}).first() or rows.first()
            if row is None:  # only what other parts have yet to make happen
                continue
            _refused(row, **{field: TOMBSTONE})
            _permit(eventful, row, field)
            _refused(row, **{field: "something else"})
            _refused(row, **{field: ""})
            _change(row, **{field: TOMBSTONE})
            row.refresh_from_db()
            assert getattr(row, field) == TOMBSTONE
            _refused(row, **{field: TOMBSTONE})


def test_permission_covers_neither_another_row_nor_another_column_nor_another_table(
    eventful: Scene,
) -> None:
    first, second = StatusUpdate.objects.order_by("pk")[:2]
    _permit(eventful, first, "commentary")
    _permit(eventful, first, "remedial_action", table_name=Note._meta.db_table)
    _refused(second, commentary=TOMBSTONE)
    _refused(first, remedial_action=TOMBSTONE)
    _refused(first, reason=TOMBSTONE)
    _refused(first, commentary=TOMBSTONE, effective_date=day(1))
    _refused(first, commentary=TOMBSTONE, rating_id=None)
    _refused(first, commentary=TOMBSTONE, id=1_000_000)
    _change(first, commentary=TOMBSTONE)


def test_permission_is_used_once_and_only_to_be_emptied(eventful: Scene) -> None:
    update = StatusUpdate.objects.order_by("pk")[0]
    permission = _permit(eventful, update, "commentary")
    _refused(permission, replacement="another")
    _refused(permission, replacement="", row_id=2)
    _refused(permission, row_id=2)
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
        models.QuerySet(Redaction).filter(pk=permission.pk).delete()
    redact_row(permissions=[permission], model=StatusUpdate, row_id=update.pk)
    permission.refresh_from_db()
    update.refresh_from_db()
    assert (update.commentary, permission.replacement) == (TOMBSTONE, "")
    _refused(update, commentary="")
    _refused(permission, replacement=TOMBSTONE)
    _refused(permission, replacement="")


def test_a_text_that_is_never_redacted_is_refused_by_the_code(eventful: Scene) -> None:
    update = StatusUpdate.objects.order_by("pk")[0]
    permission = _permit(eventful, update, "kind")
    with pytest.raises(AppendOnlyError, match="never redacted"):
        redact_row(permissions=[permission], model=StatusUpdate, row_id=update.pk)
    _refused(update, kind=TOMBSTONE)


@pytest.mark.django_db(transaction=True)
def test_outdated_triggers_of_an_installation_are_replaced() -> None:
    old = "append_only_delete__actions_note"
    body = (
        "FOR EACH ROW EXECUTE FUNCTION wsoa_refuse_change()"
        if connection.vendor == "postgresql"
        else "BEGIN SELECT RAISE(ABORT, 'old'); END"
    )
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TRIGGER "{old}" BEFORE DELETE ON "actions_note" {body}')
    assert old in installed_triggers(connection)
    call_command("migrate", verbosity=0)
    assert installed_triggers(connection) == set(expected_triggers(connection))


@pytest.mark.django_db(transaction=True)
def test_the_table_of_permissions_can_be_rebuilt_by_a_migration() -> None:
    wsoa = apps.get_app_config("wsoa")
    pre_migrate.send(wsoa, using="default", plan=[("a migration", False)])
    short = Redaction._meta.get_field("field")
    long = models.CharField(max_length=64)
    long.set_attributes_from_name("field")
    long.model = Redaction
    with connection.schema_editor() as editor:
        editor.alter_field(Redaction, short, long, strict=True)
    with connection.schema_editor() as editor:
        editor.alter_field(Redaction, long, short, strict=True)
    install_triggers(connection)
    assert installed_triggers(connection) == set(expected_triggers(connection))
