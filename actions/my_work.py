"""Everything due from one person in a plan: their open actions, what was said of each, what came back.

Read in a fixed number of queries a plan. Nothing is counted here that a Position does not say.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils import timezone

from actions.choices import DuePrecision, ProposalOutcome
from actions.due_dates import DueDate
from actions.models import (
    Confirmation,
    MilestoneEntry,
    Plan,
    Post,
    ProposalDecision,
    StatusUpdate,
    UpdateCycle,
    UpdateProposal,
)
from actions.policies import reason_needed, rule_of
from actions.position import Line, Position, RatingValue, position_as_at
from actions.text import clean_text, says_something
from wsoa.models import User


@dataclass(frozen=True, slots=True)
class Typed:
    """What a card's fields hold. `rating` is the id as it was sent, blank where none was chosen."""

    rating: str
    commentary: str
    remedial_action: str

    @property
    def mark(self) -> str:
        """A short word that differs where the values do, to tell what was changed on a page."""
        parts = (self.rating, _plain(self.commentary), _plain(self.remedial_action))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass
class WorkItem:
    """One action on the page.

    `typed` is what its fields hold: what stands, what was sent back, or what somebody is typing.
    `newest_id` is the newest status update on record. `said_at` is when something was last said.
    `asked_instead` is the post named first among its owners where that is none of the person's: update cycles
    ask that one, and an answer by either is the action's. `errors` holds what is wrong by field, "" for the whole; `newer` what somebody else recorded.
    """

    line: Line
    newest_id: int | None
    said_at: datetime | None
    waiting: UpdateProposal | None
    returned: ProposalDecision | None
    typed: Typed
    milestone: "NextMilestone | None" = None
    is_asked: bool = True
    asked_instead: str = ""
    is_typing: bool = False
    mark: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    newer: list[StatusUpdate] = field(default_factory=list)
    done: str = ""

    def __post_init__(self) -> None:
        self.mark = self.mark or self.typed.mark

    @property
    def id(self) -> int:
        """The action's id."""
        return self.line.action_id

    @property
    def whole_error(self) -> str:
        """What is wrong beside no field of its own."""
        return self.errors.get("", "")

    @property
    def is_wrong(self) -> bool:
        """Whether it could not be saved as it was sent."""
        return bool(self.errors or self.newer)

    @property
    def is_left(self) -> bool:
        """Whether something is still to be said of it in this round."""
        return (
            self.is_asked and not self.line.is_complete and (self.waiting is None)
        ) or self.is_typing

    @property
    def is_open(self) -> bool:
        """Whether its form stands open: somebody types in it, or it came back."""
        return self.is_typing or self.returned is not None or self.line.last_word_on is None

    @property
    def may_confirm(self) -> bool:
        """Whether there is something that may still be so."""
        return self.line.rated_on is not None and not self.line.is_complete

    def object_to(self, ratings: Iterable[RatingValue], *, no_change: bool) -> bool:
        """Note what would lose somebody's words if the card were saved; whether there is anything."""
        chosen = next((rating for rating in ratings if str(rating.id) == self.typed.rating), None)
        if no_change and self.is_typing:
            self.errors[""] = (
                "You wrote something here and then pressed “No change”. Save what you wrote, or put the "
                "card back as it was and press it again."
            )
        elif (
            not no_change
            and self.line.commentary
            and not says_something(self.typed.commentary)
            and not reason_needed(rule_of(self.line.rating), rule_of(chosen), was_complete=False)
        ):  # where a reason is needed, the service asks for it in its own words
            self.errors["commentary"] = (
                "You emptied what stood here. Say what has happened; a few words will do."
            )
        return bool(self.errors)

    @property
    def order(self) -> tuple[object, ...]:
        """What came back first, then what is asked of the person and not of another post, then what is stale, then what is overdue, then by due date."""
        line = self.line
        return (
            self.returned is None,
            bool(self.asked_instead),
            not line.is_stale,
            not line.is_overdue,
            line.due_order,
            line.sort_key,
        )


