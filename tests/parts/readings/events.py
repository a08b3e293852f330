"""What happens once through the services of measures, so that every table has a row."""

from datetime import date

from actions.models import Action
from actions.services.measures import correct_reading, retract_reading
from tests.actions.measured import make_measure, read_month, set_target
from tests.factories import Scene


def happen(scene: Scene, action: Action) -> None:
    """A measure with a target has a reading corrected and another taken back."""
    by = scene.manager
    measure = make_measure(scene)
    set_target(measure, "75", date(2018, 12, 31), note="Agreed by the board", by=by)
    wrong = read_month(measure, 1, "23.7", note="From the case system", by=by)
    correct_reading(
        reading=wrong,
        value=wrong.value + 9,
        period_start=wrong.period_start,
        period_end=wrong.period_end,
        printed=wrong.period_printed,
        note=wrong.note,
        reason="A digit was misread",
        by=by,
    )
    other = read_month(measure, 2, "40", by=by)
    retract_reading(reading=other, reason="Of another team", by=by)
