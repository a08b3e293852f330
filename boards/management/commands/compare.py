"""Print what differs between a plan on two days."""

import json
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from actions.commands import find_plan, read_day
from actions.due_dates import DueDate
from actions.position import UNRATED, Line, position_as_at
from actions.text import say_day
from boards.choices import ChangeKind
from boards.comparing import Change, Comparison, compare
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """compare AREA PLAN --from DATE --to DATE [--format text|json]"""

    help = (
        "Print what differs between a plan on two days, by what is on record now: added, withdrawn, "
        "moved, slipped and so on, with counts. Neither day may be in the future, nor the first after "
        "the second."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and plan by slug, the two days."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("--from", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--to", required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, **options: Any) -> None:
        """Compare once, print in the format asked for."""
        plan = find_plan(options["area"], options["plan"])
        first, last = _day(options["from"], "--from"), _day(options["to"], "--to")
        if first > last:
            raise CommandError(
                f"--from ({first.isoformat()}) must be on or before --to ({last.isoformat()})."
            )
        found = compare(position_as_at(plan, first), position_as_at(plan, last))
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_as_text(found))


def _day(text: str, label: str) -> date:
    day = read_day(text, label=label)
    if day > timezone.localdate():
        raise CommandError(f"{label} must be today or in the past, not {day.isoformat()}.")
    return day


def _as_json(found: Comparison) -> dict[str, Any]:
    """Ratings by code, or `unrated`. A due date is the last day of its period, or its words where it has
    none. Counts are by kind of change, and `moved` is every change of rating."""
    counts = {"moved": len(found.moved)} | {
        kind.value: number for kind, number in found.counts.items()
    }
    return {
        "added": [change.reference for change in found.added],
        "withdrawn": [change.reference for change in found.withdrawn],
        "moved": [
            {"ref": each.reference, "from": _code(each.before), "to": _code(each.after)}
            for each in found.moved
        ],
        "slipped": [
            {"ref": each.reference, "from": _due(each.before), "to": _due(each.after)}
            for each in found.slipped
        ],
        "counts": counts,
    }


def _code(line: Line | None) -> str:
    return line.rating.code if line and line.rating else UNRATED


def _due(line: Line | None) -> str:
    due: DueDate | None = line.due if line else None
    if due is None:
        return ""
    return due.end.isoformat() if due.end else due.printed


def _as_text(found: Comparison) -> str:
    plan = found.later.plan
    said = [
        f"{plan.area_name}, {plan.title}, from {say_day(found.earlier.as_at)} "
        f"to {say_day(found.later.as_at)}"
    ]
    if found.is_empty:
        said.append("Nothing differs.")
    for kind, changes in found.by_kind():
        said += ["", f"{kind.label} ({len(changes)})"]
        said += [f"  {row}" for change in changes for row in _rows(kind, change)]
    return "\n".join(said)


def _rows(kind: ChangeKind, change: Change) -> list[str]:
    if kind in {ChangeKind.ADDED, ChangeKind.WITHDRAWN} and change.line:
        return [f"{change.reference}  {_short(change.line.title)}"]
    return [
        "  ".join(
            part for part in (change.reference, _told(each.what, each.before, each.after)) if part
        )
        for each in change.differences
    ]


def _told(what: str, before: str, after: str) -> str:
    return f"{what}: {_short(before) or 'nothing'} -> {_short(after) or 'nothing'}"


def _short(text: str) -> str:
    """The text on one line, cut to fit a terminal."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
