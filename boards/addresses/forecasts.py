"""Addresses of the pages of forecasts."""

from django.urls import URLPattern, path

from boards.views import forecasts

urlpatterns: list[URLPattern] = [
    path("<slug:area>/<slug:plan>/forecast/", forecasts.forecast, name="forecast"),
    path(
        "<slug:area>/<slug:plan>/forecast/check/", forecasts.forecast_check, name="forecast-check"
    ),
]
