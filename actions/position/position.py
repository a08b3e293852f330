"""The Position: a plan as at a date. The one currency of the whole system."""

from dataclasses import dataclass
from datetime import date

from actions.choices import Progress
from actions.position.slipping import SlippageFigures, slippage_figures
from actions.position.tables import Heading, SummaryTable, summarise, summarise_impact
from actions.position.values import (
    ImpactValue,
    IssueValue,
    Line,
    PlanValue,
    RatingValue,
    ThemeValue,
    WorkstreamValue,
)

Lines = tuple[Line, ...]

SOON_DAYS = 30
"""How far ahead looks what asks for the actions due soon."""


@dataclass(frozen=True, slots=True)
class Position:
    """Every action live on the day, one line each, in the natural order of their references.

    `scheme` is the scheme's name, blank where the plan has none, and `ratings` its ratings in order.
    `impacts` are its impact ratings in order, none where it does not rate impact. `themes` and
    `workstreams` are all of the plan's, with or without actions.
    """

    plan: PlanValue
    as_at: date
    scheme: str
    ratings: tuple[RatingValue, ...]
    impacts: tuple[ImpactValue, ...]
    themes: tuple[ThemeValue, ...]
    workstreams: tuple[WorkstreamValue, ...]
    lines: Lines

    @property
    def total(self) -> int:
        """How many actions are live."""
        return len(self.lines)

    @property
    def top_themes(self) -> tuple[ThemeValue, ...]:
        """The themes of the top level, in order."""
        return tuple(theme for theme in self.themes if theme.parent_id is None)

    def by_theme(self) -> SummaryTable:
        """Table 1: the top-level themes by rating."""
        return summarise(self.ratings, self._under_top_themes())

    def by_theme_impact(self) -> SummaryTable | None:
        """The top-level themes by impact; None where the plan does not rate impact."""
        if not self.impacts:
            return None
        return summarise_impact(self.impacts, self._under_top_themes())

    def _under_top_themes(self) -> list[tuple[Heading, list[Line]]]:
        lines: dict[int, list[Line]] = {theme.id: [] for theme in self.top_themes}
        for line in self.lines:
            lines[line.top_theme.id].append(line)
        return [
            (Heading(theme.reference, theme.reference, theme.title), lines[theme.id])
            for theme in self.top_themes
        ]

    def by_workstream(self) -> SummaryTable:
        """The workstreams by rating, then the actions without one, if there are any."""
        lines: dict[int | None, list[Line]] = {stream.id: [] for stream in self.workstreams}
        for line in self.lines:
            lines.setdefault(line.workstream.id if line.workstream else None, []).append(line)
        headings = [
            (Heading(stream.reference, stream.reference, stream.title), lines[stream.id])
            for stream in self.workstreams
        ]
        if None in lines:
            headings.append((Heading("", "", "No workstream"), lines[None]))
        return summarise(self.ratings, headings)

    def with_progress(self, progress: Progress) -> Lines:
        """The lines at that stage."""
        return tuple(line for line in self.lines if line.progress == progress)

    @property
    def complete(self) -> Lines:
        """Completed actions."""
        return self.with_progress(Progress.COMPLETE)

    @property
    def in_progress(self) -> Lines:
        """Actions whose rating says that they are under way."""
        return self.with_progress(Progress.IN_PROGRESS)

    @property
    def not_started(self) -> Lines:
        """Actions whose rating says that they have yet to begin."""
        return self.with_progress(Progress.NOT_STARTED)

    @property
    def progress_not_stated(self) -> Lines:
        """Actions of which neither rating nor completion says how far they are."""
        return self.with_progress(Progress.UNSTATED)

    @property
    def unrated(self) -> Lines:
        """Actions without a rating."""
        return tuple(line for line in self.lines if line.rating is None)

    @property
    def overdue(self) -> Lines:
        """Actions past the end of their due period and not complete."""
        return tuple(line for line in self.lines if line.is_overdue)

    @property
    def completion_not_recorded(self) -> Lines:
        """Actions past due under a colour that may mean complete."""
        return tuple(line for line in self.lines if line.is_completion_not_recorded)

    @property
    def completed_late(self) -> Lines:
        """Actions completed after the end of their due period."""
        return tuple(line for line in self.lines if line.days_late)

    @property
    def stale(self) -> Lines:
        """Open actions of which nothing was said for longer than the plan allows."""
        return tuple(line for line in self.lines if line.is_stale)

    @property
    def lacking_remedial_action(self) -> Lines:
        """Actions of concern without a remedial action, their own or their issue's."""
        return tuple(line for line in self.lines if line.lacks_remedial_action)

    @property
    def waiting_on_trouble(self) -> Lines:
        """Open actions that depend on one in trouble."""
        return tuple(line for line in self.lines if line.waits_on_trouble)

    @property
    def slippage(self) -> SlippageFigures:
        """The actions whose due date has moved since it was first given, and how far."""
        return slippage_figures(self.lines)

    def slippage_by_theme(self) -> tuple[tuple[ThemeValue, SlippageFigures], ...]:
        """The same for each top-level theme."""
        lines: dict[int, list[Line]] = {theme.id: [] for theme in self.top_themes}
        for line in self.lines:
            lines[line.top_theme.id].append(line)
        return tuple((theme, slippage_figures(lines[theme.id])) for theme in self.top_themes)

    def due_within(self, days: int) -> Lines:
        """Open actions whose due period ends within so many days."""
        return tuple(line for line in self.lines if line.is_due_within(days))

    def starting_within(self, days: int) -> Lines:
        """Actions that have yet to begin and whose due period ends within so many days."""
        return tuple(line for line in self.lines if line.is_starting_within(days))

    @property
    def unowned(self) -> Lines:
        """Open actions that no post owns."""
        return tuple(line for line in self.lines if not line.is_complete and not line.owners)

    @property
    def lacking_evidence(self) -> Lines:
        """Completed actions of which nothing shows that they are."""
        return tuple(line for line in self.lines if line.lacks_evidence)

    @property
    def open_slipped(self) -> Lines:
        """Open actions that are due later than they were first to be."""
        return tuple(line for line in self.slippage.slipped if not line.is_complete)

    def rated(self, code: str) -> Lines:
        """The lines that bear the rating with the code."""
        return tuple(line for line in self.lines if line.rating and line.rating.code == code)

    def with_concern(self, concern: int) -> Lines:
        """The lines whose rating carries that concern."""
        return tuple(line for line in self.lines if line.rating and line.rating.concern == concern)

    def rating(self, code: str) -> RatingValue | None:
        """The rating with the code, if the scheme has it."""
        return next((rating for rating in self.ratings if rating.code == code), None)

    def line(self, action_id: int) -> Line | None:
        """The line of an action, None when it was not live on the day."""
        return next((line for line in self.lines if line.action_id == action_id), None)


@dataclass(frozen=True, slots=True)
class IssueLines:
    """An issue and the lines behind which it stands. `issue` is None for lines without one."""

    issue: IssueValue | None
    lines: Lines


def group_by_issue(lines: Lines) -> tuple[IssueLines, ...]:
    """The lines by the issue behind them, in order of first appearance, those without one last."""
    groups: dict[int | None, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.issue.id if line.issue else None, []).append(line)
    without = groups.pop(None, [])
    found = [IssueLines(members[0].issue, tuple(members)) for members in groups.values()]
    if without:
        found.append(IssueLines(None, tuple(without)))
    return tuple(found)
