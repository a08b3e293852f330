"""What in a text was typed and not bound: numbers, dates and names that were right in the paper it was copied from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from actions.text import say_day
from reports.claims.leaving import WORD
from reports.drafting.old_dates import fixed_days, old_dates
from reports.drafting.old_names import old_names
from reports.models import Paper, PaperSection

_MONTH = "Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
_BOUND = re.compile(
    r"\{[^{}\n]*\}|\[\[\s*[a-z0-9-]+|\]\([^)]*\)|^\s*\d+[.)]\s"
    rf"|\b(?:\d{{1,2}}\s+)?(?:{_MONTH})(?:\s+\d{{4}})?\b|\b(?:19|20)\d\d(?:[/-]\d\d)?\b"
    r"|\b(?:table|figure|chart|appendix|section|paragraph|part|schedule)\s+\d[\d.]*",
    re.MULTILINE | re.IGNORECASE,
)
"""Figures, keys of blocks, addresses of links, numbers of a list's points and of what is referred to, days and years."""
_NUMBER = re.compile(
    rf"(?<!\w)(?:£?\d[\d,.]*\d%?|£?\d%?)|(?<![\w-])(?!one\b){WORD}(?![\w-])", re.IGNORECASE
)
"""In digits, or in words from two on: one is seldom a count."""
SHOWN = 6


def typed_numbers(text: str) -> tuple[str, ...]:
    """The numbers that somebody typed, each once, in order; no figures that are bound."""
    return tuple(dict.fromkeys(_NUMBER.findall(_BOUND.sub(" ", text))))


@dataclass(frozen=True, slots=True)
class Before:
    """What copied words are held against: `names`, which are others now, and the `fixed` days, which are as right as ever."""

    names: Mapping[str, str]
    fixed: frozenset[date]


def what_was_before(paper: Paper) -> Before:
    """What is called otherwise now and which days stay, where the paper was started from another; in no query where it was not."""
    if paper.previous is None:
        return Before({}, frozenset())
    return Before(old_names(paper.plan), fixed_days(paper.plan))


def to_read_anew(paper: Paper, section: PaperSection, before: Before, *, was_kept: bool) -> str:
    """Why the words of a section that was copied from the previous paper have to be read anew; empty where they have not, or somebody has
    saved them since. `before` is what `what_was_before` says; `was_kept` says whether a version of it is kept."""
    if paper.previous is None or section.version > 1 or was_kept:
        return ""
    return " ".join(_said(section.text, paper.previous, paper, before))


def _said(text: str, old: Paper, new: Paper, before: Before) -> Iterator[str]:
    """What in a copied text may be out of date, a sentence each."""
    yield from _days(text, old, new)
    own = {day for day in (old.as_at, old.meeting_on, old.despatch_on, new.despatch_on) if day}
    yield from old_dates(
        text,
        written=old.as_at,
        as_at=new.as_at,
        meeting_on=new.meeting_on,
        fixed=before.fixed,
        told=own,
    )
    if old.body != new.body and _holds(text, old.body):
        yield f"It says {old.body}, to which the previous paper went."
    for name, now in before.names.items():
        if _holds(text, name):
            yield (
                f"It says {name}, which is called {now} now."
                if now
                else f"It says {name}, which there is no more."
            )
    yield from old_numbers(text)


def _days(text: str, old: Paper, new: Paper) -> Iterator[str]:
    """The days of the previous paper that are not days of the new one."""
    days: dict[date, str] = {}
    for day, what in (
        (old.as_at, "the day of the previous paper’s figures"),
        (old.meeting_on, "the day of the previous meeting"),
        (old.despatch_on, "the day on which the previous paper went out"),
    ):
        if day and day not in {new.as_at, new.meeting_on, new.despatch_on}:
            days.setdefault(day, what)
    for day, what in days.items():
        if _holds(text, say_day(day)):
            yield f"It says {say_day(day)}, {what}."


def _holds(text: str, words: str) -> bool:
    """Whether the words stand in the text, and not within longer ones."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return bool(spaced) and re.search(rf"(?<!\w){spaced}(?!\w)", text, re.IGNORECASE) is not None


def old_numbers(text: str) -> Iterator[str]:
    """That numbers were typed, in words; nothing where none was."""
    numbers = typed_numbers(text)
    if numbers:
        shown = ", ".join(numbers[:SHOWN])
        more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
        yield f"Typed by hand in the previous paper: {shown}{more}."
