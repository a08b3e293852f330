"""What the register is asked for in an address: the page and every file of it read it here, alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django_tables2 import RequestConfig

from actions.filters import LineFilterSet
from actions.position import Line, Position
from actions.tables import RegisterTable
from actions.views.loading import PlanPage, plan_page


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan's register as an address asks for it: `lines` are those that fit, in the order asked for."""

    page: PlanPage
    position: Position
    filterset: LineFilterSet
    lines: Sequence[Line]

    @property
    def is_sound(self) -> bool:
        """Whether everything the address asks for is there."""
        return not self.page.as_at_form.errors and self.filterset.form.is_valid()


def asked_register(request: HttpRequest, area: str, plan: str) -> Asked:
    """The register at the address. Raises Http404 where the person sees no such plan."""
    page = plan_page(request, area, plan)
    position = page.position()
    filterset = LineFilterSet(request.GET, position=position, my_posts=page.my_posts())
    table = RegisterTable(filterset.lines, theme_word=page.area.theme_word)
    RequestConfig(request, paginate=False).configure(table)
    return Asked(page, position, filterset, list(table.data))
