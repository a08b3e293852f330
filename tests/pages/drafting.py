"""Where the pages of papers lie, and what the form of a section sends."""

from typing import Any

from reports.choices import SectionKind
from reports.models import Paper, PaperSection
from tests.factories import Scene
from tests.reports.papering import section_of

HTMX = {"HX-Request": "true"}


def at(scene: Scene, end: str = "") -> str:
    return f"{scene.address}papers/{end}"


def of(section: PaperSection, end: str = "") -> str:
    plan = section.paper.plan
    return f"/{plan.area.slug}/{plan.slug}/papers/{section.paper_id}/sections/{section.pk}/{end}"


def summary_of(paper: Paper) -> PaperSection:
    return section_of(paper, SectionKind.SUMMARY)


def typed(section: PaperSection, text: str, **more: Any) -> dict[str, Any]:
    """What the form of the section sends where it was opened just now."""
    return {"text": text, "seen": section.version, "base": section.text, **more}
