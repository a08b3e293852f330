"""Addresses: notes, watching and links between actions."""

from django.urls import URLPattern, path

from actions.views import notes

_ACTION = "<slug:area>/<slug:plan>/actions/<str:reference>/"

urlpatterns: list[URLPattern] = [
    path("<slug:area>/<slug:plan>/watching/", notes.watching, name="watching"),
    path(f"{_ACTION}notes/", notes.note_add, name="note-add"),
    path(f"{_ACTION}notes/<int:note_id>/withdraw/", notes.note_withdraw, name="note-withdraw"),
    path(f"{_ACTION}watch/", notes.watch_action, name="watch"),
    path(f"{_ACTION}unwatch/", notes.unwatch_action, name="unwatch"),
    path(f"{_ACTION}links/", notes.link_add, name="link-add"),
    path(f"{_ACTION}links/<int:link_id>/end/", notes.link_end, name="link-end"),
]
