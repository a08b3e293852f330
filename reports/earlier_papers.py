"""What was published of a plan before, and what its meetings made of it: reads only."""

from dataclasses import dataclass
from datetime import date

from actions.models import Plan
from actions.text import say_day
from reports.models import PaperOutcome, Publication


@dataclass(frozen=True, slots=True)
class EarlierPaper:
    """A paper that went to a meeting. `resolution` is what that decided, blank where nobody recorded it; `comments` what it said to the
    `next_body`, which meets on `next_on`."""

    title: str
    body: str
    meeting_on: date
    as_at: date
    resolution: str = ""
    comments: str = ""
    next_body: str = ""
    next_on: date | None = None

    @property
    def passed_on(self) -> str:
        """To whom the comments went, in words; blank where there are none."""
        if not self.comments:
            return ""
        day = f", {say_day(self.next_on)}" if self.next_on else ""
        return f"Comments to {self.next_body}{day}" if self.next_body else "Comments"


def earlier_papers(plan: Plan, before: date) -> tuple[EarlierPaper, ...]:
    """The plan's published papers for meetings before the day, the latest first, each as its newest version, with what was decided
    before that day. Versions that are exempt as a whole or were taken back are left out, and so is what their meetings decided, even
    where another version is public: not a word of it may reach another paper. Two queries."""
    rows = Publication.objects.filter(
        paper__plan=plan, meeting_on__lt=before, withdrawal__isnull=True
    ).order_by("paper_id", "version")
    newest = {row.paper_id: row for row in rows}
    public = [row for row in newest.values() if not row.is_exempt]
    outcomes = {
        row.publication.paper_id: row
        for row in PaperOutcome.objects.filter(
            publication__paper__in=[row.paper_id for row in public],
            publication__is_exempt=False,
            publication__withdrawal__isnull=True,
            superseded_by__isnull=True,
            decided_on__lt=before,
        )
        .select_related("publication")
        .order_by("pk")
    }
    found = [_earlier(row, outcomes.get(row.paper_id)) for row in public]
    return tuple(sorted(found, key=lambda each: each.meeting_on, reverse=True))


def _earlier(row: Publication, outcome: PaperOutcome | None) -> EarlierPaper:
    assert row.meeting_on is not None, "Asked for by the day of the meeting."
    if outcome is None:
        return EarlierPaper(row.title, row.body, row.meeting_on, row.as_at)
    return EarlierPaper(
        row.title,
        row.body,
        row.meeting_on,
        row.as_at,
        outcome.resolution,
        outcome.comments,
        outcome.next_body,
        outcome.next_on,
    )
