"""The commands as programs of their own, beside a server that is running."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from actions.models import StatusUpdate
from actions.position import position_as_at
from tests.factories import Scene, day, make_action, rate


def _address_of_the_database() -> str:
    """DATABASE_URL of the database that this test uses."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    host = quote(given["HOST"], safe="")
    return f"postgres://{given['USER']}@{host}/{given['NAME']}"


def _run(root: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command run by manage.py."""
    ended = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=root,
        env={**os.environ, "DATABASE_URL": _address_of_the_database()},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.django_db(transaction=True)
def test_update_by_another_program_is_seen_at_once_by_who_remembers_the_position(
    root: Path, transactional_scene: Scene
) -> None:
    scene = transactional_scene
    action = make_action(scene, "1B ii")
    rate(action, scene.ratings["G"], day(1), by=scene.manager)
    names = (scene.place.area.slug, scene.plan.slug)
    words = ("--rating=A", "--effective=2018-02-01", f"--by={scene.manager.email}")
    remembered = position_as_at(scene.plan, day(60))
    assert position_as_at(scene.plan, day(60)) is remembered

    bad = _run(root, "update", *names, "1bii", *words, "--comment=")
    assert (bad[0], bad[1], len(bad[2].splitlines())) == (1, "", 1)
    assert position_as_at(scene.plan, day(60)) is remembered

    good = _run(root, "update", *names, "1bii", *words, "--comment=Später – 50 %")
    assert (good[0], good[2]) == (0, "")
    assert StatusUpdate.objects.latest("id").commentary == "Später – 50 %"
    table = position_as_at(scene.plan, day(60)).by_theme()
    assert table.total.counts["A"] == 1

    code, out, err = _run(root, "summary", *names, "--as-at=2018-03-02", "--format=json")
    assert (code, err) == (0, "")
    assert json.loads(out)["total"]["counts"] == table.total.counts
