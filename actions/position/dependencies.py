"""What an action waits on, read from the lines of the same Position."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from actions.position.values import Line, WaitsOn


def with_dependencies(
    lines: Sequence[Line], dependencies: Mapping[int, Sequence[int]]
) -> Iterator[Line]:
    """The lines, each with the live actions it depends on.

    `dependencies` gives ids of actions by the id of the one that waits; those not live are left out.
    """
    by_id = {line.action_id: line for line in lines}
    for line in lines:
        others = [by_id[pk] for pk in dependencies.get(line.action_id, ()) if pk in by_id]
        yield (
            replace(line, waits_on=tuple(_waits_on(other) for other in others)) if others else line
        )


def _waits_on(other: Line) -> WaitsOn:
    return WaitsOn(
        other.action_id,
        other.reference,
        other.slug,
        other.title,
        other.rating,
        other.is_complete,
        other.due,
    )
