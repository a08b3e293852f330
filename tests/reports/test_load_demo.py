"""load_demo: safe to repeat, refused beside other data, the same for the same day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from actions.due_dates import DueDate
from actions.models import Action, Area, AuditEntry, Plan, StatusUpdate
from actions.position import position_as_at
from boards.models import Board, Meeting, MeetingComment, VisitOutcome
from boards.outstanding import board_actions_open
from boards.owed import owed
from boards.shown import pack_in_force
from reports.choices import Copy, FileFormat
from reports.demo.accounts import make_operator
from reports.demo.loading import PUBLISHED, SLUGS, load_published
from reports.demo.present import make_present_history, read_present_plan
from reports.demo.present_boards import make_present_governance
from reports.demo.starting_afresh import rebuild_database
from reports.models import Paper, Publication
from wsoa.append_only import expected_triggers, installed_triggers
from wsoa.models import User

A_DAY = date(2026, 3, 2)


@pytest.mark.parametrize("offset", range(0, 400, 7))
def test_present_area_tells_nothing_of_the_day_it_is_loaded_or_later(offset):
    today = date(2027, 12, 31) + timedelta(days=offset)
    plan = read_present_plan(today)
    history = make_present_history(today)
    for events in (history.updates, history.date_changes, history.ends, plan.issues):
        for event in events:
            assert plan.starts_on <= event.effective < today
    for action in history.actions:
        assert DueDate.parse(action.due)


@pytest.mark.parametrize("offset", range(0, 400, 13))
def test_present_boards_meet_before_the_day_and_are_announced_for_after_it(offset):
    today = date(2027, 12, 31) + timedelta(days=offset)
    starts_on = read_present_plan(today).starts_on
    governance = make_present_governance(today, starts_on)
    keys = [meeting.key for meeting in governance.meetings]
    assert len(set(keys)) == len(keys)
    for meeting in governance.meetings:
        assert starts_on <= meeting.announced < today
        assert meeting.was_held == (meeting.key.held_on < today)
        assert meeting.as_at is None or meeting.as_at < meeting.key.held_on
        assert all(news.on < today for action in meeting.actions for news in action.news)
        assert all(comment.to in keys for comment in meeting.comments)
    assert all(request.asked_on < today for request in governance.requests)


def test_present_area_is_the_same_for_the_same_day_and_moves_with_it():
    assert make_present_history(A_DAY) == make_present_history(A_DAY)
    assert make_present_history(A_DAY) != make_present_history(A_DAY + timedelta(days=31))


def test_load_demo_builds_six_areas_and_a_second_run_changes_nothing(db):
    said = StringIO()
    call_command("load_demo", today=A_DAY.isoformat(), stdout=said)
    assert "manager@newcastle.example" in said.getvalue()
    assert set(Area.objects.values_list("slug", flat=True)) == set(SLUGS)
    assert not Area.objects.filter(demo_note="").exists()
    _check_the_present_area()
    _check_the_present_boards()
    _check_the_paper_that_went_out()
    before = _counts()
    with CaptureQueriesContext(connection) as queries:
        call_command("load_demo", today=A_DAY.isoformat(), quiet=True)
    assert len(queries) == 1
    assert _counts() == before


def _check_the_present_area() -> None:
    """Somebody who looks around on the day finds one of everything."""
    position = position_as_at(Plan.objects.get(area__slug="harrowmere"), A_DAY)
    assert {line.rating.code for line in position.lines if line.rating} == set("GARBW")
    assert position.overdue
    assert position.completed_late
    assert [line for line in position.lines if line.slippage_days > 0]
    assert [line for line in position.lines if not line.owners]
    assert [
        line
        for line in position.lines
        if not line.is_complete and line.rated_on and (A_DAY - line.rated_on).days > 60
    ]
    live = {line.reference for line in position.lines}
    assert {"3.7", "6.8"}.isdisjoint(live)


def _check_the_present_boards() -> None:
    """The board that steers has met every month up to the day, and its next meetings are in the diary."""
    board = Board.objects.get(area__slug="harrowmere", slug="steering-board")
    held = board.meetings.filter(held_on__lt=A_DAY)
    assert len({(meeting.held_on.year, meeting.held_on.month) for meeting in held}) == 23
    assert all(pack_in_force(meeting) for meeting in held.order_by("-held_on")[:12])
    assert board.meetings.filter(held_on__gte=A_DAY).count() == 6
    assert [each for each in board_actions_open(board, A_DAY) if each.is_late]
    forward = owed(board.area, A_DAY)
    assert forward.open
    assert [each for each in forward.open if each.is_late]
    assert forward.answered
    assert MeetingComment.objects.filter(meeting__board__area=board.area).exists()
    assert VisitOutcome.objects.filter(visit__plan__area=board.area).count() == 2
    assert Meeting.objects.filter(board__kind="monitoring", held_on__gte=A_DAY).exists()


def _check_the_paper_that_went_out() -> None:
    """Windsor and Maidenhead's is published and has come before Cabinet; the others are drafts."""
    publication = Publication.objects.get()
    assert publication.paper.plan.area.slug == "windsor-and-maidenhead"
    assert publication.files.filter(copy=Copy.PUBLIC, file_format=FileFormat.PDF).exists()
    assert "an update in October 2018" in publication.outcomes.get().resolution
    assert set(Paper.objects.values_list("plan__area__slug", flat=True)) == set(PUBLISHED)


