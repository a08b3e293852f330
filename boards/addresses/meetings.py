"""Addresses of the pages of meetings."""

from django.urls import URLPattern, path

from boards.views import meetings, scheduling

_MEETINGS = "<slug:area>/area/boards/<slug:board>/meetings/"
_MEETING = f"{_MEETINGS}<int:meeting>/"

urlpatterns: list[URLPattern] = [
    path(f"{_MEETINGS}new/", scheduling.meeting_add, name="meeting-add"),
    path(f"{_MEETINGS}series/", scheduling.series_add, name="series-add"),
    path(_MEETING, meetings.meeting, name="meeting"),
    path(f"{_MEETING}move/", scheduling.meeting_move, name="meeting-move"),
    path(f"{_MEETING}cancel/", scheduling.meeting_cancel, name="meeting-cancel"),
    path(f"{_MEETING}put-back/", scheduling.meeting_reinstate, name="meeting-reinstate"),
    path(f"{_MEETING}change/", scheduling.meeting_change, name="meeting-change"),
    path(f"{_MEETING}agenda/", meetings.meeting_agenda, name="meeting-agenda"),
    path(f"{_MEETING}attendance/", meetings.meeting_attendance, name="meeting-attendance"),
]
