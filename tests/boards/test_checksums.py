"""Checksums cover every column of what is frozen, and find whatever was changed without the product."""

import hashlib
import json
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from actions.models import Redaction
from actions.position import position_as_at
from actions.redaction import TOMBSTONE, Words, passages
from actions.services.privacy import redact
from boards.checksums import FIELDS, checksum_of
from boards.choices import ItemKind, PackPart
from boards.drafts import AgendaDraft
from boards.models import Pack, PackEntry, Snapshot, SnapshotLine, SnapshotOwner, SnapshotRating
from boards.pack_content import pack_content
from boards.services.packs import close_pack, reopen_pack
from boards.services.sittings import change_agenda
from boards.snapshots import position_of
from boards.verifying import check, verify
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_actions, rate
from tests.kept import kept_fixture
from wsoa.append_only import drop_triggers, install_triggers

NAME = "Tamsin Quill"
APART = {"id", "checksum", "snapshot_id", "pack_id", "line_id"}
"""Columns that a checksum is not over: the row's number, the checksum, and what the row hangs on, which the
checksum above it covers."""


@kept_fixture
def pack(scene: Scene) -> Pack:
    """A closed pack of six actions, one of which tells of a child by name."""
    make_actions(scene, 6, "GARWB")
    named = make_action(scene, "9.1", owners=scene.place.posts[:2], due="June 2018")
    rate(named, scene.ratings["R"], by=scene.manager, commentary=f"{NAME} waits for a place.")
    board = make_board(scene, terms=f"Asked for by {NAME}")
    return close_pack(meeting=make_meeting(board, day(30)), by=scene.manager)


@pytest.mark.parametrize("model", FIELDS)
def test_every_column_is_under_a_checksum(model: type[models.Model]) -> None:
    columns = {field.attname for field in model._meta.concrete_fields}
    assert set(FIELDS[model][1]) == columns - APART


def test_a_checksum_can_be_made_again_from_what_the_documentation_says(pack: Pack) -> None:
    row = SnapshotRating.objects.filter(snapshot__pack=pack)[0]
    values = {
        "code": row.code,
        "concern": int(row.concern),
        "key": row.key,
        "label": row.label,
        "meaning": row.meaning,
        "order": row.order,
        "progress": str(row.progress),
        "salt": row.salt,
        "tone": row.tone,
    }
    text = json.dumps(["rating", values], separators=(",", ":"), ensure_ascii=False)
    assert row.checksum == hashlib.sha256(text.encode()).hexdigest() == checksum_of(row)


def test_a_pack_just_closed_is_whole(pack: Pack) -> None:
    found = check(Pack.objects.get(pk=pack.pk))
    assert found.is_whole
    assert not found.redacted
    assert found.rows == (SnapshotLine.objects.count() + PackEntry.objects.count() + _parts(pack))


def _parts(pack: Pack) -> int:
    snapshot = Snapshot.objects.get(pack=pack)
    sorts = ("ratings", "impacts", "themes", "workstreams", "issues")
    return sum(getattr(snapshot, sort).count() for sort in sorts)


