"""How many queries the pages on which measures are set up and readings recorded cost: the same for few and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.importing.table import Row
from actions.measuring.blocks import text_of_rows
from actions.models import Measure
from tests.actions.measured import make_measure, read_month, set_target
from tests.conftest import signed_in
from tests.factories import Scene, day, make_place, make_scene

MOST = 20
"""Queries of any of these pages, sign-in included."""


def fill(slug: str, number: int) -> tuple[Scene, list[Measure]]:
    """So many measures, each with so many targets and readings, one of them for August 2018."""
    scene = make_scene(make_place(slug))
    by = scene.manager
    measures = []
    for each in range(number):
        measure = make_measure(scene, f"Measure {each}")
        measures.append(measure)
        for other in range(number):
            set_target(measure, str(other), day(400 + other), by=by)
            read_month(measure, 8 - other, "40", is_provisional=True, by=by)
    return scene, measures


@pytest.mark.django_db
def test_pages_of_readings_cost_the_same_queries_for_few_measures_and_for_many() -> None:
    counts = []
    for slug, number in (("small", 2), ("large", 6)):
        scene, measures = fill(slug, number)
        client = signed_in(scene.manager)
        first = measures[0].pk
        pages = (
            *(
                "set-up/",
                "use/",
                "readings/?period=August+2018",
                "readings/paste/",
                "readings.xlsx",
            ),
            *(
                f"{first}/marks/",
                f"{first}/readings/",
                f"{first}/change/",
                f"{first}/readings/add/",
            ),
        )
        make_measure(scene, "Of no plan", plan=None)
        found = {}
        for path in pages:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{scene.address}measures/{path}").status_code == 200
            found[path.replace(str(first), "1")] = len(captured)
        rows = [Row(1, ("Measure", "May 2019", "June 2019"))]
        rows += [Row(2 + at, (each.name, "40", "41")) for at, each in enumerate(measures)]
        with CaptureQueriesContext(connection) as captured:
            client.post(
                f"{scene.address}measures/readings/paste/",
                {"block": text_of_rows(rows), "known_from": "", "look": "yes"},
            )
        found["looking at a block"] = len(captured)
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= MOST, counts[0]
