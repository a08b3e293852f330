"""Impact beside delivery: assessed by those who may update any action, dated, counted, and told."""

from typing import Any

import pytest

from actions.errors import NotAllowed, Refused
from actions.models import ImpactAssessment, ImpactRating
from actions.position import UNRATED, position_as_at
from actions.services.impact import assess_impact
from actions.services.impact_ratings import replace_impact_scheme
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_actions, make_place, make_scene
from tests.kept import kept_fixture
from wsoa.capabilities import Role


@kept_fixture
def impacts(scene: Scene) -> dict[str, ImpactRating]:
    """Code -> impact rating of the plan."""
    made = replace_impact_scheme(plan=scene.plan, preset="embedding", by=scene.manager)
    return {rating.code: rating for rating in made}


def assess(
    scene: Scene, action: Any, rating: ImpactRating | None, on: int = 9, **given: Any
) -> Any:
    """Assess the action."""
    values = {"commentary": "Parents say so", "by": scene.manager, **given}
    return assess_impact(action=action, impact_rating=rating, effective_date=day(on), **values)


def test_impact_holds_from_its_date_until_the_next(scene: Scene, impacts: dict[str, ImpactRating]):
    action = make_action(scene)
    assess(scene, action, impacts["E"], 10)
    assess(scene, action, impacts["M"], 20)
    assess(scene, action, None, 30)
    found = {}
    for offset in (9, 10, 19, 20, 30):
        line = position_as_at(scene.plan, day(offset)).line(action.pk)
        assert line is not None
        found[offset] = line.impact.code if line.impact else ""
    assert found == {9: "", 10: "E", 19: "E", 20: "M", 30: ""}


def test_impact_table_adds_up_and_leaves_out_nothing(
    scene: Scene, impacts: dict[str, ImpactRating]
):
    actions = make_actions(scene, 6, "GARBW")
    for action, code in zip(actions, "NEM", strict=False):
        assess(scene, action, impacts[code])
    table = position_as_at(scene.plan, day(9)).by_theme_impact()
    assert table is not None
    assert table.total.counts == {"N": 1, "E": 1, "M": 1, UNRATED: 3}
    assert table.total.total == 6
    assert sum(row.total for row in table.rows) == 6


def test_plan_without_impact_ratings_has_no_table_and_no_page(scene: Scene):
    make_action(scene, "1.1")
    assert position_as_at(scene.plan, day(9)).by_theme_impact() is None
    client = signed_in(scene.manager)
    assert client.get(f"{scene.address}actions/1.1/impact/").status_code == 404
    assert "Assess impact" not in client.get(f"{scene.address}actions/1.1/").content.decode()


def test_owner_does_not_judge_the_impact_of_their_own_action(
    scene: Scene, impacts: dict[str, ImpactRating]
):
    action = make_action(scene, owners=(scene.place.posts[0],))
    with pytest.raises(NotAllowed):
        assess(scene, action, impacts["M"], by=scene.place.owner)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"commentary": " "}, "commentary"), ({"on": -1}, "effective_date")],
)
def test_unfit_assessment_is_refused(
    scene: Scene, impacts: dict[str, ImpactRating], given: dict[str, Any], field: str
):
    with pytest.raises(Refused) as refused:
        assess(scene, make_action(scene), impacts["M"], **given)
    assert refused.value.field == field
    assert not ImpactAssessment.objects.exists()


def test_impact_rating_of_another_plan_is_refused(scene: Scene, impacts: dict[str, ImpactRating]):
    other = make_scene(make_place("elsewhere"))
    with pytest.raises(Refused, match="plan’s own impact ratings"):
        assess(other, make_action(other), impacts["M"])


def test_impact_is_assessed_on_a_page_and_shown_everywhere(
    scene: Scene, impacts: dict[str, ImpactRating]
):
    make_action(scene, "1.1")
    client = signed_in(scene.manager)
    address = f"{scene.address}actions/1.1/"
    assert "Not assessed" in client.get(address).content.decode()
    form = {
        "impact_rating": impacts["E"].pk,
        "effective_date": day(9).isoformat(),
        "commentary": "",
    }
    refused = client.post(f"{address}impact/", form)
    assert refused.status_code == 422
    assert "Say what shows it." in refused.content.decode()
    page = client.post(
        f"{address}impact/", {**form, "commentary": "Parents say so"}, follow=True
    ).content.decode()
    assert "The impact of 1.1 is saved." in page
    assert "first signs of a difference" in page
    assert "Impact: Emerging (first signs of a difference)" in page
    dashboard = client.get(scene.address).content.decode()
    assert "Actions by impact" in dashboard
    assert f"{scene.address}actions/?theme=1&amp;impact=E" in dashboard
    register = client.get(f"{scene.address}actions/?impact=E").content.decode()
    assert "Do what 1.1 says" in register
    assert (
        "Do what 1.1 says" not in client.get(f"{scene.address}actions/?impact=M").content.decode()
    )
    monitor = signed_in(scene.place.people[Role.MONITOR])
    assert "Assess impact" not in monitor.get(address).content.decode()
