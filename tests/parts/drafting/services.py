"""The services by which papers are written: who may call each, and a good request."""

from typing import Any

from reports.choices import SectionKind
from reports.models import MarginComment, PaperSection
from reports.services import comments, papers, sections
from tests.actions.stage import WRITES_PAPERS, Services, Stage
from tests.factories import day
from tests.reports.papering import make_paper, section_of


def _section(stage: Stage, kind: SectionKind = SectionKind.BODY) -> PaperSection:
    return section_of(make_paper(stage.scene, by=stage.place.manager), kind)


def _comment(stage: Stage) -> MarginComment:
    return comments.add_comment(section=_section(stage), text="Say more", by=stage.place.manager)


def _change(stage: Stage) -> dict[str, Any]:
    paper = make_paper(stage.scene, by=stage.place.manager)
    return {"paper": paper, "title": "SEND update, revised", "as_at": day(80)}


SERVICES: Services = {
    papers.change_paper: (WRITES_PAPERS, _change),
    sections.change_section: (
        WRITES_PAPERS,
        lambda stage: {"section": _section(stage), "heading": "What we recommend"},
    ),
    sections.move_section: (
        WRITES_PAPERS,
        lambda stage: {"section": _section(stage), "up": False},
    ),
    comments.add_comment: (
        WRITES_PAPERS,
        lambda stage: {"section": _section(stage), "text": "Say more", "quote": "progress"},
    ),
    comments.settle_comment: (WRITES_PAPERS, lambda stage: {"comment": _comment(stage)}),
}
"""Service -> the roles that may, written out and not read from the table, and a good request."""

KEEPS_THE_REVISION = set(SERVICES)
"""A paper changes nothing that a plan says."""

OPEN_WHEN_CLOSED = set(SERVICES)
"""A closed plan may still be reported on."""
