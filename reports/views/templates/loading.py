"""What every page of an area's paper templates does first: find the area, the template, for somebody who may write papers."""

from dataclasses import dataclass

from django.http import HttpRequest

from actions.models import Area
from actions.views.set_up.common import AreaPage, Crumb, area_at, row_or_404
from reports.models import PaperTemplate
from wsoa.capabilities import Capability

TITLE = "Paper templates"


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """A template as somebody who may change it has it before them."""

    page: AreaPage
    template: PaperTemplate

    @property
    def area(self) -> Area:
        """Whose it is."""
        return self.page.area

    def context(self) -> dict[str, object]:
        """What the pages of a template use."""
        return self.page.context() | {"template": self.template}

    def url(self, name: str, *args: object) -> str:
        """The address of one of the template's pages."""
        return self.page.url(name, self.template.pk, *args)

    def crumbs(self, *after: Crumb) -> list[Crumb]:
        """The way to a page below the template's."""
        return templates_crumbs(
            self.page, (self.template.title, self.url("paper-template")), *after
        )


def templates_page(request: HttpRequest, area: str) -> AreaPage:
    """The area, for somebody who may write papers."""
    return area_at(request, area, Capability.WRITE_PAPERS)


def template_page(request: HttpRequest, area: str, template: int) -> TemplatePage:
    """The area's template at the address; Http404 where it has none of that number."""
    page = templates_page(request, area)
    found = row_or_404(PaperTemplate.objects.filter(area=page.area), template)
    found.area = page.area
    return TemplatePage(page, found)


def templates_crumbs(page: AreaPage, *after: Crumb) -> list[Crumb]:
    """The way to a page of the area's templates."""
    return [*page.crumbs()[:2], (TITLE, page.url("paper-templates")), *after]
