"""Reads the demonstration's data files. A file that is not there has no rows."""

import csv
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from reports.demo.specification import (
    ActionRow,
    AreaSpecification,
    CompletionRow,
    DateChangeRow,
    History,
    IssueSpecification,
    OrganisationSpecification,
    PlanSpecification,
    PostSpecification,
    ThemeSpecification,
    UpdateRow,
    VisitSpecification,
    WorkstreamSpecification,
)

DATA = Path(__file__).parent / "data"


def read_toml(slug: str, name: str) -> dict[str, Any]:
    """A TOML file of the area, as it stands."""
    return tomllib.loads((DATA / slug / name).read_text(encoding="utf-8"))


def read_csv(slug: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the area, by column; none where the file is missing."""
    path = DATA / slug / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_area(slug: str) -> AreaSpecification:
    """The area's partners and people."""
    raw = read_toml(slug, "area.toml")
    return AreaSpecification(
        slug=raw["slug"],
        name=raw["name"],
        theme_word=raw["theme_word"],
        demo_note=raw["demo_note"].strip(),
        organisations=tuple(
            OrganisationSpecification(key, **values) for key, values in raw["organisations"].items()
        ),
        posts=tuple(
            PostSpecification(key, organisation, title)
            for organisation, posts in raw["posts"].items()
            for key, title in posts.items()
        ),
        holders={post: role for role, posts in raw["holders"].items() for post in posts},
    )


def plan_from(raw: dict[str, Any]) -> PlanSpecification:
    """The plan that a plan.toml describes, its dates being given."""
    return PlanSpecification(
        slug=raw["slug"],
        title=raw["title"],
        kind=raw["kind"],
        stage=raw["stage"],
        summary=raw["summary"].strip(),
        starts_on=raw["starts_on"],
        ends_on=raw.get("ends_on"),
        reported_as_at=raw.get("reported_as_at"),
        scheme=raw.get("scheme", ""),
        report_groups=raw.get("report_groups", {}),
        themes=tuple(ThemeSpecification(**theme) for theme in raw["themes"]),
        workstreams=tuple(WorkstreamSpecification(**each) for each in raw.get("workstreams", ())),
        issues=tuple(
            IssueSpecification(**{**issue, "actions": tuple(issue["actions"])})
            for issue in raw.get("issues", ())
        ),
        visits=tuple(VisitSpecification(**visit) for visit in raw.get("visits", ())),
    )


def action_from(row: dict[str, str]) -> ActionRow:
    """The action that a row of actions.csv describes."""
    return ActionRow(
        reference=row["reference"],
        theme=row["theme"],
        workstream=row.get("workstream", ""),
        report_group=row.get("report_group", ""),
        lead=row["lead"],
        owners=tuple(row["owners"].split()),
        due=row["due"],
        title=row["title"],
    )


def read_history(slug: str) -> History:
    """The actions of a published plan and what happened to them."""
    return History(
        actions=tuple(action_from(row) for row in read_csv(slug, "actions.csv")),
        updates=tuple(
            UpdateRow(
                row["reference"],
                date.fromisoformat(row["effective"]),
                row["rating"],
                row["commentary"],
                row["remedial_action"],
            )
            for row in read_csv(slug, "updates.csv")
        ),
        date_changes=tuple(
            DateChangeRow(
                row["reference"],
                date.fromisoformat(row["effective"]),
                row["due"],
                row["reason"],
                row["agreed_by"],
            )
            for row in read_csv(slug, "date_changes.csv")
        ),
        completions=tuple(
            CompletionRow(
                row["reference"], date.fromisoformat(row["completed_on"]), row["evidence"]
            )
            for row in read_csv(slug, "completions.csv")
        ),
    )
