"""Who has answered in an update cycle: each post's actions, and which of them something was said of since.

A cycle asks the post named first among an action's owners about every action that was in the plan when the
cycle opened, and open then or since. An answer is a status update, a confirmation, a completion or a
proposal recorded since: taken back or returned, it is none; waiting or accepted, it is. A correction of what
was said before the cycle opened is none either. For a cycle that is over, the plan is taken as it was on
its last day.

Read at once for any number of cycles, in a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self, TypeVar

from django.db.models import F, Q
from django.utils import timezone

from actions.asking import end_of
from actions.choices import CompletionState, EntryKind, LifeState, ProposalOutcome
from actions.models import (
    Action,
    ActionLife,
    ActionOwner,
    ActionOwnership,
    Completion,
    Confirmation,
    Plan,
    StatusUpdate,
    UpdateCycle,
    UpdateProposal,
)


@dataclass(frozen=True, slots=True)
class Share:
    """One post's part in a cycle: the actions it is asked about, by id, and those it has answered."""

    asked: tuple[int, ...]
    answered: frozenset[int]

    @property
    def left(self) -> tuple[int, ...]:
        """The actions of which nothing was said yet."""
        return tuple(action for action in self.asked if action not in self.answered)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to answer."""
        return not self.left


T = TypeVar("T")


class Answers:
    """What was owned, open and said of the actions of some plans, for asking cycles about."""

    def __init__(self) -> None:
        self._plan_of: dict[int, int] = {}
        self._lives: dict[int, list[tuple[date, str]]] = defaultdict(list)
        self._first_owners: dict[int, list[tuple[date, int | None]]] = defaultdict(list)
        self._completions: dict[int, list[tuple[date, datetime, str]]] = defaultdict(list)
        self._said: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)

    @classmethod
    def of(cls, plans: Iterable[Plan]) -> Self:
        """Everything about the plans' actions, in eight queries."""
        found, ids = cls(), [plan.pk for plan in plans]
        found._plan_of = dict(Action.objects.filter(plan__in=ids).values_list("id", "plan_id"))
        within = {"action__plan__in": ids}
        for action, day, state in (
            ActionLife.objects.filter(**within)
            .standing()
            .in_order()
            .values_list("action_id", "effective_date", "state")
        ):
            found._lives[action].append((day, state))
        first: dict[int, int] = {}
        for ownership, post in (
            ActionOwner.objects.filter(ownership__action__plan__in=ids)
            .order_by("order")
            .values_list("ownership_id", "post_id")
        ):
            first.setdefault(ownership, post)
        for pk, action, day in (
            ActionOwnership.objects.filter(**within)
            .standing()
            .in_order()
            .values_list("id", "action_id", "effective_date")
        ):
            found._first_owners[action].append((day, first.get(pk)))
        for action, day, at, state in (
            Completion.objects.filter(**within)
            .standing()
            .in_order()
            .values_list("action_id", "effective_date", "recorded_at", "state")
        ):
            found._completions[action].append((day, at, state))
            if state == CompletionState.COMPLETE:
                found._said[action].append((at, at))
        for rows in (
            StatusUpdate.objects.filter(**within)
            .standing()
            .annotate(since=F("supersedes__recorded_at"))
            .values_list("action_id", "recorded_at", "kind", "since"),
            Confirmation.objects.filter(**within)
            .standing()
            .annotate(since=F("supersedes__recorded_at"))
            .values_list("action_id", "recorded_at", "kind", "since"),
        ):
            for action, at, kind, since in rows:
                found._said[action].append((at if kind == EntryKind.ENTRY else since, at))
        for action, at in UpdateProposal.objects.filter(
            Q(decision__isnull=True) | Q(decision__outcome=ProposalOutcome.ACCEPTED), **within
        ).values_list("action_id", "proposed_at"):
            found._said[action].append((at, at))
        return found

    def shares(self, cycle: UpdateCycle, moment: datetime) -> dict[int, Share]:
        """Post id -> its part in the cycle as it stands at the moment.

        Posts that own nothing to be asked about are left out.
        """
        return self.shares_of(
            cycle.plan_id, cycle.opens_on, cycle.closes_on, cycle.recorded_at, moment
        )

    def shares_of(
        self, plan_id: int, opens_on: date, closes_on: date, opened: datetime, moment: datetime
    ) -> dict[int, Share]:
        """The same for a cycle that is not a row yet, and opened at that time."""
        day = min(timezone.localdate(moment), closes_on)
        until = min(moment, end_of(closes_on))
        asked: dict[int, list[int]] = defaultdict(list)
        answered: dict[int, set[int]] = defaultdict(set)
        for action, plan in self._plan_of.items():
            post = _last(self._first_owners[action], day)
            if plan != plan_id or post is None or not self._was_in_plan(action, opens_on, day):
                continue
            if self._was_complete(action, opens_on, before=opened) and self._was_complete(
                action, day, before=until
            ):
                continue
            asked[post].append(action)
            if any(opened <= since and at <= until for since, at in self._said[action]):
                answered[post].add(action)
        return {
            post: Share(tuple(actions), frozenset(answered[post]))
            for post, actions in asked.items()
        }

    def _was_in_plan(self, action: int, *days: date) -> bool:
        return all(_last(self._lives[action], day) == LifeState.LIVE for day in days)

    def _was_complete(self, action: int, day: date, *, before: datetime) -> bool:
        known = [(on, state) for on, at, state in self._completions[action] if at <= before]
        return _last(known, day) == CompletionState.COMPLETE


def _last(entries: list[tuple[date, T]], day: date) -> T | None:
    """What the last of some entries in order says that is effective up to the day."""
    found = None
    for effective, value in entries:
        if effective <= day:
            found = value
    return found
