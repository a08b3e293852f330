"""What in a text was typed and not bound: numbers and dates that were right in the paper it was copied from."""

import re
from datetime import date

from actions.text import say_day
from reports.models import Paper, PaperSection

_MONTH = "Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
_BOUND = re.compile(
    r"\{[^{}\n]*\}|\[\[\s*[a-z0-9-]+|\]\([^)]*\)|^\s*\d+[.)]\s"
    rf"|\b(?:\d{{1,2}}\s+)?(?:{_MONTH})(?:\s+\d{{4}})?\b|\b(?:19|20)\d\d(?:[/-]\d\d)?\b"
    r"|\b(?:table|figure|chart|appendix|section|paragraph|part|schedule)\s+\d[\d.]*",
    re.MULTILINE | re.IGNORECASE,
)
"""Figures, keys of blocks, addresses of links, numbers of a list's points and of what is referred to, days and years."""
_NUMBER = re.compile(r"£?\d[\d,.]*\d%?|£?\d%?")
SHOWN = 6


def typed_numbers(text: str) -> tuple[str, ...]:
    """The numbers that somebody typed as digits, each once, in order; no figures that are bound."""
    return tuple(dict.fromkeys(_NUMBER.findall(_BOUND.sub(" ", text))))


def to_read_anew(paper: Paper, section: PaperSection, *, was_kept: bool) -> str:
    """Why the words of a section that was copied from the previous paper have to be read anew; empty where they have not, or somebody has
    saved them since. `was_kept` says whether a version of it is kept."""
    if paper.previous is None or section.version > 1 or was_kept:
        return ""
    return old_figures(section.text, paper.previous.as_at, paper.as_at)


def old_figures(text: str, old: date, new: date) -> str:
    """What in a copied text may be out of date, in words; empty where nothing is."""
    if old != new and say_day(old) in text:
        return f"It says {say_day(old)}, the day of the previous paper’s figures."
    numbers = typed_numbers(text)
    if not numbers:
        return ""
    shown = ", ".join(numbers[:SHOWN])
    more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
    return f"Typed by hand in the previous paper: {shown}{more}."
