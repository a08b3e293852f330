"""What the register is asked for in an address: the page and every file of it read it here, alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, QueryDict
from django_tables2 import RequestConfig

from actions.coverage import answered_as_at
from actions.filters import LineFilterSet
from actions.models import Action, Plan
from actions.position import Line, Position, position_as_at
from actions.tables import RegisterTable
from actions.views.loading import PlanPage, plan_page


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan's register as an address asks for it: `lines` are those that fit, in the order asked for."""

    page: PlanPage
    position: Position
    filterset: LineFilterSet
    table: RegisterTable
    lines: Sequence[Line]

    @property
    def is_sound(self) -> bool:
        """Whether everything the address asks for is there."""
        return not self.page.as_at_form.errors and self.filterset.form.is_valid()


def asked_register(
    request: HttpRequest,
    area: str,
    plan: str,
    *,
    rows_on_one_page: int = 0,
    columns: Callable[[PlanPage], Sequence[str]] = lambda page: (),
) -> Asked:
    """The register at the address, in pages where there are more rows than one page takes.

    `columns` gives the names of those that the person sees. Raises Http404 where there is no such plan.
    """
    page = plan_page(request, area, plan)
    filterset = filterset_for(page, request.GET)
    lines = filterset.lines
    table = RegisterTable(lines, position=filterset.position, columns=columns(page))
    in_pages = 0 < rows_on_one_page < len(lines)
    paginate = {"per_page": rows_on_one_page} if in_pages else False
    RequestConfig(request, paginate=paginate).configure(table)
    return Asked(page, filterset.position, filterset, table, list(table.data))


def filterset_for(
    page: PlanPage, query: QueryDict, *, position: Position | None = None
) -> LineFilterSet:
    """The filters of a query, over that Position or else the plan as the page shows it."""
    position = position or page.position()
    return LineFilterSet(
        query,
        position=position,
        position_on=partial(position_as_at, page.plan),
        borne_by=partial(_bearers, page.plan),
        my_posts=page.my_posts(),
        answers=answered_as_at(page.plan, position.as_at),
    )


def _bearers(plan: Plan, typed: str) -> frozenset[int]:
    return frozenset(Action.objects.with_reference(plan, typed).values_list("pk", flat=True))


def kept_query(query: QueryDict, *more: str) -> QueryDict:
    """What of a query says which actions the register shows and in which order, without empty values."""
    kept = QueryDict(mutable=True)
    for name in (*LineFilterSet.base_filters, "sort", *more):
        values = [value for value in query.getlist(name) if value]
        if values:
            kept.setlist(name, values)
    return kept
