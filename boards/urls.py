"""Addresses of boards' pages."""

from django.urls import path

from boards.views import dashboard

urlpatterns = [
    path("<slug:area>/<slug:plan>/", dashboard.plan_dashboard, name="plan-dashboard"),
]
