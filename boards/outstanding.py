"""Board actions as they stand on a day: who owes what since which meeting, and whether it is late.

They are carried from meeting to meeting by being read, never by being copied: a meeting takes up what was
asked at earlier meetings of its board and was still open on its eve.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from actions.models import Area
from actions.text import say_day, say_post
from boards.choices import BoardActionState, MeetingState
from boards.models import Board, BoardAction, BoardActionEntry, Meeting


@dataclass(frozen=True, slots=True)
class BoardActionValue:
    """A board action as it stood on a day. `owner` names post and organisation, empty where nobody is named;
    `since` is the day from which it stood so; `note` is what was last said of it. `late_days` counts from
    the day after it was due, 0 where it is not late, done or dropped."""

    id: int
    board_id: int
    board_slug: str
    board: str
    meeting_id: int
    held_on: date
    number: int
    text: str
    owner_id: int | None
    owner: str
    due_on: date | None
    state: BoardActionState
    since: date
    note: str
    late_days: int

    @property
    def reference(self) -> str:
        """The meeting's day and the number in it: 12 March 2018, 3."""
        return f"{say_day(self.held_on)}, {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == BoardActionState.OPEN

    @property
    def is_late(self) -> bool:
        """Whether it was due before the day and is still open."""
        return self.late_days > 0


def board_actions_open(board: Board, on: date) -> tuple[BoardActionValue, ...]:
    """What the board's meetings up to the day asked for and is open on it: late ones first, then by due
    date, those without one last. Two queries."""
    return _open(_read(BoardAction.objects.filter(meeting__board=board), on))


def board_actions_open_in(area: Area, on: date) -> tuple[BoardActionValue, ...]:
    """The same, of all boards of the area."""
    return _open(_read(BoardAction.objects.filter(meeting__board__area=area), on))


def carried_to(meeting: Meeting) -> tuple[BoardActionValue, ...]:
    """What a meeting takes up: open on its eve, asked at earlier meetings of its board."""
    return board_actions_open(meeting.board, meeting.held_on - timedelta(days=1))


def board_actions_of(meeting: Meeting, on: date) -> tuple[BoardActionValue, ...]:
    """What a meeting asked for, as it stands on the day, by number. None before the meeting."""
    return tuple(_read(BoardAction.objects.filter(meeting=meeting), on))


def board_actions(board: Board, on: date) -> tuple[BoardActionValue, ...]:
    """Everything that the board's meetings up to the day asked for, the newest meeting's first."""
    found = _read(BoardAction.objects.filter(meeting__board=board), on)
    return tuple(sorted(found, key=lambda each: (-each.held_on.toordinal(), each.number)))


def as_they_stand(ids: Iterable[int], on: date) -> dict[int, BoardActionValue]:
    """Board action's id -> how it stands on the day."""
    return {each.id: each for each in _read(BoardAction.objects.filter(pk__in=list(ids)), on)}


def standing(board_action: BoardAction, on: date) -> BoardActionValue:
    """How a board action stands on a day, that of its meeting or later."""
    return as_they_stand([board_action.pk], on)[board_action.pk]


def _open(found: Iterable[BoardActionValue]) -> tuple[BoardActionValue, ...]:
    return tuple(sorted((each for each in found if each.is_open), key=_urgency))


def _urgency(each: BoardActionValue) -> tuple[bool, date, date, int]:
    return (not each.is_late, each.due_on or date.max, each.held_on, each.number)


def _read(rows: QuerySet[BoardAction], on: date) -> list[BoardActionValue]:
    entries = (
        BoardActionEntry.objects.filter(effective_date__lte=on)
        .select_related("owner__organisation")
        .order_by("effective_date", "recorded_at", "pk")
    )
    rows = (
        rows.filter(meeting__held_on__lte=on, meeting__state=MeetingState.SCHEDULED)
        .select_related("meeting__board", "owner__organisation")
        .prefetch_related(Prefetch("entries", entries))
        .order_by("meeting__held_on", "number")
    )
    return [_value(row, on) for row in rows]


def _value(row: BoardAction, on: date) -> BoardActionValue:
    told = list(row.entries.all())
    newest = told[-1] if told else None
    meeting = row.meeting
    state = BoardActionState(newest.state) if newest else BoardActionState.OPEN
    owner = newest.owner if newest else row.owner
    due_on = newest.due_on if newest else row.due_on
    late = (on - due_on).days if due_on and state == BoardActionState.OPEN else 0
    return BoardActionValue(
        id=row.pk,
        board_id=meeting.board_id,
        board_slug=meeting.board.slug,
        board=meeting.board.title,
        meeting_id=meeting.pk,
        held_on=meeting.held_on,
        number=row.number,
        text=row.text,
        owner_id=owner.pk if owner else None,
        owner=say_post(owner.title, owner.organisation.short_name) if owner else "",
        due_on=due_on,
        state=state,
        since=newest.effective_date if newest else meeting.held_on,
        note=newest.note if newest else "",
        late_days=max(late, 0),
    )
