"""Who may see the pages on which measures are set up and readings recorded."""

from actions.models import Action, Measure, MeasureMark, Reading
from tests.factories import Scene
from wsoa.capabilities import Role

_MANAGES = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
_RECORDS = _MANAGES | {Role.OFFICER, Role.OWNER}
"""The action owner holds the post that owns the measure."""

MAY_SEE: dict[str, frozenset[Role]] = {
    **dict.fromkeys(
        (
            *("measures-set-up", "measure-add", "measure-use", "measure-change"),
            *("measure-retire", "measure-use-no-more", "measure-move", "measure-marks"),
            *("mark-add", "mark-correct", "mark-retract"),
        ),
        _MANAGES,
    ),
    **dict.fromkeys(
        (
            *("readings", "readings-paste", "readings-import", "readings-xlsx"),
            *("measure-readings", "reading-add", "reading-correct", "reading-retract"),
        ),
        _RECORDS,
    ),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = {"measure-use"}
"""Names of pages that lead elsewhere (302) in the sweep's scene: the area has no other measure to use."""

POST_ONLY: set[str] = {"measure-move"}
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"readings-xlsx"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`; the `measure` is that of the measures' part."""
    measure = Measure.objects.filter(plan_measures__plan=scene.plan).order_by("pk")[0]
    return {
        "mark": MeasureMark.objects.filter(measure=measure).standing().latest("pk").pk,
        "reading": Reading.objects.filter(measure=measure).standing().latest("pk").pk,
    }
