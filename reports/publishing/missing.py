"""What still stands in the way of publishing a paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.facts import Facts
from reports.models import Paper


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: `code` for programs, `words` for people, `url` where it can be put right."""

    code: str
    words: str
    url: str = ""


def what_is_missing(paper: Paper, facts: Facts) -> tuple[Missing, ...]:
    """What has to be done first, each with words and the address where it can be done; nothing where the paper may go out."""
    return tuple(_missing(paper))


def _missing(paper: Paper) -> Iterator[Missing]:
    for section in paper.sections.all():
        if section.is_mandatory and not section.text.strip():
            yield Missing("section", f"“{section.heading}” is empty, and the template asks for it.")
