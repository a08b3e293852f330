"""Comparing and importing rows, as the pages and the command do it."""

from collections.abc import Sequence
from typing import Any

from actions.importing.columns import guess_for
from actions.importing.outcome import Comparison, Options
from actions.importing.reading import read_file
from actions.services import importing
from tests.actions.importing.files import as_csv
from tests.factories import Scene, day

AS_AT = day(200)


def options_for(scene: Scene, table: Any, **given: Any) -> Options:
    """The table as it is understood without anybody's correction."""
    values: dict[str, Any] = {"as_at": AS_AT, "file_name": "plan.csv", **given}
    return Options(columns=guess_for(table, scene.plan), **values)


def compared(scene: Scene, *rows: Sequence[Any], **given: Any) -> Comparison:
    """What the rows, their heading first, would do."""
    table = read_file(as_csv(rows), theme_word=scene.place.area.theme_word)
    return importing.preview(
        plan=scene.plan, table=table, options=options_for(scene, table, **given)
    )


def imported(scene: Scene, *rows: Sequence[Any], **given: Any) -> Comparison:
    """What the rows did."""
    table = read_file(as_csv(rows))
    return importing.import_actions(
        plan=scene.plan, table=table, options=options_for(scene, table, **given), by=scene.manager
    )


def only_problem(comparison: Comparison) -> tuple[str, str]:
    """The cell and the message of the one problem."""
    (problem,) = comparison.problems
    return problem.cell, problem.message
