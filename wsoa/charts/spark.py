"""A line as small as a word: how something went, beside the words that say it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH = 96
HEIGHT = 28
_INSET = 4


@dataclass(frozen=True, slots=True)
class Spark:
    """Places of the points in pixels, in a drawing of WIDTH by HEIGHT, and before which of them the line breaks."""

    points: tuple[tuple[float, float], ...]
    apart: frozenset[int] = frozenset()

    @property
    def lines(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """The points that are joined."""
        ends = [0, *sorted(self.apart), len(self.points)]
        return tuple(self.points[first:last] for first, last in pairwise(ends))


def spark(places: Sequence[tuple[int, float]], apart: Collection[int] = ()) -> Spark | None:
    """A line over the places: how far along (such as days), and how high, broken before those that are `apart`. None
    for fewer than two places.

    It fills its height from the lowest to the highest, so it shows the way and not the size.
    """
    if len(places) < 2:
        return None
    first, last = places[0][0], places[-1][0]
    values = [value for _, value in places]
    low, high = min(values), max(values)
    across, up = WIDTH - 2 * _INSET, HEIGHT - 2 * _INSET
    return Spark(
        tuple(
            (
                round(_INSET + across * (place - first) / max(last - first, 1), 1),
                round(_INSET + up * ((high - value) / (high - low) if high > low else 0.5), 1),
            )
            for place, value in places
        ),
        frozenset(apart),
    )
