"""Drafts the committee paper of an area that has one among its files."""

from typing import Any

from reports.demo.clock import Clock
from reports.demo.files import DATA, read_toml
from reports.demo.setting_up import Built, BuiltPlan
from reports.drafts import (
    AppendixDraft,
    AppendixKind,
    BlockDraft,
    BlockKind,
    ConsulteeDraft,
    PaperDraft,
    SectionDraft,
    SectionKind,
)
from reports.services.papers import draft_paper
from wsoa.capabilities import Role


def draft_area_paper(built: Built, made: BuiltPlan, clock: Clock) -> None:
    """Save the draft in the area's paper.toml, if it has one, as its report officer."""
    slug = built.area.slug
    if not (DATA / slug / "paper.toml").exists():
        return
    raw = read_toml(slug, "paper.toml")
    draft = _draft_from(raw)
    draft_paper(
        plan=made.plan,
        template=raw["template"],
        draft=draft,
        by=built.people[Role.OFFICER],
        now=clock.after(draft.as_at),
    )


def _draft_from(raw: dict[str, Any]) -> PaperDraft:
    return PaperDraft(
        title=raw["title"],
        council=raw["council"],
        meeting=raw["meeting"],
        meeting_on=raw["meeting_on"],
        as_at=raw["as_at"],
        exempt=raw["exempt"],
        member_reporting=raw["member_reporting"],
        responsible_officer=raw["responsible_officer"],
        wards=raw["wards"],
        decision_type=raw["decision_type"],
        urgent=raw["urgent"],
        to_follow=raw["to_follow"],
        author=raw["author"],
        sections=tuple(
            SectionDraft(
                SectionKind(section["kind"]),
                section["heading"],
                tuple(BlockDraft(BlockKind(kind), text) for kind, text in section["blocks"]),
            )
            for section in raw["sections"]
        ),
        consultees=tuple(ConsulteeDraft(**each) for each in raw["consultees"]),
        appendices=tuple(
            AppendixDraft(AppendixKind(each["kind"]), each["title"]) for each in raw["appendices"]
        ),
    )
