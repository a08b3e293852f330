"""Rules of reviewing a risk, free of requests and writes."""

from actions.choices import RiskState
from actions.risking.values import ScoreValue


def why_needed(
    before: tuple[RiskState, ScoreValue] | None, after: tuple[RiskState, ScoreValue]
) -> str | None:
    """Why a review needs a commentary, as a sentence for the user, or None if it does not.

    Closing a risk, opening it again, and a graver score than at the review before it need one. The first
    review of a risk does not: cause and effect say why it is one.
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
    return None
