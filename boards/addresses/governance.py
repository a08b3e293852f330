"""Addresses of the pages of governance."""

from django.urls import URLPattern, path

from boards.views import boards, calendars, escalating, governing, seating

_BOARDS = "<slug:area>/area/boards/"
_BOARD = f"{_BOARDS}<slug:board>/"
_SEAT = f"{_BOARD}members/<int:seat>/"

urlpatterns: list[URLPattern] = [
    path(_BOARDS, boards.boards, name="boards"),
    path(f"{_BOARDS}new/", governing.board_add, name="board-add"),
    path(_BOARD, boards.board, name="board"),
    path(f"{_BOARD}change/", governing.board_change, name="board-change"),
    path(f"{_BOARD}close/", governing.board_close, name="board-close"),
    path(f"{_BOARD}standing-items/", governing.standing_items, name="board-standing-items"),
    path(f"{_BOARD}risks/", escalating.board_risks, name="board-risks"),
    path(f"{_BOARD}members/new/", seating.seat_add, name="seat-add"),
    path(_SEAT, seating.seat_change, name="seat-change"),
    path(f"{_SEAT}end/", seating.seat_end, name="seat-end"),
    path(f"{_BOARD}calendar.ics", calendars.board_calendar, name="board-calendar"),
    path(
        f"{_BOARD}calendar/<str:token>/board.ics",
        calendars.board_calendar_feed,
        name="board-calendar-feed",
    ),
]
