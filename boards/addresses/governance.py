"""Addresses of the pages of governance."""

from django.urls import URLPattern, path

from boards.views import boards

_BOARDS = "<slug:area>/area/boards/"
_BOARD = f"{_BOARDS}<slug:board>/"

urlpatterns: list[URLPattern] = [
    path(_BOARDS, boards.boards, name="boards"),
    path(_BOARD, boards.board, name="board"),
]
