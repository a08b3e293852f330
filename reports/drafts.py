"""A paper being written, as frozen values: what the officer wrote, before any figure is filled in.

Rows (reports/models) and shipped templates (reports/shipped) both come as a PaperDraft; reports/content.py turns one, with
the facts of its day, into what is laid out.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from reports.choices import AppendixNaming, Numbering, SectionKind, StepKind


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section. `text` is Markdown (reports/text) with figures ({complete}) and slots ([[table-1: caption]]). `ground` is that on
    which it is exempt, "" where it is public. `key` is its row's number, 0 for none."""

    kind: SectionKind
    heading: str
    text: str = ""
    guidance: str = ""
    is_mandatory: bool = False
    ground: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A post that the paper goes to. `days` is how many working days before despatch it must have answered, in a template; the dates are
    what has happened, `comments` what was said with the last answer, and `how` by whom that is on record. Steps of the same `order`
    are asked at once."""

    kind: StepKind
    role: str
    post: str = ""
    is_mandatory: bool = False
    order: int = 1
    days: int = 0
    due_on: date | None = None
    issued_on: date | None = None
    returned_on: date | None = None
    confirmed_on: date | None = None
    comments: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A whole paper. `council` stands at its head; `ground` is that on which it is exempt as a whole (Part II), "" where
    it is public. `worded_for` is the as-at date its words were written for, where that is not `as_at`. `is_for_public` says that
    what is exempt is taken out."""

    title: str
    council: str
    body: str
    meeting_on: date | None
    as_at: date
    sections: tuple[SectionDraft, ...]
    steps: tuple[StepDraft, ...] = ()
    numbering: Numbering = Numbering.PARAGRAPHS
    appendices: AppendixNaming = AppendixNaming.LETTERS
    log_is_public: bool = False
    ground: str = ""
    urgency: str = ""
    worded_for: date | None = None
    despatch_on: date | None = None
    is_for_public: bool = False

    @property
    def is_exempt(self) -> bool:
        """Whether the whole paper is Part II."""
        return bool(self.ground)

    @property
    def grounds(self) -> tuple[str, ...]:
        """Those on which sections are exempt, each once, in order."""
        return tuple(dict.fromkeys(each.ground for each in self.sections if each.ground))

    @property
    def holds_exempt(self) -> bool:
        """Whether a word of an exempt section is in it."""
        return not self.is_for_public and any(
            each.ground and each.text.strip() for each in self.sections
        )

    def of_kind(self, kind: SectionKind) -> tuple[SectionDraft, ...]:
        """The sections of the kind, in order."""
        return tuple(section for section in self.sections if section.kind == kind)

    def for_public(self) -> Self:
        """The same without a word of what is exempt: nothing of it reaches a renderer. Of the log as for_clearing says. Not to be asked of a paper that is exempt as a whole, which has no public
        copy."""
        sections = tuple(
            replace(section, text="Not for publication.", guidance="")
            if section.ground
            else section
            for section in self.sections
        )
        return replace(self.for_clearing(), sections=sections, is_for_public=True)

    def for_clearing(self) -> Self:
        """As a post reads it that is asked about it: with what is exempt; of the log, where the template shares it, who answered and
        when. What others said is for those who write the paper."""
        steps = tuple(replace(step, comments="", how="") for step in self.steps)
        return replace(self, steps=steps if self.log_is_public else ())
