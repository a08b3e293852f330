"""Import a plan's actions from a file, through the same reading, comparison and service as the pages."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from actions.commands import find_organisation, find_plan, find_rating, find_user, read_as_at
from actions.errors import NotAllowed, Refused
from actions.importing.columns import LABELS, Field, guess_for, read_map
from actions.importing.outcome import Comparison, Options, Problem
from actions.importing.reading import MAX_BYTES, TOO_LARGE, read_file
from actions.importing.table import CellTable
from actions.models import Plan
from actions.services.importing import Unclean, check_importable, import_actions, preview
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """import_actions AREA PLAN FILE [--by EMAIL] [--as-at DATE] [--map FIELD=COLUMN ...] ..."""

    help = "Import actions from an XLSX, DOCX or CSV file: all of them, or none where there is a problem."

    def add_arguments(self, parser: CommandParser) -> None:
        """The arguments, as README.md documents them."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("file")
        parser.add_argument(
            "--by", metavar="EMAIL", help="who imports; needed unless --dry-run is given"
        )
        parser.add_argument(
            "--as-at", metavar="YYYY-MM-DD", help="the day the file tells of (today)"
        )
        parser.add_argument(
            "--map",
            action="extend",
            nargs="+",
            default=None,
            metavar="FIELD=COLUMN",
            help=f"which column holds a field, by heading or letter; empty for none. Fields: "
            f"{', '.join(Field)}",
        )
        parser.add_argument(
            "--expand-ranges", action="store_true", help="read 3B i-vi as six actions"
        )
        parser.add_argument(
            "--rating", metavar="CODE", help="the rating of rows that give none of their own"
        )
        parser.add_argument(
            "--new-posts-in",
            metavar="ORGANISATION",
            help="make posts for owners that the area does not know: in the row's lead "
            "organisation, else in this one",
        )
        parser.add_argument(
            "--add-missing",
            action="store_true",
            help="add the themes, workstreams and report groups that the file names and the plan lacks",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, only")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, **options: Any) -> None:
        """Import or only compare; exit with 1 where there is a problem."""
        plan = find_plan(options["area"], options["plan"])
        as_at = read_as_at(options["as_at"])
        if not options["by"] and not options["dry_run"]:
            raise CommandError("Say who imports with --by EMAIL, or look only with --dry-run.")
        by = find_user(options["by"]) if options["by"] and not options["dry_run"] else None
        path = Path(options["file"])
        try:
            table = read_file(_content(path), theme_word=plan.area.theme_word)
            chosen = _chosen(plan, table, path, as_at, options)
            comparison = (
                import_actions(plan=plan, table=table, options=chosen, by=by)
                if by
                else _looked_at(plan, table, chosen)
            )
        except Unclean as unclean:
            comparison = unclean.comparison
        except Refused as refused:
            if options["format"] == "json":
                self._write_json(_nothing(refused.message))
            raise CommandError(refused.message) from refused
        except NotAllowed as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["format"] == "json":
            self._write_json(_as_json(comparison))
        else:
            for line in _as_text(comparison, table, chosen, plan, is_dry=options["dry_run"]):
                self.stdout.write(line)
        if comparison.problems:
            self.stdout.flush()
            raise SystemExit(1)

    def _write_json(self, said: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        self.stdout.flush()


def _looked_at(plan: Plan, table: CellTable, options: Options) -> Comparison:
    """What importing would do, where anything could be imported at all."""
    check_importable(plan, options.as_at, timezone.now())
    return preview(plan=plan, table=table, options=options)


def _nothing(message: str) -> dict[str, Any]:
    """What is said of a file that cannot be read at all: one problem, of no row."""
    problem = {"row": None, "column": "", "value": "", "message": message}
    return {"add": 0, "change": 0, "same": 0, "problems": [problem]}


def _chosen(
    plan: Plan, table: CellTable, path: Path, as_at: date, options: dict[str, Any]
) -> Options:
    """How the file is to be understood: columns as guessed, but for those given."""
    columns = guess_for(table, plan)
    for field, column in read_map(options["map"] or (), table).items():
        columns = {each: at for each, at in columns.items() if each != field and at != column}
        if column is not None:
            columns[field] = column
    organisation, rating = options["new_posts_in"], options["rating"]
    return Options(
        columns=columns,
        as_at=as_at,
        file_name=path.name[:200],
        expand_ranges=options["expand_ranges"],
        adds_missing=options["add_missing"],
        posts_in=find_organisation(plan.area, organisation) if organisation else None,
        default_rating=find_rating(plan, rating) if rating else None,
    )


def _content(path: Path) -> bytes:
    """The file's bytes; one that is too large is not read."""
    try:
        if not path.is_file():
            raise CommandError(f"There is no file “{str(path)[:200]}”.")
        if path.stat().st_size > MAX_BYTES:
            raise CommandError(TOO_LARGE)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise CommandError(f"“{str(path)[:200]}” cannot be read.") from error


def _as_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "add": len(comparison.add),
        "change": len(comparison.change),
        "same": len(comparison.same),
        "problems": [
            {
                "row": problem.row,
                "column": problem.heading,
                "value": problem.value,
                "message": problem.message,
            }
            for problem in comparison.problems
        ],
    }


def _as_text(
    comparison: Comparison, table: CellTable, options: Options, plan: Plan, *, is_dry: bool
) -> list[str]:
    columns = "; ".join(
        f"{LABELS[field]} = {table.headings[column]}" for field, column in options.columns.items()
    )
    done = "Would be" if is_dry or comparison.problems else "Were"
    said = [
        f"Columns: {columns}.",
        f"{done} added: {len(comparison.add)}. {done} changed: {len(comparison.change)}. "
        f"The same: {len(comparison.same)}. Not in the file, so left alone: "
        f"{len(comparison.not_in_file)}.",
    ]
    if comparison.new_parts:
        named = ", ".join(str(part) for part in comparison.new_parts)
        said.append(f"{done} added to the plan: {named}.")
    if comparison.ranges:
        shown = ", ".join(comparison.ranges[:5])
        said.append(f"Kept as one reference each (see --expand-ranges): {shown}.")
    if comparison.problems:
        said.append(f"Problems, so nothing was saved: {len(comparison.problems)}.")
        said.extend(_line(problem) for problem in comparison.problems)
    return said


def _line(problem: Problem) -> str:
    where = f"{problem.cell} ({problem.heading})" if problem.heading else problem.cell
    value = f" “{problem.value}”" if problem.value else ""
    of = f", of {problem.reference}" if problem.reference not in ("", problem.value) else ""
    return f"{where}{value}{of}: {problem.message}"
