"""What a Position says, on cases small enough to work out by hand."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction

from actions.due_dates import DueDate
from actions.models import Action, Plan
from actions.position import Line, memory, movement, position_as_at
from actions.services import actions as changing
from actions.services import completions, issues, updates
from actions.services.areas import change_area
from actions.services.plans import change_plan_settings
from tests.factories import STARTS_ON, Scene, at, day, make_action, make_scene, rate


def _line(action: Action, on: date) -> Line:
    line = position_as_at(action.plan, on).line(action.pk)
    assert line is not None
    return line


def _code(action: Action, on: date) -> str | None:
    rating = _line(action, on).rating
    return rating.code if rating else None


def test_action_counts_as_unrated_until_its_first_update(scene: Scene) -> None:
    action = make_action(scene)
    rate(action, scene.ratings["G"], day(5), by=scene.manager)
    table = position_as_at(scene.plan, day(4)).by_theme()
    assert table.total.counts == {"G": 0, "A": 0, "R": 0, "B": 0, "W": 0, "unrated": 1}
    table = position_as_at(scene.plan, day(5)).by_theme()
    assert table.total.counts == {"G": 1, "A": 0, "R": 0, "B": 0, "W": 0}


def test_update_recorded_later_for_an_earlier_day_changes_only_the_days_between(
    scene: Scene,
) -> None:
    action = make_action(scene)
    rate(action, scene.ratings["G"], day(10), by=scene.manager, now=at(day(10)))
    rate(action, scene.ratings["A"], day(5), by=scene.manager, now=at(day(20)))
    assert [_code(action, day(n)) for n in (4, 5, 9, 10, 20)] == [None, "A", "A", "G", "G"]


def test_of_two_updates_for_one_day_the_one_recorded_later_counts(scene: Scene) -> None:
    action = make_action(scene)
    rate(action, scene.ratings["A"], day(5), by=scene.manager, now=at(day(9)))
    rate(action, scene.ratings["G"], day(5), by=scene.manager, now=at(day(7)))
    assert _code(action, day(9)) == "A"


def test_of_two_updates_of_one_moment_the_one_saved_last_counts(scene: Scene) -> None:
    action = make_action(scene)
    for code in "AG":
        rate(action, scene.ratings[code], day(5), by=scene.manager, now=at(day(9)))
    assert _code(action, day(9)) == "G"


def test_correction_stands_from_its_own_day_and_the_mistake_on_no_day(scene: Scene) -> None:
    action = make_action(scene)
    mistake = rate(action, scene.ratings["R"], day(5), by=scene.manager)
    updates.correct_update(
        update=mistake,
        rating=scene.ratings["A"],
        effective_date=day(8),
        commentary="Minor after all",
        reason="Wrong line",
        by=scene.manager,
    )
    assert [_code(action, day(n)) for n in (4, 5, 7, 8)] == [None, None, None, "A"]


def test_retracted_update_leaves_what_stood_before_it(scene: Scene) -> None:
    action = make_action(scene)
    rate(action, scene.ratings["G"], day(2), by=scene.manager)
    mistake = rate(action, scene.ratings["B"], day(5), by=scene.manager)
    assert _line(action, day(5)).is_complete
    updates.retract_update(update=mistake, reason="Another action", by=scene.manager)
    assert _code(action, day(9)) == "G"
    assert not _line(action, day(9)).is_complete


def test_move_today_does_not_rewrite_an_old_table(scene: Scene) -> None:
    action = make_action(scene)
    before = position_as_at(scene.plan, day(10)).by_theme()
    changing.move_action(
        action=action,
        theme=scene.themes[2],
        effective_date=day(11),
        reason="Belongs there",
        by=scene.manager,
    )
    assert position_as_at(scene.plan, day(10)).by_theme() == before
    after = position_as_at(scene.plan, day(11)).by_theme()
    assert [row.total for row in after.rows] == [0, 1]


def test_backdated_move_keeps_what_stood_on_its_day_not_what_stands_now(scene: Scene) -> None:
    action = make_action(scene, workstream=scene.workstreams[0])
    move: dict[str, Any] = {"action": action, "reason": "Agreed", "by": scene.manager}
    changing.move_action(workstream=None, effective_date=day(20), **move)
    changing.move_action(theme=scene.themes[1], effective_date=day(10), **move)
    then, now = _line(action, day(10)), _line(action, day(20))
    assert then.workstream is not None
    assert (then.theme.reference, then.workstream.reference) == ("2", "WS1")
    assert (now.theme.reference, now.workstream) == ("1", None)


def test_withdrawn_action_is_counted_up_to_the_day_before(scene: Scene) -> None:
    action = make_action(scene, effective_date=day(3))
    changing.withdraw_action(
        action=action, effective_date=day(10), reason="Not needed", by=scene.manager
    )
    totals = [position_as_at(scene.plan, day(n)).total for n in (2, 3, 9, 10)]
    assert totals == [0, 1, 1, 0]


def test_superseded_action_leaves_the_plan_to_its_successor(scene: Scene) -> None:
    old, new = make_action(scene, "2F iii"), make_action(scene, "2F ii")
    changing.supersede_action(
        action=old, replaced_by=new, effective_date=day(10), reason="Merged", by=scene.manager
    )
    assert [line.reference for line in position_as_at(scene.plan, day(9)).lines] == [
        "2F ii",
        "2F iii",
    ]
    assert [line.reference for line in position_as_at(scene.plan, day(10)).lines] == ["2F ii"]


def test_renumbered_action_bears_each_reference_in_its_time(scene: Scene) -> None:
    action = make_action(scene, "1A i")
    changing.renumber_action(
        action=action, reference="1B i", effective_date=day(10), reason="Moved", by=scene.manager
    )
    assert [_line(action, day(n)).reference for n in (9, 10)] == ["1A i", "1B i"]


def test_revised_due_date_keeps_the_original_beside_it(scene: Scene) -> None:
    action = make_action(scene, due="March 2018")
    changing.change_due_date(
        action=action,
        due=DueDate.parse("Q1 2018/19"),
        effective_date=day(30),
        reason="Recruitment",
        agreed_by="DfE",
        by=scene.manager,
    )
    before, after = _line(action, day(29)), _line(action, day(30))
    assert (str(before.due), before.is_revised, before.slippage_days) == ("March 2018", False, 0)
    assert (str(after.due), str(after.original_due)) == ("Q1 2018/19", "March 2018")
    assert (after.is_revised, after.slippage_days) == (True, 91)


def test_action_is_overdue_from_the_day_after_its_period_until_it_is_complete(
    scene: Scene,
) -> None:
    action = make_action(scene, due="January 2018")
    rate(action, scene.ratings["G"], day(2), by=scene.manager)
    rate(action, scene.ratings["B"], date(2018, 2, 6), by=scene.manager)
    for on, overdue, late in (
        (date(2018, 1, 31), 0, 0),
        (date(2018, 2, 1), 1, 0),
        (date(2018, 2, 5), 5, 0),
        (date(2018, 2, 6), 0, 6),
        (date(2018, 3, 1), 0, 6),
    ):
        line = _line(action, on)
        assert (line.days_overdue, line.days_late, line.is_overdue) == (overdue, late, overdue > 0)


def test_past_due_under_a_colour_that_may_mean_complete_is_not_called_overdue(place) -> None:
    scene = make_scene(place, preset="rag")
    green, amber = (make_action(scene, name, due="January 2018") for name in ("1A i", "1A ii"))
    rate(green, scene.ratings["G"], day(2), by=scene.manager)
    rate(amber, scene.ratings["A"], day(2), by=scene.manager)
    position = position_as_at(scene.plan, date(2018, 2, 1))
    assert [line.reference for line in position.completion_not_recorded] == ["1A i"]
    assert [line.reference for line in position.overdue] == ["1A ii"]


def test_completion_recorded_on_its_own_counts_where_the_colour_leaves_it_open(place) -> None:
    scene = make_scene(place, preset="rag")
    action = make_action(scene)
    rate(action, scene.ratings["G"], day(2), by=scene.manager)
    completions.record_completion(
        action=action, completed_on=day(5), evidence="Minutes", by=scene.manager
    )
    assert [_line(action, day(n)).is_complete for n in (4, 5)] == [False, True]
    assert (_line(action, day(9)).completed_on, _line(action, day(9)).evidence) == (
        day(5),
        "Minutes",
    )
    completions.reopen_action(
        action=action, effective_date=day(8), reason="Not embedded", by=scene.manager
    )
    assert [_line(action, day(n)).is_complete for n in (7, 8)] == [True, False]


def test_update_put_before_a_completing_one_moves_the_day_of_completion(scene: Scene) -> None:
    action = make_action(scene)
    rate(action, scene.ratings["B"], day(10), by=scene.manager)
    rate(action, scene.ratings["B"], day(5), by=scene.manager)
    assert _line(action, day(12)).completed_on == day(5)
    rate(action, scene.ratings["G"], day(7), by=scene.manager)
    assert [_line(action, day(n)).completed_on for n in (6, 7, 12)] == [day(5), None, day(10)]


def test_issue_stands_behind_its_actions_from_its_day(scene: Scene) -> None:
    action = make_action(scene)
    issue = issues.raise_issue_group(
        plan=scene.plan,
        title="No system",
        explanation="It is late",
        remedial_action="A report by hand",
        effective_date=day(5),
        by=scene.manager,
    )
    issues.put_in_issue_group(
        action=action, issue_group=issue, effective_date=day(6), by=scene.manager
    )
    issues.put_in_issue_group(
        action=action, issue_group=None, effective_date=day(9), by=scene.manager
    )
    titles = [(line := _line(action, day(n)).issue) and line.title for n in (5, 6, 8, 9)]
    assert titles == [None, "No system", "No system", None]


def test_lines_come_in_the_natural_order_of_their_references(scene: Scene) -> None:
    for reference in ("1B x", "IP10", "1B ii", "2.1.10", "IP2", "2.1.9", "1B ix"):
        make_action(scene, reference)
    references = [line.reference for line in position_as_at(scene.plan, day(1)).lines]
    assert references == ["1B ii", "1B ix", "1B x", "2.1.9", "2.1.10", "IP2", "IP10"]


def test_table_has_a_row_for_each_top_theme_and_counts_those_under_it(scene: Scene) -> None:
    make_action(scene, "1", theme=scene.themes[0])
    make_action(scene, "2", theme=scene.themes[1])
    make_action(scene, "3", theme=scene.themes[2])
    rows = position_as_at(scene.plan, day(1)).by_theme().rows
    assert [(row.reference, row.total) for row in rows] == [("1", 1), ("2", 2)]


def test_workstream_table_ends_with_actions_that_have_none(scene: Scene) -> None:
    make_action(scene, "1", workstream=scene.workstreams[1])
    make_action(scene, "2")
    rows = position_as_at(scene.plan, day(1)).by_workstream().rows
    assert [(row.title, row.total) for row in rows] == [
        ("Leadership", 0),
        ("Inclusion", 1),
        ("No workstream", 1),
    ]


def test_plan_without_a_scheme_counts_every_action_as_unrated(place) -> None:
    scene = make_scene(place, preset="")
    action = make_action(scene)
    rate(action, None, day(3), by=scene.manager)
    position = position_as_at(scene.plan, day(3))
    assert position.by_theme().total.counts == {"unrated": 1}
    assert position.lines[0].commentary == "What has happened"
    assert position.scheme == ""


def test_movement_names_what_changed_between_two_days(scene: Scene) -> None:
    rated, done, gone = (make_action(scene, name) for name in ("1", "2", "3"))
    for action in (rated, done, gone):
        rate(action, scene.ratings["G"], day(1), by=scene.manager)
    rate(rated, scene.ratings["R"], day(5), by=scene.manager)
    rate(done, scene.ratings["B"], day(5), by=scene.manager)
    change: dict[str, Any] = {"effective_date": day(5), "reason": "Agreed", "by": scene.manager}
    changing.withdraw_action(action=gone, **change)
    changing.change_due_date(action=rated, due=DueDate.parse("May 2018"), **change)
    changing.reword_action(action=done, title="Done", detail="", **change)
    make_action(scene, "4", effective_date=day(4))
    before, after = (position_as_at(scene.plan, day(n)) for n in (3, 6))
    moved = movement(before, after)
    assert [line.reference for line in moved.added] == ["4"]
    assert [line.reference for line in moved.withdrawn] == ["3"]
    assert [
        (move.line.reference, move.before and move.before.code, move.after and move.after.code)
        for move in moved.moved
    ] == [("1", "G", "R"), ("2", "G", "B")]
    assert [move.line.reference for move in moved.redated] == ["1"]
    assert [line.reference for line in moved.reworded] == ["2"]
    assert [line.reference for line in moved.completed] == ["2"]
    assert movement(after, after).is_empty
    assert [line.reference for line in movement(after, before).reopened] == ["2"]


def test_movement_between_two_plans_is_refused(place) -> None:
    one, other = (make_scene(place, slug=slug) for slug in ("one", "two"))
    with pytest.raises(ValueError, match="one plan"):
        movement(position_as_at(one.plan, STARTS_ON), position_as_at(other.plan, STARTS_ON))


def test_change_column_is_the_difference_to_the_earlier_table(scene: Scene) -> None:
    action = make_action(scene)
    rate(action, scene.ratings["G"], day(2), by=scene.manager)
    rate(action, scene.ratings["B"], day(5), by=scene.manager)
    before, after = (position_as_at(scene.plan, day(n)).by_theme() for n in (3, 6))
    changes = {cell.code: cell.change for cell in after.compared_with(before).total.cells}
    assert changes == {"G": -1, "A": 0, "R": 0, "B": 1, "W": 0}


@pytest.mark.django_db(transaction=True)
def test_position_asked_for_again_after_an_update_is_the_new_one(
    transactional_scene: Scene,
) -> None:
    scene = transactional_scene
    action = make_action(scene)
    today = day(50)
    before = position_as_at(scene.plan, today)
    assert position_as_at(scene.plan, today) is before, "the same one is not read twice"
    rate(action, scene.ratings["A"], day(5), by=scene.manager)
    after = position_as_at(scene.plan, today)
    assert after != before
    memory.forget_all()
    assert position_as_at(scene.plan, today) == after


@pytest.mark.django_db(transaction=True)
def test_position_remembered_is_read_with_one_query(
    transactional_scene: Scene, django_assert_num_queries
) -> None:
    make_action(transactional_scene)
    position_as_at(transactional_scene.plan, day(5))
    with django_assert_num_queries(1):
        position_as_at(transactional_scene.plan, day(5))


def test_position_of_many_actions_takes_as_many_queries_as_of_few(
    scene: Scene, django_assert_num_queries
) -> None:
    plan = Plan.objects.select_related("area").get(pk=scene.plan.pk)
    make_action(scene, "1", owners=scene.place.posts[:1])
    with django_assert_num_queries(18):
        position_as_at(plan, day(5))
    for number in range(2, 12):
        action = make_action(scene, str(number), owners=scene.place.posts)
        rate(action, scene.ratings["B"], day(number), by=scene.manager)
    with django_assert_num_queries(18):
        position_as_at(plan, day(5) + timedelta(days=10))


@pytest.mark.parametrize("disturbances", [1, 2, 3])
@pytest.mark.django_db(transaction=True)
def test_position_read_while_somebody_writes_is_never_half_old_and_half_new(
    transactional_scene: Scene, disturbances: int
) -> None:
    """Each time the commentary and the due date are changed together, between two of its queries."""
    scene = transactional_scene
    action = make_action(scene)
    changes = iter(range(1, disturbances + 1))

    def change(number: int) -> None:
        due = DueDate.on(day(number))
        with transaction.atomic():
            rate(action, scene.ratings["G"], commentary=str(due), by=scene.manager)
            changing.change_due_date(
                action=action, due=due, effective_date=STARTS_ON, reason="Both", by=scene.manager
            )
        connections.close_all()

    def disturb(execute: Any, sql: str, *given: Any) -> Any:
        answer = execute(sql, *given)
        if 'FROM "actions_datechange"' in sql and (number := next(changes, 0)):
            with ThreadPoolExecutor() as somebody:
                somebody.submit(change, number).result()
        return answer

    change(0)
    with connection.execute_wrapper(disturb):
        line = position_as_at(scene.plan, day(9)).line(action.pk)
    assert next(changes, None) is None, "everybody wrote"
    assert line is not None
    assert (str(line.due), line.commentary) == (str(DueDate.on(day(disturbances))),) * 2


def test_a_position_is_not_remembered_with_what_the_plan_was_called_before(
    transactional_scene: Scene,
) -> None:
    scene = transactional_scene
    read_before = Plan.objects.select_related("area").get(pk=scene.plan.pk)
    change_plan_settings(plan=scene.plan, stale_after_days=90, by=scene.manager)
    change_area(
        area=scene.place.area, name="Renamed", theme_word="aim", by=scene.place.administrator
    )
    position_as_at(read_before, day(9))
    read_now = Plan.objects.select_related("area").get(pk=scene.plan.pk)
    remembered = position_as_at(read_now, day(9)).plan
    assert (remembered.stale_after_days, remembered.area_name) == (90, "Renamed")
    assert remembered.theme_word == "aim"
