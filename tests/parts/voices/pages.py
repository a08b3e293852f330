"""Who may see the pages of voices and strategies."""

from actions.models import Action, Strategy
from tests.actions.voices import make_strategy, make_voice
from tests.factories import Scene
from wsoa.capabilities import Role

EVERYBODY = frozenset(Role)
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
RECORDS = MANAGERS | {Role.OFFICER}

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(("voices", "strategies"), EVERYBODY),
    **dict.fromkeys(("voice-add", "voice-change", "voice-withdraw"), RECORDS),
    **dict.fromkeys(
        ("strategy-add", "strategy-change", "strategy-remove", "strategy-themes"), MANAGERS
    ),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = set()
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """Something that was said, and a strategy."""
    found = Strategy.objects.filter(area=scene.place.area).first()
    return {
        "voice": make_voice(scene).pk,
        "strategy": (found or make_strategy(scene)).pk,
    }
