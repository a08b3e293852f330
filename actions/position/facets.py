"""How lines fall under the choices of several filters at once, and how many under each choice."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from actions.position.values import Line


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: `keys` gives the choices that a line falls under, `chosen` are those asked for.

    Without a choice every line passes; otherwise those under any of the chosen, or with `all_of` those
    under all of them.
    """

    name: str
    keys: Callable[[Line], Collection[str]]
    chosen: frozenset[str] = frozenset()
    all_of: bool = False

    def passes(self, keys: Collection[str]) -> bool:
        """Whether a line with those keys passes."""
        if not self.chosen:
            return True
        return self.chosen.issubset(keys) if self.all_of else not self.chosen.isdisjoint(keys)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The lines that pass every facet, and for each facet's choice how many lines it would show.

    A count takes the other facets as they are chosen. Where a facet wants all of its choices it says
    how many of the lines shown would be left with that one as well.
    """

    lines: tuple[Line, ...]
    counts: Mapping[str, Mapping[str, int]]


def narrow(lines: Iterable[Line], facets: Sequence[Facet]) -> Narrowed:
    """Filter the lines and count the choices, in one pass."""
    counters: list[Counter[str]] = [Counter() for _ in facets]
    passing: list[Line] = []
    places = range(len(facets))
    for line in lines:
        keys = [facet.keys(line) for facet in facets]
        failed = [place for place in places if not facets[place].passes(keys[place])]
        if not failed:
            passing.append(line)
            for counter, found in zip(counters, keys, strict=True):
                counter.update(found)
        elif len(failed) == 1 and not facets[failed[0]].all_of:
            counters[failed[0]].update(keys[failed[0]])
    names = (facet.name for facet in facets)
    return Narrowed(tuple(passing), dict(zip(names, counters, strict=True)))