@dataclass(frozen=True, slots=True)
class NextMilestone:
    """The next step of an action that is not done."""

    title: str
    due: DueDate
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What is due from the person. `cycle` is the round of asking under way or gone by last, if any;
    without one the round is the calendar month, and `since` is its first day."""

    today: date
    posts: tuple[Post, ...]
    cycle: UpdateCycle | None
    since: date
    items: tuple[WorkItem, ...]
    ratings: tuple[RatingValue, ...]

    @property
    def left(self) -> list[WorkItem]:
        """What is still to be answered, the most pressing first."""
        return sorted((item for item in self.items if item.is_left), key=lambda item: item.order)

    @property
    def left_to_them(self) -> list[WorkItem]:
        """Of it, what is asked of the person: their post is named first, or what they sent came back."""
        return [item for item in self.left if not item.asked_instead or item.returned]

    @property
    def left_to_others(self) -> int:
        """Of how many of them another post, named first, is asked."""
        return len(self.left) - len(self.left_to_them)

    @property
    def waiting(self) -> list[WorkItem]:
        """What was sent and waits for acceptance."""
        return [item for item in self.items if not item.is_left and item.waiting]

    @property
    def answered(self) -> list[WorkItem]:
        """What was answered in this round."""
        return [
            item
            for item in self.items
            if not item.is_left and not item.waiting and not item.line.is_complete
        ]

    @property
    def complete(self) -> list[WorkItem]:
        """What is complete."""
        return [
            item
            for item in self.items
            if item.line.is_complete and not item.is_left and not item.waiting
        ]

    @property
    def done_count(self) -> int:
        """How many were answered or are complete."""
        return len(self.answered) + len(self.complete)

    @property
    def due_on(self) -> date | None:
        """When the answers of the round under way are due; None where none is."""
        if self.cycle is None or self.cycle.closes_on < self.today:
            return None
        return self.cycle.due_on

    def item(self, action_id: int) -> WorkItem | None:
        """The item of the action, if it is the person's."""
        return next((item for item in self.items if item.id == action_id), None)


def work_of(user: User, position: Position) -> Work:
    """What is due from the person in the plan, as at the Position's day."""
    posts = tuple(
        Post.objects.filter(
            holder=user, organisation__area__slug=position.plan.area_slug
        ).select_related("organisation")
    )
    held = {post.pk for post in posts}
    lines = [line for line in position.lines if any(owner.id in held for owner in line.owners)]
    ids = [line.action_id for line in lines]
    cycle = (
        UpdateCycle.objects.filter(plan=position.plan.id, opens_on__lte=position.as_at)
        .order_by("opens_on")
        .last()
    )
    since = cycle.opens_on if cycle else position.as_at.replace(day=1)
    newest, said = _said(ids)
    proposals = _proposals(ids, user, held)
    milestones = _next_milestones(ids, position.as_at)
    items = []
    for line in lines:
        proposal = proposals.get(line.action_id)
        said_at = said.get(line.action_id)
        waiting = proposal if proposal and not hasattr(proposal, "decision") else None
        returned = _returned(proposal, said_at)
        back = returned.proposal if returned else None
        items.append(
            WorkItem(
                line=line,
                newest_id=newest.get(line.action_id),
                said_at=said_at,
                waiting=waiting,
                returned=returned,
                typed=typed_of(back or line),
                milestone=milestones.get(line.action_id),
                is_asked=said_at is None or timezone.localdate(said_at) < since or bool(returned),
                asked_instead="" if line.owners[0].id in held else line.owners[0].title,
            )
        )
    return Work(position.as_at, posts, cycle, since, tuple(items), position.ratings)