def _counts() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (User, Action, StatusUpdate, Meeting, AuditEntry)
    )


def test_load_demo_refuses_a_database_with_another_area(place):
    before = _counts()
    with pytest.raises(CommandError, match="WSOA_DATA or DATABASE_URL"):
        call_command("load_demo", today=A_DAY.isoformat(), quiet=True)
    assert _counts() == before


def test_load_demo_refuses_a_database_with_an_account_only(db):
    User.objects.create_user("somebody@example.org", name="Somebody")
    with pytest.raises(CommandError, match="other than the demonstration"):
        call_command("load_demo", today=A_DAY.isoformat(), quiet=True)


def test_load_demo_fresh_refuses_to_empty_a_database_with_another_area(place):
    load_published("medway", operator=make_operator())
    with pytest.raises(CommandError, match="nothing was emptied"):
        call_command("load_demo", fresh=True, quiet=True)
    assert Area.objects.filter(slug="medway").exists()


def test_load_demo_refuses_a_day_in_the_future(db):
    with pytest.raises(CommandError, match="future"):
        call_command("load_demo", today="2999-01-01", quiet=True)


def _our_models() -> Iterator[type[Model]]:
    for app in ("wsoa", "actions", "boards", "reports"):
        yield from apps.get_app_config(app).get_models(include_auto_created=True)


def _tables() -> dict[str, tuple[object, ...]]:
    """What each table of ours is made of, in no order."""
    look = connection.introspection
    found: dict[str, tuple[object, ...]] = {}
    with connection.cursor() as cursor:
        for table in sorted({model._meta.db_table for model in _our_models()}):
            columns = {
                (column.name, look.get_field_type(column.type_code, column), column.null_ok)
                for column in look.get_table_description(cursor, table)
            }
            rules = look.get_constraints(cursor, table).items()
            # SQLite numbers those without a name.
            found[table] = (
                columns,
                sorted((re.sub(r"\d", "", name), str(rule)) for name, rule in rules),
            )
    return found


@pytest.mark.django_db(transaction=True)
def test_rebuild_database_empties_everything_and_migrates_to_the_tables_and_triggers_there_were(
    settings,
):
    settings.MIGRATION_MODULES = {}  # the tables of all other tests are made without
    load_published("medway", operator=make_operator())
    before = _tables()
    rebuild_database()
    assert _tables() == before
    assert not Area.objects.exists()
    assert not User.objects.exists()
    assert installed_triggers(connection) == set(expected_triggers(connection))
