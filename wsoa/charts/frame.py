"""What every chart has: the drawing's measures, its scale, its labels, its words and the table of its figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

LEFT = 7.0
"""Where the plot begins, in per cent; the figures of the scale stand before it."""
RIGHT = 98.5
TOP = 22
BOTTOM = 228
HEIGHT = 256
LETTER_ON_A_PHONE = 2.2
LETTER_ON_A_PAGE = 0.75
"""How wide a letter of a label is where the drawing is 340 pixels wide, and where it is 1,000, in per cent."""
EDGE = 6.0
"""A label nearer than this to the edge of the plot ends there, in per cent."""
MOST_STEPS = 6
"""Into how many steps the scale is parted at most."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot, and what it stands for."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words below the plot. `is_spare` ones are left out where the drawing is narrow."""

    x: float
    text: str
    anchor: str
    is_spare: bool


@dataclass(frozen=True, slots=True)
class DataCell:
    """One figure of the table behind a chart, or words about it, which may break over lines; `href` leads to what
    it counts."""

    text: str
    href: str = ""
    is_words: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """The figures that a chart draws: `headings` over `rows`, each a heading and its cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[DataCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What every chart has: its scale, its labels, in words what it shows, and its figures."""

    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    description: str
    table: DataTable


def scale_to(highest: float) -> tuple[tuple[Tick, ...], float]:
    """Lines at round figures from 0 to the first one not below `highest`, with few steps between."""
    step = next(each for each in _round_steps() if each * MOST_STEPS >= highest)
    count = max(-(-int(highest + 0.999) // step), 1)
    top = float(step * count)
    return tuple(Tick(height_of(step * n, top), f"{step * n:,}") for n in range(count + 1)), top


def _round_steps() -> Iterable[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def height_of(value: float, top: float) -> float:
    """Where a value stands on the scale from 0 to `top`, in pixels from the drawing's top."""
    return BOTTOM - (BOTTOM - TOP) * value / top


def over_time(days: Sequence[date]) -> list[float]:
    """Where the days stand; the first at the left, the last at the right, a single one in the middle."""
    if len(days) < 2 or days[0] == days[-1]:
        return [(LEFT + RIGHT) / 2 for _ in days]
    return [place_of(days, day) for day in days]


def place_of(days: Sequence[date], day: date) -> float:
    """Where the day stands between the first and the last of the days, in per cent across."""
    inset = 1.5
    share = (day - days[0]).days / (days[-1] - days[0]).days
    return LEFT + inset + (RIGHT - LEFT - 2 * inset) * share


def day_between(days: Sequence[date], day: date) -> float | None:
    """Where a day stands among the days; None outside of them."""
    if days[0] == days[-1] or not days[0] <= day <= days[-1]:
        return None
    return place_of(days, day)


def labels_for(xs: Sequence[float], texts: Sequence[str]) -> tuple[Label, ...]:
    """The labels that there is room for: the last one always, then, going back, those that keep clear of the
    one after them. Those that do so on a phone too are not spare."""
    found: list[Label] = []
    free_on_a_page = free_on_a_phone = 200.0
    for x, text in zip(reversed(xs), reversed(texts), strict=True):
        place, anchor = x, "middle"
        if x > RIGHT - EDGE:
            place, anchor = RIGHT, "end"
        elif x < LEFT + EDGE:
            place, anchor = LEFT, "start"
        start, end = _span(place, anchor, LETTER_ON_A_PAGE * len(text))
        if end > free_on_a_page:
            continue
        free_on_a_page = start - LETTER_ON_A_PAGE
        start, end = _span(place, anchor, LETTER_ON_A_PHONE * len(text))
        is_spare = end > free_on_a_phone
        if not is_spare:
            free_on_a_phone = start - LETTER_ON_A_PHONE
        found.append(Label(place, text, anchor, is_spare))
    return tuple(reversed(found))


def _span(place: float, anchor: str, width: float) -> tuple[float, float]:
    """From where to where a label of that width reaches."""
    start = place - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return start, start + width


def figure(value: float | None) -> str:
    """A number without needless decimals; a dash for none."""
    if value is None:
        return "–"
    return f"{value:,.1f}" if value % 1 else f"{value:,.0f}"


def ends_in_words(said: Sequence[str]) -> str:
    """The first and the last point; the table has those between."""
    if not said:
        return "Nothing to show."
    return f"{said[0]}." if len(said) == 1 else f"{said[0]}; {said[-1]}."
