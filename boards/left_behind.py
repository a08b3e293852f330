"""Everything that a meeting took up and left behind, as its page and its minutes' writer want it together."""

from dataclasses import dataclass
from datetime import date

from boards.agreed_issues import AgreedIssue, agreed_by
from boards.comments import SentComment, received_by, sent_by
from boards.decided import DecisionNow, MinutesNow, decisions_of, last_before, minutes_of
from boards.models import Meeting
from boards.outstanding import (
    BoardActionValue,
    as_they_stand,
    board_actions_of,
    carried_to,
)
from boards.owed import Owed, owed


@dataclass(frozen=True, slots=True)
class MeetingRecords:
    """What a meeting took up (carried board actions as they stand now, comments, what the board was owed) and
    what it left behind. `last_minutes` are those of the board's meeting before."""

    carried: tuple[BoardActionValue, ...]
    received: tuple[SentComment, ...]
    late: tuple[Owed, ...]
    last_minutes: MinutesNow | None
    minutes: MinutesNow | None
    decisions: tuple[DecisionNow, ...]
    issues: tuple[AgreedIssue, ...]
    asked: tuple[BoardActionValue, ...]
    sent: tuple[SentComment, ...]
    requests: tuple[Owed, ...]
    answered: tuple[Owed, ...]


def left_behind(meeting: Meeting, today: date) -> MeetingRecords:
    """The meeting's records. The same number of queries however many there are."""
    before = last_before(meeting)
    eve = carried_to(meeting)
    now = as_they_stand((each.id for each in eve), max(today, meeting.held_on))
    day = max(today, meeting.held_on)
    forward = owed(meeting.board, day)
    requests = [*forward.open, *forward.answered, *forward.withdrawn]
    then = owed(meeting.board, meeting.held_on)
    return MeetingRecords(
        carried=tuple(now[each.id] for each in eve),
        received=received_by(meeting),
        late=(*then.late, *then.soon),
        last_minutes=minutes_of(before) if before else None,
        minutes=minutes_of(meeting),
        decisions=decisions_of(meeting),
        issues=agreed_by(meeting),
        asked=board_actions_of(meeting, day),
        sent=sent_by(meeting),
        requests=tuple(
            each for each in requests if each.asked_at and each.asked_at.pk == meeting.pk
        ),
        answered=tuple(
            each for each in requests if each.answered_at and each.answered_at.pk == meeting.pk
        ),
    )
