"""The services of an area's paper templates and of how its papers look: who may call each, and a good request."""

from typing import Any

from reports.choices import AppendixNaming, Numbering, SectionKind, StepKind
from reports.models import PaperTemplate, TemplateSection, TemplateStep
from reports.services import template_sections, template_steps, templates
from reports.services.branding import set_branding
from tests.actions.stage import WRITES_PAPERS, Given, Services, Stage
from tests.reports.papering import make_template


def _look(stage: Stage) -> dict[str, Any]:
    return {"area": stage.place.area, "name": "Royal Borough of Riverton", "colour": "#14507a"}


def _of(**given: Any) -> Given:
    """A request about a template."""
    return lambda stage: {"template": make_template(stage.scene), **given}


def _retired(stage: Stage) -> dict[str, Any]:
    template: PaperTemplate = make_template(stage.scene)
    return {"template": templates.retire_template(template=template, by=stage.place.manager)}


def _section(stage: Stage) -> TemplateSection:
    return make_template(stage.scene).sections.filter(kind=SectionKind.BODY)[0]


def _step(stage: Stage) -> TemplateStep:
    return make_template(stage.scene).steps.all()[0]


SETTINGS: dict[str, Any] = {
    "title": "Report to Cabinet",
    "body": "Cabinet",
    "numbering": Numbering.SECTIONS,
    "appendices": AppendixNaming.NUMBERS,
    "word_limit": 3000,
    "despatch_days": 6,
    "log_is_public": True,
}
SECTION: dict[str, Any] = {
    "kind": SectionKind.BODY,
    "heading": "Climate",
    "guidance": "Say what it changes.",
    "text": "All {total} actions.",
    "is_mandatory": True,
    "is_exempt": True,
    "ground": "Paragraph 3",
}
STEP: dict[str, Any] = {
    "kind": StepKind.SIGN_OFF,
    "role": "Head of Legal",
    "post": None,
    "is_mandatory": True,
    "days": 3,
}

SERVICES: Services = {
    set_branding: (WRITES_PAPERS, _look),
    templates.add_template: (
        WRITES_PAPERS,
        lambda stage: {"area": stage.place.area, "key": "schools-forum", **SETTINGS},
    ),
    templates.copy_template: (WRITES_PAPERS, _of(key="cabinet-urgent", title="Urgent report")),
    templates.change_template: (WRITES_PAPERS, _of(**SETTINGS)),
    templates.retire_template: (WRITES_PAPERS, _of()),
    templates.restore_template: (WRITES_PAPERS, _retired),
    template_sections.add_template_section: (WRITES_PAPERS, _of(**SECTION)),
    template_sections.change_template_section: (
        WRITES_PAPERS,
        lambda stage: {"section": _section(stage), **SECTION},
    ),
    template_sections.move_template_section: (
        WRITES_PAPERS,
        lambda stage: {"section": _section(stage), "up": False},
    ),
    template_sections.remove_template_section: (
        WRITES_PAPERS,
        lambda stage: {"section": _section(stage)},
    ),
    template_steps.add_template_step: (WRITES_PAPERS, _of(**STEP)),
    template_steps.change_template_step: (
        WRITES_PAPERS,
        lambda stage: {"step": _step(stage), **STEP},
    ),
    template_steps.move_template_step: (
        WRITES_PAPERS,
        lambda stage: {"step": _step(stage), "up": False},
    ),
    template_steps.remove_template_step: (WRITES_PAPERS, lambda stage: {"step": _step(stage)}),
}
"""Service -> the roles that may, written out and not read from the table, and a good request."""

WITHOUT_A_PLAN = set(SERVICES)
"""They are about an area."""

KEEPS_THE_REVISION = set(SERVICES)
"""How papers begin and look changes nothing that a plan says."""
