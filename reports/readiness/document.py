"""What a readiness pack says, ready to be laid out: frozen values, no models, no queries, no counting.

reports/readiness/arrange.py words it; the templates in `templates/reports/readiness/` lay it out, the same for the
web page and the PDF. Every text is plain text: templates escape it.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from actions.coverage.words import Answer
from reports.paper import HeaderRow
from wsoa.parts import Part


@dataclass(frozen=True, slots=True)
class Answers:
    """The three questions, each answered in a sentence, with what should be known beside it."""

    template: ClassVar[str] = "reports/readiness/_answers.html"
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table or a chart. `words` say what it shows, "" where it says so itself."""

    template: ClassVar[str] = "reports/readiness/_shown.html"
    part: Part
    words: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The letter's own words, paragraph by paragraph, and where they stand."""

    template: ClassVar[str] = "reports/readiness/_quote.html"
    paragraphs: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a part."""

    template: ClassVar[str] = "reports/readiness/_subheading.html"
    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences; without any, one sentence."""

    template: ClassVar[str] = "reports/readiness/_points.html"
    points: tuple[str, ...]
    empty: str


Block: TypeAlias = Answers | Shown | Quote | Subheading | Points


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the pack. `is_wide` says whether its pages are in landscape."""

    number: int
    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    starts_page: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class ReadinessPack:
    """A whole pack; `as_at` says in words of which day its figures are."""

    title: str
    area: str
    plan: str
    as_at: str
    cover: tuple[HeaderRow, ...]
    sections: tuple[Section, ...]
    language: str = "en-GB"
