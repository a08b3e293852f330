"""Addresses of the pages of risks."""

from django.urls import URLPattern, path

from actions.views import mitigations, risk_changes, risk_matrices, risk_reviews, risks

_PLAN = "<slug:area>/<slug:plan>/"
_RISK = f"{_PLAN}risks/<str:risk>/"
_REVIEW = f"{_RISK}reviews/<int:review_id>/"
_MATRIX = "<slug:area>/area/risk-matrix/"

urlpatterns: list[URLPattern] = [
    path(_MATRIX, risk_matrices.matrices, name="risk-matrix"),
    path(f"{_MATRIX}add/", risk_matrices.add, name="risk-matrix-add"),
    path(f"{_MATRIX}<int:matrix>/", risk_matrices.change, name="risk-matrix-change"),
    path(f"{_MATRIX}<int:matrix>/remove/", risk_matrices.remove, name="risk-matrix-remove"),
    path(f"{_PLAN}risks/", risks.risks, name="risks"),
    path(f"{_PLAN}risks.xlsx", risks.risks_xlsx, name="risks-xlsx"),
    path(f"{_PLAN}add-risk/", risk_changes.add, name="risk-add"),
    path(f"{_PLAN}carry-risks/", risk_changes.carry, name="risks-carry"),
    path(_RISK, risks.risk, name="risk"),
    path(f"{_RISK}change/", risk_changes.change, name="risk-change"),
    path(f"{_RISK}leave/", risk_changes.leave, name="risk-leave"),
    path(f"{_RISK}review/", risk_reviews.review, name="risk-review"),
    path(f"{_REVIEW}correct/", risk_reviews.correct, name="risk-review-correct"),
    path(f"{_REVIEW}take-back/", risk_reviews.retract, name="risk-review-retract"),
    path(f"{_RISK}mitigations/add/", mitigations.add, name="mitigation-add"),
    path(f"{_RISK}mitigations/<int:mitigation_id>/", mitigations.change, name="mitigation-change"),
]
