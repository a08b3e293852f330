"""What an import adds of that by which a new plan arranges its actions."""

from dataclasses import replace

from actions.position import position_as_at
from tests.actions.importing.comparing import AS_AT, compared, imported, only_problem
from tests.factories import Scene, make_plan


def not_arranged(scene: Scene) -> Scene:
    """The same with a plan that has no themes, workstreams or report groups."""
    return replace(scene, plan=make_plan(scene.place, slug="new"))


ARRANGED = (
    ("Ref", "Theme", "Workstream", "Report group", "Action"),
    ("1.1", "Theme 1: Leadership", "Joint work", "Workforce", "Draw up"),
    ("1.2", "1", "joint  work", "", "Agree"),
    ("9.1", "Being heard", "WS7 - Health", "workforce", "Ask"),
    ("2.1", "", "", "", "Listen"),
)


def test_first_import_adds_what_the_table_arranges_its_actions_by(scene):
    scene = not_arranged(scene)
    plan = scene.plan
    rows = (*ARRANGED[:-1], ("1.3", "", "", "", "Publish"))
    before = compared(scene, *rows, adds_missing=True)
    assert not plan.themes.exists(), "a preview adds nothing"
    done = imported(scene, *rows, adds_missing=True)
    assert [str(part) for part in done.new_parts] == [str(part) for part in before.new_parts]
    assert sorted(map(str, plan.themes.all())) == ["1 Leadership", "2 Being heard"]
    assert sorted(map(str, plan.workstreams.all())) == ["WS1 Joint work", "WS7 Health"]
    assert [group.title for group in plan.report_groups.all()] == ["Workforce"]
    position = position_as_at(plan, AS_AT)
    assert [(line.reference, line.theme.reference) for line in position.lines] == [
        ("1.1", "1"),
        ("1.2", "1"),
        ("1.3", "1"),
        ("9.1", "2"),
    ]
    assert not imported(scene, *rows, adds_missing=True).changes_something


def test_number_that_is_named_further_down_takes_the_name(scene):
    rows = (ARRANGED[0], ("1.9", "1", "", "", "Agree"), ARRANGED[1])
    done = compared(not_arranged(scene), *rows, adds_missing=True)
    assert not done.problems
    assert "1 Leadership" in map(str, done.new_parts)


def test_plan_without_themes_is_told_of_once(scene):
    scene = not_arranged(scene)
    cell, message = only_problem(compared(scene, *ARRANGED))
    assert (cell, "has no theme yet" in message) == ("B2", True)


def test_second_name_of_one_reference_is_a_problem_and_no_theme_of_its_own(scene):
    scene = not_arranged(scene)
    rows = (*ARRANGED[:2], ("1.2", "1 Leadreship", "", "", "Agree"))
    cell, message = only_problem(compared(scene, *rows, adds_missing=True))
    assert (cell, "has no such theme" in message) == ("B3", True)
