"""How many queries each set-up page costs: the same for few rows and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.choices import OrganisationKind
from actions.services.areas import add_member, add_organisation, add_post
from actions.services.plans import add_report_group, add_theme, add_workstream
from tests.conftest import signed_in
from tests.factories import Place, Scene, make_actions, make_place, make_scene, make_user
from wsoa.capabilities import Role

AREA_PAGES = ("set-up/", "partners/", "posts/", "posts/new/", "people/")
PLAN_PAGES = (
    "",
    "themes/",
    "themes/new/",
    "workstreams/",
    "report-groups/",
    "ratings/",
    "ratings/choose/",
    "updates/",
)
MOST = 30
"""Queries of any set-up page, sign-in included."""


def _fill(place: Place, scene: Scene, number: int) -> None:
    """As many more of everything that a set-up page lists."""
    by = place.administrator
    make_actions(scene, number, "GARBW")
    for index in range(number):
        name = f"School {index}"
        school = add_organisation(
            area=place.area,
            name=name,
            short_name=name,
            kind=OrganisationKind.SCHOOL,
            by=by,
        )
        post = add_post(organisation=school, title="Head", holder=place.owner, by=by)
        top = add_theme(plan=scene.plan, reference=f"T{index}", title=name, lead=post, by=by)
        add_theme(plan=scene.plan, reference=f"T{index}A", title=name, parent=top, by=by)
        add_workstream(plan=scene.plan, reference=f"S{index}", title=name, lead=post, by=by)
        add_report_group(plan=scene.plan, title=name, by=by)
        add_member(area=place.area, user=make_user(), role=Role.MEMBER, by=by)


@pytest.mark.django_db
def test_set_up_pages_cost_the_same_queries_for_few_rows_and_for_many() -> None:
    counts: list[dict[str, int]] = []
    for slug, number in (("small", 2), ("large", 9)):
        place = make_place(slug)
        scene = make_scene(place)
        _fill(place, scene, number)
        client = signed_in(place.administrator)
        found = {}
        for path in (
            *(f"/{slug}/area/{page}" for page in AREA_PAGES),
            *(f"{scene.address}set-up/{page}" for page in PLAN_PAGES),
        ):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            found[path.replace(slug, "")] = len(captured)
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= MOST, counts[0]
