"""What numbers of stretches of time tell of one another: January to March less January and February is March.

Days are tied where numbers that are shown lead from one to the other; then the number of the stretch between them
can be worked out. A period whose number was corrected, or gave way to a final one, has every number it ever had,
and so a stretch may be worked out in several ways. These count: from the newest numbers, as they are after each
that is added; from the first ones; and from the newest with any one of the others in its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

Step = tuple[date, date]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A number and the days it leads between: that on which its period begins, and the one after its last."""

    one: date
    other: date
    number: Decimal

    @property
    def ends(self) -> Step:
        """Both days."""
        return self.one, self.other


class _Tree:
    """One way from each day to each other along the numbers, those given first where there are several."""

    def __init__(self, numbers: Iterable[Known], root: date) -> None:
        self.used: set[Known] = set()
        joined: dict[date, date] = {}
        steps: dict[date, list[tuple[date, Decimal, Known]]] = {}

        def top(day: date) -> date:
            while (above := joined.get(day, day)) != day:
                joined[day] = joined.get(above, above)
                day = above
            return day

        for each in numbers:
            one, other = top(each.one), top(each.other)
            if one != other:
                joined[one] = other
                self.used.add(each)
                steps.setdefault(each.one, []).append((each.other, each.number, each))
                steps.setdefault(each.other, []).append((each.one, -each.number, each))
        self.above: dict[date, tuple[date, Known] | None] = {root: None}
        self.sums = {root: Decimal(0)}
        todo = [root]
        while todo:
            day = todo.pop()
            for to, number, by in steps.get(day, ()):
                if to not in self.sums:
                    self.sums[to] = self.sums[day] + number
                    self.above[to] = day, by
                    todo.append(to)

    def worth(self, one: date, other: date) -> Decimal:
        """The number of the stretch between the days, worked out along the tree."""
        return self.sums[other] - self.sums[one]

    def way(self, one: date, other: date) -> dict[Known, bool]:
        """The numbers that lead from one day to the other, each with whether it is added, not taken away."""
        found: dict[Known, bool] = {}
        for day, is_added in ((one, False), (other, True)):
            at = day
            while (step := self.above[at]) is not None:
                above, by = step
                if by in found:
                    del found[by]
                else:
                    found[by] = (by.other == at) == is_added
                at = above
        return found


class Ties:
    """The numbers that are shown of one kind of children, and the periods whose number is too small to be."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.shown: list[Known] = []
        self.few: set[Step] = set()

    def add(self, new: Known) -> None:
        """Show the number. A small one that its period had before is told by it no more than before."""
        self.shown.append(new)
        self.few.discard(new.ends)

    def hide(self, few: Known) -> None:
        """Hold back the number, which is too small."""
        self.few.add(few.ends)

    def tells(self, new: Known) -> bool:
        """Whether the number, with those shown, would tell one that is too small, or one that is held back.

        Asked is only what the new number has a part in: what was told before cannot be helped by hiding it.
        """
        near = _within_reach(self.shown, new)
        tree = _Tree([new, *reversed(near)], new.one)
        joins = new.other not in _Tree(near, new.one).sums
        return (
            self._tells_hidden(near, new, tree, joins=joins)
            or self._tells_small(tree, new)
            or (joins and self._tells_by(_Tree([*near, new], new.one), new))
            or self._tells_by_another(tree, near, new)
        )

    def _tells_hidden(self, near: Sequence[Known], new: Known, tree: _Tree, *, joins: bool) -> bool:
        """Whether a period whose number is held back would be told by others than its own, or newly so."""
        for ends in self.few - {new.ends}:
            if not (ends[0] in tree.sums and ends[1] in tree.sums):
                continue
            if joins:
                if new in tree.way(*ends):
                    return True
                continue
            others = [each for each in near if each.ends != ends]
            before = _Tree(others, ends[0])
            if ends[1] not in before.sums:
                if ends[1] in _Tree([*others, new], ends[0]).sums:
                    return True
            elif (
                new.one in before.sums
                and new.other in before.sums
                and (before.way(*ends).keys() & before.way(*new.ends).keys())
            ):
                return True
        return False

    def _tells_small(self, tree: _Tree, new: Known) -> bool:
        """Whether a stretch is too small by the newest numbers. Longer stretches hold more children, so that the
        shortest ones tell."""
        return any(
            tree.worth(one, other) < self.limit and new in tree.way(one, other)
            for one, other in pairwise(sorted(tree.sums))
        )

    def _tells_by(self, tree: _Tree, new: Known) -> bool:
        """Whether a stretch may be too small by the first numbers; no stretch holds fewer than no children."""
        return any(
            0 <= tree.worth(one, other) < self.limit and new in tree.way(one, other)
            for one, other in pairwise(sorted(tree.sums))
        )

    def _tells_by_another(self, tree: _Tree, near: Sequence[Known], new: Known) -> bool:
        """Whether a stretch may be too small by the newest numbers with one of the others in its place."""
        differ = [
            (each, difference)
            for each in near
            if each not in tree.used and (difference := each.number - tree.worth(*each.ends))
        ]
        if not differ:
            return False
        ways = [(tree.worth(*ends), tree.way(*ends)) for ends in pairwise(sorted(tree.sums))]
        return any(
            0 <= worth < self.limit
            for each, difference in differ
            for worth in _with(tree.way(*each.ends), difference, ways, new)
        )


def _with(
    around: dict[Known, bool],
    difference: Decimal,
    ways: Sequence[tuple[Decimal, dict[Known, bool]]],
    new: Known,
) -> Iterator[Decimal]:
    """What the stretches come to where, instead of along a part of the way around, they are reckoned by the number
    that differs from it. Only those in which the new number has a part."""
    for worth, way in ways:
        shared = next(iter(way.keys() & around.keys()), None)
        if shared is not None and (new in way) != (new in around):
            yield worth + difference if way[shared] == around[shared] else worth - difference


def _within_reach(shown: Sequence[Known], new: Known) -> list[Known]:
    """Those of the numbers shown that are tied to either end of the new one, in the order in which they were added."""
    steps: dict[date, list[Known]] = {}
    for each in shown:
        steps.setdefault(each.one, []).append(each)
        steps.setdefault(each.other, []).append(each)
    found: set[Known] = set()
    seen = {new.one, new.other}
    todo = [new.one, new.other]
    while todo:
        for each in steps.get(todo.pop(), ()):
            found.add(each)
            for day in each.ends:
                if day not in seen:
                    seen.add(day)
                    todo.append(day)
    return [each for each in shown if each in found]
