"""Addresses of an area's paper templates and branding."""

from django.urls import URLPattern, path

from reports.views import branding

urlpatterns: list[URLPattern] = [
    path("<slug:area>/area/paper-look/", branding.paper_look, name="paper-look"),
]
