"""The services of papers: who may call each, and a good request."""

from typing import Any

from reports.choices import SectionKind
from reports.models import PaperSection
from reports.services import papers, sections, templates
from tests.actions.stage import WRITES_PAPERS, Services, Stage
from tests.factories import day
from tests.reports.papering import CABINET, make_paper, make_template, section_of


def _section(stage: Stage) -> PaperSection:
    return section_of(make_paper(stage.scene, by=stage.place.manager), SectionKind.SUMMARY)


def _added(stage: Stage) -> dict[str, Any]:
    paper = make_paper(stage.scene, by=stage.place.manager)
    section = sections.add_section(
        paper=paper, kind=SectionKind.BODY, heading="More", by=stage.place.manager
    )
    return {"section": section}


SERVICES: Services = {
    templates.adopt_template: (
        WRITES_PAPERS,
        lambda stage: {"area": stage.place.area, "key": CABINET},
    ),
    papers.start_paper: (
        WRITES_PAPERS,
        lambda stage: {
            "plan": stage.scene.plan,
            "template": make_template(stage.scene),
            "title": "SEND update",
            "as_at": day(9),
        },
    ),
    papers.write_section: (
        WRITES_PAPERS,
        lambda stage: {"section": _section(stage), "text": "All {total} actions"},
    ),
    sections.add_section: (
        WRITES_PAPERS,
        lambda stage: {
            "paper": make_paper(stage.scene),
            "kind": SectionKind.BODY,
            "heading": "More",
        },
    ),
    sections.remove_section: (WRITES_PAPERS, _added),
}

WITHOUT_A_PLAN = {templates.adopt_template}
"""Templates are an area's."""

KEEPS_THE_REVISION = set(SERVICES) - WITHOUT_A_PLAN
"""A paper changes nothing that a plan says: what is remembered of the plan stays good."""

OPEN_WHEN_CLOSED = set(SERVICES)
"""A closed plan may still be reported on."""
