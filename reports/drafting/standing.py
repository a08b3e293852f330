"""Where papers stand: who has each, what is left to write, how long until it has to be out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from actions.models import Plan
from actions.text import say_count, say_day
from actions.working_days import working_days_until
from reports.choices import StepEvent
from reports.models import ClearanceStep, MarginComment, Paper, Publication


@dataclass(frozen=True, slots=True)
class Standing:
    """A paper in a list. `state` and `tone` are its tag; `has_it` says who has it, `left` what is to be written, `out` when it has to be
    out; each empty where there is nothing to say."""

    paper: Paper
    state: str
    tone: str
    has_it: str
    left: str
    out: str


@dataclass(frozen=True, slots=True)
class OfMeeting:
    """The papers for one meeting."""

    body: str
    day: date | None
    papers: tuple[Standing, ...]


def papers_of(plan: Plan, today: date) -> tuple[OfMeeting, ...]:
    """The plan's papers by meeting, the newest meeting first, those without a day before all. In a fixed number of queries."""
    rows = _rows(plan)
    groups: dict[tuple[date | None, str], list[Standing]] = {}
    for paper in rows:
        groups.setdefault((paper.meeting_on, paper.body), []).append(_standing(paper, today))
    ordered = sorted(groups, key=lambda key: (key[0] is None, key[0] or date.min), reverse=True)
    return tuple(OfMeeting(body, day, tuple(groups[day, body])) for day, body in ordered)


def _rows(plan: Plan) -> QuerySet[Paper]:
    """The papers with what their standing is told from."""
    newest = Publication.objects.filter(paper=OuterRef("pk")).order_by("-version")
    open_comments = (
        MarginComment.objects.filter(
            section__paper=OuterRef("pk"), answers__isnull=True, settling__isnull=True
        )
        .order_by()
        .values("section__paper")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Paper.objects.filter(plan=plan)
        .select_related("created_by")
        .prefetch_related("steps__post", "steps__events")
        .annotate(
            to_write=Count("sections", filter=Q(sections__is_mandatory=True, sections__text="")),
            open_comments=Subquery(open_comments),
            version=Subquery(newest.values("version")[:1]),
            published_at=Subquery(newest.values("at")[:1]),
        )
        .order_by("-meeting_on", "-pk")
    )


def _standing(paper: Paper, today: date) -> Standing:
    given = vars(paper)  # with what _rows adds
    if given["version"]:
        version = f", version {given['version']}" if given["version"] > 1 else ""
        day = say_day(timezone.localdate(given["published_at"]))
        return Standing(paper, "Published", "green", f"Published on {day}{version}.", "", "")
    state, tone, has_it = _with_whom(paper)
    left = (
        (given["to_write"], "section to write", "sections to write"),
        (given["open_comments"] or 0, "comment open", "comments open"),
    )
    said = ", ".join(say_count(number, one, several) for number, one, several in left if number)
    return Standing(paper, state, tone, has_it, said, say_despatch(paper.despatch_on, today))


def _with_whom(paper: Paper) -> tuple[str, str, str]:
    """Its state, the tone of that, and who has it."""
    waiting = list(_waiting_for(paper.steps.all()))
    if waiting:
        return "Being cleared", "yellow", f"With {', '.join(waiting)}."
    return "Being written", "blue", f"Started by {paper.created_by}."


def _waiting_for(steps: Iterable[ClearanceStep]) -> Iterator[str]:
    """The posts to which the paper was issued, and which have not answered."""
    for step in steps:
        events = sorted(step.events.all(), key=lambda event: event.pk)
        if events and events[-1].event == StepEvent.ISSUED:
            yield step.post.title if step.post else step.role


def say_despatch(day: date | None, today: date) -> str:
    """When the paper has to be out, in words; empty where no day is known."""
    if day is None:
        return ""
    if day < today:
        return f"Was due out on {say_day(day)}."
    if day == today:
        return "Due out today."
    number = say_count(working_days_until(today, day), "working day")
    return f"Due out on {say_day(day)}, in {number}."
