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


RATED = " rated "
"""Between a theme and one of the plan's ratings."""


def _rating(facts: Facts, code: str) -> FigureValue | None:
    position = facts.position
    return counted(len(position.rated(code)), position.total) if position.rating(code) else None


def _issues(facts: Facts, code: str) -> FigureValue | None:
    position = facts.position
    return counted(issues_behind(position.rated(code))) if position.rating(code) else None


def _theme(facts: Facts, asked: str) -> FigureValue | None:
    """The actions of a theme, as a part of the plan's; or those of one rating, as a part of the theme's."""
    position = facts.position
    rows = {row.key: row for row in position.by_theme().rows}
    if asked in rows:
        return counted(rows[asked].total, position.total)
    reference, _, code = " ".join(asked.split()).partition(RATED)
    if reference not in rows or not position.rating(code):
        return None
    return counted(rows[reference].counts.get(code, 0), rows[reference].total)


def _workstream(facts: Facts, reference: str) -> FigureValue | None:
    if not any(each.reference == reference for each in facts.position.workstreams):
        return None
    lines = facts.position.lines
    found = [
        line.workstream is not None and line.workstream.reference == reference for line in lines
    ]
    return counted(sum(found), len(found))


def _group(facts: Facts, title: str) -> FigureValue | None:
    found = [line.report_group.casefold() for line in facts.position.lines if line.report_group]
    number = found.count(title.casefold())
    return counted(number, facts.position.total) if number else None


def _band(facts: Facts, code: str) -> FigureValue | None:
    found = [each.value for each in facts.risks.bands() if each.band.code == code]
    return counted(sum(found)) if found else None


PLACES: dict[str, Callable[[Facts, str], FigureValue | None]] = {
    "rating": _rating,
    "issues": _issues,
    "theme": _theme,
    "workstream": _workstream,
    "group": _group,
    "risks_in": _band,
}
"""Name -> count for what follows its colon, None where the plan has no such part."""
SHARES = frozenset({"rating", "theme", "workstream", "group"})
"""Those of them that are a part of a whole."""


def in_place(facts: Facts, name: str, argument: str) -> FigureValue | None:
    """The figure of a part of the plan; None where there is none."""
    return PLACES[name](facts, argument) if name in PLACES else None
