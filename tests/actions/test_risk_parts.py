"""Risks as papers print them, what moved between any two registers, and what a register says in words."""

from dataclasses import replace
from datetime import date

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import MitigationState, PlanStage, RiskState
from actions.models import Risk
from actions.parts.risks import (
    heat_map_parts,
    movement_part,
    register_part,
    risk_block_part,
    score_chart_part,
)
from actions.risk_matrices import PRESETS
from actions.risking import MoveKind, RiskRegister, risk_movement, risks_as_at
from actions.risking.history import reviews_of
from actions.risking.words import say_register
from actions.services.mitigations import add_mitigation
from tests.actions.risking import make_matrix, make_risk, review
from tests.factories import Place, Scene, day, make_place, make_scene
from wsoa.parts import ChartPart

PAPER_OF_8_MARCH = date(2018, 3, 8)

MEDWAY = (
    (
        "The statement is late: it is due 70 working days after the letter is published",
        "",
        "Work on it began as soon as the inspection was over",
    ),
    (
        "The department sends the statement back",
        "There are then ten more days to improve it",
        "Advisers of the department and of NHS England read it before it is sent",
    ),
    (
        "The Minister finds too little progress after a year",
        "A direction, closer monitoring or another inspection may follow",
        "Progress is gone through with the advisers all year",
    ),
)
"""Three risks, each rated D3 in Medway's paper of 8 March 2018, in words of our own."""


@pytest.fixture
def medway(db: None) -> Scene:
    """A plan being written, with the three risks of the paper."""
    scene = make_scene(
        make_place("medway"), preset="", stage=PlanStage.WRITING, starts_on=date(2018, 1, 31)
    )
    for title, effect, done in MEDWAY:
        risk = make_risk(scene, title, effect=effect, effective_date=date(2018, 2, 20))
        add_mitigation(
            risk=risk,
            text=done,
            state=MitigationState.IN_PLACE,
            effective_date=date(2018, 2, 20),
            by=scene.manager,
        )
    return scene


def test_medways_three_risks_come_out_as_its_paper_prints_them(medway: Scene) -> None:
    register = risks_as_at(medway.plan, PAPER_OF_8_MARCH)
    block = risk_block_part(register)
    assert [head.label for head in block.heads] == [
        "Risk",
        "Description",
        "Action to avoid or mitigate risk",
        "Risk rating",
    ]
    assert [
        (
            row.head.text,
            row.cells[0].text,
            row.cells[1].text,
            row.cells[2].tag and row.cells[2].tag.code,
        )
        for row in block.rows
    ] == [(title, effect or "–", done, "D3") for title, effect, done in MEDWAY]
    assert say_register(register) == "3 risks are open: 3 medium."


def test_heat_map_for_paper_is_a_table_with_every_score_and_who_is_there(medway: Scene) -> None:
    (part,) = heat_map_parts(risks_as_at(medway.plan, PAPER_OF_8_MARCH))
    assert [head.label for head in part.heads][1:] == [
        "Impact 4 Negligible",
        "Impact 3 Marginal",
        "Impact 2 Critical",
        "Impact 1 Catastrophic",
    ]
    assert [row.head.text for row in part.rows] == [
        "A Very high",
        "B High",
        "C Significant",
        "D Low",
        "E Very low",
        "F Almost impossible",
    ]
    d3 = part.rows[3].cells[1]
    assert (d3.tag and (d3.tag.code, d3.tag.label), d3.text) == (("D3", "Medium"), "R1, R2, R3")
    assert sum(bool(cell.text) for row in part.rows for cell in row.cells) == 1


def test_parts_print_on_a_page_and_on_paper(medway: Scene) -> None:
    register = risks_as_at(medway.plan, PAPER_OF_8_MARCH)
    risk = Risk.objects.all()[0]
    review(risk, "E4", 90, by=medway.manager)
    later = risks_as_at(medway.plan, date(2018, 4, 30))
    chart = score_chart_part(
        later.matrices[0], reviews_of(risk, later.as_at, later.matrices[0]), later.as_at
    )
    assert isinstance(chart, ChartPart)
    parts = [
        risk_block_part(register),
        register_part(register.by_gravity, link=lambda reference: f"/{reference}/"),
        movement_part(risk_movement(register, later)),
        *heat_map_parts(register),
        chart,
    ]
    template = Template("{% load parts %}{% part each paper=paper %}")
    for each in parts:
        web = template.render(Context({"each": each, "paper": False}))
        paper = template.render(Context({"each": each, "paper": True}))
        assert "D3" in web
        assert "D3" in paper
        assert "href" not in paper


