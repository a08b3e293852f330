"""Comparing a plan with itself: two days, two snapshots, a snapshot and today."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.export import harmless
from actions.models import Plan
from actions.position import RatingValue
from actions.urls_for import action_url
from actions.views.loading import PlanPage, plan_page
from boards.choices import ChangeKind
from boards.comparing import Change, Comparison, compare
from boards.forms.packs import A_DAY, CompareForm
from boards.models import Snapshot
from boards.sides import TODAY, Side, choices_of_meetings, read_side, side_of
from wsoa.capabilities import Capability

HEADINGS = ("Kind", "Reference", "Action", "What", "Before", "After")
BY_RATING = (ChangeKind.UP, ChangeKind.DOWN, ChangeKind.OTHERWISE)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs, as a row of the page. `url` is empty where there is no action to lead to."""

    reference: str
    title: str
    url: str
    what: str
    before: str
    after: str
    rating_before: RatingValue | None = None
    rating_after: RatingValue | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The changes of one kind."""

    kind: ChangeKind
    number: int
    rows: tuple[Row, ...]

    @property
    def is_of_ratings(self) -> bool:
        """Whether its cells are ratings."""
        return self.kind in BY_RATING


def tables_of(comparison: Comparison, plan: Plan, today: date) -> list[Table]:
    """A table a kind of change, in the order of being told; kinds without any are left out."""
    return [
        Table(
            kind,
            len(changes),
            tuple(
                row
                for change in changes
                for row in _rows(change, comparison, plan, today, kind in BY_RATING)
            ),
        )
        for kind, changes in comparison.by_kind()
    ]


def _rows(
    change: Change, comparison: Comparison, plan: Plan, today: date, is_of_ratings: bool
) -> Iterator[Row]:
    line, url = change.line, ""
    if line is not None:
        day = comparison.later.as_at if change.after else comparison.earlier.as_at
        suffix = "" if day == today else f"?as_at={day.isoformat()}"
        url = f"{action_url(plan, line.slug)}{suffix}"
    for each in change.differences:
        yield Row(
            change.reference,
            line.title if line else "",
            url,
            each.what,
            each.before,
            each.after,
            change.before.rating if is_of_ratings and change.before else None,
            change.after.rating if is_of_ratings and change.after else None,
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for: the form, and both sides where it is sound."""

    page: PlanPage
    form: CompareForm
    earlier: Side | None
    later: Side | None

    @property
    def comparison(self) -> Comparison | None:
        """What differs; None where there are not two sides."""
        if self.earlier is None or self.later is None:
            return None
        return compare(self.earlier.position, self.later.position)


@require_safe
def compare_page(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What differs between two sides, kind by kind, with counts, and the form that chooses the sides."""
    asked = _asked(request, area, plan)
    page, comparison = asked.page, asked.comparison
    context = page.context() | {
        "form": asked.form,
        "earlier": asked.earlier,
        "later": asked.later,
        "comparison": comparison,
        "tables": tables_of(comparison, page.plan, page.today) if comparison else [],
        "moved": _moved_words(comparison) if comparison else "",
        "as_at_query": "",
    }
    status = 400 if asked.form.errors else 200
    return render(request, "boards/comparing/compare.html", context, status=status)


@require_safe
def compare_csv(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The same as a CSV file, a row for each thing that differs."""
    asked = _asked(request, area, plan)
    comparison = asked.comparison
    if comparison is None:
        errors = "; ".join(str(error) for errors in asked.form.errors.values() for error in errors)
        return HttpResponse(f"{errors}\n", status=400, content_type="text/plain; charset=utf-8")
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{asked.page.plan.slug}-compared.csv"'
    writer = csv.writer(answer)
    writer.writerow(HEADINGS)
    for table in tables_of(comparison, asked.page.plan, asked.page.today):
        for row in table.rows:
            cells = (row.reference, row.title, row.what, row.before, row.after)
            writer.writerow([table.kind.label, *(harmless(cell) for cell in cells)])
    return answer


def _asked(request: HttpRequest, area: str, plan: str) -> _Asked:
    page = plan_page(request, area, plan)
    page.check(Capability.VIEW_PLAN)
    meetings = choices_of_meetings(page.plan, page.today)
    names = {name: _name(request, name) for name in ("from", "to")}
    names["from"] = names["from"] or _last_shown(page)
    names["to"] = names["to"] or TODAY
    form = CompareForm(_as_typed(names), meetings=meetings, today=page.today)
    sides: dict[str, Side] = {}
    for name, value in names.items():
        try:
            sides[name] = read_side(page.plan, value, page.today)
        except ValueError as error:
            form.refuse(name, str(error))
    return _Asked(page, form, sides.get("from"), sides.get("to"))


def _name(request: HttpRequest, which: str) -> str:
    """The side that the address names; what was typed as a day where it says that it is one."""
    typed = request.GET.get(which, "").strip()
    return request.GET.get(f"{which}_day", "").strip() if typed == A_DAY else typed


def _as_typed(names: dict[str, str]) -> dict[str, str]:
    """What the form shows for the sides: a day is typed beside the choice of a day."""
    typed: dict[str, str] = {}
    for name, value in names.items():
        is_listed = value == TODAY or value.startswith("meeting-")
        typed[name] = value if is_listed else A_DAY
        typed[f"{name}_day"] = "" if is_listed else value
    return typed


def _last_shown(page: PlanPage) -> str:
    """What is compared where the address does not say: what a board was last shown, else the plan's first
    day."""
    last = (
        Snapshot.objects.filter(plan=page.plan, pack__isnull=False, pack__reopening__isnull=True)
        .select_related("pack__meeting")
        .order_by("as_at", "pk")
        .last()
    )
    return side_of(last.pack.meeting) if last and last.pack else page.plan.starts_on.isoformat()


def _moved_words(comparison: Comparison) -> str:
    """How many actions differ, in a sentence."""
    number = comparison.number_of_actions
    if comparison.is_empty:
        return "Nothing differs."
    if not number:
        return "No action differs; something said of the whole plan does."
    return (
        f"{number:,} action{'' if number == 1 else 's'} {'differs' if number == 1 else 'differ'}."
    )
