"""Addresses of the pages of visits."""

from django.urls import URLPattern, path

from boards.views import visits

_VISITS = "<slug:area>/<slug:plan>/visits/"
_VISIT = f"{_VISITS}<int:visit>/"

urlpatterns: list[URLPattern] = [
    path(_VISITS, visits.visits, name="visits"),
    path(f"{_VISITS}add/", visits.visit_add, name="visit-add"),
    path(_VISIT, visits.visit, name="visit"),
    path(f"{_VISIT}arrange/", visits.visit_arrange, name="visit-arrange"),
    path(f"{_VISIT}outcome/", visits.visit_outcome, name="visit-outcome"),
]
