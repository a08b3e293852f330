"""Several clocks at once, and a clock beside a person: nobody is written to twice."""

import threading
from collections.abc import Callable

from django.db import connections

from actions.errors import Refused
from actions.models import Reminder, UpdateCycle, UpdateRequest
from actions.services.reminders import remind_now
from tests.actions.cycling import on, owned, tick, with_addresses
from tests.factories import Scene, at, day, rate
from tests.kept import kept_fixture
from wsoa.models import OutgoingEmail

CLOCKS = 6


@kept_fixture
def asked(transactional_scene: Scene) -> Scene:
    """Two posts with an address, who own three actions."""
    scene = transactional_scene
    with_addresses(scene)
    for action in owned(scene, 1, 1, 2):
        rate(action, scene.ratings["G"], day(9), by=scene.manager, now=at(day(9)))
    return scene


def together(*work: Callable[[], object]) -> None:
    """Do all of it at the same instant, each in a thread of its own."""
    start = threading.Barrier(len(work))
    failures: list[BaseException] = []

    def one(each: Callable[[], object]) -> None:
        try:
            start.wait()
            each()
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_several_clocks_at_once_open_one_cycle_and_ask_once(asked: Scene) -> None:
    together(*[lambda: tick(on(0))] * CLOCKS)
    assert UpdateCycle.objects.count() == 1
    assert UpdateRequest.objects.count() == 2
    assert OutgoingEmail.objects.count() == Reminder.objects.count() == 2


def test_a_clock_and_a_manager_at_once_write_to_each_address_once(asked: Scene) -> None:
    tick(on(0))

    def remind() -> None:
        try:
            remind_now(plan=asked.plan, by=asked.manager, now=on(5))
        except Refused as refused:
            assert "last five days" in refused.message  # noqa: PT017 - the clock may have been first

    together(remind, *[lambda: tick(on(5))] * CLOCKS)
    later = OutgoingEmail.objects.filter(queued_at=on(5)).values_list("to", flat=True)
    assert sorted(later) == ["post1@riverton.example", "post2@riverton.example"]
