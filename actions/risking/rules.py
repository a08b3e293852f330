"""Rules of reviewing a risk, free of requests and writes."""

from datetime import date, timedelta

from actions.choices import RiskState
from actions.clock.counting import count_months
from actions.risking.values import ScoreValue

YEARS_AHEAD = 5
"""How many years after a review the next one may be at most; one later is a slip of the hand."""
MOST_AHEAD = timedelta(days=YEARS_AHEAD * 365)


def why_needed(
    before: tuple[RiskState, ScoreValue] | None, after: tuple[RiskState, ScoreValue]
) -> str | None:
    """Why a review needs a commentary, as a sentence for the user, or None if it does not.

    Closing a risk, opening it again, a graver score than at the review before it, and one that is lighter by
    more than a band need one. The first review of a risk does not: cause and effect say why it is one.
    """
    if before is None:
        return None
    was, score = before
    state, now = after
    if state == RiskState.CLOSED and was == RiskState.OPEN:
        return "Say in the commentary why the risk is closed."
    if state == RiskState.OPEN and was == RiskState.CLOSED:
        return "Say in the commentary why the risk is open again."
    if state == RiskState.OPEN and now.gravity > score.gravity:
        return f"Going up from {score} to {now} needs a reason in the commentary."
    if state == RiskState.OPEN and score.band.order - now.band.order > 1:
        return (
            f"Going down from {score} {score.band.label} to {now} {now.band.label} is more than one band. "
            "Say in the commentary what has changed."
        )
    return None


def why_senseless(inherent: ScoreValue | None, target: ScoreValue | None) -> str | None:
    """Why the score aimed at cannot stand beside the one without mitigation, or None if it can.

    Whoever does nothing has the latter; nobody aims at worse. That it is graver now than it was without
    mitigation happens, and so does a score now that is lighter than the one aimed at.
    """
    if inherent is None or target is None or target.gravity <= inherent.gravity:
        return None
    return (
        f"The score aimed at, {target} {target.band.label}, is graver than the one without mitigation, "
        f"{inherent} {inherent.band.label}. Check both."
    )


def proposed_review(reviewed_on: date, next_on: date | None, today: date) -> date | None:
    """The next review that a new review on `today` begins with, after one of `reviewed_on` that named `next_on`.

    A day that is still to come stays; else it is as long ahead as the one before was, in whole months where
    it was. None where none was named, or one that no review may name.
    """
    if next_on is None or not reviewed_on < next_on < reviewed_on + MOST_AHEAD:
        return None
    if next_on > today:
        return next_on
    months = (next_on.year - reviewed_on.year) * 12 + next_on.month - reviewed_on.month
    if months and count_months(reviewed_on, months).due == next_on:
        return count_months(today, months).due
    return today + (next_on - reviewed_on)
