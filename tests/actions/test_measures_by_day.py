"""Which measures a plan is judged by on which day."""

from datetime import date
from typing import Any

import pytest

from actions.coverage import coverage_as_at
from actions.errors import Refused
from actions.measuring.loading import measures_as_at
from actions.measuring.tally import say_tally
from actions.services.measures import (
    move_measure,
    retract_reading,
    use_measure,
    use_measure_no_more,
)
from tests.actions.measured import make_measure, read_month, set_target
from tests.conftest import signed_in
from tests.factories import STARTS_ON, Scene, at, day, make_plan

LATER = date(2018, 8, 15)
TODAY: dict[str, Any] = {"now": at(date(2019, 3, 1))}


def _on(scene: Scene, when: date) -> list[str]:
    """The names of the plan's measures on the day."""
    names = [each.name for each in measures_as_at(scene.plan, when)]
    assert [each.name for each in coverage_as_at(scene.plan, when).measures] == names
    return names


def test_measure_that_is_added_changes_no_day_before(scene: Scene) -> None:
    old = make_measure(scene, "Old")
    read_month(old, 1, "40", by=scene.manager)
    before = say_tally(measures_as_at(scene.plan, LATER))
    make_measure(scene, "New", **TODAY)
    assert say_tally(measures_as_at(scene.plan, LATER)) == before
    assert _on(scene, LATER) == ["Old"]
    assert _on(scene, date(2019, 2, 28)) == ["Old"]
    assert _on(scene, date(2019, 3, 1)) == ["Old", "New"]


@pytest.mark.parametrize("what", ["reading", "target"])
def test_measure_is_there_from_the_first_thing_known_of_it(scene: Scene, what: str) -> None:
    measure = make_measure(scene, "New", **TODAY)
    if what == "reading":
        known = read_month(measure, 6, "40", by=scene.manager).effective_date
    else:
        known = date(2018, 7, 5)
        set_target(measure, "80", date(2018, 12, 31), by=scene.manager, effective_date=known)
    assert _on(scene, date(2018, 7, 4)) == []
    assert known == date(2018, 7, 5)
    assert _on(scene, known) == ["New"]


def test_reading_that_is_taken_back_brings_no_measure_in(scene: Scene) -> None:
    measure = make_measure(scene, "New", **TODAY)
    reading = read_month(measure, 6, "40", by=scene.manager)
    retract_reading(reading=reading, reason="Another measure’s", by=scene.manager)
    assert _on(scene, LATER) == []


def test_measure_that_is_let_go_stays_on_the_days_before(scene: Scene) -> None:
    measure = make_measure(scene)
    read_month(measure, 1, "40", by=scene.manager)
    use_measure_no_more(plan=scene.plan, measure=measure, by=scene.manager, **TODAY)
    name = measure.name
    assert _on(scene, date(2019, 2, 28)) == [name]
    assert _on(scene, date(2019, 3, 1)) == []
    use_measure(plan=scene.plan, measure=measure, by=scene.manager, now=at(date(2019, 5, 1)))
    assert [bool(_on(scene, date(2019, month, 1))) for month in (2, 3, 4, 5)] == [
        *(True, False, False, True)
    ]


def test_measure_taken_out_and_in_again_on_one_day_was_never_away(scene: Scene) -> None:
    measure = make_measure(scene)
    for change in (use_measure_no_more, use_measure):
        change(plan=scene.plan, measure=measure, by=scene.manager, **TODAY)
    assert _on(scene, day(9)) == _on(scene, date(2019, 3, 1)) == [measure.name]
    assert scene.plan.plan_measures.count() == 1


def test_order_stays_on_every_day_though_one_between_was_let_go(scene: Scene) -> None:
    first, second, third = (make_measure(scene, name) for name in ("A", "B", "C"))
    use_measure_no_more(plan=scene.plan, measure=second, by=scene.manager, **TODAY)
    assert _on(scene, LATER) == ["A", "B", "C"]
    move_measure(plan=scene.plan, measure=third, up=True, by=scene.manager)
    assert _on(scene, LATER) == ["C", "B", "A"]
    assert _on(scene, date(2019, 3, 1)) == ["C", "A"]
    with pytest.raises(Refused, match="last already"):
        move_measure(plan=scene.plan, measure=first, up=False, by=scene.manager)


def test_measure_is_used_from_a_day_of_the_plans_life(scene: Scene) -> None:
    measure = make_measure(scene)
    other = make_plan(scene.place, "next")
    for used_from in (date(2017, 1, 1), date(2090, 1, 1)):
        with pytest.raises(Refused, match="from the plan’s beginning until today"):
            use_measure(plan=other, measure=measure, used_from=used_from, by=scene.manager)
    use_measure(plan=other, measure=measure, used_from=day(20), by=scene.manager)
    assert measures_as_at(other, day(19)) == ()
    assert len(measures_as_at(other, day(20))) == 1


def test_pages_of_days_before_and_after_say_whose_measure_it_is(scene: Scene) -> None:
    measure = make_measure(scene, is_public=True)
    read_month(measure, 1, "40", by=scene.manager)
    use_measure_no_more(plan=scene.plan, measure=measure, by=scene.manager)
    client = signed_in(scene.manager)
    base = f"{scene.address}measures/"

    def shown(path: str) -> str:
        return client.get(f"{base}{path}").content.decode()

    assert measure.name in shown("?as_at=2018-03-01")
    assert measure.name in shown("public/?as_at=2018-03-01")
    assert measure.name not in shown("")
    assert measure.name not in shown("public/")
    not_used = "The plan was not judged by this measure on this day."
    assert not_used not in shown(f"{measure.pk}/?as_at=2018-03-01")
    today = shown(f"{measure.pk}/")
    assert not_used in today
    assert "Change the measure" not in today
    assert client.get(f"{base}{measure.pk}/change/").status_code == 404
    assert measure.name in client.get(f"{base}use/").content.decode()


def test_plan_begins_with_what_it_has(scene: Scene) -> None:
    assert make_measure(scene).plan_measures.get().used_from == STARTS_ON
