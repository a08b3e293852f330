"""The forward plan: what boards are owed and when, as it stands on a day, with what answered it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from actions.choices import DuePrecision
from actions.due_dates import DueDate
from actions.models import Area
from actions.text import say_day
from boards.choices import RequestState
from boards.models import Board, Meeting, Request, RequestEntry

SOON = timedelta(days=31)
"""What is due within this time is due soon."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something a board is owed, as it stood on a day. `asked_on` is the day from which it was; `source` says
    in words where it comes from; `answered_at` is the meeting to which `paper` went. `late_days` counts from
    the day after its period ended, 0 where it is not late. What is owed regularly tells of its last answer and is
    still owed."""

    id: int
    title: str
    board_id: int
    board_slug: str
    board: str
    plan_slug: str
    plan: str
    asked_on: date
    asked_at: Meeting | None
    source: str
    due: DueDate
    state: RequestState
    answered_on: date | None
    answered_at: Meeting | None
    paper: str
    note: str
    late_days: int
    is_soon: bool

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be answered."""
        return self.state == RequestState.OWED

    @property
    def is_late(self) -> bool:
        """Whether its whole period lay before the day and nothing has answered it."""
        return self.late_days > 0


@dataclass(frozen=True, slots=True)
class ForwardPlan:
    """What is owed, parted as a reader wants it: late, due soon, later, without an end; then what is answered,
    the newest first, and what is no longer wanted."""

    on: date
    late: tuple[Owed, ...]
    soon: tuple[Owed, ...]
    later: tuple[Owed, ...]
    regular: tuple[Owed, ...]
    answered: tuple[Owed, ...]
    withdrawn: tuple[Owed, ...]

    @property
    def open(self) -> tuple[Owed, ...]:
        """Everything still to be answered, late ones first."""
        return (*self.late, *self.soon, *self.later, *self.regular)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever asked for."""
        return not (self.open or self.answered or self.withdrawn)


def owed(whose: Area | Board, on: date) -> ForwardPlan:
    """What the board, or every board of the area, is owed on the day. Two queries."""
    rows = Request.objects.filter(
        **({"board": whose} if isinstance(whose, Board) else {"board__area": whose})
    )
    return parted(_read(rows, on), on)


def one_owed(request: Request, on: date) -> Owed:
    """How one request stands on a day; on its first day where it was not made yet."""
    found = _read(Request.objects.filter(pk=request.pk), on)
    return found[0] if found else _read(Request.objects.filter(pk=request.pk), date.max)[0]


def parted(found: Iterable[Owed], on: date) -> ForwardPlan:
    """The same things in the parts that a reader wants."""
    found = sorted(found, key=lambda each: (each.due.sort_key, each.id))
    open_ = [each for each in found if each.is_owed]
    dated = [each for each in open_ if each.due.end is not None]
    answered = [each for each in found if each.state == RequestState.ANSWERED]
    return ForwardPlan(
        on=on,
        late=tuple(each for each in dated if each.is_late),
        soon=tuple(each for each in dated if each.is_soon),
        later=tuple(each for each in dated if not each.is_late and not each.is_soon),
        regular=tuple(each for each in open_ if each.due.end is None),
        answered=tuple(
            sorted(answered, key=lambda each: (each.answered_on or on, each.id), reverse=True)
        ),
        withdrawn=tuple(each for each in found if each.state == RequestState.WITHDRAWN),
    )


def asked_on(request: Request) -> date:
    """The day from which a request stands: that of the meeting that asked or decided, else of its writing."""
    if request.asked_at is not None:
        return request.asked_at.held_on
    if request.decision is not None:
        return request.decision.meeting.held_on
    return timezone.localdate(request.recorded_at)


def _read(rows: QuerySet[Request], on: date) -> list[Owed]:
    entries = RequestEntry.objects.select_related("answered_at__board").order_by("pk")
    rows = (
        rows.select_related("board", "plan", "asked_at__board", "decision__meeting__board")
        .prefetch_related(Prefetch("entries", entries))
        .order_by("pk")
    )
    return [_value(row, on) for row in rows if asked_on(row) <= on]


def still_owed(entry: RequestEntry) -> bool:
    """Whether something is owed by what was last said of it: what is owed regularly, without an end, is owed
    again as soon as it was answered."""
    is_regular = entry.due_precision == DuePrecision.ONGOING
    return entry.state == RequestState.OWED or (is_regular and entry.state == RequestState.ANSWERED)


def _holds_from(request: Request, entry: RequestEntry, place: int) -> date:
    """The day from which an entry counts: the first with the request itself, an answer from the day it was
    given, anything else from the day it was written."""
    if place == 0:
        return asked_on(request)
    if entry.answered_on is not None:
        return entry.answered_on
    return timezone.localdate(entry.recorded_at)


def _value(row: Request, on: date) -> Owed:
    entries = list(row.entries.all())
    entry = next(
        each
        for place, each in reversed(list(enumerate(entries)))
        if place == 0 or _holds_from(row, each, place) <= on
    )
    due = entry.due
    is_owed = still_owed(entry)
    late = (on - due.end).days if is_owed and due.end is not None else 0
    return Owed(
        id=row.pk,
        title=row.title,
        board_id=row.board_id,
        board_slug=row.board.slug,
        board=row.board.title,
        plan_slug=row.plan.slug if row.plan else "",
        plan=row.plan.title if row.plan else "",
        asked_on=asked_on(row),
        asked_at=row.asked_at,
        source=_source(row),
        due=due,
        state=RequestState.OWED if is_owed else RequestState(entry.state),
        answered_on=entry.answered_on,
        answered_at=entry.answered_at,
        paper=entry.paper,
        note=entry.note,
        late_days=max(late, 0),
        is_soon=is_owed and due.end is not None and on <= due.end <= on + SOON,
    )


def _source(row: Request) -> str:
    """Where the request comes from, in words."""
    meeting = row.asked_at or (row.decision.meeting if row.decision else None)
    said = f"{meeting.board}, {say_day(meeting.held_on)}" if meeting else ""
    if row.decision is not None:
        said += f", decision {row.decision.number}"
    return "; ".join(part for part in (said, row.source) if part)
