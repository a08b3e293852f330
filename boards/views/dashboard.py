"""A plan's dashboard, on a page and on the screen of a meeting room."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.deciding import Waiting, number_waiting
from actions.position import Position
from actions.text import say_day
from actions.views.loading import PlanPage, plan_page
from boards.beside import beside
from boards.dashboard import Dashboard, comparables, dashboard, meetings_before
from boards.forecasting import forecast_sentence
from boards.forms.dashboard import MEETINGS, MONTHS, DashboardForm
from boards.models import Meeting
from boards.trend import Trend, trend
from boards.trend_charts import (
    Address,
    burn_up,
    by_rating,
    meeting_days,
    month_ends,
    said_of_planned,
    worth_drawing,
)
from boards.visiting import visits_of
from wsoa.capabilities import Capability

MOVED_SHOWN = 30
"""How many of the actions with another rating the dashboard lists; the page that compares has them all."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What both pages show: the plan's page, what was asked for, the dashboard and the trend."""

    page: PlanPage
    query: QueryDict
    form: DashboardForm
    dashboard: Dashboard
    trend: Trend

    @property
    def status(self) -> int:
        """The HTTP status: 400 where the address asks for what there is not."""
        return 400 if self.form.errors else self.page.status

    def kept_query(self, *names: str) -> QueryDict:
        """What the address asks for under those names, to be carried along."""
        kept = QueryDict(mutable=True)
        for name in names:
            value = self.query.get(name)
            if isinstance(value, str) and value:
                kept[name] = value
        return kept

    def compare_query(self) -> str:
        """What the page that compares is asked for, to show everything that changed."""
        chosen = self.dashboard.compared_with
        query = QueryDict(mutable=True)
        if chosen.meeting is not None:
            query["from"] = f"meeting-{chosen.meeting.pk}"
        elif chosen.day is not None:
            query["from"] = chosen.day.isoformat()
        query["to"] = "today" if self.page.is_today else self.page.day.isoformat()
        return query.urlencode()

    def other_trend(self) -> str:
        """The query of the same page with the other days in its trend; empty where no meeting was held."""
        if all(each.meeting is None for each in self.form.offered):
            return ""
        query = self.kept_query("as_at", "since")
        query["over"] = MONTHS if self.form.over_meetings else MEETINGS
        return query.urlencode()

    def context(self) -> dict[str, object]:
        """What both templates use."""
        shown = self.dashboard
        return self.page.context() | {
            "dashboard_form": self.form,
            "dashboard": shown,
            "position": shown.position,
            "change_note": _note(shown),
            "moved_first": shown.movement.moved[:MOVED_SHOWN] if shown.movement else (),
            "moved_shown": MOVED_SHOWN,
            "compare_query": self.compare_query(),
            "trend": self.trend if worth_drawing(self.trend) else None,
            "over_meetings": self.form.over_meetings,
            "kept_query": self.kept_query("over"),
            "screen_query": self.kept_query("as_at", "since", "over").urlencode(),
        }


@require_safe
def plan_dashboard(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Are we on track, Table 1 with movement, what is in trouble and what is being done, what comes next,
    how it got here."""
    shown = _shown(request, plan_page(request, area, plan))
    page, position = shown.page, shown.dashboard.position
    address = _address(page)
    context = shown.context() | {
        "impact_table": position.by_theme_impact(),
        "workstream_table": position.by_workstream() if position.workstreams else None,
        "visits": visits_of(page.plan, page.day),
        "beside": beside(page.plan, page.day, position),
        "forecast_sentence": forecast_sentence(page.plan, page.day),
        "owns_actions": _owns_actions(page, position),
        "waiting": number_waiting(page.plan) if _decides(page) else Waiting(),
        "can_write_papers": page.can(Capability.WRITE_PAPERS),
        "can_set_up": page.can(Capability.MANAGE_PLAN),
    }
    if worth_drawing(shown.trend):
        context |= {
            "by_rating": by_rating(shown.trend, address) if position.ratings else None,
            "burn_up": burn_up(shown.trend, position, address, today=_today(page)),
            "planned_note": said_of_planned(position),
            "other_trend": shown.other_trend(),
        }
    return render(request, "boards/plan_dashboard.html", context, status=shown.status)


@require_safe
def plan_screen(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The same for the screen of a meeting room: large, and without anything to steer by but a way back."""
    shown = _shown(request, plan_page(request, area, plan))
    position = shown.dashboard.position
    context = shown.context() | {"navigation": None}
    if worth_drawing(shown.trend):
        if position.ratings:
            context["by_rating"] = by_rating(shown.trend, _address(shown.page))
        else:
            context["burn_up"] = burn_up(
                shown.trend, position, _address(shown.page), today=_today(shown.page)
            )
    return render(request, "boards/plan_screen.html", context, status=shown.status)


def _shown(request: HttpRequest, page: PlanPage) -> _Shown:
    page.check(Capability.VIEW_PLAN)
    meetings = meetings_before(page.plan, page.day)
    offered = comparables(page.plan, page.day, meetings)
    form = DashboardForm(
        {name: request.GET.get(name, "") for name in ("since", "over")},
        offered=offered,
        usual=MEETINGS if len(meetings) > 1 else MONTHS,
    )
    position = page.position()
    shown = dashboard(page.plan, position, form.compared_with)
    days = _days(page.day, meetings, over_meetings=form.over_meetings)
    return _Shown(page, request.GET, form, shown, trend(page.plan, days).since_first_action())


def _days(day: date, meetings: list[Meeting], *, over_meetings: bool) -> list[date]:
    if over_meetings:
        return meeting_days((meeting.as_at for meeting in meetings), day)
    return month_ends(day)


def _address(page: PlanPage) -> Address:
    """Where the register shows the rows of a figure as they stood on a day."""
    register = reverse("register", args=[page.area.slug, page.plan.slug])

    def address(day: date, choice: str) -> str:
        return f"{register}?{choice}{'&' if choice else ''}as_at={day.isoformat()}"

    return address


def _today(page: PlanPage) -> str:
    return "Today" if page.is_today else ""


def _note(shown: Dashboard) -> str:
    """What the changes in the cells of Table 1 are changes since."""
    if shown.earlier is None:
        return ""
    compared = shown.compared_with
    if compared.meeting is None or compared.meeting.as_at == compared.meeting.held_on:
        return f"With the change {compared.since}"
    return f"With the change {compared.since}, which was shown {say_day(shown.earlier.as_at)}"


def _decides(page: PlanPage) -> bool:
    """Whether the person decides on what is proposed; a closed plan takes nothing."""
    return page.can(Capability.ACCEPT_UPDATES) and not page.plan.is_closed


def _owns_actions(page: PlanPage, position: Position) -> bool:
    """Whether a post that the person holds owns an action on the day."""
    mine = page.my_posts()
    return any(owner.id in mine for line in position.lines for owner in line.owners)
