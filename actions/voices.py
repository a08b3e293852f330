""" "You said, we did" as at a day: reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from actions.choices import Speaker
from actions.models import Area, VoiceEntry
from actions.text import say_month


@dataclass(frozen=True, slots=True)
class VoiceValue:
    """What was said in a month (its first day), and what was done about it, as it stood on the day.

    `action_id` is the action that did it; `weakness_id` and `weakness` (number and title) what it is about. `since` is the
    day from which it stands so; `entry_id` the entry that says so.
    """

    id: int
    entry_id: int
    month: date
    speaker: Speaker
    place: str
    said: str
    done: str
    action_id: int | None
    weakness_id: int | None
    weakness: str
    is_published: bool
    since: date

    @property
    def is_answered(self) -> bool:
        """Whether something was done about it."""
        return bool(self.done)

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if not self.is_answered:
            return "Not answered yet"
        return "Published" if self.is_published else "Answered, not published"


@dataclass(frozen=True, slots=True)
class VoicesOfMonth:
    """What was said in one month."""

    month: date
    voices: tuple[VoiceValue, ...]

    def __str__(self) -> str:
        return say_month(self.month)


def voices_as_at(area: Area, day: date) -> tuple[VoiceValue, ...]:
    """All that was said in the area, as it stood on the day: the latest month first, and within it as it was
    recorded. One query."""
    rows = (
        VoiceEntry.objects.filter(voice__area=area)
        .as_at(day)
        .select_related("voice", "weakness")
        .order_by("-voice__month", "voice_id")
    )
    return tuple(_value(row) for row in rows)


def by_month(voices: Iterable[VoiceValue]) -> tuple[VoicesOfMonth, ...]:
    """The voices, month by month, in the order given."""
    return tuple(
        VoicesOfMonth(month, tuple(each))
        for month, each in groupby(voices, lambda voice: voice.month)
    )


def _value(row: VoiceEntry) -> VoiceValue:
    return VoiceValue(
        id=row.voice_id,
        entry_id=row.pk,
        month=row.voice.month,
        speaker=Speaker(row.speaker),
        place=row.place,
        said=row.said,
        done=row.done,
        action_id=row.action_id,
        weakness_id=row.weakness_id,
        weakness=str(row.weakness) if row.weakness else "",
        is_published=row.is_published,
        since=row.effective_date,
    )
