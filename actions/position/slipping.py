"""What a plan's due dates have done since they were first given, counted over lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from actions.position.values import Line


@dataclass(frozen=True, slots=True)
class SlippageFigures:
    """The lines whose due date has moved, each kind the furthest first, and by how much those slipped.

    `now_ongoing` had a date and have none; `now_dated` had none. Complete actions count like others:
    their date has moved all the same.
    """

    slipped: tuple[Line, ...]
    brought_forward: tuple[Line, ...]
    now_ongoing: tuple[Line, ...]
    now_dated: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, the worst first."""
        return (*self.slipped, *self.now_ongoing, *self.now_dated, *self.brought_forward)

    @property
    def total_days(self) -> int:
        """Days by which the slipped ones have slipped, together."""
        return sum(line.slippage_days for line in self.slipped)

    @property
    def median_days(self) -> int:
        """The middle slip in days; half a day is rounded up. 0 where none has slipped."""
        if not self.slipped:
            return 0
        return int(median(line.slippage_days for line in self.slipped) + 0.5)


def slippage_figures(lines: Iterable[Line]) -> SlippageFigures:
    """The figures of the lines."""
    moved = [(line, line.slippage) for line in lines if line.slippage is not None]
    return SlippageFigures(
        slipped=tuple(
            sorted(
                (line for line, slip in moved if slip.has_slipped),
                key=lambda line: -line.slippage_days,
            )
        ),
        brought_forward=tuple(
            sorted(
                (line for line, slip in moved if slip.is_brought_forward),
                key=lambda line: line.slippage_days,
            )
        ),
        now_ongoing=tuple(line for line, slip in moved if slip.is_now_ongoing),
        now_dated=tuple(
            line for line, slip in moved if slip.days is None and not slip.is_now_ongoing
        ),
    )
