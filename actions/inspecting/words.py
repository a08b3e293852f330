"""What each framework calls what it finds. Pure: no rows."""

from collections.abc import Iterable, Mapping

from actions.choices import Framework, WeaknessKind

_OF_2016 = (WeaknessKind.SIGNIFICANT_WEAKNESS,)
_OF_2023 = (WeaknessKind.PRIORITY_ACTION, WeaknessKind.IMPROVEMENT)

KINDS: Mapping[Framework, tuple[WeaknessKind, ...]] = {
    Framework.LOCAL_AREA_2016: _OF_2016,
    Framework.REVISIT: (),
    Framework.AREA_2023: _OF_2023,
    Framework.MONITORING_2023: (),
}
"""Framework -> what it calls what it finds, the gravest first. Nothing for one that judges what an earlier
inspection found."""

FOLLOWS_UP = frozenset(framework for framework, kinds in KINDS.items() if not kinds)
"""The frameworks that look at nothing but what an earlier inspection found."""

_MANY: Mapping[WeaknessKind, str] = {
    WeaknessKind.SIGNIFICANT_WEAKNESS: "Areas of significant weakness",
    WeaknessKind.PRIORITY_ACTION: "Areas for priority action",
    WeaknessKind.IMPROVEMENT: "Areas for improvement",
}


def kinds_of(framework: str) -> tuple[WeaknessKind, ...]:
    """What the framework calls what it finds, the gravest first; nothing for a revisit."""
    return KINDS[Framework(framework)]


def many_of(kind: str) -> str:
    """Several of the kind, as a heading: "Areas for priority action"."""
    return _MANY[WeaknessKind(kind)]


def say_kinds(kinds: Iterable[str]) -> str:
    """Several of all these kinds, as a heading: "Areas for priority action and areas for improvement"."""
    present = set(kinds)
    said = [words for kind, words in _MANY.items() if kind in present]
    return " and ".join([*said[:1], *(f"{words[:1].lower()}{words[1:]}" for words in said[1:])])
