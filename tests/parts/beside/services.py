"""The services of what boards are shown beside the actions: who may call each, and a good request."""

from boards.services import thresholds
from tests.actions.risking import make_matrix
from tests.actions.stage import ADMINISTRATOR, MANAGER, Services
from tests.boards.making import make_board

SERVICES: Services = {
    thresholds.set_thresholds: (
        {ADMINISTRATOR, MANAGER},
        lambda stage: {
            "board": make_board(stage.scene),
            "bands": [make_matrix(stage.place.area, stage.place.manager).bands.all()[0]],
        },
    ),
}
"""Service -> the roles that may, written out and not read from the table, and a good request."""

WITHOUT_A_PLAN = set(SERVICES)
"""Boards are an area's."""
