"""Addresses of the clearance of papers. That of an emailed link begins with a word that no area may have."""

from django.urls import URLPattern, path

from reports.views.clearance import answering, steps

_LINK = "answer/paper/<str:token>"
_CLEARANCE = "<slug:area>/<slug:plan>/papers/<int:paper>/clearance"
_STEP = f"{_CLEARANCE}/<int:step>"

urlpatterns: list[URLPattern] = [
    path(f"{_LINK}/", answering.clearance_answer, name="clearance-answer"),
    path(f"{_LINK}/draft.pdf", answering.clearance_answer_pdf, name="clearance-answer-pdf"),
    path(f"{_CLEARANCE}/", steps.paper_clearance, name="paper-clearance"),
    path(f"{_CLEARANCE}/add/", steps.step_add, name="step-add"),
    path(f"{_CLEARANCE}/issue/<int:order>/", steps.steps_issue, name="steps-issue"),
    path(f"{_CLEARANCE}/urgent/", steps.paper_urgency, name="paper-urgency"),
    path(f"{_STEP}/change/", steps.step_change, name="step-change"),
    path(f"{_STEP}/remove/", steps.step_remove, name="step-remove"),
    path(f"{_STEP}/record/", steps.step_record, name="step-record"),
    path(f"{_STEP}/take-back/", steps.step_take_back, name="step-take-back"),
    path(f"{_STEP}/link/", steps.step_link, name="step-link"),
]
