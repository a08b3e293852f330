"""Figures named in a paper's text, filled from its Position: `{complete}`, `{not_started|words}`.

A sentence that names a figure cannot disagree with the table beside it.
"""

import re
from collections.abc import Callable

from actions.choices import Concern
from actions.position import Position, group_by_issue

_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_FIGURE = re.compile(r"([a-z_]+)(?::([^|]+))?(\|words)?")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = ("", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split())


class UnknownFigure(ValueError):
    """The text names a figure that there is not."""


PLAIN: dict[str, Callable[[Position], int]] = {
    "total": lambda position: position.total,
    "complete": lambda position: len(position.complete),
    "in_progress": lambda position: len(position.in_progress),
    "not_started": lambda position: len(position.not_started),
    "progress_not_stated": lambda position: len(position.progress_not_stated),
    "overdue": lambda position: len(position.overdue),
    "unrated": lambda position: len(position.unrated),
    "themes": lambda position: len(position.top_themes),
    "workstreams": lambda position: len(position.workstreams),
    "significant": lambda position: len(position.with_concern(Concern.SIGNIFICANT)),
    "significant_issues": lambda position: sum(
        1
        for group in group_by_issue(position.with_concern(Concern.SIGNIFICANT))
        if group.issue is not None
    ),
}
"""Name -> count, for the figures that need no more than a Position."""


def in_words(number: int) -> str:
    """Numbers below a hundred as words, larger ones as digits with separators."""
    if not 0 <= number < 100:
        return f"{number:,}"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def fill(text: str, position: Position) -> str:
    """The text with every figure in its place. Raises UnknownFigure for one that there is not.

    `{as_at}` is the Position's date, `{rating:R}` the actions so rated, `{theme:3}` the actions of a
    top-level theme; the other names are those of PLAIN. `|words` writes a count in words.
    """

    def replace(match: re.Match[str]) -> str:
        figure = _FIGURE.fullmatch(match[1])
        if figure is None:
            raise UnknownFigure(f"There is no figure {match[0]} for this plan.")
        name, argument, words = figure.groups()
        if name == "as_at" and argument is None and words is None:
            return f"{position.as_at.day} {position.as_at:%B %Y}"
        value = _value(name, argument, position)
        return in_words(value) if words else f"{value:,}"

    return _IN_BRACES.sub(replace, text)


def _value(name: str, argument: str | None, position: Position) -> int:
    if argument is None and name in PLAIN:
        return PLAIN[name](position)
    if argument is not None and name == "rating" and position.rating(argument):
        return len(position.rated(argument))
    if argument is not None and name == "theme":
        for row in position.by_theme().rows:
            if row.key == argument:
                return row.total
    shown = name if argument is None else f"{name}:{argument}"
    raise UnknownFigure(f"There is no figure {{{shown}}} for this plan.")
