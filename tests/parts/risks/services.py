"""The services of risks: who may call each, and a good request."""

from typing import Any

from actions.choices import MitigationState
from actions.models import Mitigation, Risk, RiskReview
from actions.risk_matrices import PRESETS
from actions.services import mitigations, risk_matrices, risk_reviews, risks
from tests.actions.risking import drafted, make_matrix, make_risk, review
from tests.actions.stage import ADMINISTRATOR, CORRECTS, MANAGER, OFFICER, OWNER, Services, Stage
from tests.factories import day, make_plan

MANAGES = {ADMINISTRATOR, MANAGER}
RECORDS = {ADMINISTRATOR, MANAGER, OFFICER}
REVIEWS = {*RECORDS, OWNER}
"""The action owner holds the post that owns the risk."""


def _risk(stage: Stage) -> Risk:
    return Risk.objects.first() or make_risk(stage.scene, owner=stage.place.posts[0])


def _review(stage: Stage) -> RiskReview:
    return review(_risk(stage), "D3", 5, by=stage.place.manager)


def _mitigation(stage: Stage) -> Mitigation:
    return mitigations.add_mitigation(
        risk=_risk(stage),
        state=MitigationState.PLANNED,
        effective_date=day(1),
        text="Hire",
        by=stage.place.manager,
    )


def _borne_twice(stage: Stage) -> dict[str, Any]:
    risk = _risk(stage)
    other = make_plan(stage.place, "other")
    risks.use_risk(plan=other, risk=risk, by=stage.place.manager)
    return {"plan": stage.scene.plan, "risk": risk}


_SCORED = {"current": ("E", "4"), "effective_date": day(9)}

SERVICES: Services = {
    risk_matrices.set_up_matrix: (
        MANAGES,
        lambda stage: {"area": stage.place.area, **drafted(PRESETS["words-3-by-3"])},
    ),
    risk_matrices.change_matrix: (
        MANAGES,
        lambda stage: {
            "matrix": make_matrix(stage.place.area, stage.place.manager),
            **drafted(PRESETS["words-3-by-3"]),
        },
    ),
    risk_matrices.remove_matrix: (
        MANAGES,
        lambda stage: {"matrix": make_matrix(stage.place.area, stage.place.manager)},
    ),
    risks.add_risk: (
        RECORDS,
        lambda stage: {
            "plan": stage.scene.plan,
            "matrix": make_matrix(stage.place.area, stage.place.manager),
            "title": "Money runs out",
            **_SCORED,
        },
    ),
    risks.change_risk: (
        RECORDS,
        lambda stage: {"risk": _risk(stage), "reference": "R9", "title": "Therapists leave"},
    ),
    risks.use_risk: (
        RECORDS,
        lambda stage: {
            "plan": make_plan(stage.place, "next"),
            "risk": _risk(stage),
        },
    ),
    risks.use_risks: (
        RECORDS,
        lambda stage: {"plan": make_plan(stage.place, "next"), "risks": [_risk(stage)]},
    ),
    risks.use_risk_no_more: (RECORDS, _borne_twice),
    risk_reviews.review_risk: (REVIEWS, lambda stage: {"risk": _risk(stage), **_SCORED}),
    risk_reviews.correct_review: (
        CORRECTS,
        lambda stage: {"review": _review(stage), "reason": "Misread", **_SCORED},
    ),
    risk_reviews.retract_review: (
        CORRECTS,
        lambda stage: {"review": _review(stage), "reason": "Of another risk"},
    ),
    mitigations.add_mitigation: (
        REVIEWS,
        lambda stage: {
            "risk": _risk(stage),
            "state": MitigationState.PLANNED,
            "effective_date": day(1),
            "text": "Train",
        },
    ),
    mitigations.change_mitigation: (
        REVIEWS,
        lambda stage: {
            "mitigation": _mitigation(stage),
            "state": MitigationState.IN_PLACE,
            "effective_date": day(2),
            "text": "Hire",
        },
    ),
}

WITHOUT_A_PLAN = {
    *(risk_matrices.set_up_matrix, risk_matrices.change_matrix, risk_matrices.remove_matrix),
    *(risks.change_risk, risk_reviews.review_risk, risk_reviews.correct_review),
    *(risk_reviews.retract_review, mitigations.add_mitigation, mitigations.change_mitigation),
}
"""Risks are an area's; plans name them."""

OPEN_WHEN_CLOSED = WITHOUT_A_PLAN
"""tests/actions/test_risks.py holds what a closed plan refuses of a risk that it alone names."""
