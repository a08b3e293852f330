"""Addresses of areas, plans and actions."""

from django.urls import path

from actions.addresses import (
    auditing,
    changing,
    clock,
    coverage,
    cycles,
    desk,
    evidence,
    exporting,
    importing,
    inspections,
    measures,
    my_work,
    notes,
    privacy,
    proposals,
    readings,
    risks,
    setting_up,
    strategies,
    voices,
)
from actions.views import actions, completions, home, register, updates

_ACTION = "<slug:area>/<slug:plan>/actions/<str:reference>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("<slug:area>/", home.area_page, name="area"),
    path("<slug:area>/<slug:plan>/actions/", register.register, name="register"),
    path(_ACTION, actions.action_page, name="action"),
    path(f"{_ACTION}update/", updates.update, name="action-update"),
    path(f"{_ACTION}complete/", completions.complete, name="action-complete"),
    path(f"{_ACTION}reopen/", completions.reopen, name="action-reopen"),
    path(f"{_ACTION}updates/<int:update_id>/correct/", updates.correct, name="update-correct"),
    path(f"{_ACTION}updates/<int:update_id>/retract/", updates.retract, name="update-retract"),
    *auditing.urlpatterns,
    *changing.urlpatterns,
    *clock.urlpatterns,
    *coverage.urlpatterns,
    *inspections.urlpatterns,
    *measures.urlpatterns,
    *risks.urlpatterns,
    *strategies.urlpatterns,
    *voices.urlpatterns,
    *cycles.urlpatterns,
    *desk.urlpatterns,
    *evidence.urlpatterns,
    *exporting.urlpatterns,
    *importing.urlpatterns,
    *my_work.urlpatterns,
    *notes.urlpatterns,
    *privacy.urlpatterns,
    *proposals.urlpatterns,
    *readings.urlpatterns,
    *setting_up.urlpatterns,
]
