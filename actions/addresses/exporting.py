"""Addresses: the register and its history as files."""

from django.urls import path

from actions.views import exporting

urlpatterns = [
    path("<slug:area>/<slug:plan>/actions.csv", exporting.register_csv, name="register-csv"),
    path("<slug:area>/<slug:plan>/actions.xlsx", exporting.register_xlsx, name="register-xlsx"),
    path("<slug:area>/<slug:plan>/history.csv", exporting.history_csv, name="history-csv"),
]
