"""When a plan's owners are asked for updates, and when they are reminded: dates in, stages out.

Days are local days. A cycle opens on the plan's own day of the month, or on the first day after it on
which the clock runs, and its other dates are counted from the day it opened: whoever is asked late has as
long to answer. Where a whole cycle was slept through it is left out.

One address gets at most one message in five days, over all its posts and plans. A stage that falls inside
the five days waits, and lapses when the next stage comes: only the latest stage due is ever sent.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Self

from django.utils import timezone

from actions.choices import CycleFrequency, PlanStage, ReminderStage
from actions.models import Plan

MESSAGES_FROM_HOUR = 7
"""Nobody's phone rings before seven: what falls due in the night is sent in the morning."""
REST = timedelta(days=5)
"""The shortest time between two messages to one address."""
SOON_DAYS = 5
"""So many days before answers are due, owners are reminded that they are: far enough for another message on the
day itself, where a cycle gives its owners the time."""
LEAD_AFTER_DAYS = 4
"""So many days after, the owner's organisation is told; the day after that, the project managers."""
MANAGER_AFTER_DAYS = 5
QUARTERS_END_IN = (3, 6, 9, 12)

_ORDER = (
    ReminderStage.ASKED,
    ReminderStage.SOON,
    ReminderStage.DUE,
    ReminderStage.LATE,
)
"""What an owner gets, in this order."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a plan asks: its settings and its life, without its rows."""

    frequency: CycleFrequency
    opens_day: int
    due_after_days: int
    closes_after_days: int
    stage: PlanStage
    starts_on: date
    ends_on: date | None

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """The plan's."""
        return cls(
            frequency=CycleFrequency(plan.cycle_frequency),
            opens_day=plan.cycle_opens_day,
            due_after_days=plan.cycle_due_after_days,
            closes_after_days=plan.cycle_closes_after_days,
            stage=PlanStage(plan.stage),
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
        )

    def asks_on(self, day: date) -> bool:
        """Whether the plan asks its owners at that time of its life."""
        return (
            self.frequency != CycleFrequency.NONE
            and self.stage == PlanStage.DELIVERY
            and self.starts_on <= day
            and (self.ends_on is None or day <= self.ends_on)
        )

    def opening_before(self, day: date) -> date | None:
        """The last day up to `day` on which a cycle should have opened and would still be open."""
        if not self.asks_on(day):
            return None
        opening = next(found for found in self._openings(day, -1) if found <= day)
        if opening < self.starts_on or day > opening + timedelta(days=self.closes_after_days):
            return None
        return opening

    def opening_after(self, day: date) -> date | None:
        """The next day after `day` on which a cycle opens by the clock."""
        if self.frequency == CycleFrequency.NONE or self.stage != PlanStage.DELIVERY:
            return None
        first = max(day + timedelta(days=1), self.starts_on)
        opening = next(found for found in self._openings(first, 1) if found >= first)
        return opening if self.asks_on(opening) else None

    def _openings(self, day: date, step: int) -> Iterator[date]:
        """The days of opening in the months from the day's on: later ones, or with -1 earlier ones."""
        months = QUARTERS_END_IN if self.frequency == CycleFrequency.QUARTERLY else range(1, 13)
        for index in count(day.year * 12 + day.month - 1, step):
            if index % 12 + 1 in months:
                yield date(index // 12, index % 12 + 1, self.opens_day)

    def due_on(self, opens_on: date) -> date:
        """When the answers of a cycle that opens on the day are due."""
        return opens_on + timedelta(days=self.due_after_days)

    def closes_on(self, opens_on: date) -> date:
        """The last day of a cycle that opens on the day."""
        return opens_on + timedelta(days=self.closes_after_days)


def owner_stage(
    *, due_on: date, day: date, sent: Collection[ReminderStage]
) -> ReminderStage | None:
    """What to send on the day to an owner with something left to answer; None where it was sent.

    `sent` holds what the owner got before. Whoever got nothing is asked, unless answers are late by now.
    """
    if day > due_on:
        latest = ReminderStage.LATE
    elif not sent:
        latest = ReminderStage.ASKED
    elif day == due_on:
        latest = ReminderStage.DUE
    elif day >= due_on - timedelta(days=SOON_DAYS):
        latest = ReminderStage.SOON
    else:
        latest = ReminderStage.ASKED
    gone_by = max((_ORDER.index(stage) for stage in sent if stage in _ORDER), default=-1)
    if sent and latest == ReminderStage.ASKED:
        return None
    return latest if _ORDER.index(latest) > gone_by else None


def organisation_told_on(due_on: date, closes_on: date) -> date:
    """From which day an owner's organisation is told that there is no answer."""
    return min(due_on + timedelta(days=LEAD_AFTER_DAYS), closes_on)


def manager_told_on(due_on: date, closes_on: date) -> date:
    """From which day the project managers are."""
    return min(due_on + timedelta(days=MANAGER_AFTER_DAYS), closes_on)


def is_waking_hour(moment: datetime) -> bool:
    """Whether messages go out at that time of the local day."""
    return timezone.localtime(moment).hour >= MESSAGES_FROM_HOUR


def start_of(day: date) -> datetime:
    """The first moment of a local day."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware


def end_of(day: date) -> datetime:
    """The first moment after a local day."""
    return start_of(day + timedelta(days=1))
