"""The services of packs: who may call each, and a good request."""

from typing import Any

from boards.models import Meeting
from boards.services import packs
from tests.actions.stage import SETS_UP_PLAN, Services, Stage
from tests.boards.making import make_board, make_meeting
from tests.factories import day


def _meeting(stage: Stage) -> Meeting:
    return make_meeting(make_board(stage.scene), day(30))


def _closed(stage: Stage) -> dict[str, Any]:
    pack = packs.close_pack(meeting=_meeting(stage), by=stage.place.manager)
    return {"pack": pack, "reason": "An update came late"}


SERVICES: Services = {
    packs.close_pack: (SETS_UP_PLAN, lambda stage: {"meeting": _meeting(stage)}),
    packs.reopen_pack: (SETS_UP_PLAN, _closed),
}

WITHOUT_A_PLAN = {packs.close_pack, packs.reopen_pack}
"""A pack is a meeting's, and shows every plan that its board watches."""
