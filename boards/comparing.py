"""Comparing anything with anything: two Positions of a plan, side by side, kind by kind.

It begins from the movement of the ratings, dates and wordings (actions/position/movement.py) and says more:
which way a rating moved, which way a date, and what else reads differently. Counts are of actions.

**Up and down.** A rating moves up where it gives less concern than before, down where it gives more. Where
both give the same concern, it moves up with progress (not started, in progress, complete) and down against
it; a rating that says complete is further than one that leaves progress open. Anything else, such as from or
to unrated, is "rated otherwise".

**Dates.** A date has slipped where its period ends later, or where it had an end and is now ongoing; it is
brought forward where its period ends earlier. Anything else, such as a first date or other words for the
same end, is "changed otherwise".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from actions.choices import Progress
from actions.due_dates import DueDate
from actions.position import Line, Movement, Position, RatingValue, movement
from actions.text import say_day
from boards.choices import ChangeKind

NOTHING = ""
"""What stands where there was, or is, nothing to say."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that reads differently: what it is called, and its words on each side."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change of one action. `before` is None where it was added, `after` where it was
    withdrawn; both are None for what is about the whole plan."""

    kind: ChangeKind
    before: Line | None
    after: Line | None
    differences: tuple[Difference, ...]

    @property
    def line(self) -> Line | None:
        """The action's line, the later one if there is one."""
        return self.after or self.before

    @property
    def reference(self) -> str:
        """The action's reference; empty for what is about the whole plan."""
        return self.line.reference if self.line else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two Positions of one plan, kind by kind, each in the order of references."""

    earlier: Position
    later: Position
    changes: tuple[Change, ...]

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of the kind."""
        return tuple(change for change in self.changes if change.kind == kind)

    def by_kind(self) -> tuple[tuple[ChangeKind, tuple[Change, ...]], ...]:
        """The kinds of which there are changes, in the order of being told, with them."""
        found = ((kind, self.of(kind)) for kind in ChangeKind)
        return tuple((kind, changes) for kind, changes in found if changes)

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many changes there are of each kind; every kind is there."""
        counts = dict.fromkeys(ChangeKind, 0)
        for change in self.changes:
            counts[change.kind] += 1
        return counts

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not self.changes

    @property
    def number_of_actions(self) -> int:
        """How many actions differ in some way."""
        return len({change.line.action_id for change in self.changes if change.line})

    @property
    def added(self) -> tuple[Change, ...]:
        """Actions that only the later one has."""
        return self.of(ChangeKind.ADDED)

    @property
    def withdrawn(self) -> tuple[Change, ...]:
        """Actions that only the earlier one has."""
        return self.of(ChangeKind.WITHDRAWN)

    @property
    def reworded(self) -> tuple[Change, ...]:
        """Actions whose title or detail changed."""
        return self.of(ChangeKind.REWORDED)

    @property
    def up(self) -> tuple[Change, ...]:
        """Actions rated better."""
        return self.of(ChangeKind.UP)

    @property
    def down(self) -> tuple[Change, ...]:
        """Actions rated worse."""
        return self.of(ChangeKind.DOWN)

    @property
    def moved(self) -> tuple[Change, ...]:
        """Actions rated differently, whichever way, in the order of references."""
        kinds = (ChangeKind.UP, ChangeKind.DOWN, ChangeKind.OTHERWISE)
        return self._in_order(*kinds)

    @property
    def slipped(self) -> tuple[Change, ...]:
        """Actions due later than before, or without an end now."""
        return self.of(ChangeKind.SLIPPED)

    @property
    def brought_forward(self) -> tuple[Change, ...]:
        """Actions due earlier than before."""
        return self.of(ChangeKind.FORWARD)

    @property
    def completed(self) -> tuple[Change, ...]:
        """Actions complete now that were not."""
        return self.of(ChangeKind.COMPLETED)

    @property
    def reopened(self) -> tuple[Change, ...]:
        """Actions complete before that are not now."""
        return self.of(ChangeKind.REOPENED)

    def _in_order(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        found = [change for kind in kinds for change in self.of(kind)]
        return tuple(
            sorted(found, key=lambda each: (each.line.sort_key, each.line.action_id))  # type: ignore[union-attr]
        )


def compare(earlier: Position, later: Position) -> Comparison:
    """What differs from the earlier to the later Position. Raises ValueError for two plans.

    The day and the name behind a rating are compared where both Positions are of one day: there they are
    corrections; between two days they are news, which the commentary tells.
    """
    moves = movement(earlier, later)
    before = {line.action_id: line for line in earlier.lines}
    both = [
        (before[line.action_id], line)
        for line in later.lines
        if line.action_id in before and before[line.action_id] != line
    ]
    found = [
        *(Change(ChangeKind.ADDED, None, line, _gist(line, is_new=True)) for line in moves.added),
        *(
            Change(ChangeKind.WITHDRAWN, line, None, _gist(line, is_new=False))
            for line in moves.withdrawn
        ),
        *_moved(moves, before),
        *_said_otherwise(both, on_one_day=earlier.as_at == later.as_at),
        *(
            Change(ChangeKind.PLAN, None, None, (difference,))
            for difference in _of_the_plan(earlier, later)
        ),
    ]
    order = {kind: place for place, kind in enumerate(ChangeKind)}
    return Comparison(earlier, later, tuple(sorted(found, key=lambda each: order[each.kind])))


def _moved(moves: Movement, before: Mapping[int, Line]) -> Iterator[Change]:
    """The changes of rating, of date and of completion."""
    for rated in moves.moved:
        difference = Difference("Rating", _rating(rated.before), _rating(rated.after))
        kind = direction(rated.before, rated.after)
        yield Change(kind, before[rated.line.action_id], rated.line, (difference,))
    for dated in moves.redated:
        difference = Difference("Due", _due(dated.before), _due(dated.after))
        kind = date_direction(dated.before, dated.after)
        yield Change(kind, before[dated.line.action_id], dated.line, (difference,))
    for kind, lines in (
        (ChangeKind.COMPLETED, moves.completed),
        (ChangeKind.REOPENED, moves.reopened),
    ):
        for line in lines:
            was = before[line.action_id]
            difference = Difference("Completed", _completed(was), _completed(line))
            yield Change(kind, was, line, (difference,))


def _said_otherwise(both: Iterable[tuple[Line, Line]], *, on_one_day: bool) -> Iterator[Change]:
    """The changes of wording, of commentary, and of everything else that a line says."""
    kinds = (
        (ChangeKind.REWORDED, _WORDING),
        (ChangeKind.COMMENTARY, _COMMENTARY),
        (ChangeKind.DETAILS, (*_DETAILS, *_BEHIND) if on_one_day else _DETAILS),
    )
    for old, new in both:
        for kind, parts in kinds:
            differences = tuple(
                Difference(what, say(old), say(new)) for what, say in parts if say(old) != say(new)
            )
            if kind == ChangeKind.DETAILS and old.is_complete and new.is_complete:
                differences += _of_completion(old, new)
            if differences:
                yield Change(kind, old, new, differences)


def direction(before: RatingValue | None, after: RatingValue | None) -> ChangeKind:
    """Which way a rating moved, by the rule above."""
    if before is None or after is None:
        return ChangeKind.OTHERWISE
    if before.concern != after.concern:
        return ChangeKind.UP if after.concern < before.concern else ChangeKind.DOWN
    old, new = _rank(before), _rank(after)
    if old is None or new is None:
        if Progress.COMPLETE not in {before.progress, after.progress}:
            return ChangeKind.OTHERWISE
        return ChangeKind.UP if after.progress == Progress.COMPLETE else ChangeKind.DOWN
    if old == new:
        return ChangeKind.OTHERWISE
    return ChangeKind.UP if new > old else ChangeKind.DOWN


def _rank(rating: RatingValue) -> int | None:
    return rating.progress.rank


def date_direction(before: DueDate | None, after: DueDate | None) -> ChangeKind:
    """Which way a due date moved, by the rule above."""
    if before is None or after is None or before.end == after.end or before.end is None:
        return ChangeKind.REDATED
    if after.end is None or after.end > before.end:
        return ChangeKind.SLIPPED
    return ChangeKind.FORWARD


_Part = tuple[str, Callable[[Line], str]]
"""What something is called, and what a line says of it."""


def _owners(line: Line) -> str:
    return "; ".join(owner.in_full for owner in line.owners)


def _issue(line: Line) -> str:
    return line.issue.title if line.issue else NOTHING


def _waits_on(line: Line) -> str:
    return ", ".join(other.reference for other in line.waits_on)


def _completed(line: Line) -> str:
    return say_day(line.completed_on) if line.completed_on else "No"


def _rating(rating: RatingValue | None) -> str:
    return f"{rating.label} ({rating.code})" if rating else "Unrated"


def _due(due: DueDate | None) -> str:
    return str(due) if due else NOTHING


_WORDING: tuple[_Part, ...] = (
    ("Action", lambda line: line.title),
    ("Detail", lambda line: line.detail),
)
_COMMENTARY: tuple[_Part, ...] = (
    ("Commentary", lambda line: line.commentary),
    ("Remedial action", lambda line: line.remedial_action),
)
_DETAILS: tuple[_Part, ...] = (
    ("Reference", lambda line: line.reference),
    ("Theme", lambda line: f"{line.theme.reference} {line.theme.title}"),
    (
        "Workstream",
        lambda line: (
            f"{line.workstream.reference} {line.workstream.title}" if line.workstream else NOTHING
        ),
    ),
    ("Report group", lambda line: line.report_group),
    ("Lead organisation", lambda line: line.lead_organisation),
    ("Owners", _owners),
    ("First due", lambda line: _due(line.original_due)),
    ("Issue", _issue),
    ("Explanation of the issue", lambda line: line.issue.explanation if line.issue else NOTHING),
    (
        "Remedial action for the issue",
        lambda line: line.issue.remedial_action if line.issue else NOTHING,
    ),
    ("Issue agreed by", lambda line: line.issue.agreed_by if line.issue else NOTHING),
    (
        "Impact",
        lambda line: f"{line.impact.label} ({line.impact.code})" if line.impact else NOTHING,
    ),
    ("Depends on", _waits_on),
    ("Added", lambda line: say_day(line.added_on)),
)
_BEHIND: tuple[_Part, ...] = (
    ("Rated", lambda line: say_day(line.rated_on) if line.rated_on else NOTHING),
    ("Recorded by", lambda line: line.recorded_by),
    ("Last confirmed", lambda line: say_day(line.confirmed_on) if line.confirmed_on else NOTHING),
)


def _of_completion(old: Line, new: Line) -> tuple[Difference, ...]:
    """What reads differently of a completion that holds on both sides."""
    found = (
        Difference("Completed", _completed(old), _completed(new)),
        Difference("Evidence", old.evidence, new.evidence),
    )
    return tuple(each for each in found if each.before != each.after)


def _gist(line: Line, *, is_new: bool) -> tuple[Difference, ...]:
    """What an action was that was added or withdrawn."""
    said = (("Rating", _rating(line.rating)), ("Due", _due(line.due)), ("Owners", _owners(line)))
    return tuple(
        Difference(what, NOTHING, text) if is_new else Difference(what, text, NOTHING)
        for what, text in said
        if text
    )


def _of_the_plan(earlier: Position, later: Position) -> Iterator[Difference]:
    """What is called otherwise for the plan as a whole: its title, themes, workstreams and ratings."""
    old, new = dict(_names(earlier)), dict(_names(later))
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, NOTHING), new.get(name, NOTHING)
        if before != after:
            yield Difference(name[0], before, after)


def _names(position: Position) -> Iterator[tuple[tuple[str, int], str]]:
    """What it is called and the row's number -> how it reads."""
    yield ("Plan", 0), position.plan.title
    yield ("Rating scheme", 0), position.scheme
    for theme in position.themes:
        lead = f", led by {theme.lead}" if theme.lead else ""
        yield ("Theme", theme.id), f"{theme.reference} {theme.title}{lead}"
        yield ("Outcome of a theme", theme.id), theme.outcome
    for stream in position.workstreams:
        lead = f", led by {stream.lead}" if stream.lead else ""
        yield ("Workstream", stream.id), f"{stream.reference} {stream.title}{lead}"
    for rating in position.ratings:
        yield ("Rating", rating.id), f"{_rating(rating)}: {rating.meaning}"
    for impact in position.impacts:
        yield ("Impact rating", impact.id), f"{impact.label} ({impact.code}): {impact.meaning}"
