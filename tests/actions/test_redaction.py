"""A child's name is taken out everywhere it went, and is then in no column of any table and not in the file."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.utils import timezone

from actions import file_store
from actions.errors import NotAllowed, Refused, Stale
from actions.models import (
    Action,
    ActionReference,
    Area,
    AuditEntry,
    Evidence,
    ImportDraft,
    InspectionDocument,
    Note,
    Plan,
    Redaction,
    SavedView,
    StatusUpdate,
)
from actions.position import position_as_at
from actions.redaction import TOMBSTONE, Passage, Words, passages, text_fields, way_to
from actions.redaction.places import DERIVED
from actions.services import areas, evidence, notes
from actions.services.inspections import add_document
from actions.services.privacy import redact, redact_document, redact_file
from tests.actions.files import pdf_upload
from tests.actions.inspecting import make_inspection
from tests.factories import Scene, day, make_action, make_eventful, make_place, make_scene, rate
from tests.kept import kept_fixture
from wsoa.append_only import AppendOnlyModel, redact_row
from wsoa.models import OutgoingEmail
from wsoa.services.mail import queue_email
from wsoa.working import WorkingModel

NAME = "Tamsin Quill"
WRITTEN = "TAMSIN\n quill"
WORDS = Words.read(NAME)
REASON = "A child was named"
WITHOUT_AN_AREA = {"User", "OutgoingEmail", "SignInEvent"}
"""Accounts, and what is not shown to areas: emails are cleaned, accounts made anonymous."""


def _redact(scene: Scene, places: Any = None, **other: Any) -> Any:
    keys = [each.key for each in passages(scene.place.area, WORDS)] if places is None else places
    return redact(
        **{
            "area": scene.place.area,
            "words": WORDS,
            "places": keys,
            "reason": REASON,
            "by": scene.place.administrator,
            **other,
        }
    )


def _write(scene: Scene, row: models.Model, field: str, text: str) -> None:
    """Put a text where it stands already by way of a permission, the only one there is."""
    permission = Redaction(
        area=scene.place.area,
        batch=uuid4(),
        table_name=row._meta.db_table,
        row_id=row.pk,
        field=field,
        replacement=text,
        reason="For a test",
        at=timezone.now(),
        by=scene.manager,
    )
    permission.save()
    redact_row(permissions=[permission], model=type(row), row_id=row.pk)


def _spread(scene: Scene) -> set[tuple[str, str]]:
    """Write the name into every text of every table that has a row; the tables and fields."""
    written: set[tuple[str, str]] = set()
    for model in apps.get_models():
        present = getattr(model, "instance_type", model)
        if issubclass(model, WorkingModel) or way_to(present, Area) is None:
            continue
        row = models.QuerySet(model).order_by("-pk").first()
        if row is None:
            continue
        for name in text_fields(model):
            field: Any = model._meta.get_field(name)
            if name in DERIVED or (field.max_length or 1000) < len(WRITTEN) + 1:
                continue
            text = WRITTEN if (field.max_length or 1000) < 40 else f"About {WRITTEN} again"
            if isinstance(field, models.URLField):
                text = "https://example.org/Tamsin%20Quill.pdf"
            if issubclass(model, AppendOnlyModel):
                _write(scene, row, name, text)
            else:
                models.QuerySet(model).filter(pk=row.pk).update(**{name: text})
            written.add((model.__name__, name))
    return written


def _everything() -> Iterator[tuple[str, str]]:
    """Every column of every row of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    if value is not None:
                        yield table, str(value)


def _holding() -> set[str]:
    return {table for table, text in _everything() if WORDS.are_in(text)}


@kept_fixture
def full(scene: Scene) -> Scene:
    """A row in every table, a paper, a saved view and an import being prepared among them."""
    _fill(scene)
    return scene


def _fill(scene: Scene) -> Action:
    action = make_eventful(scene)
    plan, by = scene.plan, scene.manager
    SavedView.objects.create(plan=plan, user=by, name="Mine", query="q=tamsin+quill&rating=R")
    ImportDraft.objects.create(
        plan=plan,
        by=by,
        at=timezone.now(),
        file_name="plan.csv",
        sha256="0" * 64,
        table={"sheet": "", "header": ["Action"], "rows": [[2, [WRITTEN]]]},
        as_at=day(9),
    )
    queue_email(to=by.email, subject=f"About {NAME}", body=f"Ask {WRITTEN} about it")
    return action


def test_every_table_belongs_to_an_area_or_is_named_here() -> None:
    ours = [
        model
        for label in ("wsoa", "actions", "boards", "reports")
        for model in apps.get_app_config(label).get_models()
    ]
    lost = {
        model.__name__
        for model in ours
        if way_to(getattr(model, "instance_type", model), Area) is None
    }
    assert lost == WITHOUT_AN_AREA


