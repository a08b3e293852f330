"""What answers each weakness of a plan's inspection, and the story of each."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.coverage import Coverage, CoverageRow, coverage_as_at
from actions.coverage.gaps import Gap, GapKind
from actions.coverage.story import stories
from actions.coverage.words import answers, what_changed
from actions.line_keys import NONE
from actions.measuring.values import MeasureValue
from actions.parts import coverage as parts
from actions.parts import weakness as tables
from actions.parts.measure_charts import measure_chart
from actions.parts.measures import measures_table
from actions.parts.risks import register_part
from actions.parts.voices import voices_table
from actions.position import Line
from actions.risking import gravest_first
from actions.text import plural
from actions.views.loading import PlanPage, plan_page
from wsoa.capabilities import Capability

LISTED = 12
"""How many actions that answer nothing are named; the others are behind the link to all of them."""


@require_safe
def coverage_page(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The matrix of weaknesses by what answers them, what is missing, and delivery beside impact."""
    page = plan_page(request, area, plan)
    page.check(Capability.VIEW_PLAN)
    coverage = coverage_as_at(page.plan, page.day, page.position())
    answer, *further = answers(coverage)
    links = _Links(page)
    context = page.context() | {
        "coverage": coverage,
        "answer": answer,
        "delivery_answers": further,
        "matrix": parts.matrix(coverage, links.of_row),
        "delivery": parts.delivery(coverage, links.of_row),
        "to_do": _to_do(coverage, links, notes=False),
        "to_think_of": _to_do(coverage, links, notes=True),
        "stray_lines": [(line, links.action(line)) for line in coverage.stray_lines[:LISTED]],
        "more_stray": len(coverage.stray_lines[LISTED:]),
        "stray_measures": [(each, links.measure(each)) for each in coverage.stray_measures],
        "stray_risks": [(each, links.risk(each.reference)) for each in coverage.stray_risks],
        "stray_url": links.register(weakness=NONE),
        "can_manage": links.may_mend,
    }
    if coverage.is_by_theme:
        context |= {
            "measures": measures_table(coverage.measures, link=links.measure),
            "risks": register_part(gravest_first(coverage.risks), caption="Risks", link=links.risk),
        }
    return render(request, "actions/inspection/coverage.html", context, status=page.status)


@require_safe
def weakness_page(request: HttpRequest, area: str, plan: str, number: int) -> HttpResponse:
    """The story of one weakness: what was found, who answers for it, what was done, what it changed."""
    page = plan_page(request, area, plan)
    page.check(Capability.VIEW_PLAN)
    coverage = coverage_as_at(page.plan, page.day, page.position())
    if coverage.not_yet:
        return coverage_page(request, area, plan)
    row = coverage.row(str(number))
    if row is None or row.weakness is None:
        raise Http404("The plan answers no weakness of that number.")
    links = _Links(page)
    (story,) = stories(page.plan, page.day, [row])
    context = page.context() | {
        "coverage": coverage,
        "row": row,
        "weakness": row.weakness,
        "story": story,
        "summary": tables.summary(story),
        "done": tables.actions_table(
            row.lines,
            caption="What was done",
            empty="No action answers this weakness.",
            link=links.action,
        ),
        "measures": measures_table(
            row.measures, link=links.measure, caption="Measures of this weakness"
        ),
        "charts": [
            (chart, what_changed(measure))
            for measure in row.measures
            if (chart := measure_chart(measure)) is not None
        ],
        "impacts": tables.impacts_table(story, links.action),
        "rates_impact": bool(row.position.impacts),
        "risks": register_part(
            gravest_first(row.risks),
            caption="Risks tied to this weakness",
            empty="No risk is tied to it.",
            link=links.risk,
        ),
        "voices": voices_table(
            row.voices,
            {line.action_id: line.reference for line in coverage.position.lines},
            "What was said, and what was done",
        ),
        "theme_heading": plural(page.area.theme_word).capitalize(),
        "gaps": [(gap, links.mend(row, gap)) for gap in row.found],
        "register_url": links.of_row(row, "actions"),
        "neighbours": _neighbours(coverage, row, links),
        "can_manage": links.may_mend,
    }
    return render(request, "actions/inspection/weakness.html", context, status=page.status)


