"""Figures of parts of a plan: a rating, a theme, a workstream, a report group, the issues behind a rating, the risks of a band."""

from collections.abc import Callable

from actions.position import Line, Position, group_by_issue
from reports.facts import Facts
from reports.figures.values import FigureValue, counted


def issues_behind(lines: tuple[Line, ...]) -> int:
    """How many issues stand behind the actions."""
    return sum(group.issue is not None for group in group_by_issue(lines))


def report_groups(position: Position) -> tuple[str, ...]:
    """The report groups that actions are in, in order of the actions."""
    return tuple(dict.fromkeys(line.report_group for line in position.lines if line.report_group))


def _rating(facts: Facts, code: str) -> int | None:
    position = facts.position
    return len(position.rated(code)) if position.rating(code) else None


def _issues(facts: Facts, code: str) -> int | None:
    position = facts.position
    return issues_behind(position.rated(code)) if position.rating(code) else None


def _theme(facts: Facts, reference: str) -> int | None:
    rows = facts.position.by_theme().rows
    return next((row.total for row in rows if row.key == reference), None)


def _workstream(facts: Facts, reference: str) -> int | None:
    if not any(each.reference == reference for each in facts.position.workstreams):
        return None
    lines = facts.position.lines
    return sum(
        line.workstream is not None and line.workstream.reference == reference for line in lines
    )


def _group(facts: Facts, title: str) -> int | None:
    found = [line.report_group.casefold() for line in facts.position.lines if line.report_group]
    return found.count(title.casefold()) or None


def _band(facts: Facts, code: str) -> int | None:
    found = [each.value for each in facts.risks.bands() if each.band.code == code]
    return sum(found) if found else None


PLACES: dict[str, Callable[[Facts, str], int | None]] = {
    "rating": _rating,
    "issues": _issues,
    "theme": _theme,
    "workstream": _workstream,
    "group": _group,
    "risks_in": _band,
}
"""Name -> count for what follows its colon, None where the plan has no such part."""


def in_place(facts: Facts, name: str, argument: str) -> FigureValue | None:
    """The figure of a part of the plan; None where there is none."""
    if name not in PLACES:
        return None
    found = PLACES[name](facts, argument)
    return None if found is None else counted(found)
