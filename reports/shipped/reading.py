"""Reads the shipped templates."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from reports.choices import AppendixNaming, Numbering, SectionKind, StepKind
from reports.drafts import PaperDraft, SectionDraft, StepDraft

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ShippedTemplate:
    """A template's own fields, as those of reports.models.PaperTemplate, with its sections and steps."""

    key: str
    title: str
    body: str
    numbering: Numbering
    appendices: AppendixNaming
    word_limit: int
    despatch_days: int
    log_is_public: bool
    sections: tuple[SectionDraft, ...]
    steps: tuple[StepDraft, ...]

    def begin(self, *, title: str, council: str, as_at: date) -> PaperDraft:
        """A paper that nobody has written in yet: its figures and tables are right already."""
        return PaperDraft(
            title=title,
            council=council,
            body=self.body,
            meeting_on=None,
            as_at=as_at,
            sections=self.sections,
            steps=self.steps,
            numbering=self.numbering,
            appendices=self.appendices,
            log_is_public=self.log_is_public,
        )


def shipped_keys() -> tuple[str, ...]:
    """The keys of the templates there are."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def shipped_template(key: str) -> ShippedTemplate:
    """The template of the key. Raises KeyError where there is none."""
    if key not in shipped_keys():
        raise KeyError(key)
    given = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    return ShippedTemplate(
        key=key,
        title=given["title"],
        body=given["body"],
        numbering=Numbering(given["numbering"]),
        appendices=AppendixNaming(given["appendices"]),
        word_limit=given.get("word_limit", 0),
        despatch_days=given.get("despatch_days", 5),
        log_is_public=given.get("log_is_public", False),
        sections=tuple(_section(each) for each in given["sections"]),
        steps=tuple(_step(each) for each in given.get("steps", ())),
    )


def _section(given: Mapping[str, Any]) -> SectionDraft:
    return SectionDraft(
        kind=SectionKind(given["kind"]),
        heading=given["heading"],
        text=given.get("text", "").strip(),
        guidance=given.get("guidance", ""),
        is_mandatory=given.get("mandatory", False),
        ground=given.get("ground", ""),
    )


def _step(given: Mapping[str, Any]) -> StepDraft:
    return StepDraft(
        kind=StepKind(given["kind"]),
        role=given["role"],
        is_mandatory=given.get("mandatory", False),
        order=given.get("order", 1),
        days=given.get("days", 0),
    )
