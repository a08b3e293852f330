"""The register's columns on a page: their headings, what orders them, and their cells as HTML.

Cells are joined here and not by a template: 150 rows of them take a third of the time. They format what a
line of a Position says, and count nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from actions.due_dates import DueDate
from actions.position import Line, Position
from wsoa.templatetags.components import rating_tag

WORDS_OF_TEXT = 32
"""How much of a long text a cell shows."""

ALWAYS = ("reference", "title")
"""Columns that cannot be left out: they say which action it is."""

USUAL = ("reference", "title", "theme", "owner", "due", "rating", "commentary")
"""Columns shown to somebody who has not chosen any."""


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of the register. `css` is the cell's class.

    On a phone a `whole` cell is a line of its own, `is_named` where it says there what it is.
    """

    heading: str
    cell: Callable[[Line], SafeString]
    css: str = ""
    whole: bool = False
    is_named: bool = False


def _sub(text: object) -> SafeString:
    return format_html(' <span class="wsoa-table__sub">{}</span>', text)


def _flag(text: object, *, quiet: bool = False) -> SafeString:
    css = "wsoa-flag wsoa-flag--quiet" if quiet else "wsoa-flag"
    return format_html(' <span class="{}">{}</span>', css, text)


def _day(day: date | None, nothing: str = "–") -> SafeString:
    return SafeString(f"{day.day} {day:%B %Y}" if day else nothing)


def _days(number: int) -> SafeString:
    if not number:
        return SafeString('<span class="wsoa-table__zero">0</span>')
    return SafeString(f"{number:,}".replace("-", "−"))


def _text(text: str) -> SafeString:
    words = text.split(maxsplit=WORDS_OF_TEXT)
    if len(words) > WORDS_OF_TEXT:
        text = f"{' '.join(words[:WORDS_OF_TEXT])} …"
    return conditional_escape(text)


def _theme(line: Line) -> SafeString:
    stream = _sub(line.workstream.reference) if line.workstream else ""
    return format_html(
        '<span title="{}">{}</span>{}', line.theme.title, line.theme.reference, stream
    )


def _workstream(line: Line) -> SafeString:
    if line.workstream is None:
        return SafeString("–")
    return format_html("{} {}", line.workstream.reference, line.workstream.title)


def _owner(line: Line) -> SafeString:
    owners = conditional_escape("; ".join(owner.title for owner in line.owners) or "No owner")
    return SafeString(owners + _sub(line.lead_organisation)) if line.lead_organisation else owners


def _due(line: Line) -> SafeString:
    said = conditional_escape(str(line.due) if line.due else "No date")
    if line.is_revised:
        said += _sub(f"first {line.original_due}")
    if line.is_overdue:
        said += _flag("Overdue")
    elif line.is_completion_not_recorded:
        said += _flag("Completion not recorded", quiet=True)
    elif line.days_late:
        said += _flag("Completed late", quiet=True)
    return SafeString(said)


def _rating(line: Line) -> SafeString:
    rating = line.rating
    if rating is None:
        return rating_tag(label="Unrated", rated=False)
    tag = rating_tag(code=rating.code, label=rating.label, tone=rating.tone)
    return SafeString(tag + _sub(_day(line.rated_on)))


def _impact(line: Line) -> SafeString:
    if line.impact is None:
        return SafeString("–")
    return rating_tag(code=line.impact.code, label=line.impact.label, tone=line.impact.tone)


def _waits_on(line: Line) -> SafeString:
    others = conditional_escape(", ".join(other.reference for other in line.waits_on) or "–")
    return SafeString(others + _flag("In trouble")) if line.waits_on_trouble else others


def waiting(line: Line) -> SafeString:
    """What the action waits on that is in trouble; nothing for most."""
    trouble = line.waits_on_trouble
    if not trouble:
        return SafeString("")
    named = ", ".join(
        f"{other.reference}, which is {other.rating.label}" for other in trouble if other.rating
    )
    return format_html("<div>{}</div>", _flag(f"Waiting on {named}"))


