"""Addresses of the numbers in a paper's text that differ from the figures."""

from django.urls import URLPattern, path

from reports.views import claims

_PAPER = "<slug:area>/<slug:plan>/papers/<int:paper>"

urlpatterns: list[URLPattern] = [
    path(f"{_PAPER}/numbers/", claims.claims, name="paper-claims"),
    path(f"{_PAPER}/numbers/title/", claims.title_explain, name="title-explain"),
    path(f"{_PAPER}/sections/<int:section>/numbers/", claims.claim_explain, name="claim-explain"),
]
