"""Addresses of boards' pages."""

from django.urls import path

from boards.addresses import (
    comparing,
    exceptions,
    forecasts,
    governance,
    meetings,
    packs,
    records,
    visits,
)
from boards.views import dashboard

urlpatterns = [
    path("<slug:area>/<slug:plan>/", dashboard.plan_dashboard, name="plan-dashboard"),
    path("<slug:area>/<slug:plan>/screen/", dashboard.plan_screen, name="plan-screen"),
    *governance.urlpatterns,
    *meetings.urlpatterns,
    *records.urlpatterns,
    *packs.urlpatterns,
    *comparing.urlpatterns,
    *exceptions.urlpatterns,
    *forecasts.urlpatterns,
    *visits.urlpatterns,
]
