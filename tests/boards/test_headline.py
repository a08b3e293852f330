"""The sentence that answers a board's first question."""

import pytest

from actions.choices import PlanStage
from actions.position import position_as_at
from boards.headline import headline
from tests.factories import Scene, day, make_action, make_scene, rate

ON = day(100)


def _said(scene: Scene, stage: PlanStage = PlanStage.DELIVERY) -> str:
    return headline(position_as_at(scene.plan, ON), stage)


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (PlanStage.WRITING, "The plan is being written: it has no actions yet."),
        (PlanStage.DELIVERY, "The plan had no actions on this date."),
        (PlanStage.CLOSED, "The plan had no actions on this date."),
    ],
)
def test_headline_of_a_plan_without_actions_depends_on_its_stage(scene, stage, said):
    assert _said(scene, stage) == said


def test_headline_of_a_plan_that_rates_nothing_says_so(place):
    scene = make_scene(place, preset="")
    make_action(scene, "1")
    assert _said(scene) == "The plan has 1 action, none of them rated."
    make_action(scene, "2")
    assert _said(scene) == "The plan has 2 actions, none of them rated."


def test_headline_of_a_plan_on_track_says_that_nothing_is_red_or_overdue(scene):
    for reference, code in (("1", "B"), ("2", "G")):
        rate(make_action(scene, reference), scene.ratings[code], by=scene.manager)
    assert _said(scene) == "1 of 2 actions is complete; none is red and none is overdue."


def test_headline_of_a_plan_in_trouble_counts_what_is_red_and_overdue(scene):
    given = (("1", "R", None), ("2", "R", "January 2018"), ("3", "G", None), ("4", "B", None))
    for reference, code, due in given:
        action = make_action(scene, reference, due=due)
        rate(action, scene.ratings[code], by=scene.manager)
    assert _said(scene) == "1 of 4 actions is complete; 2 are red and 1 is overdue."


def test_headline_names_only_what_is_there(scene):
    rate(make_action(scene, "1", due="January 2018"), scene.ratings["G"], by=scene.manager)
    assert _said(scene) == "0 of 1 action are complete; 1 is overdue."
    rate(make_action(scene, "2"), scene.ratings["R"], by=scene.manager)
    assert _said(scene) == "0 of 2 actions are complete; 1 is red and 1 is overdue."


def test_headline_of_a_scheme_without_a_worst_rating_still_reads(place):
    scene = make_scene(place, preset="four-stage")
    rate(make_action(scene), scene.ratings["2"], by=scene.manager)
    assert _said(scene) == (
        "0 of 1 action are complete; none is of significant concern and none is overdue."
    )
