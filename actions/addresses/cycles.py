"""Addresses of update cycles, emailed links and the mailbox."""

from django.urls import URLPattern, URLResolver, path

from actions.views import answer, cycles, mailbox

_UPDATES = "<slug:area>/<slug:plan>/updates/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("answer/<str:token>/", answer.answer, name="answer"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path(_UPDATES, cycles.cycle_page, name="cycle"),
    path(f"{_UPDATES}open/", cycles.open_now, name="cycle-open"),
    path(f"{_UPDATES}remind/", cycles.remind, name="cycle-remind"),
]
