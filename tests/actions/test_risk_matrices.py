"""The matrix an area scores risks on: presets, any size, what stays once it is used."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.choices import Tone
from actions.errors import Refused, Stale
from actions.models import RiskCell, RiskLevel, RiskMatrix
from actions.risk_matrices import PRESETS, BandDraft, CellDraft, LevelDraft, MatrixDraft
from actions.risking import matrices_of, read_matrices
from actions.services.risk_matrices import change_matrix, remove_matrix, set_up_matrix
from actions.services.rows import version
from tests.actions.risking import LETTERS, drafted, make_matrix, make_risk
from tests.factories import Place, Scene, make_place

DRAFT = PRESETS[LETTERS]


@pytest.mark.parametrize("name", PRESETS)
def test_preset_is_set_up_as_it_is_written(place: Place, name: str) -> None:
    draft = PRESETS[name]
    matrix = make_matrix(place.area, place.manager, name)
    value = read_matrices([matrix.pk]).matrix(matrix.pk)
    assert [level.code for level in value.likelihoods] == [each.code for each in draft.likelihoods]
    assert [level.code for level in value.impacts] == [each.code for each in draft.impacts]
    assert [[cell.band.code for cell in row] for row in value.cells] == [
        [cell.band for cell in row] for row in draft.cells
    ]
    assert [[cell.number for cell in row] for row in value.cells] == [
        [cell.number for cell in row] for row in draft.cells
    ]


@pytest.mark.parametrize("name", PRESETS)
def test_no_cell_of_a_preset_is_lighter_than_one_less_likely_or_less_grave(
    place: Place, name: str
) -> None:
    matrix = make_matrix(place.area, place.manager, name)
    cells = read_matrices([matrix.pk]).matrix(matrix.pk).cells
    for row, scores in enumerate(cells):
        for column, score in enumerate(scores):
            for lesser in [cells[row - 1][column]] * (row > 0) + [scores[column - 1]] * (
                column > 0
            ):
                assert lesser.gravity <= score.gravity
    assert cells[0][0].band.order == 1
    assert cells[-1][-1].band.order == len(PRESETS[name].bands)


def test_score_is_printed_as_a_letter_with_a_number_where_a1_is_the_gravest(place: Place) -> None:
    matrix = make_matrix(place.area, place.manager)
    value = read_matrices([matrix.pk]).matrix(matrix.pk)
    assert [value.cells[-1][-1].code, value.cells[0][0].code] == ["A1", "F4"]
    d3 = value.score(3, 2)
    assert (d3.code, d3.in_words) == ("D3", "Low likelihood, marginal impact")
    assert d3.band.label == "Medium"


def test_score_is_printed_as_its_number_or_impact_first_as_the_area_has_it(place: Place) -> None:
    numbered = make_matrix(place.area, place.manager, "numbers-5-by-5")
    turned = make_matrix(
        place.area, place.manager, replace(DRAFT, title="Turned", impact_first=True)
    )
    plain = make_matrix(
        place.area,
        place.manager,
        replace(PRESETS["numbers-4-by-4"], title="Plain", has_numbers=False),
    )
    values = matrices_of(place.area)
    assert values.matrix(numbered.pk).score(3, 4).code == "12"
    assert values.matrix(turned.pk).score(3, 2).code == "3D"
    assert values.matrix(plain.pk).score(3, 4).code == "3×4"
    assert [matrix.id for matrix in values.values] == [numbered.pk, turned.pk, plain.pk]


CODES = st.lists(
    st.from_regex(r"[A-Z0-9]{1,5}", fullmatch=True), min_size=2, max_size=6, unique=True
)


@st.composite
def any_matrix(draw: st.DrawFn) -> MatrixDraft:
    likelihoods, impacts, bands = draw(CODES), draw(CODES), draw(CODES)
    has_numbers = draw(st.booleans())
    return MatrixDraft(
        "Ours",
        tuple(LevelDraft(code, f"Likely {code}") for code in likelihoods),
        tuple(LevelDraft(code, f"Grave {code}") for code in impacts),
        tuple(
            BandDraft(code, f"Band {code}", "", draw(st.sampled_from(list(Tone)))) for code in bands
        ),
        tuple(
            tuple(
                CellDraft(
                    draw(st.sampled_from(bands)),
                    draw(st.integers(1, 999)) if has_numbers else None,
                )
                for _ in impacts
            )
            for _ in likelihoods
        ),
        impact_first=draw(st.booleans()),
        has_numbers=has_numbers,
    )


@settings(max_examples=15)
@given(any_matrix())
def test_matrix_of_any_size_comes_back_as_it_was_set_up(place: Place, draft: MatrixDraft) -> None:
    RiskMatrix.objects.filter(area=place.area, title="Ours").update(title=f"Was {id(draft)}")
    matrix = set_up_matrix(area=place.area, by=place.manager, **drafted(draft))
    value = read_matrices([matrix.pk]).matrix(matrix.pk)
    assert len(value.cells) == len(draft.likelihoods)
    for row, likelihood in enumerate(draft.likelihoods):
        for column, impact in enumerate(draft.impacts):
            score, cell = value.cells[row][column], draft.cells[row][column]
            assert (score.likelihood, score.impact) == (row + 1, column + 1)
            assert (score.likelihood_label, score.impact_label) == (likelihood.label, impact.label)
            assert (score.band.code, score.number) == (cell.band, cell.number)
            rank = cell.number or row + column + 2
            assert score.gravity == (score.band.order, rank)
    remove_matrix(matrix=matrix, by=place.manager)


def _levels(*said: tuple[str, str]) -> tuple[LevelDraft, ...]:
    return tuple(LevelDraft(code, label) for code, label in said)


SEVEN = _levels(*((str(number), f"Level {number}") for number in range(7)))


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"title": " "}, "title", "Enter the title"),
        ({"title": "x" * 101}, "title", "100 characters or fewer"),
        ({"likelihoods": SEVEN}, "likelihoods", "Give 2 to 6 levels of likelihood"),
        ({"impacts": SEVEN[:1]}, "impacts", "there are 1"),
        ({"impacts": _levels(("1", "Low"), ("1", "High"))}, "impacts", "Two of them have"),
        ({"impacts": _levels(("1", "Low"), ("2", ""))}, "impacts", "Enter the word of impact 2"),
        ({"impacts": _levels(("1", "Low"), ("!", "High"))}, "impacts", "cannot be a code"),
        ({"impacts": _levels(("1", "Low"), ("123456", "High"))}, "impacts", "cannot be a code"),
        ({"bands": DRAFT.bands[:1]}, "bands", "Give 2 to 6 bands"),
        (
            {"bands": (replace(DRAFT.bands[0], tone="pink"), *DRAFT.bands[1:])},
            "bands",
            "Choose a colour for the band Low",
        ),
        ({"cells": DRAFT.cells[:-1]}, "cells", "each of the 6 by 4 cells"),
        (
            {"cells": ((*DRAFT.cells[0][:3], CellDraft("X")), *DRAFT.cells[1:])},
            "cells",
            "Choose a band for likelihood F and impact 1",
        ),
        ({"has_numbers": True}, "cells", "whole number from 1 to 999 for likelihood F"),
    ],
)
def test_matrix_that_cannot_be_one_is_refused_with_what_to_do(
    place: Place, wrong: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(Refused, match=message) as refused:
        set_up_matrix(area=place.area, by=place.manager, **{**drafted(DRAFT), **wrong})
    assert refused.value.field == field
    assert not RiskLevel.objects.exists()


def test_two_matrices_of_an_area_do_not_share_a_title(place: Place) -> None:
    make_matrix(place.area, place.manager)
    with pytest.raises(Refused, match="has a matrix called"):
        set_up_matrix(area=place.area, by=place.manager, **drafted(DRAFT))
    elsewhere = make_place("elsewhere")
    assert make_matrix(elsewhere.area, elsewhere.manager).title == DRAFT.title


def test_matrix_on_which_nothing_is_scored_may_become_another(place: Place) -> None:
    matrix = make_matrix(place.area, place.manager)
    other = replace(PRESETS["numbers-5-by-5"], title="Fives")
    change_matrix(matrix=matrix, by=place.manager, **drafted(other))
    value = read_matrices([matrix.pk]).matrix(matrix.pk)
    assert (value.title, value.has_numbers, len(value.cells)) == ("Fives", True, 5)
    assert RiskCell.objects.count() == 25


def test_words_and_colours_of_a_matrix_in_use_change(scene: Scene) -> None:
    risk = make_risk(scene)
    reworded = replace(
        DRAFT,
        title="Corporate matrix",
        likelihoods=(replace(DRAFT.likelihoods[0], label="Hardly ever"), *DRAFT.likelihoods[1:]),
        bands=(replace(DRAFT.bands[0], tone=Tone.TEAL), *DRAFT.bands[1:]),
    )
    change_matrix(matrix=risk.matrix, by=scene.manager, **drafted(reworded))
    value = read_matrices([risk.matrix_id]).values[0]
    assert (value.title, value.likelihoods[0].label) == ("Corporate matrix", "Hardly ever")
    assert value.bands[0].tone == Tone.TEAL


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"likelihoods": DRAFT.likelihoods[::-1]}, "likelihoods"),
        ({"impacts": DRAFT.impacts[1:], "cells": [row[1:] for row in DRAFT.cells]}, "impacts"),
        ({"bands": DRAFT.bands[::-1]}, "bands"),
        ({"cells": DRAFT.cells[::-1]}, "cells"),
        ({"impact_first": True}, "impact_first"),
        ({"has_numbers": True, "cells": [[CellDraft("L", 1)] * 4] * 6}, "has_numbers"),
    ],
)
def test_what_decides_scores_stays_once_a_risk_is_scored(
    scene: Scene, wrong: dict[str, Any], field: str
) -> None:
    risk = make_risk(scene)
    with pytest.raises(Refused, match="Risks are scored on this matrix") as refused:
        change_matrix(matrix=risk.matrix, by=scene.manager, **{**drafted(DRAFT), **wrong})
    assert refused.value.field == field


def test_matrix_is_taken_out_only_while_nothing_is_scored_on_it(scene: Scene) -> None:
    make_risk(scene)
    spare = make_matrix(scene.place.area, scene.manager, "words-3-by-3")
    remove_matrix(matrix=spare, by=scene.manager)
    used = RiskMatrix.objects.get()
    with pytest.raises(Refused, match="so it stays"):
        remove_matrix(matrix=used, by=scene.manager)


def test_change_of_a_matrix_that_changed_since_is_refused(place: Place) -> None:
    matrix = make_matrix(place.area, place.manager)
    seen = version(matrix)
    reworded = replace(DRAFT, bands=(replace(DRAFT.bands[0], meaning="Fine"), *DRAFT.bands[1:]))
    change_matrix(matrix=matrix, by=place.manager, seen=seen, **drafted(reworded))
    with pytest.raises(Stale):
        change_matrix(matrix=matrix, by=place.manager, seen=seen, **drafted(DRAFT))
