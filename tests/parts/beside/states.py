"""States of the pages of what boards are shown beside the actions."""

from playwright.sync_api import Page

from boards.services.thresholds import set_thresholds
from tests.actions.risking import make_matrix, make_risk
from tests.boards.making import make_board
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open


def _no_matrix(open_page: Open, showcase: Showcase) -> Page:
    board = make_board(showcase.scene, "new-board")
    page = open_page(showcase.manager)
    page.goto(f"/riverton/area/boards/{board.slug}/risks/")
    return page


def _chosen(open_page: Open, showcase: Showcase) -> Page:
    board = make_board(showcase.scene, "new-board")
    make_matrix(showcase.place.area, showcase.manager)
    page = open_page(showcase.manager)
    page.goto(f"/riverton/area/boards/{board.slug}/risks/")
    return page


def _coming(open_page: Open, showcase: Showcase) -> Page:
    board = make_board(showcase.scene, "new-board")
    make_risk(showcase.scene, "Money runs out", "A1")
    matrix = make_matrix(showcase.place.area, showcase.manager)
    set_thresholds(board=board, bands=[matrix.bands.all()[1]], by=showcase.manager)
    page = open_page(showcase.manager)
    page.goto(f"/riverton/area/boards/{board.slug}/#risks")
    return page


STATES: dict[str, State] = {
    "risks of a board, without a matrix": _no_matrix,
    "risks of a board, being chosen": _chosen,
    "risks of a board, that come to it": _coming,
}
"""Name -> what brings a page into the state."""
