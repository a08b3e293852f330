"""Numbers and lists as Word counts them: sections and their paragraphs, bullets, points i) ii)."""

from collections.abc import Iterator

from reports.paper import PaperContent, Paragraph
from reports.word.markup import NAMESPACES
from reports.word.style_names import StyleNames

SECTIONS, BULLETS, POINTS = 1, 2, 3
"""Numbers of lists. Each further list of points has one of its own, so that it begins anew."""
DEEPEST = 8
"""The deepest level that Word has, counted from 0."""

_TEXT_STARTS = 680
"""Where the text of a section and of its paragraphs begins, in twentieths of a point: 12 mm from its number."""


class Lists:
    """The lists of one document. `has_numbers` says whether its sections are numbered, `counts_paragraphs` whether these are too."""

    def __init__(self, content: PaperContent) -> None:
        self.has_numbers = any(section.number for section in content.sections)
        self.counts_paragraphs = any(
            isinstance(block, Paragraph) and block.number
            for section in content.sections
            for block in section.blocks
        )
        self._last = POINTS

    def new_points(self) -> int:
        """The number of another list of points."""
        self._last += 1
        return self._last

    def markup(self, styles: StyleNames) -> str:
        """The definitions, once everything is written."""
        own = (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{POINTS}"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for number in range(POINTS + 1, self._last + 1)
        )
        shared = (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            for number in (SECTIONS, BULLETS, POINTS)
        )
        return f"<w:numbering {NAMESPACES}>{''.join((*self._kinds(styles), *shared, *own))}</w:numbering>"

    def _kinds(self, styles: StyleNames) -> Iterator[str]:
        sections = _level(
            0, "decimal", "%1", _TEXT_STARTS, styles.heading_1, is_bound=self.has_numbers
        )
        paragraphs = _level(
            1, "decimal", "%1.%2", _TEXT_STARTS, styles.numbered, is_bound=self.counts_paragraphs
        )
        yield _kind(SECTIONS, "multilevel", sections + paragraphs)
        bullets = (
            _level(level, "bullet", "•", 340, styles.bullet, is_bound=level == 0)
            for level in range(DEEPEST + 1)
        )
        yield _kind(BULLETS, "hybridMultilevel", "".join(bullets))
        yield _kind(POINTS, "hybridMultilevel", _level(0, "lowerRoman", "%1)", 480, styles.point))


def bound_styles(lists: Lists, styles: StyleNames) -> dict[str, tuple[int, int]]:
    """Style's id -> the list that its paragraphs stand in, and the level: what an editor writes next goes on counting."""
    bound = {styles.bullet: (BULLETS, 0), styles.point: (POINTS, 0)}
    if lists.has_numbers:
        bound[styles.heading_1] = (SECTIONS, 0)
    if lists.counts_paragraphs:
        bound[styles.numbered] = (SECTIONS, 1)
    return bound


def _kind(number: int, kind: str, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}'
        "</w:abstractNum>"
    )


def _level(
    level: int, counted: str, text: str, hanging: int, style: str, *, is_bound: bool = True
) -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if is_bound else ""
    left = hanging if counted == "decimal" else 1021 + 397 * level
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{counted}"/>{bound}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
