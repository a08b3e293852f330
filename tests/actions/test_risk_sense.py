"""What scores and dates of a risk may be beside each other, what needs a word why, and what is only said."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import RiskState
from actions.errors import Refused
from actions.models import Plan, Risk, RiskReview
from actions.risking import RiskLine, risks_as_at
from actions.risking.rules import MOST_AHEAD, proposed_review
from actions.services.risk_reviews import correct_review
from tests.actions.risking import codes, make_matrix, make_risk, review
from tests.factories import Scene, day

FIVES = "numbers-5-by-5"


@pytest.fixture
def fives(scene: Scene) -> Risk:
    """25 of 25 from the first day, on a matrix of four bands."""
    matrix = make_matrix(scene.place.area, scene.manager, FIVES)
    return make_risk(scene, "Staff leave", "55", matrix=matrix)


def _on(risk: Risk, on: date) -> RiskLine:
    line = risks_as_at(Plan.objects.get(plan_risks__risk=risk), on).line(risk.pk)
    assert line is not None
    return line


def test_score_aimed_at_is_not_graver_than_the_one_without_mitigation(scene: Scene) -> None:
    wrong: dict[str, Any] = {"inherent": codes("E4"), "target": codes("A1")}
    with pytest.raises(Refused, match="aimed at, A1 High, is graver than the one") as refused:
        make_risk(scene, **wrong)
    assert refused.value.field == "target_likelihood"
    risk = make_risk(scene, inherent=codes("B2"), target=codes("B2"))
    with pytest.raises(Refused, match="Check both"):
        review(risk, "D3", 3, **wrong)
    with pytest.raises(Refused, match="Check both"):
        correct_review(
            review=RiskReview.objects.get(),
            current=codes("D3"),
            effective_date=day(0),
            reason="Misread",
            by=scene.manager,
            **wrong,
        )
    assert RiskReview.objects.count() == 1


def test_score_graver_than_without_mitigation_is_taken_and_said(scene: Scene) -> None:
    risk = make_risk(scene, inherent=codes("E4"))
    assert _on(risk, day(1)).stands_out == ("Graver now than it was scored without mitigation",)
    review(risk, "E4", 3, inherent=codes("E4"))
    assert _on(risk, day(3)).stands_out == ()


def test_score_lighter_than_the_one_aimed_at_is_taken_and_said_while_the_risk_is_open(
    scene: Scene,
) -> None:
    risk = make_risk(scene, "Money", "F4", target=codes("D3"))
    assert _on(risk, day(1)).stands_out == ("Lighter now than the score aimed at",)
    review(risk, "F4", 3, target=codes("F4"))
    assert _on(risk, day(3)).stands_out == ()
    review(risk, "F4", 5, target=codes("D3"), state=RiskState.CLOSED)
    assert _on(risk, day(5)).stands_out == ()


def test_score_that_comes_down_by_more_than_a_band_needs_a_word_why(fives: Risk) -> None:
    with pytest.raises(Refused, match="from 25 Extreme to 4 Moderate is more than one band") as no:
        review(fives, "22", 5, commentary=" – ")
    assert no.value.field == "commentary"
    assert review(fives, "22", 5, commentary="Everybody stayed").commentary == "Everybody stayed"
    assert _on(fives, day(5)).current.code == "4"


def test_score_that_comes_down_by_one_band_needs_none(fives: Risk) -> None:
    review(fives, "34", 5, commentary="")
    assert _on(fives, day(5)).current.band.label == "High"


@pytest.mark.parametrize(
    "next_on", [day(0), day(-1), date(1899, 12, 31), date(9999, 12, 31), date(2023, 1, 9)]
)
def test_next_review_is_after_this_one_and_within_five_years(scene: Scene, next_on: date) -> None:
    with pytest.raises(Refused) as refused:
        make_risk(scene, next_review_on=next_on)
    assert refused.value.field == "next_review_on"
    risk = make_risk(scene, next_review_on=date(2022, 12, 31))
    assert risk.reviews.get().next_review_on == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("reviewed_on", "next_on", "today", "proposed"),
    [
        (date(2018, 1, 9), date(2018, 2, 9), date(2018, 2, 12), date(2018, 3, 12)),
        (date(2018, 1, 31), date(2018, 4, 30), date(2018, 5, 1), date(2018, 8, 1)),
        (date(2018, 1, 9), date(2018, 2, 6), date(2018, 2, 12), date(2018, 3, 12)),
        (date(2018, 1, 9), date(2018, 4, 9), date(2018, 2, 12), date(2018, 4, 9)),
        (date(2018, 1, 9), date(2018, 2, 9), date(2018, 2, 9), date(2018, 3, 9)),
        (date(2018, 1, 9), None, date(2018, 2, 12), None),
        (date(2018, 1, 9), date(9999, 12, 31), date(2018, 2, 12), None),
    ],
)
def test_next_review_is_proposed_as_far_ahead_as_the_last_or_stays_while_it_is_to_come(
    reviewed_on: date, next_on: date | None, today: date, proposed: date | None
) -> None:
    assert proposed_review(reviewed_on, next_on, today) == proposed


DAYS = st.dates(date(2014, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(1, 1824), st.integers(0, 4000))
def test_proposed_review_can_always_be_saved_as_it_stands(
    reviewed_on: date, ahead: int, later: int
) -> None:
    today = reviewed_on + timedelta(days=later)
    proposed = proposed_review(reviewed_on, reviewed_on + timedelta(days=ahead), today)
    assert proposed is not None
    assert today < proposed <= today + MOST_AHEAD + timedelta(days=5)
