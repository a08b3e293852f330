"""Addresses of what answers the weaknesses of a plan."""

from django.urls import URLPattern, path

from actions.views import coverage

_PLAN = "<slug:area>/<slug:plan>/"

urlpatterns: list[URLPattern] = [
    path(f"{_PLAN}coverage/", coverage.coverage_page, name="coverage"),
    path(f"{_PLAN}weaknesses/<int:number>/", coverage.weakness_page, name="weakness"),
]
