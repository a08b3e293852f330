"""Figures in a paper's text, bound to the facts of its day by their names in braces: `{complete}`, `{not_started in words}`."""

from reports.figures.filling import UnknownFigure, check_runs, fill_runs
from reports.figures.registry import Figures, FigureValue
from reports.figures.words import in_words

__all__ = ["FigureValue", "Figures", "UnknownFigure", "check_runs", "fill_runs", "in_words"]
