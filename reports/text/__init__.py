"""The simple Markdown in which papers are written, read into values. No models, no queries."""

from reports.text.reading import read_text
from reports.text.values import Grid, Listing, Run, Runs, Slot, Subhead, TextBlock, Words, plain

__all__ = [
    "Grid",
    "Listing",
    "Run",
    "Runs",
    "Slot",
    "Subhead",
    "TextBlock",
    "Words",
    "plain",
    "read_text",
]
