"""The figures there are, by name, and how each is read from a paper's facts. They are counted where the facts are, never here."""

from collections.abc import Callable
from typing import Protocol

from actions.choices import Concern
from actions.position import Position
from actions.text import say_day
from reports.classification import classification_of
from reports.drafts import PaperDraft
from reports.facts import Facts
from reports.figures.beside import beside
from reports.figures.places import in_place, issues_behind, report_groups
from reports.figures.values import FigureValue, counted

__all__ = ["PLAIN", "FigureValue", "Figures", "FindsFigures", "meeting_of"]


PLAIN: dict[str, Callable[[Position], int]] = {
    "total": lambda position: position.total,
    "complete": lambda position: len(position.complete),
    "in_progress": lambda position: len(position.in_progress),
    "not_started": lambda position: len(position.not_started),
    "progress_not_stated": lambda position: len(position.progress_not_stated),
    "overdue": lambda position: len(position.overdue),
    "unrated": lambda position: len(position.unrated),
    "themes": lambda position: len(position.top_themes),
    "workstreams": lambda position: len(position.workstreams),
    "significant": lambda position: len(position.with_concern(Concern.SIGNIFICANT)),
    "significant_issues": lambda position: issues_behind(
        position.with_concern(Concern.SIGNIFICANT)
    ),
    "open": lambda position: position.total - len(position.complete),
    "completed_late": lambda position: len(position.completed_late),
    "completion_not_recorded": lambda position: len(position.completion_not_recorded),
    "slipped": lambda position: len(position.slippage.slipped),
    "groups": lambda position: len(report_groups(position)),
}
"""Name -> count, for the figures that need no more than a Position."""
SHARES = frozenset(PLAIN) - {"total", "themes", "workstreams", "groups", "significant_issues"}
"""Those of them that are a part of the plan's actions."""


class FindsFigures(Protocol):
    """Something that knows figures by their names."""

    def find(self, name: str, argument: str = "") -> FigureValue | None: ...


class Figures:
    """The figures of one paper. Without a draft there are none of the paper itself."""

    def __init__(self, facts: Facts, draft: PaperDraft | None = None) -> None:
        self.facts = facts
        self.draft = draft

    def find(self, name: str, argument: str = "") -> FigureValue | None:
        """The figure of the name, such as `complete`, or of the name and what follows its colon, such as `rating` and `R`; None where
        there is none."""
        position = self.facts.position
        if not argument:
            if name in PLAIN:
                return counted(PLAIN[name](position), position.total if name in SHARES else None)
            return self._words(name) or beside(self.facts, name, "")
        return in_place(self.facts, name, argument) or beside(self.facts, name, argument)

    def _words(self, name: str) -> FigureValue | None:
        """A figure that is a date, or says what the paper itself is."""
        if name == "as_at":
            return FigureValue(say_day(self.facts.day))
        if self.draft is None:
            return None
        draft = self.draft
        match name:
            case "meeting":
                return FigureValue(meeting_of(draft))
            case "meeting_day" if draft.meeting_on:
                return FigureValue(say_day(draft.meeting_on))
            case "despatch" if draft.despatch_on:
                return FigureValue(say_day(draft.despatch_on))
            case "classification":
                return FigureValue(
                    f"{'Yes' if draft.is_exempt or draft.grounds else 'No'} – {classification_of(draft)}"
                )
            case "urgent":
                return FigureValue(f"Yes: {draft.urgency}" if draft.urgency else "No")
            case "title":
                return FigureValue(draft.title)
        return None


def meeting_of(draft: PaperDraft) -> str:
    """The committee and, where it is known, its day."""
    return f"{draft.body}, {say_day(draft.meeting_on)}" if draft.meeting_on else draft.body
