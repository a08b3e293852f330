"""Addresses of an area's paper templates and branding."""

from django.urls import URLPattern, path

from reports.views import branding
from reports.views.templates import previewing, sections, steps, templates

_TEMPLATES = "<slug:area>/area/paper-templates"
_TEMPLATE = f"{_TEMPLATES}/<int:template>"
_SECTION = f"{_TEMPLATE}/sections/<int:template_section>"
_STEP = f"{_TEMPLATE}/clearance/<int:template_step>"

urlpatterns: list[URLPattern] = [
    path("<slug:area>/area/paper-look/", branding.paper_look, name="paper-look"),
    path(f"{_TEMPLATES}/", templates.paper_templates, name="paper-templates"),
    path(f"{_TEMPLATES}/new/", templates.template_add, name="paper-template-add"),
    path(f"{_TEMPLATES}/take-over/", templates.template_adopt, name="paper-template-adopt"),
    path(f"{_TEMPLATE}/", templates.paper_template, name="paper-template"),
    path(f"{_TEMPLATE}/change/", templates.template_change, name="paper-template-change"),
    path(f"{_TEMPLATE}/copy/", templates.template_copy, name="paper-template-copy"),
    path(f"{_TEMPLATE}/retire/", templates.template_retire, name="paper-template-retire"),
    path(f"{_TEMPLATE}/restore/", templates.template_restore, name="paper-template-restore"),
    path(f"{_TEMPLATE}/preview/", previewing.template_preview, name="paper-template-preview"),
    path(
        f"{_TEMPLATE}/sections/new/",
        sections.template_section_add,
        name="paper-template-section-add",
    ),
    path(f"{_SECTION}/", sections.template_section_change, name="paper-template-section"),
    path(f"{_SECTION}/move/", sections.template_section_move, name="paper-template-section-move"),
    path(
        f"{_SECTION}/remove/",
        sections.template_section_remove,
        name="paper-template-section-remove",
    ),
    path(f"{_TEMPLATE}/clearance/new/", steps.template_step_add, name="paper-template-step-add"),
    path(f"{_STEP}/", steps.template_step_change, name="paper-template-step"),
    path(f"{_STEP}/move/", steps.template_step_move, name="paper-template-step-move"),
    path(f"{_STEP}/remove/", steps.template_step_remove, name="paper-template-step-remove"),
]
