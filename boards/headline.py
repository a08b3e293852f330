"""The first thing a board asks, in one sentence from the figures: are we on track?"""

from actions.choices import Concern, PlanStage
from actions.position import Position


def headline(position: Position, stage: PlanStage) -> str:
    """One sentence on where the plan stands, every number of it the Position's."""
    total = position.total
    if total == 0:
        if stage == PlanStage.WRITING:
            return "The plan is being written: it has no actions yet."
        return "The plan had no actions on this date."
    if len(position.unrated) == total:
        return f"The plan has {_actions(total)}, none of them rated."
    done = f"{len(position.complete)} of {_actions(total)} {_are(len(position.complete))} complete"
    trouble: list[str] = []
    significant = position.with_concern(Concern.SIGNIFICANT)
    if significant and (rating := significant[0].rating):
        trouble.append(f"{len(significant)} {_are(len(significant))} {rating.label.lower()}")
    if position.overdue:
        trouble.append(f"{len(position.overdue)} {_are(len(position.overdue))} overdue")
    if not trouble:
        return f"{done}; none is {_worst(position)} and none is overdue."
    return f"{done}; {' and '.join(trouble)}."


def _worst(position: Position) -> str:
    worst = [r.label.lower() for r in position.ratings if r.concern == Concern.SIGNIFICANT]
    return worst[0] if worst else "of significant concern"


def _actions(count: int) -> str:
    return "1 action" if count == 1 else f"{count:,} actions"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
