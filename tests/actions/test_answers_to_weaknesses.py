"""What answers a weakness is known for every day: said from a day, taken back from another, never rewritten."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import AnswerState, PlanStage
from actions.errors import Refused, Stale
from actions.inspecting import Answers, answers_as_at
from actions.models import Theme, Weakness, WeaknessAnswer
from actions.services import coverage
from actions.services.actions import withdraw_action
from actions.services.plans import change_plan_stage
from actions.services.writing import Seen, newest_id
from tests.actions.covering import answers_no_more
from tests.actions.inspecting import BEGAN_ON, answering, make_inspection, make_weakness
from tests.factories import (
    STARTS_ON,
    Scene,
    at,
    day,
    make_action,
    make_place,
    make_scene,
    make_user,
)

pytestmark = pytest.mark.django_db


def on(weakness: Weakness, when: date) -> Answers:
    """What answers it on the day."""
    return answers_as_at([weakness], when)[weakness.pk]


def change(scene: Scene, weakness: Weakness, when: date, *themes: Theme, **given: Any) -> Any:
    """Let these themes, and what else is given, answer it from the day."""
    values: dict[str, Any] = {"actions": [], "measures": [], "risks": [], **given}
    return coverage.change_answers(
        weakness=weakness, effective_date=when, themes=themes, by=scene.manager, **values
    )


OPERATIONS = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=12),
        st.sets(st.integers(min_value=0, max_value=2)),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20)
@given(operations=OPERATIONS)
def test_on_any_day_that_answers_which_was_said_last_of_that_day_or_before(
    operations: list[tuple[int, set[int]]],
) -> None:
    scene = make_scene(make_place(f"place{make_user().pk}"))
    weakness = answering(scene)[0]
    told: list[tuple[int, int, int, bool]] = []
    for order, (offset, wanted) in enumerate(operations):
        before = on(weakness, day(offset)).themes
        entries = WeaknessAnswer.objects.count()
        chosen = [scene.themes[index] for index in sorted(wanted)]
        if {theme.pk for theme in chosen} == before:
            with pytest.raises(Refused, match="Nothing has changed"):
                change(scene, weakness, day(offset), *chosen)
            continue
        change(scene, weakness, day(offset), *chosen)
        changed = {theme.pk for theme in chosen} ^ before
        assert WeaknessAnswer.objects.count() == entries + len(changed)
        told += [
            (offset, order, pk, pk in {theme.pk for theme in chosen}) for pk in sorted(changed)
        ]
        for earlier in range(-1, offset):
            assert on(weakness, day(earlier)).themes == _model(told[: -len(changed)], earlier)
    for offset in range(-1, 14):
        assert on(weakness, day(offset)).themes == _model(told, offset)


def _model(told: list[tuple[int, int, int, bool]], offset: int) -> set[int]:
    """The last word on each theme among those of the day or before: by day, then by when it was said."""
    last: dict[int, bool] = {}
    for _, _, pk, answers in sorted(entry for entry in told if entry[0] <= offset):
        last[pk] = answers
    return {pk for pk, answers in last.items() if answers}


def test_what_answered_once_is_still_known_to_have_done_so(scene: Scene) -> None:
    weakness, other = answering(scene)
    theme = scene.themes[0]
    coverage.answer(weakness=weakness, theme=theme, effective_date=day(5), by=scene.manager)
    answers_no_more(scene, weakness, theme=theme, on=day(20), reason="Moved")
    assert not on(weakness, day(4))
    assert on(weakness, day(5)) == on(weakness, day(19)) == Answers(themes=frozenset({theme.pk}))
    assert not on(weakness, day(20))
    assert not on(other, day(10))
    last = WeaknessAnswer.objects.latest("pk")
    assert (last.state, last.reason) == (AnswerState.NO_MORE, "Moved")


def test_what_is_said_twice_is_refused(scene: Scene) -> None:
    weakness = answering(scene)[0]
    given: dict[str, Any] = {"weakness": weakness, "theme": scene.themes[0], "by": scene.manager}
    with pytest.raises(Refused, match="Nothing has changed"):
        change(scene, weakness, day(5))
    coverage.answer(**given, effective_date=day(5))
    with pytest.raises(Refused, match="answers 1 on 11 January 2018 already"):
        coverage.answer(**given, effective_date=day(10))
    coverage.answer(**given, effective_date=day(2))
    assert on(weakness, day(2)), "It may turn out to have answered it earlier."


def test_one_thing_is_named_and_no_more(scene: Scene) -> None:
    weakness = answering(scene)[0]
    both: dict[str, Any] = {"theme": scene.themes[0], "action": make_action(scene)}
    for named in ({}, both):
        with pytest.raises(Refused, match="Choose one"):
            coverage.answer(weakness=weakness, effective_date=day(5), by=scene.manager, **named)


def test_day_lies_between_the_inspection_and_today(scene: Scene) -> None:
    weakness = answering(scene)[0]
    given: dict[str, Any] = {"weakness": weakness, "theme": scene.themes[0], "by": scene.manager}
    with pytest.raises(Refused, match="is in the future"):
        coverage.answer(**given, effective_date=day(10), now=at(day(9)))
    with pytest.raises(Refused, match="when the inspection began"):
        coverage.answer(**given, effective_date=date(2017, 1, 1))
    with pytest.raises(Refused, match="when the plan began"):
        coverage.answer(**given, effective_date=BEGAN_ON)
    coverage.answer(**given, effective_date=STARTS_ON, now=at(STARTS_ON))


def test_plan_that_answers_no_inspection_is_told_to_say_so_first(scene: Scene) -> None:
    weakness = make_weakness(make_inspection(scene.place), scene.place)
    with pytest.raises(Refused, match="Say first, where the plan is set up"):
        coverage.answer(
            weakness=weakness, theme=scene.themes[0], effective_date=day(5), by=scene.manager
        )


def test_another_areas_things_answer_nothing(scene: Scene) -> None:
    weakness = answering(scene)[0]
    theirs = make_scene(make_place("elsewhere"))
    answering(theirs)
    with pytest.raises(Refused, match="of this area"):
        coverage.answer(
            weakness=weakness, theme=theirs.themes[0], effective_date=day(5), by=scene.manager
        )
    with pytest.raises(Refused, match="of this area"):
        change(scene, weakness, day(5), scene.themes[0], theirs.themes[0])
    assert not WeaknessAnswer.objects.exists()


def test_action_answers_while_it_is_in_the_plan(scene: Scene) -> None:
    weakness = answering(scene)[0]
    action = make_action(scene, effective_date=day(3))
    withdraw_action(action=action, effective_date=day(20), reason="Not needed", by=scene.manager)
    given: dict[str, Any] = {"weakness": weakness, "action": action, "by": scene.manager}
    with pytest.raises(Refused, match="was not in the plan"):
        coverage.answer(**given, effective_date=day(2))
    with pytest.raises(Refused, match="withdrawn"):
        coverage.answer(**given, effective_date=day(21))
    coverage.answer(**given, effective_date=day(5))
    answers_no_more(scene, weakness, action=action, on=day(30))
    assert not on(weakness, day(30)).actions


def test_closed_plan_answers_as_it_did(scene: Scene) -> None:
    weakness = answering(scene)[0]
    change(scene, weakness, day(5), scene.themes[0])
    change_plan_stage(plan=scene.plan, stage=PlanStage.CLOSED, by=scene.manager)
    with pytest.raises(Refused, match="The plan is closed"):
        change(scene, weakness, day(9), scene.themes[1])
    assert on(weakness, day(9)).themes == {scene.themes[0].pk}


def test_form_of_one_plan_leaves_the_answers_of_another(scene: Scene) -> None:
    weakness = answering(scene)[0]
    later = make_scene(scene.place, slug="app")
    answering(later)
    change(scene, weakness, day(5), scene.themes[0], plan=scene.plan)
    change(later, weakness, day(6), later.themes[0], plan=later.plan)
    assert on(weakness, day(6)).themes == {scene.themes[0].pk, later.themes[0].pk}
    with pytest.raises(Refused, match="Nothing has changed"):
        change(later, weakness, day(7), later.themes[0], plan=later.plan)


def test_change_over_a_newer_one_is_refused(scene: Scene) -> None:
    weakness = answering(scene)[0]
    seen = Seen(newest_id(WeaknessAnswer.objects.filter(weakness=weakness)))
    change(scene, weakness, day(5), scene.themes[0], seen=seen)
    with pytest.raises(Stale):
        change(scene, weakness, day(6), scene.themes[1], seen=seen)
    assert on(weakness, day(6)).themes == {scene.themes[0].pk}


def test_answers_of_many_weaknesses_are_read_in_one_query(
    scene: Scene, django_assert_num_queries: Any
) -> None:
    found = answering(scene, weaknesses=5)
    for weakness in found:
        change(scene, weakness, day(5), *scene.themes[:2])
    with django_assert_num_queries(1):
        answers = answers_as_at(found, day(5))
    assert all(len(each.themes) == 2 for each in answers.values())
