"""Monitoring visits as a day saw them: what each outcome band would mean, and how a visit came out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from actions.models import Plan
from actions.visited import Visit
from boards.choices import OutcomeBand
from boards.models import Meeting, MonitoringVisit, VisitOutcome


@dataclass(frozen=True, slots=True)
class Band:
    """An outcome band of a visit: its word, its text (blank where it does not apply), and whether the visit
    came out so."""

    band: OutcomeBand
    text: str
    is_outcome: bool

    @property
    def label(self) -> str:
        """The band's word."""
        return str(self.band.label)


@dataclass(frozen=True, slots=True)
class VisitOnDay:
    """A visit as it stands on a day. `outcome` is the row that counts, None where it has not come out yet;
    `is_late` where it should have happened by then."""

    visit: MonitoringVisit
    bands: tuple[Band, ...]
    outcome: VisitOutcome | None
    earlier: tuple[VisitOutcome, ...]
    is_late: bool


def band_texts(visit: MonitoringVisit) -> Mapping[OutcomeBand, str]:
    """Band -> what it would mean for the visit, in order; blank where it does not apply."""
    return {
        OutcomeBand.UNMET: visit.unmet,
        OutcomeBand.MET: visit.met,
        OutcomeBand.EXCEEDED: visit.exceeded,
        OutcomeBand.SIGNIFICANTLY_EXCEEDED: visit.significantly_exceeded,
    }


def visits_of(plan: Plan, on: date) -> tuple[VisitOnDay, ...]:
    """The plan's visits on the day, in order. Two queries."""
    return _read(MonitoringVisit.objects.filter(plan=plan), on)


def visit_on(visit: MonitoringVisit, on: date) -> VisitOnDay:
    """One visit on the day."""
    return _read(MonitoringVisit.objects.filter(pk=visit.pk), on)[0]


def visits_at(meeting: Meeting, on: date) -> tuple[VisitOnDay, ...]:
    """The visits for which a meeting is held, as they stand on the day."""
    return _read(MonitoringVisit.objects.filter(meeting=meeting), on)


def _read(rows: QuerySet[MonitoringVisit], on: date) -> tuple[VisitOnDay, ...]:
    outcomes = VisitOutcome.objects.select_related("recorded_by").order_by("pk")
    rows = rows.select_related("plan", "meeting__board").prefetch_related(
        Prefetch("outcomes", outcomes)
    )
    return tuple(_value(row, on) for row in rows)


def _value(visit: MonitoringVisit, on: date) -> VisitOnDay:
    meeting = visit.meeting
    happened = meeting is not None and not meeting.is_cancelled and meeting.held_on <= on
    outcomes = list(visit.outcomes.all()) if happened else []
    known = [
        each
        for place, each in enumerate(outcomes)
        if place == 0 or timezone.localdate(each.recorded_at) <= on
    ]
    outcome = known[-1] if known else None
    return VisitOnDay(
        visit,
        tuple(
            Band(band, text, outcome is not None and outcome.band == band)
            for band, text in band_texts(visit).items()
        ),
        outcome,
        tuple(known[:-1]),
        outcome is None and visit.delivery.has_passed(on),
    )


def told(plans: Sequence[Plan], on: date) -> tuple[Visit, ...]:
    """The visits to the plans on the day, as a timeline shows them. Two queries."""
    known = {plan.pk: plan for plan in plans}
    found = _read(MonitoringVisit.objects.filter(plan__in=plans), on)
    return tuple(_as_told(each, known[each.visit.plan_id], on) for each in found)


def _as_told(each: VisitOnDay, plan: Plan, on: date) -> Visit:
    visit, meeting = each.visit, each.visit.meeting
    is_arranged = meeting is not None and not meeting.is_cancelled
    day = meeting.held_on if meeting is not None and is_arranged else visit.delivery.end
    if each.outcome is not None:
        says = str(each.outcome.get_band_display())
    elif is_arranged and day is not None and day <= on:
        says = "The outcome is not recorded yet"
    else:
        says = f"Due {visit.delivery}" if visit.delivery.end else str(visit.delivery)
    return Visit(
        plan_id=plan.pk,
        title=visit.title,
        day=day,
        has_happened=is_arranged and day is not None and day <= on,
        says=says,
        url=reverse("visit", args=[plan.area.slug, plan.slug, visit.pk]),
    )
