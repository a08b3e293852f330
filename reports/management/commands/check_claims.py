"""Hold the numbers of a text against a plan's figures."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.commands import find_plan, read_as_at, show_argument
from reports.choices import Verdict
from reports.claims import Claim, check_text
from reports.facts import Facts
from wsoa.commands import PlainCommand

LONGEST = 1_000_000
"""Characters of a file that is read."""


class Command(PlainCommand):
    """check_claims AREA PLAN FILE.txt [--as-at DATE] [--format text|json]"""

    help = (
        "Hold every number of a text against the plan's figures as at a date. Exits with 0 where none differs, with 1 where "
        "one does, and with 2 where the text could not be checked."
    )
    complaint_code = 2

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and plan by slug."""
        parser.add_argument("area")
        parser.add_argument("plan")
        parser.add_argument("file", metavar="FILE.txt")
        parser.add_argument("--as-at", metavar="YYYY-MM-DD", help="today when left out")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, **options: Any) -> None:
        """Check, say what was found, and exit with whether anything differs."""
        plan = find_plan(options["area"], options["plan"])
        as_at = read_as_at(options["as_at"])
        claims = check_text(_text(options["file"]), Facts(plan, as_at))
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(claims), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_as_text(claims))
        self.stdout.flush()
        if any(claim.differs for claim in claims):
            sys.exit(1)


def _text(name: str) -> str:
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(
            f"{show_argument(name)} is not UTF-8 text. Save it as UTF-8 text and try again."
        ) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "the name is not one that a file can have"
        raise CommandError(f"Cannot read {show_argument(name)}: {why}.") from error
    if len(text) > LONGEST:
        raise CommandError(f"{show_argument(name)} is longer than {LONGEST:,} characters.")
    return text


def _as_json(claims: tuple[Claim, ...]) -> dict[str, Any]:
    return {
        "claims": [
            {
                "text": claim.text,
                "value": claim.value,
                "verdict": claim.verdict.value,
                "expected": claim.expected,
                "reason": claim.reason,
                "rows": list(claim.rows),
            }
            for claim in claims
        ]
    }


_MARKS = {
    Verdict.AGREES: "agrees ",
    Verdict.DIFFERS: "DIFFERS",
    Verdict.UNKNOWN: "unknown",
}


def _as_text(claims: tuple[Claim, ...]) -> str:
    if not claims:
        return "There is no number in the text that the plan could count."
    lines = [f"{_MARKS[claim.verdict]}  {claim.text}: {claim.reason}" for claim in claims]
    counts = {each: sum(claim.verdict == each for claim in claims) for each in Verdict}
    lines.append(
        f"{counts[Verdict.DIFFERS]:,} of {len(claims):,} differ; {counts[Verdict.AGREES]:,} agree; "
        f"of {counts[Verdict.UNKNOWN]:,} nothing can be told."
    )
    return "\n".join(lines)
