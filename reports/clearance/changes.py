"""What changed in a paper since a moment, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from actions.text import say_day
from reports.clearance.texts import texts_at
from reports.models import Paper, PaperSection


@dataclass(frozen=True, slots=True)
class TextChange:
    """Something of a paper that was changed, `added` or `removed`, as `how` says. `section` is the number of the section that has other
    words now, 0 where it is something else; `by` is "" where nobody is on record."""

    what: str
    by: str
    on: date
    section: int = 0
    how: str = "changed"

    def __str__(self) -> str:
        by = f" by {self.by}" if self.by else ""
        return f"{self.what}, {self.how}{by} on {say_day(self.on)}"


def changes_since(paper: Paper, moment: datetime) -> tuple[TextChange, ...]:
    """What reads differently now than at the moment: sections with other words, headings or grounds, added or removed ones, and what
    stands above them. In a fixed number of queries."""
    return (*_of_sections(paper, moment), *_of_paper(paper, moment))


def _of_sections(paper: Paper, moment: datetime) -> Iterator[TextChange]:
    now = {each.pk: each for each in paper.sections.select_related("changed_by")}
    texts = texts_at(paper, moment)
    before = {
        row["id"]: row
        for row in PaperSection.history.filter(paper_id=paper.pk, history_date__lte=moment)
        .order_by("history_date", "history_id")
        .values("id", "heading", "kind", "ground", "history_type")
    }
    there = {pk: row for pk, row in before.items() if row["history_type"] != "-"}
    later = {
        row["id"]: row
        for row in PaperSection.history.filter(paper_id=paper.pk, history_date__gt=moment)
        .order_by("history_date", "history_id")
        .values("id", "heading", "history_date", "history_user__name")
    }
    for pk, section in now.items():
        if pk not in there:
            yield _told(section.heading, later.get(pk), section.changed_at, how="added")
        elif section.changed_at > moment and section.text != texts.get(pk):
            on = timezone.localdate(section.changed_at)
            yield TextChange(section.heading, section.changed_by.name, on, pk)
        elif any(
            there[pk][name] != getattr(section, name) for name in ("heading", "kind", "ground")
        ):
            yield _told(section.heading, later.get(pk), section.changed_at)
    for pk, row in there.items():
        if pk not in now:
            yield _told(row["heading"], later.get(pk), moment, how="removed")


def _of_paper(paper: Paper, moment: datetime) -> Iterator[TextChange]:
    names = {
        "title": "Title",
        "body": "Committee",
        "meeting_on": "Day of the meeting",
        "as_at": "Date of the figures",
        "ground": "Ground on which it is exempt",
    }
    history = Paper.history.filter(id=paper.pk)
    before = history.filter(history_date__lte=moment).order_by("-history_date", "-history_id")
    was = before.values(*names).first()
    changed = [label for name, label in names.items() if was and was[name] != getattr(paper, name)]
    if changed:
        newest = (
            history.order_by("-history_date", "-history_id")
            .values("history_date", "history_user__name")
            .first()
        )
        for label in changed:
            yield _told(label, newest, moment)


def _told(
    what: str, row: dict[str, Any] | None, otherwise: datetime, *, how: str = "changed"
) -> TextChange:
    """The change with who made it, where that is on record."""
    if row is None:
        return TextChange(what, "", timezone.localdate(otherwise), how=how)
    on = timezone.localdate(row["history_date"])
    return TextChange(what, row["history_user__name"] or "", on, how=how)
