"""What meetings decided and minuted, as it stands: corrections in the place of what they correct."""

from dataclasses import dataclass

from boards.choices import MeetingState
from boards.models import Decision, Meeting, Minutes, MinutesAgreement


@dataclass(frozen=True, slots=True)
class DecisionNow:
    """A decision as it stands, with the rows whose place it took, oldest first."""

    decision: Decision
    earlier: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class MinutesNow:
    """The newest version of a meeting's minutes, the versions before it, newest first, and the agreements of
    each. `agreed` is that of the newest version, None while it is still to be agreed."""

    minutes: Minutes
    earlier: tuple[Minutes, ...]
    agreed: MinutesAgreement | None
    agreed_earlier: MinutesAgreement | None


def decisions_of(meeting: Meeting) -> tuple[DecisionNow, ...]:
    """The meeting's decisions by number, withdrawn ones too. One query."""
    rows = (
        Decision.objects.filter(meeting=meeting)
        .select_related("plan", "recorded_by")
        .order_by("number", "pk")
    )
    by_number: dict[int, list[Decision]] = {}
    for row in rows:
        by_number.setdefault(row.number, []).append(row)
    return tuple(DecisionNow(rows[-1], tuple(rows[:-1])) for rows in by_number.values())


def minutes_of(meeting: Meeting) -> MinutesNow | None:
    """The meeting's minutes; None where none are written. Two queries."""
    versions = list(
        Minutes.objects.filter(meeting=meeting).select_related("recorded_by").order_by("-version")
    )
    if not versions:
        return None
    agreements = {
        agreement.minutes_id: agreement
        for agreement in MinutesAgreement.objects.filter(minutes__meeting=meeting)
        .select_related("meeting")
        .order_by("minutes__version")
    }
    newest = versions[0]
    before = [each for pk, each in agreements.items() if pk != newest.pk]
    return MinutesNow(
        newest,
        tuple(versions[1:]),
        agreements.get(newest.pk),
        before[-1] if before else None,
    )


def last_before(meeting: Meeting) -> Meeting | None:
    """The meeting that the same board held last before this one."""
    return (
        Meeting.objects.filter(
            board=meeting.board_id, state=MeetingState.SCHEDULED, held_on__lt=meeting.held_on
        )
        .order_by("-held_on", "-pk")
        .first()
    )
