"""What a board was shown stays as it was: after fifty edits and corrections, and with two people closing at once."""

import threading
from dataclasses import astuple
from typing import Any

import pytest
from django.db import connection, connections, models

from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import Action
from actions.position import Position, position_as_at
from actions.services import actions as change
from actions.services import issues, updates
from actions.services.partners import change_post
from boards.corrections import entries_since, since_shown
from boards.models import Meeting, Pack, Snapshot
from boards.pack_content import closed_content
from boards.services.boards import change_standing_items
from boards.services.packs import close_pack, reopen_pack
from boards.shown import shown
from boards.snapshots import position_of
from boards.verifying import check
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day, make_action, make_actions, rate
from wsoa.append_only import append_only_models

AS_AT = day(30)


def _bytes_of(pack: Pack) -> dict[str, list[tuple[Any, ...]]]:
    """Every column of every row of the pack, table by table, as the database has it."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for model in append_only_models():
        name = model.__name__
        if name.startswith("Snapshot") or name in {"Pack", "PackEntry"}:
            way = {
                "Pack": "pk",
                "PackEntry": "pack",
                "Snapshot": "pack",
                "SnapshotOwner": "line__snapshot__pack",
            }
            rows: Any = models.QuerySet(model).filter(**{way.get(name, "snapshot__pack"): pack.pk})
            found[name] = list(rows.order_by("pk").values_list())
    return found


def _fifty_edits(scene: Scene, actions: list[Action]) -> int:
    """Updates, corrections, retractions, rewordings, moves, dates, owners: most of them of days before the
    board met. How many."""
    by, done = scene.manager, 0
    codes = "GARBW"
    for number, action in enumerate(actions):
        mistaken = rate(action, scene.ratings[codes[number % 5]], day(10), by=by)
        updates.correct_update(
            update=mistaken,
            rating=scene.ratings[codes[(number + 1) % 5]],
            effective_date=day(11),
            commentary=f"As it really was, {number}",
            reason="Another line was meant",
            by=by,
        )
        why: dict[str, Any] = {
            "action": action,
            "effective_date": day(12),
            "reason": "Agreed",
            "by": by,
        }
        change.reword_action(title=f"Worded anew {number}", detail="And more", **why)
        change.change_due_date(due=DueDate.parse("31 December 2019"), **why)
        change.assign_action(lead_organisation=None, owners=scene.place.posts[1:2], **why)
        done += 5
    back = rate(actions[0], scene.ratings["R"], day(20), by=by)
    updates.retract_update(update=back, reason="Another action was meant", by=by)
    issue = issues.raise_issue_group(
        plan=scene.plan,
        title="No staff",
        explanation="A vacancy",
        remedial_action="Advertised",
        effective_date=day(13),
        by=by,
    )
    issues.put_in_issue_group(action=actions[1], issue_group=issue, effective_date=day(13), by=by)
    change.withdraw_action(action=actions[2], effective_date=day(25), reason="Not needed", by=by)
    make_action(scene, "8.1", effective_date=day(14))
    post = scene.place.posts[0]
    change_post(post=post, title="Director of SEND", by=by)
    return done + 6


def test_fifty_edits_and_corrections_leave_what_a_board_was_shown_as_it_was(scene: Scene) -> None:
    actions = make_actions(scene, 9, "GARWB")
    meeting = make_meeting(make_board(scene), AS_AT)
    pack = close_pack(meeting=meeting, by=scene.manager)
    snapshot = Snapshot.objects.get(pack=pack)
    frozen, content, rows = position_of(snapshot), closed_content(pack), _bytes_of(pack)
    assert since_shown(snapshot).is_empty

    assert _fifty_edits(scene, actions) > 50
    change_standing_items(board=meeting.board, items=(), by=scene.manager)

    again = Pack.objects.get(pk=pack.pk)
    assert _bytes_of(again) == rows
    assert position_of(Snapshot.objects.get(pk=snapshot.pk)) == frozen == shown(meeting, scene.plan)
    assert closed_content(again) == content
    assert again.checksum == pack.checksum
    assert check(again).is_whole
    changed = since_shown(snapshot)
    assert {line.action_id for line in position_as_at(scene.plan, AS_AT).lines} != {
        line.action_id for line in frozen.lines
    }
    assert changed.number_of_actions == len(actions) + 1
    assert [change.reference for change in changed.added] == ["8.1"]
    assert len(changed.withdrawn) == 1
    assert len(changed.reworded) == len(actions) - 1
    assert len(entries_since(changed, pack)) > 40


def test_a_position_holds_nothing_but_what_was_frozen(scene: Scene) -> None:
    make_actions(scene, 5, "GAR")
    pack = close_pack(meeting=make_meeting(make_board(scene), AS_AT), by=scene.manager)

    def models_in(value: Any) -> bool:
        if isinstance(value, models.Model):
            return True
        return isinstance(value, tuple | list) and any(models_in(each) for each in value)

    position: Position = position_of(Snapshot.objects.get(pack=pack))
    assert not models_in(astuple(position))


def test_old_version_stays_beside_the_new_one(scene: Scene) -> None:
    actions = make_actions(scene, 4, "GAR")
    meeting = make_meeting(make_board(scene), AS_AT)
    first = close_pack(meeting=meeting, by=scene.manager)
    rows = _bytes_of(first)
    reopen_pack(pack=first, reason="Health was late", by=scene.manager)
    rate(actions[1], scene.ratings["R"], day(29), by=scene.manager)

    second = close_pack(meeting=meeting, by=scene.manager)

    assert _bytes_of(first) == rows
    old, new = (position_of(Snapshot.objects.get(pack=pack)) for pack in (first, second))
    assert old != new
    assert shown(meeting, scene.plan) == new
    assert check(first).is_whole
    assert check(second).is_whole


def test_pack_remembers_with_what_it_was_compared_when_the_earlier_one_is_closed_anew(
    scene: Scene,
) -> None:
    actions = make_actions(scene, 4, "GAR")
    board = make_board(scene)
    earlier, later = make_meeting(board, AS_AT), make_meeting(board, day(60))
    first = close_pack(meeting=earlier, by=scene.manager)
    pack = close_pack(meeting=later, by=scene.manager)
    before = closed_content(pack)
    reopen_pack(pack=first, reason="Health was late", by=scene.manager)
    rate(actions[1], scene.ratings["R"], day(29), by=scene.manager)
    close_pack(meeting=earlier, by=scene.manager)

    assert closed_content(Pack.objects.get(pk=pack.pk)) == before


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_close_at_once_one_is_told(transactional_scene: Scene) -> None:
    scene = transactional_scene
    make_actions(scene, 5, "GAR")
    meeting = make_meeting(make_board(scene), AS_AT)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def close() -> None:
        try:
            mine = Meeting.objects.select_related("board__area").get(pk=meeting.pk)
            start.wait()
            close_pack(meeting=mine, by=scene.manager)
            outcomes.append("closed")
        except Refused as refused:
            outcomes.append(refused.message)
        finally:
            connections.close_all()

    people = [threading.Thread(target=close) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(outcomes) == [
        "The pack is closed already. Open it again first, and say why.",
        "closed",
    ]
    assert Pack.objects.count() == Snapshot.objects.count() == 1
    assert check(Pack.objects.get()).is_whole


def test_freezing_takes_one_query_more_only_for_every_batch_of_lines(scene: Scene) -> None:
    """SQLite takes 999 values a statement, so some 27 lines; PostgreSQL takes them all at once."""
    counts = []
    for number, offset in ((3, 0), (27, 1)):
        for index in range(number):
            action = make_action(
                scene, f"{offset + 1}.{index + 1}", owners=scene.place.posts[:2], due="June 2018"
            )
            rate(action, scene.ratings["G"], by=scene.manager)
        meeting = make_meeting(make_board(scene, f"board-{offset}"), AS_AT)
        queries = 0

        def count(execute: Any, *given: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*given)

        with connection.execute_wrapper(count):
            close_pack(meeting=meeting, by=scene.manager)
        counts.append(queries)
    assert counts[1] - counts[0] in {0, 1}
