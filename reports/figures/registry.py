"""The figures there are, by name, and how each is read from a paper's facts. They are counted where the facts are, never here."""

from collections.abc import Callable

from actions.choices import Concern
from actions.position import Position, group_by_issue
from actions.text import say_day
from reports.drafts import PaperDraft
from reports.facts import Facts
from reports.figures.beside import beside
from reports.figures.values import FigureValue, counted

__all__ = ["PLAIN", "FigureValue", "Figures", "meeting_of"]


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
    "significant_issues": lambda position: sum(
        1
        for group in group_by_issue(position.with_concern(Concern.SIGNIFICANT))
        if group.issue is not None
    ),
}
"""Name -> count, for the figures that need no more than a Position."""


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
                return counted(PLAIN[name](position))
            return self._words(name) or beside(self.facts, name, "")
        if name == "rating" and position.rating(argument):
            return counted(len(position.rated(argument)))
        if name == "theme":
            rows = (row for row in position.by_theme().rows if row.key == argument)
            return next((counted(row.total) for row in rows), None)
        return beside(self.facts, name, argument)

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
            case "classification":
                return FigureValue("Yes – Part II" if draft.is_exempt else "No – Part I")
            case "urgent":
                return FigureValue(f"Yes: {draft.urgency}" if draft.urgency else "No")
            case "title":
                return FigureValue(draft.title)
        return None


def meeting_of(draft: PaperDraft) -> str:
    """The committee and, where it is known, its day."""
    return f"{draft.body}, {say_day(draft.meeting_on)}" if draft.meeting_on else draft.body
