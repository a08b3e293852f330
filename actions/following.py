"""What the page of updates shows: how far a cycle has got, who has answered, and how earlier ones went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.utils import timezone

from actions.answers import Answers, Share
from actions.asking import REST
from actions.choices import ReminderStage
from actions.models import Plan, Post, Reminder, UpdateCycle, UpdateRequest
from actions.position import Line, Position


class Standing(Enum):
    """How far a post has got: a letter, a word, a tone of the palette, and where it stands in a list."""

    NOTHING = ("N", "Not answered", "red", 0)
    PART = ("P", "Answered in part", "amber", 1)
    UNREACHED = ("–", "No address", "grey", 2)
    DONE = ("A", "Answered", "green", 3)

    @property
    def code(self) -> str:
        """The letter."""
        return self.value[0]

    @property
    def label(self) -> str:
        """The word."""
        return self.value[1]

    @property
    def tone(self) -> str:
        """The colour."""
        return self.value[2]

    @property
    def order(self) -> int:
        """Whoever has to be chased comes first."""
        return self.value[3]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many posts stand so, for a bar."""

    code: str
    label: str
    tone: str
    value: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One post in the running cycle. `left` are the lines of the actions it has said nothing of."""

    post: Post
    share: Share
    left: tuple[Line, ...]
    reminders: tuple[Reminder, ...]

    @property
    def standing(self) -> Standing:
        """How far it has got."""
        if self.share.is_done:
            return Standing.DONE
        if not self.post.address:
            return Standing.UNREACHED
        return Standing.PART if self.share.answered else Standing.NOTHING

    @property
    def last_message(self) -> Reminder | None:
        """The last message to the post itself."""
        to_post = [
            each
            for each in self.reminders
            if each.stage not in {ReminderStage.LEAD, ReminderStage.MANAGER}
        ]
        return max(to_post, key=lambda each: (each.at, each.pk), default=None)

    @property
    def others_told(self) -> tuple[Reminder, ...]:
        """The first message about the post to its organisation, and the first to a project manager."""
        found: dict[str, Reminder] = {}
        for each in sorted(self.reminders, key=lambda each: each.at):
            if each.stage in {ReminderStage.LEAD, ReminderStage.MANAGER}:
                found.setdefault(each.stage, each)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Rate:
    """How many answered of how many."""

    answered: int
    asked: int

    @property
    def per_cent(self) -> int:
        """Rounded down, so that 100 means everybody."""
        return 100 * self.answered // self.asked if self.asked else 0


@dataclass(frozen=True, slots=True)
class CycleView:
    """A cycle and how far it had got at `now`, or when it closed."""

    cycle: UpdateCycle
    by_post: Rate
    by_action: Rate
    posts: tuple[Asked, ...]
    now: datetime

    @property
    def due_in_words(self) -> str:
        """How far off the day is on which answers are due."""
        days = (self.cycle.due_on - timezone.localdate(self.now)).days
        if days == 0:
            return "today"
        if abs(days) == 1:
            return "tomorrow" if days > 0 else "yesterday"
        return f"in {days} days" if days > 0 else f"{-days} days ago"

    @property
    def resting(self) -> int:
        """How many posts that can be chased got a message so lately that they get none now."""
        return sum(
            each.standing in {Standing.NOTHING, Standing.PART}
            and each.last_message is not None
            and each.last_message.at > self.now - REST
            for each in self.posts
        )

    def cells(self) -> list[Cell]:
        """The posts by standing, answered first, for a bar."""
        return [
            Cell(each.code, each.label, each.tone, sum(p.standing is each for p in self.posts))
            for each in (Standing.DONE, Standing.PART, Standing.NOTHING, Standing.UNREACHED)
        ]

    @property
    def unreached(self) -> tuple[Asked, ...]:
        """Posts that could not be asked."""
        return tuple(each for each in self.posts if each.standing is Standing.UNREACHED)

    @property
    def waiting_for(self) -> int:
        """How many posts can be chased."""
        return sum(each.standing in {Standing.NOTHING, Standing.PART} for each in self.posts)


@dataclass(frozen=True, slots=True)
class Following:
    """Everything that the page shows of a plan."""

    running: CycleView | None
    earlier: tuple[CycleView, ...]


EARLIER = 12
"""How many earlier cycles are shown."""


def follow(plan: Plan, position: Position, now: datetime) -> Following:
    """The plan's running cycle and the earlier ones, newest first, in a fixed number of queries."""
    today = timezone.localdate(now)
    cycles = list(
        plan.cycles.filter(opens_on__lte=today)
        .select_related("recorded_by")
        .order_by("-opens_on")[: EARLIER + 1]
    )
    requests: dict[int, list[UpdateRequest]] = {cycle.pk: [] for cycle in cycles}
    for request in (
        UpdateRequest.objects.filter(cycle__in=cycles)
        .select_related("post__organisation", "post__holder")
        .prefetch_related("reminders")
        .order_by("id")
    ):
        requests[request.cycle_id].append(request)
    answers = Answers.of([plan])
    views = [_view(cycle, requests[cycle.pk], answers, position, now) for cycle in cycles]
    is_running = bool(views) and is_open(plan, cycles[0], today)
    return Following(
        running=views[0] if is_running else None,
        earlier=tuple(views[1:] if is_running else views[:EARLIER]),
    )


def is_open(plan: Plan, cycle: UpdateCycle, day: date) -> bool:
    """Whether the cycle is open on the day and its plan still asks."""
    return UpdateCycle.objects.running(day).filter(pk=cycle.pk, plan=plan).exists()


def _view(
    cycle: UpdateCycle,
    requests: Iterable[UpdateRequest],
    answers: Answers,
    position: Position,
    now: datetime,
) -> CycleView:
    shares = answers.shares(cycle, now)
    lines = {line.action_id: line for line in position.lines}
    posts = sorted(
        (
            _asked(request, shares[request.post_id], lines)
            for request in requests
            if request.post_id in shares
        ),
        key=lambda each: (each.standing.order, each.post.organisation.name, each.post.title),
    )
    return CycleView(
        cycle,
        Rate(sum(each.share.is_done for each in posts), len(posts)),
        Rate(
            sum(len(each.share.answered) for each in posts),
            sum(len(each.share.asked) for each in posts),
        ),
        tuple(posts),
        now,
    )


def _asked(request: UpdateRequest, share: Share, lines: Mapping[int, Line]) -> Asked:
    left = sorted(
        (lines[action] for action in share.left if action in lines),
        key=lambda line: line.sort_key,
    )
    return Asked(request.post, share, tuple(left), tuple(request.reminders.all()))
