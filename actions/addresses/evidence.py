"""Addresses: evidence files and links, and impact."""

from django.urls import URLPattern, path

from actions.views import evidence, impact

_EVIDENCE = "<slug:area>/<slug:plan>/actions/<str:reference>/evidence/"

urlpatterns: list[URLPattern] = [
    path(
        "<slug:area>/<slug:plan>/actions/<str:reference>/impact/",
        impact.assess,
        name="action-impact",
    ),
    path(f"{_EVIDENCE}add/", evidence.add, name="evidence-add"),
    path(f"{_EVIDENCE}<int:evidence_id>/", evidence.download, name="evidence-file"),
    path(f"{_EVIDENCE}<int:evidence_id>/withdraw/", evidence.withdraw, name="evidence-withdraw"),
]
