"""The picture of a chain of boards: where its boxes and arrows go. Pure geometry, in the units of the drawing.

One board a row, those above on top, so that the picture stays as narrow as a telephone; the arrows run beside
the boxes, in lanes of their own, and never through one. Arrows of one kind to one board share a lane.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.text import Truncator

from boards.chain import Chain, Link
from boards.models import Board

WIDTH = 340
"""Of the whole drawing."""

LANE, EDGE, GAP = 18, 14, 16
"""Between two lanes; from the boxes to the first lane; between two rows."""

LINE, PADDING = 20, 12
"""The height of a line of text; the room above and below the text of a box."""

TITLE_LINES = 3
LETTER = 8.6
"""The width that a letter of a title takes on average."""

LEAST_WIDTH = 180
"""However many lanes there are, a box is as wide."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text and where its base line is."""

    words: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A board's box. `is_current` is the board whose page it is."""

    y: int
    width: int
    height: int
    titles: tuple[Text, ...]
    kind: Text
    is_current: bool

    @property
    def middle(self) -> int:
        """The height at which its arrows end."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way of a line from a lower board up to a higher one, and its head."""

    way: str
    head: str
    is_dashed: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole drawing, and what it shows in one sentence a link."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    description: str


def picture(chain: Chain, current: Board | None = None) -> Picture | None:
    """The drawing of a chain; None where no board names another."""
    if not chain.links:
        return None
    lanes = _lanes(chain)
    used = max(lanes.values()) + 1
    width = max(WIDTH - EDGE - LANE * used, LEAST_WIDTH)
    boxes: dict[int, Box] = {}
    y = 1
    for board in chain.boards:
        boxes[board.pk] = _box(board, y, width, is_current=board == current)
        y += boxes[board.pk].height + GAP
    arrows = tuple(_arrow(link, boxes, lanes, chain) for link in chain.links)
    said = "; ".join(f"{link.lower.title} {link.words} {link.upper.title}" for link in chain.links)
    return Picture(
        width + EDGE + LANE * used, y - GAP + 1, tuple(boxes.values()), arrows, f"{said}."
    )


def _style(link: Link) -> bool:
    """Whether its line is dashed: it only escalates."""
    return not link.reports


def _lanes(chain: Chain) -> dict[tuple[int, bool], int]:
    """The board that arrows go up to, and whether they are dashed -> the lane that they run in, 0 being next
    to the boxes. Two bundles share a lane where neither passes the other; short ones run inside."""
    row = {board.pk: index for index, board in enumerate(chain.boards)}
    spans: dict[tuple[int, bool], tuple[int, int]] = {}
    for link in chain.links:
        key = (link.upper.pk, _style(link))
        top, bottom = spans.get(key, (row[link.upper.pk], 0))
        spans[key] = (top, max(bottom, row[link.lower.pk]))
    lanes: dict[tuple[int, bool], int] = {}
    taken: list[list[tuple[int, int]]] = []
    for key, span in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[1])):
        lane = next(
            (index for index, others in enumerate(taken) if not _meets(span, others)), len(taken)
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append(span)
        lanes[key] = lane
    return lanes


def _meets(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] <= bottom and top <= span[1] for top, bottom in others)


def _box(board: Board, y: int, width: int, *, is_current: bool) -> Box:
    letters = int((width - 2 * PADDING) / LETTER)
    lines = wrap(board.title, letters, max_lines=TITLE_LINES, placeholder="…")
    titles = tuple(
        Text(words, y + PADDING + LINE * index + 15) for index, words in enumerate(lines)
    )
    height = 2 * PADDING + LINE * (len(lines) + 1)
    kind = Truncator(board.get_kind_display()).chars(int((width - 2 * PADDING) / 7.2))
    return Box(y, width, height, titles, Text(kind, y + height - PADDING - 5), is_current)


def _arrow(
    link: Link, boxes: dict[int, Box], lanes: dict[tuple[int, bool], int], chain: Chain
) -> Arrow:
    lower, upper, is_dashed = boxes[link.lower.pk], boxes[link.upper.pk], _style(link)
    lane = lanes[link.upper.pk, is_dashed]
    out = lower.width + EDGE + LANE * lane
    leaves = lower.middle + _apart(lower, is_dashed, goes_up=True)
    comes = upper.middle + _apart(upper, is_dashed, goes_up=False)
    way = f"M{lower.width} {leaves}H{out}V{comes}H{upper.width + 8}"
    head = f"M{upper.width} {comes}l9 -5v10z"
    return Arrow(way, head, is_dashed)


def _apart(box: Box, is_dashed: bool, *, goes_up: bool) -> int:
    """How far from the middle of a box a line starts or ends, so that none covers another: what leaves it
    does so in the upper half, what comes to it in the lower."""
    near, far = 5, box.height // 2 - 8
    away = far if is_dashed else near + 4
    return -away if goes_up else away
