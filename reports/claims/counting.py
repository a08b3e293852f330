"""What a plan counts: its actions by what is said of them and where they belong.

A quality is true of an action, false, or cannot be told: where a colour covers "on track" and "complete" alike, an action so
rated may be complete, and nobody has said.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from actions.choices import Concern, Progress
from actions.position import Line, Position, RatingValue

Test: TypeAlias = Callable[[Line], bool | None]


@dataclass(frozen=True, slots=True)
class Quality:
    """Something said of actions. Those of one `sort` exclude each other. `others` are further ways to take the same words."""

    key: str
    say: str
    test: Test
    sort: str
    others: tuple["Quality", ...] = ()

    @property
    def ways(self) -> tuple["Quality", ...]:
        """All ways to take the words, the likeliest first."""
        return (self, *self.others)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many actions: at least `low`, and at most `high`. `rows` are the references of those that are certain; `why` says what leaves
    the others open."""

    low: int
    high: int
    rows: tuple[str, ...]
    why: str = ""


Conjunction: TypeAlias = tuple[Quality, ...]
"""Qualities that have to be true together; none means every action."""


class Ledger:
    """Counts the actions of a Position, each question once."""

    def __init__(self, position: Position) -> None:
        self.position = position
        self._known: dict[frozenset[str], Counted] = {}

    def count(self, qualities: Iterable[Quality]) -> Counted:
        """How many actions have all of the qualities."""
        wanted = {each.key: each for each in qualities}
        key = frozenset(wanted)
        if key not in self._known:
            self._known[key] = self._count(tuple(wanted.values()))
        return self._known[key]

    def _count(self, qualities: Conjunction) -> Counted:
        rows: list[str] = []
        is_open: list[Line] = []
        for line in self.position.lines:
            said = True
            for quality in qualities:
                found = quality.test(line)
                if found is False:
                    break
                said = said and bool(found)
            else:
                if said:
                    rows.append(line.reference)
                else:
                    is_open.append(line)
        return Counted(len(rows), len(rows) + len(is_open), tuple(rows), _why(is_open))


def _why(lines: list[Line]) -> str:
    if not lines:
        return ""
    ratings = dict.fromkeys(line.rating for line in lines)
    said = [f"{each.label} ({each.meaning})" if each else "no rating" for each in ratings]
    return (
        f"{' and '.join(said[:3])} leaves completion open: nothing says of {len(lines):,} "
        f"{'action' if len(lines) == 1 else 'actions'} how far {'it is' if len(lines) == 1 else 'they are'}"
    )


def both(qualities: Iterable[Quality]) -> Quality:
    """What has any of the qualities."""
    found = tuple(qualities)
    if len(found) == 1:
        return found[0]

    def test(line: Line) -> bool | None:
        said = [each.test(line) for each in found]
        return True if True in said else None if None in said else False

    return Quality(
        "|".join(sorted(each.key for each in found)),
        " or ".join(each.say for each in found),
        test,
        found[0].sort,
    )


def rated(ratings: Iterable[RatingValue]) -> Quality:
    """Rated one of these."""
    found = tuple(ratings)
    codes = {each.code for each in found}
    return Quality(
        f"rated {sorted(codes)}",
        f"rated {' or '.join(each.label for each in found)}",
        lambda line: line.rating is not None and line.rating.code in codes,
        "rating",
    )


def sharing_an_issue(position: Position) -> Quality:
    """With an issue behind them that stands behind others too."""
    behind = Counter(line.issue.id for line in position.lines if line.issue)
    return Quality(
        "sharing",
        "behind which one issue stands",
        lambda line: line.issue is not None and behind[line.issue.id] > 1,
        "sharing",
    )


def of_concern(concern: Concern | None) -> Quality:
    """Rated with that concern, or with any."""
    return Quality(
        f"concern {concern}",
        "rated as a concern" if concern is None else f"rated as a {concern.label.lower()} concern",
        lambda line: (
            line.rating is not None
            and (
                line.rating.concern == concern
                if concern is not None
                else line.rating.concern > Concern.NONE
            )
        ),
        "rating",
    )


def _at(progress: Progress) -> Test:
    return lambda line: (
        True if line.progress == progress else None if line.progress == Progress.UNSTATED else False
    )


def _is_complete(line: Line) -> bool | None:
    if line.is_complete:
        return True
    is_left_open = line.rating is not None and line.rating.progress == Progress.UNSTATED
    return None if is_left_open else False


def _not(test: Test) -> Test:
    def opposite(line: Line) -> bool | None:
        found = test(line)
        return None if found is None else not found

    return opposite


def _is_overdue(line: Line) -> bool | None:
    return True if line.is_overdue else None if line.is_completion_not_recorded else False


def _is_past_original(line: Line) -> bool | None:
    if line.is_complete or line.original_due is None:
        return False
    if not line.original_due.has_passed(line.as_at):
        return False
    return None if _is_complete(line) is None else True


COMPLETE = Quality("complete", "complete", _is_complete, "progress")
OPEN = Quality("open", "not complete", _not(_is_complete), "progress")
IN_PROGRESS = Quality("in progress", "in progress", _at(Progress.IN_PROGRESS), "progress")
NOT_STARTED = Quality("not started", "not started", _at(Progress.NOT_STARTED), "progress")
STARTED = Quality("started", "started", _not(_at(Progress.NOT_STARTED)), "progress")
PAST_DUE = Quality("past due", "past due", lambda line: line.is_past_due, "due")
OVERDUE = Quality("overdue", "overdue", _is_overdue, "due")
PAST_ORIGINAL = Quality("past original", "past the date they first had", _is_past_original, "due")
LATE = Quality("completed late", "completed late", lambda line: bool(line.days_late), "progress")
IN_TIME = Quality(
    "completed in time",
    "completed in time",
    lambda line: False if line.days_late else _is_complete(line),
    "progress",
)
SLIPPED = Quality(
    "slipped",
    "slipped",
    lambda line: line.slippage is not None and line.slippage.has_slipped,
    "slipped",
    (
        Quality(
            "slipped and open",
            "slipped and not complete",
            lambda line: (
                line.slippage is not None and line.slippage.has_slipped and not line.is_complete
            ),
            "slipped",
        ),
    ),
)
REVISED = Quality("revised", "given another date", lambda line: line.is_revised, "slipped")
UNOWNED = Quality(
    "unowned", "without an owner", lambda line: not line.is_complete and not line.owners, "owned"
)
UNRATED = Quality("unrated", "unrated", lambda line: line.rating is None, "rating")
NOT_RECORDED = Quality(
    "completion not recorded",
    "past due with completion not recorded",
    lambda line: line.is_completion_not_recorded,
    "due",
)
STALE = Quality("stale", "stale", lambda line: line.is_stale, "stale")
