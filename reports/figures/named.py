"""The names of figures, without a plan: whether a name can be a figure at all."""

from reports.figures import places, registry
from reports.figures.beside import COUNTS
from reports.figures.places import PLACES
from reports.figures.registry import PLAIN
from reports.figures.values import FigureValue

OF_THE_PAPER = frozenset(
    {"as_at", "meeting", "meeting_day", "despatch", "classification", "urgent", "title"}
)
"""What a paper says of itself."""

OF_A_PART = frozenset(
    {"deadline", "measure", "measure_before", "measure_period", "measure_national"}
)
"""Words that are told, after a colon, of which statutory date or measure they are."""


def named(name: str, argument: str = "") -> FigureValue | None:
    """A value that stands for the figure of the name, a number where it is a count; None where no plan has such a figure."""
    counts = {*PLACES, "members"} if argument else {*PLAIN, *COUNTS}
    if name in counts:
        shares = places.SHARES if argument else registry.SHARES
        return FigureValue("0", 0, 1 if name in shares else None)
    return FigureValue("") if name in (OF_A_PART if argument else OF_THE_PAPER) else None
