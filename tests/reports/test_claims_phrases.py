"""The phrase that a claim shows: the shortest that holds the number and reads as words."""

import pytest

from reports.claims import check_text
from reports.facts import Facts
from tests.factories import Scene, make_actions
from tests.kept import kept_fixture
from tests.reports.papering import AS_AT

pytestmark = pytest.mark.django_db


@kept_fixture
def facts(scene: Scene) -> Facts:
    """Of a plan of 23 actions: green, amber, red, blue and white in turn."""
    make_actions(scene, 23, "GARBW")
    return Facts(scene.plan, AS_AT)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("**50** actions are amber", ["50 actions are amber"]),
        ("**50 actions** are _amber_.", ["50 actions are amber"]),
        ("There are [50 amber actions](https://example.org).", ["50 amber actions"]),
        ("The plan has most ambers (5) and reds (4).", ["ambers (5)", "reds (4)"]),
        (
            "The plan's actions (5 amber and 6 red) need attention.",
            ["5 amber", "6 red"],
        ),
        (
            "Of our actions 18 of 46 (40 %) are complete.",
            ["18 of 46", "18 of 46 (40 %) are complete", "40 %"],
        ),
        ("36 (34%) actions are amber or red.", ["36 (34%) actions are amber or red", "34%"]),
        ("Of the actions seventeen are now finished.", ["seventeen are now finished"]),
        ("Some actions (“17 are complete”) are done.", ["17 are complete"]),
    ],
)
def test_phrase_reads_as_words(facts, text, phrases):
    assert [claim.text for claim in check_text(text, facts)] == phrases


@pytest.mark.parametrize("mark", ["**", "_", "`", "~~"])
@pytest.mark.parametrize("bracket", ["()", "[]"])
def test_no_phrase_has_marks_or_a_bracket_without_its_other(facts, mark, bracket):
    text = f"Of the {bracket[0]}23{mark} actions{bracket[1]} {mark}4 red{bracket[1]} are {mark}late{mark} and {bracket[0]}5 amber."
    for claim in check_text(text, facts):
        assert claim.text.count("(") == claim.text.count(")"), claim.text
        assert not set(claim.text) & set("*_`~[]"), claim.text
