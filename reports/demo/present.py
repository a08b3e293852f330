"""Makes up the present: a plan's two years of history, counted back from a day, the same for that day.

Every action of the invented area has a story (a column of its actions.csv): the course its ratings
take over the months. What owners say is drawn from phrases.toml by a generator seeded with the
action's reference, so only the dates differ from one day of loading to the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from reports.demo.clock import SATURDAY
from reports.demo.files import action_from, plan_from, read_csv, read_toml
from reports.demo.months import first_of_month, month_end, worded_month
from reports.demo.present_boards import SLUG, board_day
from reports.demo.specification import (
    DateChangeRow,
    EndRow,
    History,
    PlanSpecification,
    UpdateRow,
)

_MONTHS_BACK = 24
_SLIPS = ((-7, -4), (-3, 0))
"""The months in which a slipping action's date moves, and how far short of its last date it then is."""
_FIRST_SHORT = -8
_AGREED_BY = "SEND Steering Board"


def read_present_plan(today: date) -> PlanSpecification:
    """The invented plan, with its days and months counted from `today`."""
    raw = read_toml(SLUG, "plan.toml")
    months_back = raw.pop("months_back")
    raw["starts_on"] = first_of_month(today, -months_back)
    raw["ends_on"] = month_end(today, raw.pop("months_ahead"))
    raw["reported_as_at"] = month_end(today, -2)
    raw["issues"] = [_dated(issue, today) for issue in raw["issues"]]
    raw["visits"] = [_delivered(visit, today) for visit in raw["visits"]]
    return plan_from(raw)


def make_present_history(today: date) -> History:
    """The invented actions and their histories up to the day before `today`."""
    phrases: dict[str, list[list[str]]] = read_toml(SLUG, "phrases.toml")
    rows = read_csv(SLUG, "actions.csv")
    stories = [_Story.of(row, today, phrases) for row in rows]
    return History(
        actions=tuple(
            action_from({**row, "due": story.first_due})
            for row, story in zip(rows, stories, strict=True)
        ),
        updates=tuple(update for story in stories for update in story.updates),
        date_changes=tuple(change for story in stories for change in story.date_changes),
        ends=tuple(end for story in stories for end in story.ends),
    )


@dataclass(slots=True)
class _Story:
    """One action's course. Months are counted from `today`: -1 is the last full month."""

    reference: str
    begins: int
    due: int
    today: date
    phrases: dict[str, list[list[str]]]
    random: Random
    first_due: str = ""
    updates: list[UpdateRow] = field(default_factory=list)
    date_changes: list[DateChangeRow] = field(default_factory=list)
    ends: list[EndRow] = field(default_factory=list)

    @classmethod
    def of(cls, row: dict[str, str], today: date, phrases: dict[str, list[list[str]]]) -> "_Story":
        """The story that the row of actions.csv asks for, told."""
        story = cls(
            reference=row["reference"],
            begins=int(row["begins"]),
            due=int(row["due"]),
            today=today,
            phrases=phrases,
            random=Random(row["reference"]),  # noqa: S311 - repeatable, nothing secret
        )
        slips = row["story"] == "slipped"
        story.first_due = story.worded(story.due + (_FIRST_SHORT if slips else 0))
        if story.begins > -_MONTHS_BACK:
            story.say(-_MONTHS_BACK, "W", "not_started")
        _TELL[row["story"]](story)
        return story

    def worded(self, month: int) -> str:
        """A due date in the month: mostly as a month, now and then as a day or a quarter."""
        end = month_end(self.today, month)
        style = Random(f"due {self.reference}").random()  # noqa: S311 - repeatable
        if style < 0.15 and month >= 3:
            first = end.year if end.month > 3 else end.year - 1
            return f"Q{(end.month - 4) % 12 // 3 + 1} {first}/{(first + 1) % 100:02d}"
        if style < 0.3:
            return f"15 {end:%B %Y}"
        return f"{end:%B %Y}"

    def say(self, month: int, rating: str, words: str) -> None:
        """Record a rating in the month with something said in that vein, if that day has come."""
        day = _report_day(self.today, month)
        if day is None:
            return
        said, remedy = self.phrase(words)
        self.updates.append(UpdateRow(self.reference, day, rating, said, remedy))

    def phrase(self, words: str) -> tuple[str, str]:
        """Something to say in that vein, with its remedial action.

        Of the entries about progress, which follow one another, the first that has not been said;
        otherwise any that was not said lately.
        """
        choices = self.phrases[words]
        said = [update.commentary for update in self.updates]
        unsaid = [each for each in choices if each[0] not in said]
        if unsaid and words.startswith("progress"):
            entry = unsaid[0]
        else:
            entry = self.random.choice([each for each in choices if each[0] not in said[-3:]])
        return entry[0], entry[1] if len(entry) > 1 else ""

    def go_on(self, month: int) -> None:
        """Report that all is well, in words that suit how far the action is on its way."""
        share = (month - self.begins) / max(self.due - self.begins, 1)
        stage = "early" if share < 0.3 else "middle" if share < 0.75 else "late"
        self.say(month, "G", f"progress_{stage}")

    def work(self, until: int) -> None:
        """Begin, and report that all is well every month or two up to, but not in, the month."""
        self.say(self.begins, "G", "started")
        for month in self.months(self.begins + 1, until):
            self.go_on(month)

    def months(self, first: int, until: int) -> Iterator[int]:
        """Months in which a report is made: every one or two."""
        month = first
        while month < until:
            yield month
            month += self.random.choice((1, 2))