def test_after_a_redaction_the_name_is_in_no_column_of_any_table(full: Scene) -> None:
    written = _spread(full)
    assert {
        "StatusUpdate",
        "AuditEntry",
        "HistoricalPaper",
        "PaperSection",
        "SectionVersion",
        "Note",
    } <= {model for model, _ in written}
    assert len(_holding()) > 40
    done = _redact(full)
    assert _holding() == set()
    assert done.places.total() >= len(written)
    assert not SavedView.objects.exists()
    assert not ImportDraft.objects.exists()
    email = OutgoingEmail.objects.get(subject__startswith="About ")
    assert (email.subject, email.body) == (f"About {TOMBSTONE}", f"Ask {TOMBSTONE} about it")


def test_each_text_keeps_what_stood_around_the_name_unless_all_of_it_is_to_go(
    full: Scene,
) -> None:
    action = Action.objects.order_by("pk")[0]
    first = rate(action, full.ratings["R"], day(50), by=full.manager, commentary=f"For {NAME}.")
    second = rate(action, full.ratings["R"], day(51), by=full.manager, commentary=f"{NAME} left")
    keys = {each.row_id: each.key for each in passages(full.place.area, WORDS)}
    _redact(full, [keys[str(first.pk)]])
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.commentary == f"For {TOMBSTONE}."
    assert second.commentary == f"{NAME} left"
    _redact(full, [keys[str(second.pk)]], whole=True)
    second.refresh_from_db()
    assert second.commentary == TOMBSTONE
    assert second.rating == full.ratings["R"]


def test_redaction_says_where_who_when_and_why_and_keeps_nothing_of_what_it_took_out(
    full: Scene,
) -> None:
    action = Action.objects.order_by("pk")[0]
    note = notes.add_note(action=action, text=f"{NAME} asked", by=full.manager)
    now = timezone.now()
    _redact(full, [f"actions_note:{note.pk}:text"], now=now)
    tombstone = Redaction.objects.get(at=now)
    assert (tombstone.table_name, tombstone.row_id, tombstone.field) == (
        "actions_note",
        note.pk,
        "text",
    )
    assert (tombstone.action, tombstone.by, tombstone.at) == (
        action,
        full.place.administrator,
        now,
    )
    assert (tombstone.reason, tombstone.replacement) == (REASON, "")
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert entry.summary == f"Note, text; copies of emails (1). {REASON}"


def test_position_shows_the_tombstone_at_once(full: Scene) -> None:
    action = Action.objects.order_by("pk")[0]
    rate(action, full.ratings["R"], day(50), by=full.manager, commentary=f"For {NAME}.")
    plan = Plan.objects.select_related("area").get(pk=full.plan.pk)
    before = plan.revision
    _redact(full)
    line = position_as_at(plan, day(60)).line(action.pk)
    assert line is not None
    assert line.commentary == f"For {TOMBSTONE}."
    plan.refresh_from_db()
    assert plan.revision != before


def test_reference_that_is_a_name_is_replaced_and_no_longer_finds_the_action(full: Scene) -> None:
    row = ActionReference.objects.order_by("pk")[0]
    _write(full, row, "reference", NAME)
    _write(full, row, "search_key", "tamsinquill")
    _redact(full)
    row.refresh_from_db()
    assert row.reference == f"[removed {row.pk}]"
    assert not Action.objects.with_reference(full.plan, NAME).exists()


def test_only_an_administrator_of_the_area_may_redact_and_only_there(full: Scene) -> None:
    action = Action.objects.order_by("pk")[0]
    note = notes.add_note(action=action, text=NAME, by=full.manager)
    key = f"actions_note:{note.pk}:text"
    elsewhere = make_scene(make_place("elsewhere"))
    with pytest.raises(NotAllowed):
        _redact(full, [key], by=full.manager)
    with pytest.raises(NotAllowed):
        _redact(full, [key], by=elsewhere.place.administrator)
    with pytest.raises(Stale):
        _redact(elsewhere, [key])
    assert Note.objects.get(pk=note.pk).text == NAME


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"reason": ""}, "Give a reason"),
        ({"reason": f"{NAME} asked"}, "holds the words"),
        ({"places": []}, "Tick each place"),
        ({"places": ["actions_note:999:text"]}, "Search again"),
    ],
)
def test_unfit_request_is_refused_and_changes_nothing(
    full: Scene, given: dict[str, Any], says: str
) -> None:
    action = Action.objects.order_by("pk")[0]
    notes.add_note(action=action, text=NAME, by=full.manager)
    before = Redaction.objects.count()
    with pytest.raises(Refused, match=says):
        _redact(full, **given)
    assert Redaction.objects.count() == before


