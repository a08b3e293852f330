"""Addresses: reading a plan from a file."""

from django.urls import URLPattern, path

from actions.views import importing

_IMPORT = "<slug:area>/<slug:plan>/import/"

urlpatterns: list[URLPattern] = [
    path(_IMPORT, importing.start, name="import-start"),
    path(f"{_IMPORT}template/<slug:kind>/", importing.template, name="import-template"),
    path(f"{_IMPORT}<uuid:draft>/", importing.preview_page, name="import-preview"),
    path(f"{_IMPORT}<uuid:draft>/confirm/", importing.confirm, name="import-confirm"),
    path(f"{_IMPORT}<uuid:draft>/discard/", importing.discard, name="import-discard"),
]
