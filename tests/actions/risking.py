"""Builders of risks for tests, through the services."""

from typing import Any

from actions.models import Area, Risk, RiskMatrix, RiskReview
from actions.risk_matrices import PRESETS, MatrixDraft
from actions.services import risk_matrices, risk_reviews, risks
from tests.factories import Scene, at, day
from wsoa.models import User

LETTERS = "letters-6-by-4"


def make_matrix(area: Area, by: User, preset: str | MatrixDraft = LETTERS) -> RiskMatrix:
    """The area's matrix by that preset or draft, set up unless it has it already."""
    draft = PRESETS[preset] if isinstance(preset, str) else preset
    found = RiskMatrix.objects.filter(area=area, title=draft.title).first()
    return found or risk_matrices.set_up_matrix(area=area, by=by, **drafted(draft))


def drafted(draft: MatrixDraft) -> dict[str, Any]:
    """The draft as a service takes it."""
    return {
        "title": draft.title,
        "likelihoods": draft.likelihoods,
        "impacts": draft.impacts,
        "bands": draft.bands,
        "cells": draft.cells,
        "impact_first": draft.impact_first,
        "has_numbers": draft.has_numbers,
    }


def make_risk(scene: Scene, title: str = "Staff leave", score: str = "D3", **given: Any) -> Risk:
    """A risk of the plan, scored on letters and numbers unless a `matrix` is given, from its first day."""
    by = scene.manager
    values: dict[str, Any] = {
        "matrix": given.pop("matrix", None) or make_matrix(scene.place.area, by),
        "current": codes(score),
        "effective_date": day(0),
        "by": by,
        **given,
    }
    return risks.add_risk(plan=scene.plan, title=title, **values)


def review(risk: Risk, score: str, offset: int, **given: Any) -> RiskReview:
    """A review of the risk effective, and written, that many days after the plan began."""
    values: dict[str, Any] = {
        "commentary": "Looked at again",
        "effective_date": day(offset),
        "by": risk.reviews.order_by("pk")[0].recorded_by,
        "now": at(day(offset), 12),
        **given,
    }
    return risk_reviews.review_risk(risk=risk, current=codes(score), **values)


def codes(score: str) -> tuple[str, str]:
    """The codes of a score of letters and numbers: D3 is likelihood D with impact 3."""
    return score[0], score[1:]
