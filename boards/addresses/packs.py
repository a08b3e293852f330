"""Addresses of the pages of packs."""

from django.urls import URLPattern, path

from boards.views import packs, shown

_MEETING = "<slug:area>/area/boards/<slug:board>/meetings/<int:meeting>/"

urlpatterns: list[URLPattern] = [
    path(f"{_MEETING}close/", packs.close, name="pack-close"),
    path(f"{_MEETING}reopen/", packs.reopen, name="pack-reopen"),
    path(f"{_MEETING}versions/", packs.versions, name="pack-versions"),
    path(f"{_MEETING}shown/<slug:plan>/", shown.shown, name="shown"),
    path(f"{_MEETING}changed/<slug:plan>/", shown.changed, name="changed-since-shown"),
]
