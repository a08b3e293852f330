"""The clearance of paper templates: who is asked, in which turn, by when."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as examples

from actions.errors import Refused
from actions.models import AuditEntry
from reports.choices import StepKind
from reports.models import TemplateStep
from reports.services.template_steps import (
    add_template_step,
    change_template_step,
    move_template_step,
    remove_template_step,
)
from tests.factories import Scene, make_place
from tests.reports.papering import officer
from tests.reports.templating import (
    MOVES,
    ask,
    blank,
    turns,
)


@pytest.mark.django_db
class TestSteps:
    def test_those_of_one_turn_are_asked_at_once_and_part_when_one_moves(
        self, scene: Scene
    ) -> None:
        template = blank(scene)
        for role in "AB":
            ask(scene, template, role)
        late = ask(scene, template, "C", order=2)
        assert turns(template) == [["A"], ["B", "C"]]
        by = officer(scene)
        expected = [
            [["A"], ["C"], ["B"]],
            [["A", "C"], ["B"]],
            [["C"], ["A"], ["B"]],
            [["C"], ["A"], ["B"]],
        ]
        for said in expected:
            move_template_step(step=late, up=True, by=by)
            assert turns(template) == said
        move_template_step(step=late, up=False, by=by)
        assert turns(template) == [["A", "C"], ["B"]]

    def test_a_step_may_be_given_its_turn_and_the_rest_close_up(self, scene: Scene) -> None:
        template = blank(scene)
        first, second, third = (ask(scene, template, role) for role in "ABC")
        values: dict[str, Any] = {
            "kind": StepKind.SIGN_OFF,
            "post": None,
            "is_mandatory": True,
            "days": 9,
        }
        change_template_step(step=first, role="A", order=2, by=officer(scene), **values)
        assert turns(template) == [["A", "B"], ["C"]]
        change_template_step(step=first, role="A", order=None, by=officer(scene), **values)
        assert turns(template) == [["B"], ["C"], ["A"]]
        remove_template_step(step=second, by=officer(scene))
        assert turns(template) == [["C"], ["A"]]
        third.refresh_from_db()
        assert third.order == 1

    def test_who_is_last_already_and_is_to_be_asked_last_is_left_alone(self, scene: Scene) -> None:
        template = blank(scene)
        _, last = (ask(scene, template, role) for role in "AB")
        before = AuditEntry.objects.count()
        change_template_step(
            step=last,
            kind=StepKind.CONSULTEE,
            role="B",
            post=None,
            is_mandatory=False,
            days=0,
            order=None,
            by=officer(scene),
        )
        assert AuditEntry.objects.count() == before

    @pytest.mark.parametrize(
        ("given_values", "field", "message"),
        [
            ({"role": " "}, "role", "Enter the role"),
            ({"role": "x" * 201}, "role", "200 characters"),
            ({"days": 61}, "days", "from 0 to 60"),
            ({"order": 3}, "order", "from the list"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(
        self, scene: Scene, given_values: dict[str, Any], field: str, message: str
    ) -> None:
        values: dict[str, Any] = {"template": blank(scene), "kind": StepKind.CONSULTEE, "role": "A"}
        with pytest.raises(Refused, match=message) as refused:
            add_template_step(**{**values, **given_values}, by=officer(scene))
        assert refused.value.field == field

    def test_a_post_of_another_area_is_refused(self, scene: Scene) -> None:
        theirs = make_place("elsewhere").posts[0]
        with pytest.raises(Refused, match="post of this area"):
            ask(scene, blank(scene), "A", post=theirs)

    def test_forty_are_asked_at_most(self, scene: Scene) -> None:
        template = blank(scene)
        TemplateStep.objects.bulk_create(
            TemplateStep(template=template, order=1, role=f"Post {each}") for each in range(40)
        )
        with pytest.raises(Refused, match="40 steps at most"):
            ask(scene, template, "One more")


@pytest.mark.django_db
@examples(max_examples=15)
@given(moves=MOVES)
def test_however_steps_are_arranged_their_turns_run_from_1_without_gaps(
    scene: Scene, moves: list[tuple[str, int, bool]]
) -> None:
    with transaction.atomic():
        _arrange_steps(scene, moves)
        transaction.set_rollback(True)


def _arrange_steps(scene: Scene, moves: list[tuple[str, int, bool]]) -> None:
    template = blank(scene)
    for role in "ABCD":
        ask(scene, template, role)
    by, names = officer(scene), iter("EFGHIJKLMNOPQRSTUV")
    for what, place, up in moves:
        rows = list(template.steps.all())
        if what == "add" or not rows:
            ask(scene, template, next(names), order=rows[0].order if up and rows else None)
            continue
        row = rows[place % len(rows)]
        if what == "remove":
            remove_template_step(step=row, by=by)
        else:
            before = turns(template)
            move_template_step(step=row, up=up, by=by)
            after = turns(template)
            if before != after:
                move_template_step(step=row, up=not up, by=by)
                assert [set(each) for each in turns(template)] == [set(each) for each in before]
        turns(template)
