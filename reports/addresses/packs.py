"""Addresses of board packs and readiness packs."""

from django.urls import URLPattern, path

from reports.views import board_packs, readiness

_PACK = "<slug:area>/area/boards/<slug:board>/meetings/<int:meeting>/pack"

urlpatterns: list[URLPattern] = [
    path("<slug:area>/<slug:plan>/readiness/", readiness.page, name="readiness"),
    path("<slug:area>/<slug:plan>/readiness.pdf", readiness.file, name="readiness-pdf"),
    path(f"{_PACK}/", board_packs.page, name="pack"),
    path(f"{_PACK}.pdf", board_packs.file, name="pack-pdf"),
    path(f"{_PACK}/prepare/", board_packs.prepare, name="pack-prepare"),
    path(f"{_PACK}/pdf/", board_packs.progress, name="pack-progress"),
]
