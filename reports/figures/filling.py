"""Putting figures in their places in a text."""

import re
from collections.abc import Iterable
from dataclasses import replace

from reports.figures.registry import Figures
from reports.figures.words import in_words
from reports.text import Run, Runs

_FIGURE = re.compile(r"([a-z_]+)(?::\s*([^|]+?))?(\s*\|\s*words|\s+in words)?")


class UnknownFigure(ValueError):
    """The text names a figure that there is not."""


def fill_runs(runs: Runs, figures: Figures) -> Runs:
    """The stretches with every figure in its place. Raises UnknownFigure for one that there is not.

    `{as_at}` is the day, `{rating:R}` the actions so rated, `{theme:3}` the actions of a top-level theme; registry.py
    has the others. `in words` after the name, or `|words`, writes a count in words.
    """
    return tuple(_filled(run, figures) if run.figure else run for run in runs)


def check_runs(runs: Iterable[Run], figures: Figures) -> list[str]:
    """The figures named that there are not, as they were typed."""
    return [run.text for run in runs if run.figure and _value(run, figures) is None]


def _filled(run: Run, figures: Figures) -> Run:
    value = _value(run, figures)
    if value is None:
        raise UnknownFigure(f"There is no figure {run.text} for this plan.")
    return replace(run, text=value)


def _value(run: Run, figures: Figures) -> str | None:
    named = _FIGURE.fullmatch(run.figure)
    if named is None:
        return None
    name, argument, words = named.groups()
    found = figures.find(name, argument or "")
    if found is None or (words and found.number is None):
        return None
    return in_words(found.number) if words and found.number is not None else found.text
