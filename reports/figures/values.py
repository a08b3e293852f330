"""What a figure is once it is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure as of its paper's day. `number` is None for one that is a date or words; `whole` is what the number is a part of, None
    where it is part of nothing."""

    text: str
    number: int | None = None
    whole: int | None = None


def counted(number: int, whole: int | None = None) -> FigureValue:
    """A count, of all there are in the `whole`."""
    return FigureValue(f"{number:,}", number, whole)
