"""The services of notes, watching and links between actions: who may call each, and a good request."""

from typing import Any

from actions.choices import LinkRelation
from actions.services import links, notes
from tests.actions.stage import (
    ADMINISTRATOR,
    CORRECTS,
    MANAGER,
    MEMBER,
    OFFICER,
    OWNER,
    UPDATES,
    Services,
    Stage,
)
from tests.factories import day

DISCUSSES = {ADMINISTRATOR, MANAGER, OWNER, OFFICER, MEMBER}


def _own_note(stage: Stage) -> dict[str, Any]:
    return {"note": notes.add_note(action=stage.theirs, text="Mistaken", by=stage.place.manager)}


def _link(stage: Stage) -> dict[str, Any]:
    return {
        "action": stage.mine,
        "other": stage.theirs,
        "relation": LinkRelation.DEPENDS_ON,
        "effective_date": day(9),
    }


def _unlink(stage: Stage) -> dict[str, Any]:
    links.link_actions(**_link(stage), by=stage.place.manager)
    return {**_link(stage), "effective_date": day(10)}


SERVICES: Services = {
    notes.add_note: (DISCUSSES, lambda stage: {"action": stage.mine, "text": "What about May?"}),
    notes.withdraw_note: (CORRECTS, _own_note),
    links.link_actions: (UPDATES, _link),
    links.unlink_actions: (UPDATES, _unlink),
}

OPEN_WHEN_CLOSED = {notes.withdraw_note}
"""A note may be taken back once the plan is closed."""
