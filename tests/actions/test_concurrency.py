"""Many writers at once, and a server that dies in the middle of writing: nothing acknowledged is lost."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from actions.errors import Stale
from actions.models import StatusUpdate
from actions.position import position_as_at
from actions.services.updates import record_update
from actions.services.writing import Seen
from tests.factories import STARTS_ON, day, make_action, make_place, make_scene, rate

WRITERS = 50


@pytest.mark.django_db(transaction=True)
def test_updates_at_the_same_instant_are_all_kept_in_one_order():
    scene = make_scene(make_place())
    action = make_action(scene)
    start = threading.Barrier(WRITERS)
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            start.wait()
            rate(action, scene.ratings["G"], commentary=f"Writer {number}", by=scene.manager)
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    rows = list(StatusUpdate.objects.filter(action=action).order_by("id"))
    assert failures == []
    assert {row.commentary for row in rows} == {f"Writer {n}" for n in range(WRITERS)}
    times = [row.recorded_at for row in rows]
    assert times == sorted(times)
    assert len(set(times)) == WRITERS
    line = position_as_at(scene.plan, STARTS_ON).line(action.pk)
    assert line is not None
    assert line.commentary == rows[-1].commentary


@pytest.mark.django_db(transaction=True)
def test_of_two_people_saving_the_same_form_at_once_one_is_shown_the_other():
    scene = make_scene(make_place())
    action = make_action(scene)
    first = rate(action, scene.ratings["G"], by=scene.manager)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def save() -> None:
        try:
            start.wait()
            record_update(
                action=action,
                rating=scene.ratings["A"],
                effective_date=day(1),
                commentary="Mine",
                seen=Seen(first.pk),
                by=scene.manager,
            )
            outcomes.append("saved")
        except Stale:
            outcomes.append("shown")
        finally:
            connections.close_all()

    people = [threading.Thread(target=save) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(outcomes) == ["saved", "shown"]


WRITE_WITHOUT_END = """
import django, sys
django.setup()
from datetime import date
from actions.models import Action
from actions.services.updates import record_update
from wsoa.models import User
action = Action.objects.select_related("plan__area", "plan__rating_scheme").get(pk=int(sys.argv[1]))
by = User.objects.get(pk=int(sys.argv[2]))
rating = action.plan.rating_scheme.ratings.get(code="G")
while True:
    update = record_update(
        action=action, rating=rating, effective_date=date(2018, 1, 2), commentary="Kept", by=by
    )
    print(update.pk, flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_every_acknowledged_update_outlives_a_killed_writer(root: Path):
    scene = make_scene(make_place())
    action = make_action(scene)
    database = connection.settings_dict
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "wsoa.settings", "WSOA_DEMO": "1"}
    program = WRITE_WITHOUT_END.replace(
        "django.setup()",
        "from django.conf import settings\n"
        f"settings.DATABASES['default']['NAME'] = {str(database['NAME'])!r}\n"
        "django.setup()",
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(action.pk), str(scene.manager.pk)],
        cwd=root,
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(25)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout.read().split("\n")[:-1]]
    writer.wait()
    writer.stdout.close()
    kept = set(StatusUpdate.objects.filter(action=action).values_list("pk", flat=True))
    assert set(acknowledged) <= kept
    assert len(kept - set(acknowledged)) <= 1
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)
    position = position_as_at(scene.plan, day(5))
    assert position.by_theme().total.counts["G"] == 1
