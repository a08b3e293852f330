"""Addresses of the pages of comparing."""

from django.urls import URLPattern, path

from boards.views import comparing

urlpatterns: list[URLPattern] = [
    path("<slug:area>/<slug:plan>/compare/", comparing.compare_page, name="compare"),
    path("<slug:area>/<slug:plan>/compare.csv", comparing.compare_csv, name="compare-csv"),
]
