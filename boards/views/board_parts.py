"""What the pages of boards show of what boards wait for: board actions outstanding, papers owed."""

from boards.models import Board
from boards.outstanding import board_actions_open, board_actions_open_in
from boards.owed import owed
from boards.views.loading import BoardsPage


def of_board(page: BoardsPage, board: Board) -> dict[str, object]:
    """What `boards/records/_of_board.html` needs."""
    return {
        "board_open": board_actions_open(board, page.today),
        "board_owed": owed(board, page.today),
    }


def of_area(page: BoardsPage) -> dict[str, object]:
    """What `boards/records/_of_area.html` needs."""
    return {"area_open": board_actions_open_in(page.area, page.today)}