def _done(story: _Story) -> None:
    finish = story.due - story.random.choice((0, 1))
    if story.random.random() < 0.4 and finish - story.begins > 5:
        story.work(finish - 3)
        story.say(finish - 3, "A", "amber")
        story.say(finish - 1, "G", "recovered")
    else:
        story.work(finish)
    story.say(finish, "B", "done")


def _done_late(story: _Story) -> None:
    story.work(story.due - 1)
    story.say(story.due - 1, "A", "amber")
    story.say(story.due, "A", "amber")
    story.say(min(story.due + 2, -1), "B", "done_late")


def _on_track(story: _Story) -> None:
    story.work(-1)
    story.go_on(-1)
    if story.random.random() < 0.6:
        story.go_on(0)


def _at_risk(story: _Story) -> None:
    story.work(-2)
    story.say(-2, "A", "amber")
    story.say(-1, "A", "amber")


def _red(story: _Story) -> None:
    story.work(-5)
    for month in (-5, -4, -3):
        story.say(month, "A", "amber")
    story.say(-2, "R", "red")
    story.say(-1, "R", "red")


def _overdue(story: _Story) -> None:
    story.work(story.due - 1)
    for month in range(story.due - 1, 0):
        story.say(month, "A", "amber")


def _slipped(story: _Story) -> None:
    story.work(-9)
    for month in range(-9, 0, 2):
        story.say(month, "A", "amber")
    for month, short in _SLIPS:
        day = board_day(story.today, month)
        due = story.worded(story.due + short)
        reason, _ = story.phrase("slip")
        story.date_changes.append(DateChangeRow(story.reference, day, due, reason, _AGREED_BY))


def _stale(story: _Story) -> None:
    story.work(-4)
    story.go_on(-4)


def _waiting(story: _Story) -> None:
    story.say(-2, "W", "not_started")


def _recovered(story: _Story) -> None:
    story.work(-6)
    story.say(-6, "A", "amber")
    story.say(-5, "R", "red")
    story.say(-4, "A", "amber")
    story.say(-3, "G", "recovered")
    _on_since(story, -2)


def _on_since(story: _Story, month: int) -> None:
    for later in range(month, 0):
        story.go_on(later)


def _reopened(story: _Story) -> None:
    story.work(story.due)
    story.say(story.due, "B", "done")
    story.say(-3, "A", "reopened")
    _on_since(story, -2)


def _withdrawn(story: _Story) -> None:
    story.work(-7)
    story.say(-7, "A", "amber")
    _end(story, -6, "withdrawn", replaced_by="")


def _superseded(story: _Story) -> None:
    story.work(-4)
    _end(story, -4, "superseded", replaced_by="6.4")


def _end(story: _Story, month: int, words: str, *, replaced_by: str) -> None:
    day = _report_day(story.today, month)
    assert day is not None
    reason, _ = story.phrase(words)
    story.ends.append(EndRow(story.reference, day, reason, replaced_by))


_TELL = {
    "done": _done,
    "done-late": _done_late,
    "on-track": _on_track,
    "at-risk": _at_risk,
    "red": _red,
    "overdue": _overdue,
    "slipped": _slipped,
    "stale": _stale,
    "waiting": _waiting,
    "recovered": _recovered,
    "reopened": _reopened,
    "withdrawn": _withdrawn,
    "superseded": _superseded,
}


def _dated(issue: dict[str, Any], today: date) -> dict[str, Any]:
    """The issue as the group that prepares the board raised it the month before, and as the board agreed it, if
    it has met since."""
    dated = dict(issue)
    month = dated.pop("meeting_month")
    dated["effective"] = board_day(today, month - 1, dated.pop("raised_by"))
    dated["due"] = worded_month(today, dated.pop("due_month"))
    agreed_on = board_day(today, month)
    if agreed_on < today:
        dated |= {"agreed_by": _AGREED_BY, "agreed_on": agreed_on}
    return dated


def _delivered(visit: dict[str, Any], today: date) -> dict[str, Any]:
    """The visit with the month of its delivery."""
    given = dict(visit)
    delivery = worded_month(today, given.pop("month"))
    return {**given, "delivery": delivery}


def _report_day(today: date, month: int) -> date | None:
    """The weekday on which the month's report is made: its last, or yesterday's for this month."""
    day = month_end(today, month) if month < 0 else today - timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    if month == 0 and day.month != today.month:
        return None
    return day