def test_texts_of_another_area_are_not_found(full: Scene) -> None:
    other = make_scene(make_place("elsewhere"))
    make_eventful(other)
    _spread(other)
    assert {_area_of(each) for each in passages(full.place.area, WORDS)} <= {None, full.plan.pk}


def _area_of(passage: Passage) -> int | None:
    return passage.plan_id


def test_file_that_names_a_child_is_destroyed_and_leaves_a_tombstone(
    full: Scene, django_capture_on_commit_callbacks: Any
) -> None:
    action = Action.objects.order_by("pk")[0]
    row = evidence.add_file(
        action=action, upload=pdf_upload("tamsin_quill.pdf"), title="Minutes", by=full.manager
    )
    place = file_store.place_of(row.stored_name)
    assert place.exists()
    with django_capture_on_commit_callbacks(execute=True):
        redact_file(evidence=row, reason=REASON, by=full.place.administrator)
    row.refresh_from_db()
    assert {row.title, row.original_name, row.sha256} == {TOMBSTONE}
    assert not place.exists()
    with pytest.raises(Refused, match="no file any more"):
        redact_file(evidence=row, reason=REASON, by=full.place.administrator)


def test_document_of_an_inspection_is_found_by_its_content_and_destroyed(
    full: Scene, django_capture_on_commit_callbacks: Any
) -> None:
    inspection = make_inspection(full.place)
    given: dict[str, Any] = {"inspection": inspection, "kind": "other", "by": full.manager}
    upload = SimpleUploadedFile("note.txt", f"What {NAME} said".encode(), "text/plain")
    named = add_document(**given, upload=upload, title="Note")
    unread = add_document(**given, upload=pdf_upload(), title="Letter")
    (key,) = (
        each.key
        for each in passages(full.place.area, WORDS)
        if each.model is InspectionDocument and each.field == "file"
    )
    with django_capture_on_commit_callbacks(execute=True):
        _redact(full, [key])
        redact_document(document=unread, reason=REASON, by=full.place.administrator)
    for row in (named, unread):
        row.refresh_from_db()
        assert {row.title, row.original_name, row.sha256} == {TOMBSTONE}
        assert row.is_removed
        assert not file_store.place_of(row.stored_name).exists()
    with pytest.raises(Refused, match="no file any more"):
        redact_document(document=named, reason=REASON, by=full.place.administrator)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own file")
def test_after_a_redaction_the_name_is_not_in_the_database_file(transactional_scene: Scene) -> None:
    scene = transactional_scene
    _fill(scene)
    _spread(scene)
    action = Action.objects.order_by("pk")[0]
    for number in range(20):
        rate(
            action,
            scene.ratings["R"],
            day(50 + number),
            by=scene.manager,
            commentary=f"{NAME} {'and much more ' * 200}",
        )
    file = Path(str(connection.settings_dict["NAME"]))
    files = [file, file.with_name(f"{file.name}-wal")]

    def bytes_of_all() -> bytes:
        """Read by another program: to close the file in this one would let go SQLite's locks on it."""
        there = [str(each) for each in files if each.exists()]
        return subprocess.run(["cat", *there], capture_output=True, check=True).stdout.lower()

    assert b"tamsin" in bytes_of_all()
    _redact(scene)
    assert b"tamsin" not in bytes_of_all()
    assert not StatusUpdate.objects.filter(commentary__icontains="tamsin").exists()
    assert Evidence.objects.exists()


def _write_the_name_once(scene: Scene) -> None:
    rate(make_action(scene), scene.ratings["R"], commentary=WRITTEN, by=scene.manager)


def test_emails_of_another_area_are_left_alone_and_not_counted(scene: Scene) -> None:
    elsewhere = make_place("elsewhere")
    _write_the_name_once(scene)
    queue_email(to=elsewhere.manager.email, subject=f"About {NAME}", body=WRITTEN)
    assert _redact(scene).emails == 0
    email = OutgoingEmail.objects.get()
    assert (email.subject, email.body) == (f"About {NAME}", WRITTEN)


def test_an_email_on_its_way_to_an_address_that_says_the_name_goes(scene: Scene) -> None:
    address = "tamsin.quill@riverton.example"
    areas.add_post(
        organisation=scene.place.council,
        title="Parent",
        email=address,
        by=scene.place.administrator,
    )
    queue_email(to=address, subject="Please answer", body="Nothing about anybody")
    assert _redact(scene).emails == 1
    assert not OutgoingEmail.objects.exists()