def _by_hand(sql: str, *values: Any) -> None:
    """Change rows as somebody would who has the database and not the product: with the triggers lifted."""
    connection.check_constraints()  # PostgreSQL drops no trigger of a table that waits for its checks
    drop_triggers(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    install_triggers(connection)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        (
            "UPDATE boards_snapshotline SET commentary = 'All is well' WHERE reference = '1.2'",
            "action 1.2: it does not say",
        ),
        ("UPDATE boards_snapshotowner SET title = 'Nobody'", "action 9.1: it does not say"),
        ("UPDATE boards_snapshotrating SET label = 'Fine' WHERE code = 'R'", "rating R: it"),
        ("UPDATE boards_snapshottheme SET title = 'Other' WHERE reference = '1'", "theme 1: it"),
        ("UPDATE boards_snapshot SET as_at = '2018-01-02'", "rows were added, taken away"),
        ("UPDATE boards_packentry SET title = 'Other'", "Agenda 1: it does not say"),
        (
            "DELETE FROM boards_packentry",
            "entries, points of charts or plans were added, taken away",
        ),
        ("UPDATE boards_pack SET place = 'Elsewhere'", "The pack"),
        (
            "UPDATE boards_snapshotline SET checksum = 'made up' WHERE reference = '1.2'",
            "action 1.2: it does not say",
        ),
    ],
)
def test_what_is_changed_without_the_product_is_found_and_named(
    pack: Pack, sql: str, says: str
) -> None:
    _by_hand(sql)
    found = verify(Pack.objects.get(pk=pack.pk))
    assert any(says in said for said in found), found


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE boards_snapshotline SET commentary = 'All is well'",
        "UPDATE boards_snapshotline SET salt = ''",
        "UPDATE boards_snapshot SET as_at = '2018-01-02'",
        "UPDATE boards_pack SET checksum = ''",
        "UPDATE boards_packentry SET text = ''",
        "DELETE FROM boards_snapshotowner",
        "DELETE FROM boards_packreopening",
        "DELETE FROM boards_packentry",
    ],
)
def test_the_database_refuses_to_change_what_is_frozen(pack: Pack, sql: str) -> None:
    reopen_pack(pack=pack, reason="Late", by=pack.recorded_by)
    with (
        pytest.raises(DatabaseError, match="is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def _redact(scene: Scene) -> None:
    words = Words.read(NAME)
    redact(
        area=scene.place.area,
        words=words,
        places=[each.key for each in passages(scene.place.area, words)],
        reason="A child was named",
        by=scene.place.administrator,
    )


def _everything() -> str:
    with connection.cursor() as cursor:
        cells = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            cells += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(cells)


def test_a_name_taken_out_leaves_the_snapshot_and_all_other_lines_still_prove_whole(
    scene: Scene, pack: Pack
) -> None:
    before = position_of(Snapshot.objects.get(pack=pack))
    assert NAME in _everything()
    _redact(scene)

    found = check(Pack.objects.get(pk=pack.pk))
    after = position_of(Snapshot.objects.get(pack=pack))
    assert NAME not in _everything()
    assert found.is_whole
    assert found.redacted[-1] == f"{scene.plan.title}, action 9.1"
    assert all(name.startswith("Exception") for name in found.redacted[:-1])
    assert [line for line in after.lines if line.reference != "9.1"] == [
        line for line in before.lines if line.reference != "9.1"
    ]
    assert after.lines[-1].commentary == f"{TOMBSTONE} waits for a place."
    assert SnapshotLine.objects.get(reference="9.1").salt == TOMBSTONE
    assert position_as_at(scene.plan, day(30)).lines == after.lines
    shown = signed_in(scene.manager).get(
        f"/{scene.place.area.slug}/area/boards/steering-board/meetings/{pack.meeting_id}"
        f"/shown/{scene.plan.slug}/?q=Tamsin"
    )
    assert "No action answers to this" in shown.content.decode()


def test_a_redaction_does_not_hide_a_change_of_another_row(scene: Scene, pack: Pack) -> None:
    _redact(scene)
    _by_hand("UPDATE boards_snapshotline SET commentary = 'All is well' WHERE reference = '1.2'")
    found = check(Pack.objects.get(pk=pack.pk))
    assert len(found.altered) == 1
    assert "action 1.2" in found.altered[0]
    assert Redaction.objects.filter(table_name="boards_snapshotline").exists()


def test_owner_whose_title_goes_makes_the_line_redacted_not_altered(
    scene: Scene, pack: Pack
) -> None:
    words = Words.read(SnapshotOwner.objects.filter(line__reference="9.1")[0].title)
    redact(
        area=scene.place.area,
        words=words,
        places=[
            each.key for each in passages(scene.place.area, words) if each.model is SnapshotOwner
        ],
        reason="A post that names its holder",
        by=scene.place.administrator,
    )
    found = check(Pack.objects.get(pk=pack.pk))
    assert found.is_whole
    assert f"{scene.plan.title}, action 9.1" in found.redacted


def test_a_name_goes_from_the_texts_of_a_pack_too(scene: Scene) -> None:
    meeting = make_meeting(make_board(scene), day(30))
    change_agenda(
        meeting=meeting, items=[AgendaDraft(ItemKind.OTHER, f"About {NAME}")], by=scene.manager
    )
    pack = close_pack(meeting=meeting, by=scene.manager)
    _redact(scene)
    item = pack_content(meeting).part(PackPart.AGENDA)[0]
    assert item.title == f"About {TOMBSTONE}"
    assert check(Pack.objects.get(pk=pack.pk)).redacted == ("Agenda 1",)
