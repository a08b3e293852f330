"""A second reading of history, in plain Python, that shares no code with the first.

It keeps a log of what was asked for and accepted, and answers what an action was on a day by going
through that log from the start. tests/actions/test_history.py holds the Position against it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """One accepted entry about an action. `number` is the order in which entries were made."""

    subject: int
    what: str
    effective: date
    recorded: datetime
    number: int
    values: dict[str, Any]


class Expected(NamedTuple):
    """What the replay says of an action on a day, in the words that are printed."""

    reference: str
    title: str
    detail: str
    theme: str
    top_theme: str
    workstream: str | None
    report_group: str
    lead_organisation: str
    owners: tuple[str, ...]
    due: str | None
    original_due: str | None
    rating: str | None
    rated_on: date | None
    commentary: str
    remedial_action: str
    completed_on: date | None
    issue: str | None


@dataclass
class Log:
    """Everything accepted so far, and which entries were corrected or taken back."""

    entries: list[Entry] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)
    """Numbers of the entries that count on no date."""

    def add(
        self, subject: int, what: str, effective: date, recorded: datetime, **values: Any
    ) -> Entry:
        """Write an entry down."""
        entry = Entry(subject, what, effective, recorded, len(self.entries), values)
        self.entries.append(entry)
        return entry

    def standing(self, subject: int, *what: str) -> Iterator[Entry]:
        """The entries of those sorts about the action that still count, in order of history."""
        found = [
            entry
            for entry in self.entries
            if entry.subject == subject and entry.what in what and entry.number not in self.struck
        ]
        return iter(
            sorted(found, key=lambda entry: (entry.effective, entry.recorded, entry.number))
        )

    def until(self, subject: int, what: str, day: date) -> list[Entry]:
        """Those of one sort effective on or before the day, oldest first."""
        return [entry for entry in self.standing(subject, what) if entry.effective <= day]

    def values(self, subject: int, what: str, day: date) -> dict[str, Any]:
        """What the last of them says; nothing where there is none."""
        found = self.until(subject, what, day)
        return found[-1].values if found else {}

    def line(self, subject: int, day: date) -> Expected | None:
        """The action as it was at the end of the day; None where it was not in the plan."""
        if self.values(subject, "life", day).get("state") != "live":
            return None
        placed = self.values(subject, "placement", day)
        owned = self.values(subject, "ownership", day)
        dues = [entry.values["due"] for entry in self.until(subject, "due", day)]
        ratings = self.until(subject, "status", day)
        said = ratings[-1].values if ratings else {}
        issue = self.values(subject, "issue", day).get("issue")
        return Expected(
            reference=self.values(subject, "reference", day)["reference"],
            **self.values(subject, "wording", day),
            theme=placed["theme"],
            top_theme=placed["theme"][0],
            workstream=placed["workstream"],
            report_group=placed["report_group"] or "",
            lead_organisation=owned["lead_organisation"] or "",
            owners=owned["owners"],
            due=dues[-1] if dues else None,
            original_due=dues[0] if dues else None,
            rating=said.get("rating"),
            rated_on=ratings[-1].effective if ratings else None,
            commentary=said.get("commentary", ""),
            remedial_action=said.get("remedial_action", ""),
            completed_on=self.completed_on(subject, day),
            issue=issue["title"] if issue and issue["from"] <= day else None,
        )

    def completed_on(self, subject: int, day: date) -> date | None:
        """Since when the action had been complete on the day; None where it was open.

        A rating that says complete completes what was open, one that says otherwise reopens it, one
        that leaves it open changes nothing; a fact recorded on its own counts whatever came before.
        """
        since: date | None = None
        for entry in self.standing(subject, "status", "completion"):
            if entry.effective > day:
                continue
            if entry.what == "completion":
                since = entry.effective if entry.values["complete"] else None
            elif entry.values["progress"] == "complete":
                since = since or entry.effective
            elif entry.values["progress"] in {"not-started", "in-progress"}:
                since = None
        return since

    def plan(self, subjects: Iterable[int], day: date) -> dict[int, Expected]:
        """Every action in the plan on the day."""
        lines = ((subject, self.line(subject, day)) for subject in subjects)
        return {subject: line for subject, line in lines if line is not None}
