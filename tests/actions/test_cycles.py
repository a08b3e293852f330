"""Update cycles by the clock: opened, asked, reminded, told to others, closed; and nothing twice."""

from datetime import date

import pytest

from actions.models import Reminder, UpdateCycle
from actions.services.confirmations import confirm_no_change
from tests.actions.cycling import OPENS, on, owned, sent, tick, with_addresses
from tests.factories import Scene, at, day, rate


@pytest.fixture
def asked(scene: Scene) -> Scene:
    """A plan whose second post owns two actions, whose third owns one, and whose first owns none."""
    with_addresses(scene)
    owned(scene, 1, 1, 2)
    return scene


def stages() -> list[str]:
    return list(Reminder.objects.order_by("id").values_list("stage", flat=True))


def test_a_cycle_opens_on_its_day_and_asks_each_first_named_owner_once(asked: Scene) -> None:
    assert tick(on(-1)) == []
    tick(on(0))
    tick(on(0))
    cycle = UpdateCycle.objects.get()
    assert (cycle.opens_on, cycle.due_on, cycle.closes_on) == (
        OPENS,
        date(2018, 3, 27),
        date(2018, 4, 3),
    )
    assert sorted(sent()) == [
        ("post1@riverton.example", "2 actions need your update by 27 March 2018"),
        ("post2@riverton.example", "1 action needs your update by 27 March 2018"),
    ]


def test_a_whole_cycle_without_an_answer_runs_through_every_stage(asked: Scene) -> None:
    told: dict[int, list[str]] = {}
    for offset in range(-2, 20):
        before = len(sent())
        for hour in (6, 9, 15):
            tick(on(offset, hour))
        if new := sent(before):
            told[offset] = sorted(to for to, _ in new)
    owners = ["post1@riverton.example", "post2@riverton.example"]
    assert told == {
        0: owners,
        5: owners,
        10: owners,
        11: ["council@riverton.example"],
        12: [asked.manager.email],
    }
    assert set(stages()) == {"asked", "soon", "late", "lead", "manager"}


def test_who_has_answered_everything_hears_nothing_more(asked: Scene) -> None:
    first, second, third = asked.plan.actions.order_by("id")
    for action in (second, third):
        rate(action, asked.ratings["G"], day(9), by=asked.manager, now=at(day(9)))
    tick(on(0))
    rate(first, asked.ratings["G"], OPENS, by=asked.manager, now=on(1))
    before = len(sent())
    tick(on(5))
    assert sent(before)[0] == (
        "post1@riverton.example",
        "Due on 27 March 2018: 1 action needs your update",
    )
    confirm_no_change(action=second, effective_date=OPENS, by=asked.manager, now=on(6))
    confirm_no_change(action=third, effective_date=OPENS, by=asked.manager, now=on(6))
    before = len(sent())
    for offset in range(6, 15):
        tick(on(offset))
    assert sent(before) == []
