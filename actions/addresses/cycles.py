"""Addresses of a plan's update cycles. Those of the emailed link and the mailbox are in fixed.py."""

from django.urls import URLPattern, URLResolver, path

from actions.views import cycles

_UPDATES = "<slug:area>/<slug:plan>/updates/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_UPDATES, cycles.cycle_page, name="cycle"),
    path(f"{_UPDATES}open/", cycles.open_now, name="cycle-open"),
    path(f"{_UPDATES}remind/", cycles.remind, name="cycle-remind"),
]
