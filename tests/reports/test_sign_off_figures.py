"""A sign-off is of words; where the figures behind them move, the officers are told which."""

import pytest
from django.urls import reverse

from actions.models import Action
from actions.services.readings import retract_reading
from reports.choices import SectionKind, StepEvent
from reports.clearance.figures import moved_since_sign_off
from reports.facts import Facts
from reports.models import ClearanceEvent, Paper
from reports.papers import draft_of
from reports.services.clearance import record_step
from tests.actions.measured import make_measure, read_month
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions, rate
from tests.kept import kept_fixture
from tests.pages.reading import answered, words
from tests.reports.clearing import MONDAY, Asked, make_asked, moment
from tests.reports.papering import write

TEXT = """{complete in words} ({complete as %}; in theme 1 {theme:1 rated B as %}) of {total} actions {complete, is/are} complete, for {meeting}, of the plan as at {as_at}.

[[table-1: Progress]]

[[clearance-log]]"""


@kept_fixture
def asked(scene: Scene) -> Asked:
    """A paper on three actions that the finance officer confirmed."""
    make_actions(scene, 3, "GGG")
    asked = make_asked(scene)
    write(asked.paper, SectionKind.SUMMARY, TEXT, now=moment(MONDAY))
    _record(asked, StepEvent.CONFIRMED)
    return asked


def _record(asked: Asked, event: StepEvent) -> ClearanceEvent:
    by = asked.paper.created_by
    return record_step(
        step=asked.finance, event=event, happened_on=MONDAY, by=by, now=moment(MONDAY)
    )


def _moved(asked: Asked) -> list[str]:
    paper = Paper.objects.get(pk=asked.paper.pk)
    facts = Facts(paper.plan, paper.as_at)
    found = moved_since_sign_off(asked.now(), lambda: draft_of(paper), facts)
    return [str(each) for _, moved in found for each in moved]


def _complete_one(scene: Scene) -> None:
    action = Action.objects.filter(plan=scene.plan)[0]
    rate(action, scene.ratings["B"], day(80), by=scene.manager)


def test_nothing_is_said_while_the_figures_are_what_they_were(asked: Asked):
    assert _moved(asked) == []


def test_figures_that_move_are_told_with_what_they_were(scene: Scene, asked: Asked):
    _complete_one(scene)
    section = asked.paper.sections.get(kind=SectionKind.SUMMARY)
    told = _moved(asked)
    assert told[0] == f"Actions complete, in “{section.heading}”: zero then, one now"
    assert told[1] == f"Actions complete, in “{section.heading}”: 0% then, 33% now"
    assert any(each.startswith("1 ") and "blue" in each for each in told), told
    assert asked.stages()[1] == "Confirmed", "The words are those that were signed off."


def test_a_sign_off_of_other_words_says_only_that_they_changed(scene: Scene, asked: Asked):
    _complete_one(scene)
    write(asked.paper, SectionKind.SUMMARY, "Other words, {complete}.")
    assert _moved(asked) == []
    assert asked.stages()[1] == "Text changed since"


def test_a_value_that_is_there_no_more_is_told_by_its_measure(scene: Scene, asked: Asked):
    measure = make_measure(scene, "Days of waiting")
    for month, value in ((1, "40"), (2, "44")):
        read_month(measure, month, value, by=scene.manager)
    write(asked.paper, SectionKind.SUMMARY, "Before it was {measure_before:1}.", now=moment(MONDAY))
    _record(asked, StepEvent.CONFIRMED)
    retract_reading(reading=measure.readings.order_by("pk")[0], reason="A slip", by=scene.manager)
    section = asked.paper.sections.get(kind=SectionKind.SUMMARY)
    assert _moved(asked) == [
        f"Days of waiting: the value before, in “{section.heading}”: 40% then, not known yet now"
    ]


def test_who_comments_signs_no_figures(scene: Scene, asked: Asked):
    assert _record(asked, StepEvent.RETURNED).figures == {}
    _complete_one(scene)
    assert _moved(asked) == []


@pytest.mark.parametrize("name", ["paper-clearance", "paper-publish"])
def test_pages_say_which_figures_moved_and_that_the_sign_off_stands(
    scene: Scene, asked: Asked, name: str
):
    client = signed_in(asked.paper.created_by)
    plan = asked.paper.plan
    path = reverse(name, args=[plan.area.slug, plan.slug, asked.paper.pk])
    assert "Figures have moved" not in words(answered(client.get(path)).main)
    _complete_one(scene)
    page = words(answered(client.get(path)).main)
    assert "Figures have moved since this was signed off" in page
    assert "Actions complete, in" in page
    assert "zero then, one now" in page
