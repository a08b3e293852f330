"""How many queries the pages of published papers cost: the same for few papers and for many."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.position import memory
from reports.services.outcomes import record_outcome
from tests.conftest import signed_in
from tests.factories import Scene, make_actions, make_place, make_scene
from tests.reports.going_out import exempt, publish_paper, ready_paper
from tests.reports.papering import officer

PUBLIC = {
    "": 4,
    "{publication}/": 6,
    "{publication}/paper.pdf": 1,
}
"""Address below an area's published papers -> queries of a visitor who has not signed in."""

INSIDE = {
    "": 6,
    "{publication}/": 34,
    "{publication}/full.pdf": 4,
    "{publication}/outcome/": 10,
    "{publication}/withdraw/": 7,
}
"""The same for the area's own people, sign-in included."""

PUBLISH = 54
"""Queries of the last look at a paper."""


def _fill(scene: Scene, number: int) -> tuple[int, int]:
    """So many papers with as many versions of the last, and its outcomes; the ids of that paper and its first version."""
    make_actions(scene, 3 * number)
    by, last = officer(scene), 0
    for _ in range(number):
        paper = ready_paper(scene)
        exempt(paper, "What it costs")
        publication = publish_paper(scene, paper)
        last = publication.pk
    for version in range(number):
        publish_paper(scene, paper, reason=f"Version {version}")
    for index in range(number):
        given: dict[str, Any] = {"decided_on": publication.meeting_on, "by": by}
        record_outcome(publication=publication, resolution=f"Noted {index}", **given)
    return paper.pk, last


@pytest.mark.django_db
def test_pages_of_published_papers_cost_the_same_queries_for_few_and_for_many() -> None:
    counts = []
    for slug, number in (("small", 1), ("large", 3)):
        scene = make_scene(make_place(slug))
        paper, publication = _fill(scene, number)
        visitor, writer = Client(), signed_in(officer(scene))
        found: list[dict[str, int]] = []
        for client, below, paths in (
            (visitor, f"/published/{slug}/", PUBLIC),
            (writer, f"/{slug}/area/published/", INSIDE),
        ):
            found.append({})
            for path in paths:
                memory.forget_all()
                with CaptureQueriesContext(connection) as captured:
                    answer = client.get(below + path.format(publication=publication))
                assert answer.status_code == 200
                found[-1][path] = len(captured)
        memory.forget_all()
        with CaptureQueriesContext(connection) as captured:
            assert writer.get(f"{scene.address}papers/{paper}/publish/").status_code == 200
        counts.append((*found, len(captured)))
    assert counts == [(PUBLIC, INSIDE, PUBLISH)] * 2
