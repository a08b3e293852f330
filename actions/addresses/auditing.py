"""Addresses: who changed what, who signed in."""

from django.urls import URLPattern, path

from actions.views import auditing, sign_ins

_ACTION = "<slug:area>/<slug:plan>/actions/<str:reference>/"

urlpatterns: list[URLPattern] = [
    path("<slug:area>/<slug:plan>/audit/", auditing.audit, name="audit"),
    path("<slug:area>/<slug:plan>/audit.csv", auditing.audit_csv, name="audit-csv"),
    path("<slug:area>/area/sign-ins/", sign_ins.sign_ins, name="sign-ins"),
    path(f"{_ACTION}audit/", auditing.action_audit, name="action-audit"),
    path(f"{_ACTION}audit.csv", auditing.action_audit_csv, name="action-audit-csv"),
]
