"""Addresses of the pages of inspections, and of what answers what they found."""

from django.urls import URLPattern, path

from actions.views.inspections import documents, findings, pages, plans, revisits

_ALL = "<slug:area>/area/inspections/"
_ONE = f"{_ALL}<int:inspection>/"
_WEAKNESS = f"{_ONE}weaknesses/<int:weakness_id>/"
_STRENGTH = f"{_ONE}strengths/<int:strength_id>/"
_DOCUMENT = f"{_ONE}documents/<int:document_id>/"
_PLAN = "<slug:area>/<slug:plan>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, pages.inspections, name="inspections"),
    path(f"{_ALL}new/", pages.inspection_add, name="inspection-add"),
    path(_ONE, pages.inspection, name="inspection"),
    path(f"{_ONE}change/", pages.inspection_change, name="inspection-change"),
    path(f"{_ONE}remove/", pages.inspection_remove, name="inspection-remove"),
    path(f"{_ONE}weaknesses/new/", findings.weakness_add, name="weakness-add"),
    path(f"{_ONE}weaknesses/several/", findings.weaknesses_paste, name="weaknesses-paste"),
    path(_WEAKNESS, findings.weakness_change, name="weakness-change"),
    path(f"{_WEAKNESS}remove/", findings.weakness_remove, name="weakness-remove"),
    path(f"{_ONE}strengths/new/", findings.strength_add, name="strength-add"),
    path(f"{_ONE}strengths/several/", findings.strengths_paste, name="strengths-paste"),
    path(_STRENGTH, findings.strength_change, name="strength-change"),
    path(f"{_STRENGTH}remove/", findings.strength_remove, name="strength-remove"),
    path(f"{_ONE}documents/new/", documents.document_add, name="document-add"),
    path(_DOCUMENT, documents.document_file, name="document-file"),
    path(f"{_DOCUMENT}withdraw/", documents.document_withdraw, name="document-withdraw"),
    path(f"{_ONE}judgements/", revisits.judgements, name="revisit-judgements"),
    path(f"{_ONE}consequence/", revisits.consequence, name="revisit-consequence"),
    path(
        f"{_ONE}consequence/<int:consequence_id>/take-back/",
        revisits.consequence_retract,
        name="consequence-retract",
    ),
    path(f"{_PLAN}set-up/inspection/", plans.plan_inspection, name="plan-inspection"),
    path(
        f"{_PLAN}weaknesses/<int:number>/answers/", plans.weakness_answers, name="weakness-answers"
    ),
]
