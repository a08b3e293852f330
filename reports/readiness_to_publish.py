"""What a paper lacks before it may be published, each with what to do about it and where. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from actions.text import say_day, say_list, says_something
from boards.choices import MeetingState
from reports.choices import StepKind
from reports.claims import Part
from reports.clearance import Clearance, Stage, StepState, clearance_of
from reports.drafts import PaperDraft, SectionDraft
from reports.explained import open_claims
from reports.facts import Facts
from reports.figures import Figures
from reports.models import Paper
from reports.naming import unknown_names
from reports.papers import draft_of
from reports.text import read_text


@dataclass(frozen=True, slots=True)
class Missing:
    """Something for want of which the paper is not published: a fixed code for programs, what to do in words, and where."""

    code: str
    words: str
    url: str


def missing_for_publication(
    paper: Paper, facts: Facts, today: date | None = None
) -> tuple[Missing, ...]:
    """All that the paper lacks on the day, today unless told otherwise; nothing where it may be published.

    It may where: mandatory sections are written, and every figure and block named is there; no number differs from the figures unless
    somebody said why; what is exempt says on what ground; the meeting has a day and is the one that the paper names; the day of
    the figures has come; whoever must answer has, those who sign off of the text as it stands; and the day of despatch has not
    passed, unless the paper is urgent or has gone out once before.
    """
    day = today or timezone.localdate()
    draft = draft_of(paper)
    return (
        *_of_sections(paper, draft, facts),
        *_of_claims(paper, draft, facts),
        *_of_grounds(paper),
        *_of_meeting(paper),
        *_of_figures(paper, day),
        *_of_clearance(paper, clearance_of(paper, day)),
        *_of_despatch(paper, day),
    )


def _url(paper: Paper, name: str, *args: object) -> str:
    return reverse(name, args=[paper.plan.area.slug, paper.plan.slug, paper.pk, *args])


def _of_sections(paper: Paper, draft: PaperDraft, facts: Facts) -> Iterator[Missing]:
    figures = Figures(facts, draft)
    for section in draft.sections:
        url = _url(paper, "paper-section", section.key)
        if section.is_mandatory and _is_empty(section):
            yield Missing("section", f"Write “{section.heading}”: it is empty.", url)
        unknown = unknown_names(section.text, figures)
        if unknown:
            words = f"Take {say_list(unknown)} out of “{section.heading}”: there is no such thing in this plan."
            yield Missing("figure", words, url)


def _of_claims(paper: Paper, draft: PaperDraft, facts: Facts) -> Iterator[Missing]:
    headings = {section.key: section.heading for section in draft.sections}
    for each in open_claims(paper, facts):
        key = each.section_key
        heading = f"“{headings.get(key, '')}”"
        match each.part:
            case Part.TITLE:
                where, url = "the title of the paper", _url(paper, "paper-change")
            case Part.HEADING:
                where, url = f"the heading {heading}", _url(paper, "section-change", key)
            case Part.CAPTION:
                where, url = (
                    f"what stands over a block in {heading}",
                    _url(paper, "paper-section", key),
                )
            case Part.TEXT:
                where, url = heading, _url(paper, "paper-section", key)
        words = (
            f"“{each.claim.text}” differs: it is {each.claim.expected}. Put it right in {where}, "
            "or say among the numbers in the text why it differs."
        )
        yield Missing("claim", words, url)


def _is_empty(section: SectionDraft) -> bool:
    """Whether nothing of it would be printed."""
    return not any(True for _ in read_text(section.text))


def _of_grounds(paper: Paper) -> Iterator[Missing]:
    if paper.is_exempt and not says_something(paper.ground):
        yield Missing(
            "ground", "Say on what ground the paper is exempt.", _url(paper, "paper-change")
        )
    for section in paper.sections.filter(is_exempt=True):
        if not says_something(section.ground):
            words = f"Say on what ground “{section.heading}” is exempt."
            yield Missing("ground", words, _url(paper, "section-change", section.pk))


def meeting_is_another(paper: Paper) -> str:
    """What to do where the meeting that the paper is for was moved or cancelled since; "" where it stands."""
    meeting = paper.meeting
    if meeting is None:
        return ""
    if meeting.state == MeetingState.CANCELLED:
        return "Choose another meeting: the one that the paper is for is cancelled."
    if meeting.held_on != paper.meeting_on:
        day = say_day(meeting.held_on)
        return f"Save the paper’s page with its meeting again: the meeting is on {day} now."
    return ""


def _of_meeting(paper: Paper) -> Iterator[Missing]:
    words = meeting_is_another(paper)
    if words:
        yield Missing("meeting", words, _url(paper, "paper-change"))
    if paper.meeting_on is None:
        words = f"Say on which day {paper.body} meets: a paper is published for a meeting."
        yield Missing("meeting-day", words, _url(paper, "paper-change"))


def figures_to_come(paper: Paper, day: date) -> str:
    """What to do where the day of the paper's figures is after the day; "" where it is not."""
    if paper.as_at <= day:
        return ""
    return (
        f"The figures are as at {say_day(paper.as_at)}, which is still to come: wait for that day, "
        "or choose an earlier one."
    )


def _of_figures(paper: Paper, day: date) -> Iterator[Missing]:
    words = figures_to_come(paper, day)
    if words:
        yield Missing("figures-to-come", words, _url(paper, "paper-change"))


def _of_clearance(paper: Paper, found: Clearance) -> Iterator[Missing]:
    url = _url(paper, "paper-clearance")
    for state in found.missing:
        code = "sign-off" if state.step.kind == StepKind.SIGN_OFF else "consultee"
        yield Missing(code, _what_to_do(state), f"{url}#step-{state.step.id}")


def _what_to_do(state: StepState) -> str:
    who = state.step.called
    answered = state.step.answer
    if state.stage == Stage.CHANGED and answered is not None:
        day = say_day(answered.happened_on)
        return f"Issue it to {who} again: the text has changed since it was confirmed on {day}."
    if state.stage == Stage.RETURNED:
        return f"Deal with the comments of {who}, then issue it again: it is not confirmed."
    asked = "confirmation" if state.step.kind == StepKind.SIGN_OFF else "answer"
    if state.is_out or state.waits_for:
        return f"Get the {asked} of {who}: {_first_small(state.says)}."
    return f"Issue it to {who}: the {asked} is needed."


def _first_small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _of_despatch(paper: Paper, day: date) -> Iterator[Missing]:
    despatch = paper.despatch_on
    if despatch is None or day <= despatch or paper.is_urgent or paper.publications.exists():
        return
    words = f"Say why it is urgent: its day of despatch was {say_day(despatch)}."
    yield Missing("despatch", words, _url(paper, "paper-urgency"))
