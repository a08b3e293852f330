"""Addresses: everything due from one person."""

from django.urls import path

from actions.views import my_work

_PLAN = "<slug:area>/<slug:plan>/"

urlpatterns = [
    path(f"{_PLAN}my-work/", my_work.my_work, name="my-work"),
    path(f"{_PLAN}my-work/no-change/", my_work.no_change_for_the_rest, name="my-work-no-change"),
]
