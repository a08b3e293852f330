"""Print Table 1: a plan's actions by theme or workstream and rating, as at a date."""

import csv
import json
from typing import Any

from django.core.management.base import CommandParser

from actions.commands import find_plan, read_as_at
from actions.position import Position, SummaryRow, SummaryTable, position_as_at
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """summary AREA PLAN [--as-at DATE] [--by theme|workstream] [--format text|json|csv]"""

    help = "Print a plan's actions by theme (top level) or workstream and rating, with totals."

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and plan by slug."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("--as-at", metavar="YYYY-MM-DD", help="today when left out")
        parser.add_argument("--by", choices=["theme", "workstream"], default="theme")
        parser.add_argument("--format", choices=["text", "json", "csv"], default="text")

    def handle(self, **options: Any) -> None:
        """Count once, print in the format asked for."""
        plan = find_plan(options["area"], options["plan"])
        position = position_as_at(plan, read_as_at(options["as_at"]))
        table = position.by_theme() if options["by"] == "theme" else position.by_workstream()
        match options["format"]:
            case "json":
                data = _as_json(position, table)
                self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            case "csv":
                csv.writer(self.stdout, lineterminator="\n").writerows(_cells(table))
            case _:
                heading = f"{position.plan.area_name}, {position.plan.title}"
                self.stdout.write(f"{heading}, as at {position.as_at.isoformat()}")
                self.stdout.write(_as_text(table))


def _as_json(position: Position, table: SummaryTable) -> dict[str, Any]:
    return {
        "area": position.plan.area_slug,
        "plan": position.plan.slug,
        "as_at": position.as_at.isoformat(),
        "scheme": [
            {"code": rating.code, "label": rating.label, "meaning": rating.meaning}
            for rating in position.ratings
        ],
        "rows": [
            {
                "ref": row.reference,
                "title": row.title,
                "counts": row.counts,
                "total": row.total,
            }
            for row in table.rows
        ],
        "total": {"counts": table.total.counts, "total": table.total.total},
    }


def _cells(table: SummaryTable) -> list[list[object]]:
    def line(row: SummaryRow, reference: str) -> list[object]:
        return [reference, row.title, *row.counts.values(), row.total]

    return [
        ["ref", "title", *(column.code for column in table.columns), "total"],
        *(line(row, row.reference) for row in table.rows),
        ["", "Total", *table.total.counts.values(), table.total.total],
    ]


def _as_text(table: SummaryTable) -> str:
    """Columns as wide as their widest cell; titles cut to fit a terminal."""
    heading = ["", "", *(column.label for column in table.columns), "Total"]
    body = [[str(cell) for cell in row] for row in _cells(table)[1:]]
    rows = [heading, *([ref, title[:48], *counts] for ref, title, *counts in body)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heading))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
