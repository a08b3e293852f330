"""Addresses of papers."""

from django.urls import path

from reports.views import papers

urlpatterns = [
    path("<slug:area>/<slug:plan>/papers/cabinet/", papers.cabinet_preview, name="paper-preview"),
    path("<slug:area>/<slug:plan>/papers/cabinet.pdf", papers.cabinet_file, name="paper-pdf"),
]
