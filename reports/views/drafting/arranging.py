"""The sections of a paper as a list: adding one, renaming, moving and removing it, and making it exempt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from actions.services.rows import version
from actions.views.saving import done, page_with_form, posted
from actions.views.set_up.common import Asking, answer, removal
from reports.forms.drafting import AddSectionForm, SectionForm
from reports.models import PaperSection
from reports.services.sections import add_section, change_section, move_section, remove_section
from reports.views.drafting.loading import PaperPage, paper_page, section_page


@page_with_form
def section_add(request: HttpRequest, area: str, plan: str, paper: int) -> HttpResponse:
    """A section of the paper's own, after the others of its kind."""
    at = paper_page(request, area, plan, paper)
    form = AddSectionForm(posted(request))

    def save(values: dict[str, Any]) -> tuple[str, str]:
        made = add_section(paper=at.paper, by=at.page.user, **values)
        return at.url("paper-section", made.pk), f"“{made.heading}” is added."

    asked = Asking("Add a section", at.crumbs(), at.url("paper"), at.paper.title, button="Add")
    return answer(request, at, form, asked, save=save)


@page_with_form
def section_change(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """What the section is called, and whether it is exempt."""
    at, row = section_page(request, area, plan, paper, section)
    initial = {name: getattr(row, name) for name in ("heading", "is_exempt", "ground")}
    form = SectionForm(posted(request), initial={**initial, "seen": version(row)})
    back = _place(at, row)

    def save(values: dict[str, Any]) -> tuple[str, str]:
        change_section(section=row, by=at.page.user, **values)
        return back, "Saved."

    asked = Asking(
        "Heading and exemption",
        at.section_crumbs(row),
        back,
        row.heading,
        remove="" if row.is_mandatory else at.url("section-remove", row.pk),
        stays="The template asks for this section, so it cannot be removed."
        if row.is_mandatory
        else "",
    )
    return answer(request, at, form, asked, save=save, row=row)


@require_POST
def section_move(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """One place up or down among those of its kind."""
    at, row = section_page(request, area, plan, paper, section)
    up = request.POST.get("to") == "up"
    return done(
        request,
        _place(at, row),
        lambda: move_section(section=row, up=up, by=at.page.user),
        f"“{row.heading}” has moved {'up' if up else 'down'}.",
    )


@page_with_form
def section_remove(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> HttpResponse:
    """Ask, then remove a section in which nobody has written."""
    at, row = section_page(request, area, plan, paper, section)

    def remove() -> tuple[str, str]:
        remove_section(section=row, by=at.page.user)
        return at.url("paper"), f"“{row.heading}” is removed."

    return removal(
        request,
        at,
        title=f"Remove “{row.heading}”",
        warning="The section leaves the paper, with its standard wording.",
        crumbs=at.section_crumbs(row),
        cancel=_place(at, row),
        button="Remove",
        remove=remove,
    )


def _place(at: PaperPage, section: PaperSection) -> str:
    """The section's place on the page of the paper."""
    return f"{at.url('paper')}#section-{section.pk}"
