"""The part of a pack that tells of exceptions."""

from collections.abc import Iterator
from dataclasses import replace

from boards.agreed_issues import agreements, in_words
from boards.exception_export import Agreed
from boards.exception_reading import report_of
from boards.exceptions import Exceptions, Group, Lines, Span
from boards.models import Meeting
from boards.pack_values import EntryValue
from boards.shown import plans_of


def entries(meeting: Meeting) -> tuple[EntryValue, ...]:
    """The entries as they stand now, in order: of each plan the introduction, then an entry for each issue,
    then one for each comment, over all the rows it stands over."""
    found: list[EntryValue] = []
    plans = plans_of(meeting)
    for plan in plans:
        report = report_of(meeting, plan)
        if report.introduction:
            found.append(EntryValue(title=plan.title, text=report.introduction))
        told = _entries(report.exceptions, agreements(plan, meeting.held_on))
        if len(plans) > 1:
            told = (replace(entry, group=f"{plan.title}: {entry.group}") for entry in told)
        found += told
    return tuple(found)


def _entries(exceptions: Exceptions, agreed: Agreed) -> Iterator[EntryValue]:
    for group in exceptions.significant:
        if group.issue is not None:
            yield _issue_entry(group, agreed)
            spans = [span for span in group.spans if span.comment]
        else:
            spans = list(group.spans)
        for span in spans:
            yield _span_entry(group.title, span)
    for group in exceptions.others:
        for span in group.spans:
            yield _span_entry(group.title, span)


def _issue_entry(group: Group, agreed: Agreed) -> EntryValue:
    """The actions of an issue, with its explanation and remedial action."""
    issue = group.issue
    assert issue is not None
    done = issue.remedial_action or "Nothing recorded"
    return EntryValue(
        group=group.title,
        reference=_references(group.lines),
        title=_titles(group.lines),
        text=f"{issue.explanation}\n\nWhat is being done: {done}",
        owner=issue.owner,
        due=str(issue.due or ""),
        status="\n".join(
            filter(None, (_why(group.spans), in_words(issue, agreed.get(issue.id, ()))))
        ),
    )


def _span_entry(group: str, span: Span) -> EntryValue:
    remedial = f"What is being done: {span.remedial_action}" if span.remedial_action else ""
    owners = dict.fromkeys(owner.title for line in span.lines for owner in line.owners)
    dues = dict.fromkeys(str(line.due) for line in span.lines if line.due)
    return EntryValue(
        group=group,
        reference=_references(span.lines),
        title=_titles(span.lines),
        text="\n\n".join(filter(None, (span.comment, remedial))),
        owner="; ".join(owners),
        due="; ".join(dues),
        status=_why((span,)),
    )


def _references(lines: Lines) -> str:
    """The references of the actions, a line each."""
    return "\n".join(line.reference for line in lines)


def _titles(lines: Lines) -> str:
    """What the actions are, a line each, in the order of their references."""
    return "\n".join(" ".join(line.title.split()) for line in lines)


def _why(spans: tuple[Span, ...]) -> str:
    """The ratings and reasons of all the rows, each once."""
    said = (row.said for span in spans for row in span.rows)
    return "\n".join(dict.fromkeys(said))
