"""Figures in a paper's text, bound to the facts of its day by their names in braces: `{complete}`, `{not_started in words}`,
`{complete as %}`, `{complete, action/actions}`."""

from reports.figures.filling import UnknownFigure, check_runs, fill_runs, without_way
from reports.figures.menu import FigureChoice, FigureGroup, figure_menu
from reports.figures.registry import Figures, FigureValue, FindsFigures
from reports.figures.words import in_words

__all__ = [
    "FigureChoice",
    "FigureGroup",
    "FigureValue",
    "Figures",
    "FindsFigures",
    "UnknownFigure",
    "check_runs",
    "figure_menu",
    "fill_runs",
    "in_words",
    "without_way",
]
