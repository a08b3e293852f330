"""Addresses of the pages of a plan's statutory dates, its timeline and its succession."""

from django.urls import URLPattern, path

from actions.views import clock, plan_life

_PLAN = "<slug:area>/<slug:plan>/"
_CLOCK = f"{_PLAN}clock/"
_DATE = f"{_CLOCK}<int:deadline>/"
_TIMELINE = f"{_PLAN}timeline/"

urlpatterns: list[URLPattern] = [
    path(_CLOCK, clock.clock, name="clock"),
    path(f"{_CLOCK}usual/", clock.deadlines_usual, name="deadlines-usual"),
    path(f"{_CLOCK}add/", clock.deadline_add, name="deadline-add"),
    path(_DATE, clock.deadline_change, name="deadline-change"),
    path(f"{_DATE}remove/", clock.deadline_remove, name="deadline-remove"),
    path(f"{_DATE}day/", clock.deadline_set, name="deadline-set"),
    path(f"{_DATE}as-counted/", clock.deadline_back, name="deadline-back"),
    path(f"{_DATE}met/", clock.deadline_meet, name="deadline-meet"),
    path(f"{_DATE}not-met/", clock.deadline_unmeet, name="deadline-unmeet"),
    path(f"{_DATE}applies-no-longer/", clock.deadline_end, name="deadline-end"),
    path(f"{_DATE}applies/", clock.deadline_applies, name="deadline-applies"),
    path(_TIMELINE, plan_life.timeline, name="timeline"),
    path(f"{_TIMELINE}add/", plan_life.plan_event_add, name="plan-event-add"),
    path(
        f"{_TIMELINE}<int:event>/take-back/",
        plan_life.plan_event_retract,
        name="plan-event-retract",
    ),
    path(f"{_PLAN}succeed/", plan_life.plan_succeed, name="plan-succeed"),
]
