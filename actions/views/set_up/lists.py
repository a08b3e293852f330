"""The lists that an area and its plans are set up from, and what the pages about one row of a list share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from actions.services.rows import version
from actions.views.loading import PlanPage
from actions.views.set_up.common import (
    AreaPage,
    Asking,
    Crumb,
    Page,
    plan_crumbs,
    plan_url,
    removal,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of set-up rows. `url` gives its address, and by the name of a page that of one about a row;
    `kind` begins the names of those, and `way` leads to the list."""

    page: Page
    caption: str
    title: str
    url: str
    kind: str
    way: list[Crumb]
    address: Callable[..., str]

    @property
    def crumbs(self) -> list[Crumb]:
        """The way to a page below the list."""
        return [*self.way, (self.title, self.url)]

    def asking(self, title: str, **given: Any) -> Asking:
        """A form's page below the list."""
        return Asking(title, self.crumbs, self.url, self.caption, **given)

    def changing(self, row: Model, called: str, *, stays: str, **given: Any) -> Asking:
        """The page that changes a row, with the way to take it out, or why it `stays`."""
        remove = "" if stays else self.address(f"{self.kind}-remove", row.pk)
        return self.asking(f"Change {called}", remove=remove, stays=stays, **given)

    def removal(
        self,
        request: HttpRequest,
        row: Model,
        called: str,
        warning: str,
        service: Callable[[], None],
        *,
        button: str = "Remove",
        stays: str = "",
    ) -> HttpResponse:
        """The page that asks, then takes a row out by the service; or says why the row `stays`."""

        def remove() -> tuple[str, str]:
            service()
            return self.url, f"{called} is removed."

        return removal(
            request,
            self.page,
            title=f"Remove {called}",
            warning=warning,
            crumbs=self.crumbs,
            cancel=self.address(f"{self.kind}-change", row.pk),
            button=button,
            remove=remove,
            stays=stays,
        )

    def moved(self, request: HttpRequest, called: str) -> HttpResponse:
        """Back to the list, a row having changed its place."""
        messages.success(request, f"{called} is moved.")
        return HttpResponseRedirect(self.url)


def plan_list(page: PlanPage, name: str, title: str, kind: str) -> Listing:
    """A list of the plan's at the address of that name."""

    def address(name: str, *words: object) -> str:
        return plan_url(page, name, *words)

    url, way = address(name), plan_crumbs(page)
    return Listing(page, page.plan.title, title, url, kind, way, address)


def area_list(page: AreaPage, name: str, title: str, kind: str) -> Listing:
    """A list of the area's at the address of that name."""
    return Listing(page, page.area.name, title, page.url(name), kind, page.crumbs(), page.url)


def as_it_is(row: Model, *names: str) -> dict[str, object]:
    """The row's fields, and its version, as the form that changes it shows them first."""
    return {name: row.serializable_value(name) for name in names} | {"seen": version(row)}
