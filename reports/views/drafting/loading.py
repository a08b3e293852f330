"""What every page of a paper does first: find the paper, or one of its sections, for somebody who may write papers."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from actions.views.loading import PlanPage, plan_page
from actions.views.set_up.common import Crumb, plan_url
from reports.facts import Facts
from reports.models import Paper, PaperSection
from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A paper as somebody who writes it has it before them."""

    page: PlanPage
    paper: Paper

    def context(self) -> dict[str, object]:
        """What the templates of every page of a paper use."""
        return self.page.context() | {"paper": self.paper}

    def url(self, name: str, *args: object) -> str:
        """The address of one of the paper's pages."""
        return plan_url(self.page, name, self.paper.pk, *args)

    def crumbs(self, *after: Crumb) -> list[Crumb]:
        """The way to a page below the paper's."""
        return papers_crumbs(self.page, (self.paper.title, self.url("paper")), *after)

    def section_crumbs(self, section: PaperSection, *after: Crumb) -> list[Crumb]:
        """The way to a page below a section's."""
        return self.crumbs((section.heading, self.url("paper-section", section.pk)), *after)

    def facts(self) -> Facts:
        """The facts of the paper's day."""
        return Facts(self.page.plan, self.paper.as_at)


def papers_page(request: HttpRequest, area: str, plan: str) -> PlanPage:
    """The plan, for somebody who may write papers."""
    page = plan_page(request, area, plan)
    page.check(Capability.WRITE_PAPERS)
    return page


def paper_page(request: HttpRequest, area: str, plan: str, paper: int) -> PaperPage:
    """The plan's paper at the address; Http404 where it has none of that number."""
    page = papers_page(request, area, plan)
    found = (
        Paper.objects.filter(plan=page.plan, pk=paper)
        .select_related("meeting__board", "previous", "template")
        .first()
    )
    if found is None:
        raise Http404("There is no such paper.")
    found.plan = page.plan
    return PaperPage(page, found)


def section_page(
    request: HttpRequest, area: str, plan: str, paper: int, section: int
) -> tuple[PaperPage, PaperSection]:
    """The paper's section at the address; Http404 where it has none of that number."""
    at = paper_page(request, area, plan, paper)
    found = at.paper.sections.filter(pk=section).select_related("changed_by").first()
    if found is None:
        raise Http404("There is no such section.")
    found.paper = at.paper
    return at, found


def papers_crumbs(page: PlanPage, *after: Crumb) -> list[Crumb]:
    """The way to a page of the plan's papers."""
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        ("Papers", plan_url(page, "papers")),
        *after,
    ]
