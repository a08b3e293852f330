"""Addresses of the pages of meetings."""

from django.urls import URLPattern, path

from boards.views import meetings

_MEETINGS = "<slug:area>/area/boards/<slug:board>/meetings/"
_MEETING = f"{_MEETINGS}<int:meeting>/"

urlpatterns: list[URLPattern] = [
    path(_MEETING, meetings.meeting, name="meeting"),
]
