"""Addresses of papers being written."""

from django.urls import URLPattern, path

from reports.views import papers

_PAPERS = "<slug:area>/<slug:plan>/papers"

urlpatterns: list[URLPattern] = [
    path(f"{_PAPERS}/cabinet/", papers.cabinet_preview, name="cabinet-preview"),
    path(f"{_PAPERS}/cabinet.pdf", papers.cabinet_file, name="cabinet-pdf"),
]