def works_of(user: User, day: date) -> list[tuple[Plan, Work]]:
    """Each plan in which the person's posts own actions on the day, with what is due from them there."""
    works = (
        (plan, work_of(user, position_as_at(plan, day))) for plan in Plan.objects.for_my_work(user)
    )
    return [(plan, work) for plan, work in works if work.items]


def typed_of(source: UpdateProposal | Line) -> Typed:
    """A card's fields filled with what stands, or with what was proposed."""
    if isinstance(source, UpdateProposal):
        rating = source.rating_id
    else:
        rating = source.rating.id if source.rating else None
    return Typed(str(rating or ""), source.commentary, source.remedial_action)


def read_cards(work: Work, sent: Mapping[str, str]) -> list[WorkItem]:
    """Fill the items with what was sent of them; those whose fields were changed, in the page's order."""
    changed = []
    for item in work.items:
        if f"{item.id}-mark" not in sent:
            continue
        typed = Typed(
            sent.get(f"{item.id}-rating", ""),
            sent.get(f"{item.id}-commentary", ""),
            sent.get(f"{item.id}-remedial_action", ""),
        )
        item.mark = sent[f"{item.id}-mark"]
        item.newest_id = _number(sent.get(f"{item.id}-based_on", ""))
        if typed.mark != item.mark:
            item.typed, item.is_typing = typed, True
            changed.append(item)
    return changed


def _said(ids: Iterable[int]) -> tuple[dict[int, int], dict[int, datetime]]:
    """Action id -> its newest status update; and -> when something was last said of it, a confirmation too."""
    newest: dict[int, int] = {}
    said: dict[int, datetime] = {}
    for model in (StatusUpdate, Confirmation):
        for action_id, last, at in (
            model.objects.filter(action__in=ids)
            .values("action_id")
            .annotate(last=Max("id"), at=Max("recorded_at"))
            .values_list("action_id", "last", "at")
        ):
            said[action_id] = max(at, said.get(action_id, at))
            if model is StatusUpdate:
                newest[action_id] = last
    return newest, said


def _proposals(ids: Iterable[int], user: User, held: set[int]) -> dict[int, UpdateProposal]:
    """Action id -> the person's newest proposal of it, or their post's, with its decision."""
    return {
        proposal.action_id: proposal
        for proposal in UpdateProposal.objects.filter(
            Q(proposed_by=user) | Q(post__in=held), action__in=ids
        )
        .exclude(decision__outcome=ProposalOutcome.REPLACED)
        .select_related("decision__decided_by", "rating")
        .order_by("proposed_at", "id")
    }


def _returned(proposal: UpdateProposal | None, said_at: datetime | None) -> ProposalDecision | None:
    """The decision by which it came back, where nothing was said since."""
    decision: ProposalDecision | None = getattr(proposal, "decision", None)
    if decision is None or decision.outcome != ProposalOutcome.RETURNED:
        return None
    return decision if said_at is None or said_at < decision.decided_at else None


def _next_milestones(ids: Iterable[int], day: date) -> dict[int, NextMilestone]:
    """Action id -> its next milestone by due date that is neither done nor dropped."""
    newest = {
        entry.milestone_id: entry
        for entry in MilestoneEntry.objects.filter(milestone__action__in=ids)
        .up_to(day)
        .select_related("milestone")
    }
    found: dict[int, NextMilestone] = {}
    for entry in sorted(newest.values(), key=lambda entry: entry.due.sort_key):
        is_done = entry.done_on is not None and entry.done_on <= day
        if not (entry.is_dropped or is_done or entry.due_precision == DuePrecision.ONGOING):
            found.setdefault(
                entry.milestone.action_id,
                NextMilestone(entry.title, entry.due, entry.due.has_passed(day)),
            )
    return found


def _plain(text: str) -> str:
    return clean_text(text, field="", label="", limit=len(text))


def _number(typed: str) -> int | None:
    """The id in a hidden field; None where it is blank, -1 where it is not a number."""
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and len(typed) < 19 else -1