def _silence(line: Line) -> SafeString:
    return SafeString(_days(line.days_silent) + (_flag("Stale") if line.is_stale else ""))


def _or_dash(text: str) -> SafeString:
    return conditional_escape(text or "–")


NUMBER = "wsoa-table__number"

COLUMNS: Mapping[str, RegisterColumn] = {
    "reference": RegisterColumn("Ref", lambda line: conditional_escape(line.reference)),
    "title": RegisterColumn("Action", lambda line: conditional_escape(line.title)),
    "theme": RegisterColumn("Theme", _theme),
    "workstream": RegisterColumn("Workstream", _workstream),
    "group": RegisterColumn("Report group", lambda line: _or_dash(line.report_group)),
    "owner": RegisterColumn("Owner", _owner, "wsoa-table__owner"),
    "organisation": RegisterColumn(
        "Lead organisation", lambda line: _or_dash(line.lead_organisation)
    ),
    "original-due": RegisterColumn(
        "First due", lambda line: conditional_escape(str(line.original_due or "No date"))
    ),
    "due": RegisterColumn("Due", _due, "wsoa-table__date"),
    "slippage": RegisterColumn("Slippage, days", lambda line: _days(line.slippage_days), NUMBER),
    "overdue": RegisterColumn("Overdue, days", lambda line: _days(line.days_overdue), NUMBER),
    "rating": RegisterColumn("Rating", _rating, "wsoa-table__rating"),
    "impact": RegisterColumn("Impact", _impact),
    "silence": RegisterColumn("Days without an update", _silence, NUMBER),
    "completed": RegisterColumn("Completed", lambda line: _day(line.completed_on)),
    "waits-on": RegisterColumn("Waits on", _waits_on),
    "commentary": RegisterColumn(
        "Latest commentary",
        lambda line: _text(line.commentary),
        "wsoa-table__commentary",
        whole=True,
    ),
    "remedial": RegisterColumn(
        "Remedial action",
        lambda line: _text(line.remedial_action),
        "wsoa-table__commentary",
        whole=True,
        is_named=True,
    ),
}
"""Name in the address -> the column, in the order of the page."""


def orders(position: Position) -> dict[str, Callable[[Line], Any]]:
    """Name of a column -> what its rows are ordered by; ratings as the scheme ranks them.

    What is not there comes last. Columns of text to read have no order.
    """
    rank = {rating.code: place for place, rating in enumerate(position.ratings)}
    themes = {theme.id: place for place, theme in enumerate(position.themes)}
    streams = {stream.id: place for place, stream in enumerate(position.workstreams)}
    return {
        "reference": lambda line: (line.sort_key, line.action_id),
        "title": lambda line: line.title.casefold(),
        "theme": lambda line: themes[line.theme.id],
        "workstream": lambda line: streams[line.workstream.id] if line.workstream else len(streams),
        "group": lambda line: (not line.report_group, line.report_group.casefold()),
        "owner": lambda line: (not line.owners, [owner.title.casefold() for owner in line.owners]),
        "organisation": lambda line: (
            not line.lead_organisation,
            line.lead_organisation.casefold(),
        ),
        "original-due": lambda line: _due_order(line.original_due),
        "due": lambda line: line.due_order,
        "slippage": lambda line: line.slippage_days,
        "overdue": lambda line: line.days_overdue,
        "rating": lambda line: rank[line.rating.code] if line.rating else len(rank),
        "impact": lambda line: (line.impact is None, line.impact.id if line.impact else 0),
        "silence": lambda line: line.days_silent,
        "completed": lambda line: line.completed_on or date.max,
    }


def _due_order(due: DueDate | None) -> tuple[bool, bool, date]:
    is_ongoing, end = due.sort_key if due else (True, date.max)
    return (due is None, is_ongoing, end)
