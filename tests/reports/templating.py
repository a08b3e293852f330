"""Paper templates for tests, through the services that write them."""

from typing import Any

from hypothesis import strategies as st

from reports.choices import SectionKind, StepKind
from reports.models import PaperTemplate, TemplateSection, TemplateStep
from reports.services.template_sections import (
    add_template_section,
    change_template_section,
)
from reports.services.template_steps import (
    add_template_step,
)
from reports.services.templates import (
    add_template,
)
from tests.factories import Scene
from tests.reports.papering import officer


def add(scene: Scene, template: PaperTemplate, **given: Any) -> TemplateSection:
    values: dict[str, Any] = {"kind": SectionKind.BODY, "heading": "Climate", "by": officer(scene)}
    return add_template_section(template=template, **{**values, **given})


def rewrite(scene: Scene, section: TemplateSection, **given: Any) -> TemplateSection:
    names = ("kind", "heading", "guidance", "text", "is_mandatory", "is_exempt", "ground")
    values: dict[str, Any] = {name: getattr(section, name) for name in names}
    return change_template_section(section=section, by=officer(scene), **{**values, **given})


def settings(template: PaperTemplate, **given: Any) -> dict[str, Any]:
    names = ("title", "body", "numbering", "appendices", "word_limit", "despatch_days")
    values: dict[str, Any] = {name: getattr(template, name) for name in (*names, "log_is_public")}
    return {"template": template, **values, **given}


def ask(scene: Scene, template: PaperTemplate, role: str, **given: Any) -> TemplateStep:
    values: dict[str, Any] = {"kind": StepKind.CONSULTEE, "role": role, "by": officer(scene)}
    return add_template_step(template=template, **{**values, **given})


def blank(scene: Scene, key: str = "schools-forum") -> PaperTemplate:
    return add_template(
        area=scene.place.area,
        key=key,
        title=f"Report {key}",
        body="Schools Forum",
        by=officer(scene),
    )


def headings(template: PaperTemplate) -> list[str]:
    return [each.heading for each in template.sections.filter(kind=SectionKind.BODY)]


def orders(template: PaperTemplate) -> list[int]:
    return [each.order for each in template.sections.all()]


def turns(template: PaperTemplate) -> list[list[str]]:
    """Who is asked in each turn; the turns are numbered from 1 without gaps."""
    found: dict[int, list[str]] = {}
    for each in template.steps.all():
        found.setdefault(each.order, []).append(each.role)
    assert list(found) == list(range(1, len(found) + 1))
    return list(found.values())


MOVES = st.lists(
    st.tuples(st.sampled_from(["move", "add", "remove"]), st.integers(0, 9), st.booleans()),
    max_size=12,
)
"""What somebody does to a list: what, with which row, and up or down."""
