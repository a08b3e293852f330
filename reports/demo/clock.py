"""The period's own clock: when something of the past was written down."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

SATURDAY = 5


class Clock:
    """Gives each write its own minute, in order, on a weekday `lag_days` or a little more after.

    Monthly returns reach the tracker some days after the month they are about.
    """

    def __init__(self, lag_days: int) -> None:
        self._lag = timedelta(days=lag_days)
        self._last: datetime | None = None

    def after(self, effective: date) -> datetime:
        """The time at which something effective on the day is recorded; later than any given before."""
        day = effective + self._lag
        while self._lag and day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        moment = timezone.make_aware(datetime.combine(day, time(9, 30)))
        if self._last is not None:
            moment = max(moment, self._last + timedelta(minutes=1))
        self._last = moment
        return moment