@dataclass(frozen=True, slots=True)
class _Links:
    """Addresses within the plan, with the as-at date of the page carried along."""

    page: PlanPage

    def _url(self, name: str, *more: object, **query: str) -> str:
        path = reverse(name, args=[self.page.area.slug, self.page.plan.slug, *more])
        asked = urlencode(query)
        query_string = "&".join(filter(None, (self.page.context_query(), asked)))
        return f"{path}?{query_string}" if query_string else path

    def register(self, **query: str) -> str:
        """The register, narrowed."""
        return self._url("register", **query)

    def action(self, line: Line) -> str:
        """The page of an action."""
        return self._url("action", line.slug)

    def measure(self, measure: MeasureValue) -> str:
        """The page of a measure."""
        return self._url("measure", measure.id)

    def risk(self, reference: str) -> str:
        """The page of a risk."""
        return self._url("risk", reference)

    def row(self, row: CoverageRow) -> str:
        """The page of a weakness; for a theme, its actions."""
        return self.of_row(row, "row")

    def of_row(self, row: CoverageRow, what: str) -> str:
        """What a row's value leads to (actions/parts/coverage.py says which there are)."""
        if what in {"measures", "risks", "voices"} or (what == "row" and row.weakness):
            return f"{self._url('weakness', row.key)}{'' if what == 'row' else f'#{what}'}"
        narrowed = {"weakness" if row.weakness else "theme": row.key}
        if what in {"complete", "overdue", "unowned"}:
            narrowed["state"] = what
        elif what.startswith("rating:"):
            narrowed["rating"] = what.removeprefix("rating:")
        return self.register(**narrowed)

    def mend(self, row: CoverageRow, gap: Gap) -> "_Mend | None":
        """Where something can be done about what is missing, by somebody who may; None for nowhere."""
        if gap.kind == GapKind.UNOWNED_ACTIONS:
            return _Mend(self.of_row(row, "unowned"), "Show them")
        if gap.kind == GapKind.NO_READING:
            return _Mend(self._url("measures"), "See the measures")
        if row.weakness is None or not self.may_mend:
            return None
        if gap.kind in {GapKind.NO_OWNER, GapKind.NO_LEAD}:
            where = (self.page.area.slug, row.weakness.inspection_id, row.weakness.id)
            return _Mend(reverse("weakness-change", args=where), "Name a lead")
        if gap.kind in _CHOSEN:
            return _Mend(self._url("weakness-answers", row.key), "Choose what answers it")
        return None

    @property
    def may_mend(self) -> bool:
        """Whether the person may change what answers a weakness, and looks at today."""
        return self.page.is_today and self.page.can(Capability.MANAGE_PLAN)


_CHOSEN = {GapKind.NO_ACTION, GapKind.NO_MEASURE, GapKind.NO_THEME, GapKind.NO_RISK}
"""What is missing because nobody chose it yet."""


@dataclass(frozen=True, slots=True)
class _Mend:
    """A link to where something can be done."""

    url: str
    text: str


def _to_do(
    coverage: Coverage, links: _Links, *, notes: bool
) -> list[tuple[str, str, list[tuple[Gap, _Mend | None]]]]:
    """For each row that lacks something, its heading and address, and what it lacks with where to mend it."""
    found = []
    for row in coverage.rows:
        missing = row.notes if notes else row.gaps
        if missing:
            each = [(gap, links.mend(row, gap)) for gap in missing]
            found.append((parts.heading(row), links.row(row), each))
    return found


def _neighbours(coverage: Coverage, row: CoverageRow, links: _Links) -> list[tuple[str, str, str]]:
    """The weaknesses before and after: which way, what it is called, its address."""
    place = coverage.rows.index(row)
    ways = (("Previous", place - 1), ("Next", place + 1))
    return [
        (way, parts.heading(coverage.rows[other]), links.row(coverage.rows[other]))
        for way, other in ways
        if 0 <= other < len(coverage.rows)
    ]
