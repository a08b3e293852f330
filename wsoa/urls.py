"""Addresses. Fixed words come before the area's slug, which may be any other word."""

from django.urls import URLPattern, URLResolver, include, path

from wsoa import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("accounts/", include("wsoa.account_urls")),
    path("", include("actions.addresses.fixed")),
    path("", include("reports.addresses.published")),
    path("", include("boards.urls")),
    path("", include("reports.urls")),
    path("", include("actions.urls")),
]

handler403 = views.refused
handler404 = "actions.views.missing.not_found"
