"""Rules of the history, free of requests and writes: what needs a reason, what waits for acceptance,
what completes an action, what would go in a circle."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from actions.choices import CompletionState, Concern, Progress


@dataclass(frozen=True, slots=True)
class RatingRule:
    """What the rules need to know of a rating."""

    label: str
    progress: Progress
    concern: Concern


class _Rated(Protocol):
    """A rating, as a row or as a value of a Position."""

    @property
    def label(self) -> str: ...
    @property
    def progress(self) -> str: ...
    @property
    def concern(self) -> int: ...


def rule_of(rating: _Rated | None) -> RatingRule | None:
    """What the rules need to know of the rating; None of none."""
    if rating is None:
        return None
    return RatingRule(rating.label, Progress(rating.progress), Concern(rating.concern))


def reason_needed(
    before: RatingRule | None, after: RatingRule | None, *, was_complete: bool
) -> str | None:
    """Why the update needs a commentary, as a sentence for the user, or None if it does not.

    Significant concern, a step backwards (more concern or less progress) and reopening need one.
    Where a rating leaves progress unstated, progress is not compared.
    """
    if after is None:
        return None
    if was_complete and after.progress not in {Progress.COMPLETE, Progress.UNSTATED}:
        return "This reopens a completed action. Say why in the commentary."
    if after.concern == Concern.SIGNIFICANT:
        return f"An action rated {after.label} needs a commentary that says what is wrong."
    if before is None:
        return None
    rank_before, rank_after = before.progress.rank, after.progress.rank
    less_progress = rank_before is not None and rank_after is not None and rank_after < rank_before
    if after.concern > before.concern or less_progress:
        return f"Going back from {before.label} to {after.label} needs a reason in the commentary."
    return None


def waits_for_acceptance(
    *, updates_wait: bool, completions_wait: bool, may_accept: bool, completes: bool
) -> bool:
    """Whether what somebody records waits until somebody else accepts it.

    Where the plan lets updates wait, those of people who may not accept updates do. Where it lets
    completions wait, they do whoever records them, because nobody is to accept their own.
    """
    return (updates_wait and not may_accept) or (completions_wait and completes)


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """A standing status update, or a completion fact recorded on its own, in an action's history.

    `update_id` is None for a fact recorded on its own, whose `state` is then given.
    """

    effective_date: date
    recorded_at: datetime
    update_id: int | None
    progress: Progress | None = None
    state: CompletionState | None = None


def completion_steps(
    events: Iterable[HistoryEvent],
) -> Iterator[tuple[HistoryEvent, CompletionState]]:
    """The updates at which an action became complete or was reopened, in order.

    Events come in history order. A rating that states its progress decides; one that leaves it
    unstated changes nothing; a fact recorded on its own holds until a rating says otherwise. Facts
    themselves are not yielded, only the updates that need a completion row of their own.
    """
    complete = False
    for event in events:
        if event.state is not None:
            complete = event.state == CompletionState.COMPLETE
        elif event.progress == Progress.COMPLETE:
            if not complete:
                yield event, CompletionState.COMPLETE
            complete = True
        elif event.progress in {Progress.NOT_STARTED, Progress.IN_PROGRESS}:
            if complete:
                yield event, CompletionState.REOPENED
            complete = False


def chain(start: int, end: int, following: Mapping[int, Iterable[int]]) -> list[int]:
    """The shortest way from one to the other along `following`, both included; empty without one.

    With ids of actions and what each depends on, it says why a dependency would close a circle.
    """
    came_from: dict[int, int | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == end:
            way: list[int] = []
            step: int | None = here
            while step is not None:
                way.append(step)
                step = came_from[step]
            return way[::-1]
        for there in sorted(following.get(here, ())):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return []
