"""What a figure is once it is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure as of its paper's day. `number` is None for one that is a date or words."""

    text: str
    number: int | None = None


def counted(number: int) -> FigureValue:
    """A count."""
    return FigureValue(f"{number:,}", number)
