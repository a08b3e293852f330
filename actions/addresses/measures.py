"""Addresses of the pages of measures."""

from django.urls import URLPattern, path

from actions.views import measures

_MEASURES = "<slug:area>/<slug:plan>/measures/"

urlpatterns: list[URLPattern] = [
    path(_MEASURES, measures.measures, name="measures"),
    path(f"{_MEASURES}public/", measures.measures_public, name="measures-public"),
    path(f"{_MEASURES}<int:measure>/", measures.measure, name="measure"),
]