def test_chart_has_one_point_a_day_and_needs_two(scene: Scene) -> None:
    risk = make_risk(scene)
    matrix = risks_as_at(scene.plan, day(9)).matrices[0]
    assert score_chart_part(matrix, reviews_of(risk, day(0), matrix), day(0)) is None
    review(risk, "C3", 5)
    review(risk, "B3", 5)
    chart = score_chart_part(matrix, reviews_of(risk, day(9), matrix), day(9))
    assert chart is not None
    assert [label for label, _ in chart.chart.frame.table.rows] == [
        "1 January 2018, D3",
        "6 January 2018, B3",
        "10 January 2018, still B3",
    ]


def test_long_code_of_a_score_stands_in_the_words_of_its_tag(scene: Scene) -> None:
    plain = replace(PRESETS["numbers-4-by-4"], has_numbers=False)
    matrix = make_matrix(scene.place.area, scene.manager, plain)
    make_risk(scene, matrix=matrix, current=("3", "4"))
    part = register_part(risks_as_at(scene.plan, day(9)).lines)
    tag = part.rows[0].cells[0].tag
    assert tag is not None
    assert (tag.code, tag.label) == ("H", "3×4 High")


def test_register_says_each_matrix_apart_and_what_is_closed(scene: Scene) -> None:
    assert say_register(risks_as_at(scene.plan, day(9))) == ""
    first = make_risk(scene, "One", next_review_on=day(2))
    fives = make_matrix(scene.place.area, scene.manager, "numbers-5-by-5")
    make_risk(scene, "Two", matrix=fives, current=("5", "5"))
    assert say_register(risks_as_at(scene.plan, day(9))) == (
        "2 risks are open: 1 medium on Letters and numbers, 6 by 4; 1 extreme on "
        "5 by 5 with numbers 1 to 25. 1 review is overdue."
    )
    for risk in (first, Risk.objects.get(title="Two")):
        score = "D3" if risk == first else "55"
        review(risk, score, 12, state=RiskState.CLOSED)
    assert say_register(risks_as_at(scene.plan, day(20))) == "No risk is open. 2 risks are closed."


# What moved

SCORES = ["D3", "E2", "C3", "A1", "F4", "B2"]
LATER = st.tuples(st.sampled_from(SCORES), st.sampled_from([*RiskState, None]))


@pytest.fixture
def six(place: Place) -> RiskRegister:
    """A register of six open risks, one a score."""
    scene = make_scene(place)
    for score in SCORES:
        make_risk(scene, f"Risk at {score}", score)
    return risks_as_at(scene.plan, day(9))


@settings(max_examples=60)
@given(st.lists(LATER, min_size=6, max_size=6), st.lists(LATER, min_size=6, max_size=6))
def test_movement_of_any_two_registers_accounts_for_every_risk(
    six: RiskRegister,
    one: list[tuple[str, RiskState | None]],
    other: list[tuple[str, RiskState | None]],
) -> None:
    scores = {line.current.code: line.current for line in six.lines}

    def register(states: list[tuple[str, RiskState | None]]) -> RiskRegister:
        return replace(
            six,
            lines=tuple(
                replace(line, state=state, current=scores[score])
                for line, (score, state) in zip(six.lines, states, strict=True)
                if state is not None
            ),
        )

    before, after = register(one), register(other)
    moved = risk_movement(before, after)
    back = risk_movement(after, before)
    kinds = {move.line.id: move.kind for move in moved.moves}
    returned = {move.line.id: move.kind for move in back.moves}
    assert len(kinds) == len(moved.moves), "No risk is told twice."
    for line in six.lines:
        old, new = before.line(line.id), after.line(line.id)
        kind = kinds.get(line.id)
        was_open, is_open = bool(old and old.is_open), bool(new and new.is_open)
        if not was_open and not is_open:
            assert kind in {None, MoveKind.CLOSED}, "Only one added and closed between is told."
            assert (kind is None) == (old is not None or new is None)
        elif was_open and is_open:
            assert old is not None
            assert new is not None
            assert (kind == MoveKind.UP) == (new.current.gravity > old.current.gravity)
            assert (kind == MoveKind.DOWN) == (new.current.gravity < old.current.gravity)
            assert (kind == MoveKind.UP) == (returned[line.id] == MoveKind.DOWN)
            assert (kind == MoveKind.SAME) == (returned[line.id] == MoveKind.SAME)
        elif is_open:
            assert kind == (MoveKind.REOPENED if old else MoveKind.NEW)
        else:
            assert kind == (MoveKind.CLOSED if new else MoveKind.GONE)
    for move in moved.moves:
        assert move.in_words
    assert not risk_movement(before, before).moved
    assert len(moved.moves) == sum(len(moved.of(kind)) for kind in MoveKind)


def test_movement_is_between_two_registers_of_one_plan(scene: Scene, place: Place) -> None:
    other = make_scene(place, slug="next")
    with pytest.raises(ValueError, match="one plan"):
        risk_movement(risks_as_at(scene.plan, day(9)), risks_as_at(other.plan, day(9)))
