"""What every page of an inspection does first: find it for this person; and where its pages lie."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from actions.inspecting.listing import InspectionView, inspection_for_page
from actions.models import Inspection
from actions.services.writing import newest_id
from actions.views.set_up.common import AreaPage, Asking, Crumb, area_at
from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class InspectionsPage(AreaPage):
    """An area's inspections as one person looks at them, today."""

    today: date

    @property
    def may_change(self) -> bool:
        """Whether the person records inspections."""
        return self.can(Capability.MANAGE_PLAN)

    def inspection(self, pk: int) -> Inspection:
        """The inspection at the address; Http404 where the area has none of that number."""
        found = (
            Inspection.objects.filter(area=self.area, pk=pk)
            .select_related("revisits__revisits__revisits")
            .first()
        )
        if found is None:
            raise Http404("There is no such inspection.")
        found.area = self.area
        return found

    def view_of(self, pk: int) -> InspectionView:
        """The inspection at the address with all that its page shows; Http404 as above."""
        found = inspection_for_page(self.area, pk)
        if found is None:
            raise Http404("There is no such inspection.")
        return found

    def crumbs(self, *after: Crumb) -> list[Crumb]:
        """The way to a page of inspections."""
        return [
            ("Your areas", reverse("home")),
            (self.area.name, self.url("area")),
            ("Inspections", self.url("inspections")),
            *after,
        ]

    def below(self, inspection: Inspection, *after: Crumb) -> list[Crumb]:
        """The way to a page about an inspection."""
        return self.crumbs((str(inspection), self.url("inspection", inspection.pk)), *after)

    def asking(self, inspection: Inspection, title: str, **given: Any) -> Asking:
        """A form's page below an inspection."""
        url = self.url("inspection", inspection.pk)
        return Asking(title, self.below(inspection), url, str(inspection), **given)

    def context(self) -> dict[str, object]:
        """What the templates of every page of inspections use."""
        return AreaPage.context(self) | {"today": self.today, "may_change": self.may_change}


def inspections_page(
    request: HttpRequest, area: str, capability: Capability = Capability.VIEW_PLAN
) -> InspectionsPage:
    """The area at the address, for somebody of it with the capability. Http404 for those not of it."""
    page = area_at(request, area, capability)
    return InspectionsPage(page.user, page.area, page.role, timezone.localdate())


def show_newest(form: Form, history: Any) -> None:
    """Let the form, shown again because somebody was quicker, carry the newest entry: saving again means it."""
    data = form.data.copy()  # type: ignore[attr-defined]
    newest = newest_id(history)
    data["seen"] = "" if newest is None else str(newest)
    form.data = data
