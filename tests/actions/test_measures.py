"""Setting measures up: what is refused, and which plans they judge."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from actions.choices import GoodDirection, Unit
from actions.errors import Refused, Stale
from actions.models import Measure, PlanMeasure
from actions.services.measures import (
    NewReading,
    change_measure,
    move_measure,
    record_readings,
    retire_measure,
    use_measure,
    use_measure_no_more,
)
from tests.actions.measured import make_measure, read_month, set_target
from tests.factories import Scene, make_place, make_plan, make_scene

MARCH: dict[str, Any] = {
    "period_start": date(2018, 3, 1),
    "period_end": date(2018, 3, 31),
    "printed": "March 2018",
}


@pytest.fixture
def measure(scene: Scene) -> Measure:
    """Assessments in 20 weeks, in per cent."""
    return make_measure(scene)


def _change(measure: Measure, scene: Scene, **given: Any) -> Measure:
    names = ("name", "unit", "direction", "frequency", "definition", "source", "decimals", "owner")
    values = {name: getattr(measure, name) for name in (*names, "is_public", "suppress_below")}
    return change_measure(measure=measure, by=scene.manager, **{**values, **given})


def _orders(scene: Scene) -> list[str]:
    return [str(row) for row in PlanMeasure.objects.filter(plan=scene.plan)]


def test_a_measure_is_added_to_the_area_and_judges_the_plan_after_the_others(scene: Scene) -> None:
    make_measure(scene, "First")
    made = make_measure(scene, " Second  measure ", definition="What\r\nit is", source="SEN2")
    assert (made.name, made.definition, made.source) == ("Second measure", "What\nit is", "SEN2")
    assert _orders(scene) == ["First", "Second measure"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "ASSESSMENTS in 20 weeks"}, "name"),
        ({"unit": "furlongs"}, "unit"),
        ({"direction": "sideways"}, "direction"),
        ({"frequency": "hourly"}, "frequency"),
        ({"decimals": 5}, "decimals"),
        ({"decimals": -1}, "decimals"),
        ({"unit": Unit.COUNT, "decimals": 1}, "decimals"),
        ({"unit": Unit.MONEY, "decimals": 3}, "decimals"),
        ({"suppress_below": 101}, "suppress_below"),
        ({"source": "x" * 301}, "source"),
        ({"definition": "x" * 50_000}, "definition"),
    ],
)
def test_a_measure_that_makes_no_sense_is_refused(
    scene: Scene, measure: Measure, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_measure(scene, **{"name": "Other", **given})
    assert refused.value.field == field


def test_nothing_of_another_area_is_taken(scene: Scene, measure: Measure) -> None:
    other = make_scene(make_place("elsewhere"))
    with pytest.raises(Refused, match="post of this area"):
        make_measure(scene, "Second", owner=other.place.posts[0])
    with pytest.raises(Refused, match="one of this area"):
        make_measure(scene, "Second", plan=other.plan)
    with pytest.raises(Refused, match="measure of this area"):
        use_measure(plan=other.plan, measure=measure, by=other.manager)
    reading = NewReading(measure=measure, value=Decimal(3), **MARCH)
    with pytest.raises(Refused, match="measure of this area"):
        record_readings(area=other.place.area, readings=[reading], by=other.manager)


def test_a_measure_that_was_read_keeps_its_unit_and_a_range_its_targets(
    scene: Scene, measure: Measure
) -> None:
    _change(measure, scene, unit=Unit.SCORE)
    read_month(measure, 3, "2.5", by=scene.manager)
    with pytest.raises(Refused, match="so its unit stays"):
        _change(measure, scene, unit=Unit.PERCENT)
    set_target(measure, "4", date(2018, 12, 31), by=scene.manager)
    with pytest.raises(Refused, match="no longer fit"):
        _change(measure, scene, direction=GoodDirection.RANGE)
    assert _change(measure, scene, direction=GoodDirection.DOWN).direction == GoodDirection.DOWN


def test_a_change_over_somebody_elses_newer_one_is_refused(scene: Scene, measure: Measure) -> None:
    seen = measure.history.latest().history_id
    _change(measure, scene, name="Renamed", seen=seen)
    with pytest.raises(Stale):
        _change(measure, scene, name="Renamed again", seen=seen)


def test_a_plan_uses_a_measure_of_its_area_once_and_lets_it_go(
    scene: Scene, measure: Measure
) -> None:
    other = make_plan(scene.place, "next")
    use_measure(plan=other, measure=measure, by=scene.manager)
    with pytest.raises(Refused, match="already"):
        use_measure(plan=other, measure=measure, by=scene.manager)
    use_measure_no_more(plan=other, measure=measure, by=scene.manager)
    assert not other.plan_measures.current().exists()
    with pytest.raises(Refused, match="not one of"):
        use_measure_no_more(plan=other, measure=measure, by=scene.manager)
    assert _orders(scene) == [str(measure)], "The other plan keeps it."


def test_measures_change_places_and_stop_at_the_ends(scene: Scene) -> None:
    first, second, third = (make_measure(scene, name) for name in ("A", "B", "C"))
    move_measure(plan=scene.plan, measure=third, up=True, by=scene.manager)
    assert _orders(scene) == ["A", "C", "B"]
    move_measure(plan=scene.plan, measure=first, up=False, by=scene.manager)
    assert _orders(scene) == ["C", "A", "B"]
    with pytest.raises(Refused, match="last already"):
        move_measure(plan=scene.plan, measure=second, up=False, by=scene.manager)


def test_a_retired_measure_takes_no_reading_from_its_day(scene: Scene, measure: Measure) -> None:
    by: Any = {"by": scene.manager}
    read_month(measure, 3, "40", **by)
    with pytest.raises(Refused, match="a period that ends on 31 March 2018"):
        retire_measure(measure=measure, retired_on=date(2018, 3, 31), reason="Over", **by)
    retire_measure(measure=measure, retired_on=date(2018, 5, 1), reason="Over", **by)
    read_month(measure, 4, "41", **by)
    with pytest.raises(Refused, match="measured no more from 1 May 2018"):
        read_month(measure, 5, "42", **by)
    with pytest.raises(Refused, match="measured no more"):
        use_measure(plan=make_plan(scene.place, "next"), measure=measure, **by)
    retire_measure(measure=measure, retired_on=None, reason="Counted again", **by)
    read_month(measure, 5, "42", **by)
