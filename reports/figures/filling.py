"""Putting figures in their places in a text.

`{complete}` is the figure, `{complete in words}` (or `|words`) the same in words, `{complete as %}` how much of the whole it is, and
`{complete, action/actions}` the word that agrees with it: the one before the stroke with 1, the one after it with every other number. So
`{complete in words} {complete, action/actions} {complete, has/have} been completed` is right whatever the number; `action{complete, /s}` is
the same for an ending. No word agrees with a percentage. None of these needs an upright stroke, which would part the cells of a table.
What begins a sentence gets a capital.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from reports.figures.registry import Figures, FindsFigures
from reports.figures.values import FigureValue
from reports.figures.words import agreeing, begins_a_sentence, capitalised, in_percent, in_words
from reports.text import Run, Runs

_WAYS = r"(?:\s*\|\s*words|\s+in words|\s+as\s*%)"
_FIGURE = re.compile(rf"([a-z_]+)(?::\s*([^|]+?))?({_WAYS})?")
_AGREEMENT = re.compile(
    r"(?P<figure>.+?)\s*,\s*(?P<one>[^\s,/|][^,/|]{0,59}?|)\s*/\s*(?P<several>[^\s,/|][^,/|]{0,59}?|)\s*"
)
_WAY = re.compile(_WAYS + "$")
_SEEN = 24
"""Characters before a figure that say whether it begins a sentence."""


class UnknownFigure(ValueError):
    """The text names a figure that there is not."""


def fill_runs(runs: Runs, figures: Figures) -> Runs:
    """The stretches with every figure in its place. Raises UnknownFigure for one that there is not.

    `{as_at}` is the day, `{rating:R}` the actions so rated, `{theme:3}` the actions of a top-level theme, `{theme:3 rated R}` those of
    them so rated; menu.py lists them all.
    """
    filled: list[Run] = []
    before = ""
    for run in runs:
        if run.figure:
            value = _value(run, figures)
            if value is None:
                raise UnknownFigure(f"There is no figure {run.text} for this plan.")
            run = replace(run, text=capitalised(value) if begins_a_sentence(before) else value)
        filled.append(run)
        before = (before + run.text)[-_SEEN:]
    return tuple(filled)


def check_runs(runs: Iterable[Run], figures: FindsFigures) -> list[str]:
    """The figures named that there are not, as they were typed."""
    return [run.text for run in runs if run.figure and _value(run, figures) is None]


def without_way(typed: str) -> str:
    """The name of a figure without how it is written: `complete` of `complete in words`."""
    return _WAY.sub("", typed).strip()


def _value(run: Run, figures: FindsFigures) -> str | None:
    found = _found(run.figure, figures)
    if found is not None:
        return found.text
    agreement = _AGREEMENT.fullmatch(run.figure)
    if agreement is None:
        return None
    figure = _found(agreement["figure"], figures)
    if figure is None or figure.number is None:
        return None
    return agreeing(figure.number, agreement["one"], agreement["several"])


def _found(typed: str, figures: FindsFigures) -> FigureValue | None:
    """The figure with its number in words, or as a percentage, where that was asked for."""
    named = _FIGURE.fullmatch(typed.strip())
    if named is None:
        return None
    name, argument, way = named.groups()
    found = figures.find(name, argument or "")
    if found is None or not way:
        return found
    if found.number is None:
        return None
    if not way.endswith("%"):
        return replace(found, text=in_words(found.number))
    return None if found.whole is None else FigureValue(in_percent(found.number, found.whole))
