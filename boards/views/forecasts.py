"""When a plan will finish, and how good such forecasts have been."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.position import Position
from actions.views.loading import PlanPage, plan_page
from boards.forecast import FEWEST, RUNS, Forecast, State
from boards.forecast_check import FALLS_WITHIN
from boards.forecast_check import RUNS as RUNS_OF_CHECK
from boards.forecast_tables import (
    action_rows,
    check_headline,
    check_words,
    fan_of,
    kept_rows,
    left_out,
    pace_rows,
    past_due,
    say_by,
    theme_rows,
)
from boards.forecast_words import YEARS_AHEAD, say_share, sentence
from boards.forecasting import (
    check_of,
    forecast_of,
    forecast_of_snapshot,
)
from boards.models import Meeting, Pack
from boards.shown import meetings_of, pack_in_force, snapshot_in
from wsoa.capabilities import Capability

SHOWN = 20
"""Actions likely to miss their date that are shown at once; the others can be opened."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a page forecasts: the Position, its forecast, and the meeting and closed pack that it is of."""

    position: Position
    forecast: Forecast
    meeting: Meeting | None = None
    pack: Pack | None = None


@require_safe
def forecast(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The range, the fan, what drives it and which actions are likely to miss their date.

    As at a day, or with `?meeting=` as a board would have seen it when its pack was closed.
    """
    page = plan_page(request, area, plan)
    page.check(Capability.VIEW_PLAN)
    asked = _asked(page, request.GET.get("meeting", ""))
    page = replace(page, day=asked.position.as_at)
    made = asked.forecast
    context = page.context() | {
        "position": asked.position,
        "forecast": made,
        "meeting": asked.meeting,
        "pack": asked.pack,
        "sentence": sentence(made),
        "left_out": left_out(made),
        "too_little": made.state == State.TOO_LITTLE,
        "fewest": FEWEST,
    }
    if made.state == State.READY:
        context |= _figures(made, asked.position)
    return render(request, "boards/forecast/forecast.html", context, status=page.status)


def _asked(page: PlanPage, meeting: str) -> _Asked:
    if not meeting:
        return _Asked(page.position(), forecast_of(page.plan, page.day))
    found = (
        meetings_of(page.plan).filter(pk=int(meeting)).first()
        if meeting.isascii() and meeting.isdigit() and len(meeting) < 18
        else None
    )
    if found is None:
        raise Http404("No board that watches this plan has such a meeting.")
    pack = pack_in_force(found)
    snapshot = snapshot_in(pack, page.plan) if pack else None
    if snapshot is not None:
        snapshot.plan = page.plan
        return _Asked(*forecast_of_snapshot(snapshot), found, pack)
    page = replace(page, day=min(found.as_at, page.today))
    return _Asked(page.position(), forecast_of(page.plan, page.day), found)


def _figures(made: Forecast, position: Position) -> dict[str, object]:
    """What a page of a forecast that could be made shows."""
    assert made.finish is not None
    assert made.nine_tenths is not None
    rows = action_rows(made, position)
    worth = [row for row in rows if row.is_worth_a_look]
    themes = theme_rows(made, position)
    return {
        "chart": fan_of(made),
        "chart_note": f"From {RUNS:,} runs. Half of them lie in the darker band, 85 in 100 in both",
        "finish_half": say_by(made.finish, is_half=True),
        "finish_most": say_by(made.finish, is_half=False),
        "nine_tenths_half": say_by(made.nine_tenths, is_half=True),
        "nine_tenths_most": say_by(made.nine_tenths, is_half=False),
        "unfinished": say_share(1 - made.finish.within),
        "in_time": "" if made.in_time is None else say_share(made.in_time),
        "themes": themes,
        "any_without": any(row.without for row in themes),
        "rows": worth[:SHOWN],
        "more_rows": worth[SHOWN:],
        "more_count": f"{len(worth[SHOWN:]):,}",
        "unlikely": len(rows) - len(worth),
        "past_due": past_due(made),
        "pace": pace_rows(made),
        "runs": f"{RUNS:,}",
        "horizon_words": YEARS_AHEAD,
    }


@require_safe
def forecast_check(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Each past month's forecast beside what happened, and how often it was right."""
    page = plan_page(request, area, plan)
    page.check(Capability.VIEW_PLAN)
    check = check_of(page.plan, page.day)
    context = page.context() | {
        "check": check,
        "headline": check_headline(check),
        "words": check_words(check),
        "kept": kept_rows(check),
        "falls_within": FALLS_WITHIN,
        "fewest": FEWEST,
        "runs": RUNS_OF_CHECK,
    }
    return render(request, "boards/forecast/check.html", context, status=page.status)
