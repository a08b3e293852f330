"""Records of one meeting written by several people at the same instant."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connections

from actions.errors import Refused, Stale
from actions.services.writing import Seen
from boards.models import BoardAction, Decision, Minutes, MinutesAgreement
from boards.services.board_actions import raise_board_action
from boards.services.records import agree_minutes, record_decision, record_minutes
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, day


def at_once(acts: list[Callable[[], object]]) -> list[type | None]:
    """What each of the acts, done at the same instant, raised."""
    start = threading.Barrier(len(acts))
    outcomes: list[type | None] = []

    def do(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            outcomes.append(None)
        except BaseException as error:
            outcomes.append(type(error))
        finally:
            connections.close_all()

    people = [threading.Thread(target=do, args=(act,)) for act in acts]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_decisions_and_board_actions_of_the_same_instant_get_numbers_of_their_own(
    transactional_scene: Scene,
) -> None:
    scene = transactional_scene
    meeting = make_meeting(make_board(scene), day(60))
    people = (scene.manager, scene.place.administrator)
    acts: list[Callable[[], object]] = []
    for number, by in enumerate(people * 2):
        acts += [
            partial(record_decision, meeting=meeting, text=f"That {number}", by=by),
            partial(raise_board_action, meeting=meeting, text=f"Do {number}", by=by),
        ]
    assert at_once(acts) == [None] * 8
    for model in (Decision, BoardAction):
        numbers = sorted(model.objects.values_list("number", flat=True))
        assert numbers == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_minutes_at_once_one_is_shown_the_other(
    transactional_scene: Scene,
) -> None:
    scene = transactional_scene
    meeting = make_meeting(make_board(scene), day(60))
    outcomes = at_once(
        [
            partial(record_minutes, meeting=meeting, text=by.name, by=by, seen=Seen(None))
            for by in (scene.manager, scene.place.administrator)
        ]
    )
    assert set(outcomes) == {None, Stale}
    assert Minutes.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_minutes_are_agreed_once_however_many_say_so_at_once(transactional_scene: Scene) -> None:
    scene = transactional_scene
    board = make_board(scene)
    first, second = make_meeting(board, day(60)), make_meeting(board, day(90))
    minutes = record_minutes(meeting=first, text="The board met.", by=scene.manager)
    outcomes = at_once(
        [
            partial(agree_minutes, minutes=minutes, meeting=second, by=by)
            for by in (scene.manager, scene.place.administrator)
        ]
    )
    assert set(outcomes) == {None, Refused}
    assert MinutesAgreement.objects.count() == 1
