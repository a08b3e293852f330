"""The part of a pack that tells of exceptions."""

from collections.abc import Iterator
from dataclasses import replace

from boards.exception_reading import report_of
from boards.exceptions import Exceptions, Group, Span
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
        told = _entries(report.exceptions)
        if len(plans) > 1:
            told = (replace(entry, group=f"{plan.title}: {entry.group}") for entry in told)
        found += told
    return tuple(found)


def _entries(exceptions: Exceptions) -> Iterator[EntryValue]:
    for group in exceptions.significant:
        if group.issue is not None:
            yield _issue_entry(group)
            spans = [span for span in group.spans if span.comment]
        else:
            spans = list(group.spans)
        for span in spans:
            yield _span_entry(group.title, span)
    for group in exceptions.others:
        for span in group.spans:
            yield _span_entry(group.title, span)


def _issue_entry(group: Group) -> EntryValue:
    """The actions of an issue, with its explanation and remedial action."""
    issue = group.issue
    assert issue is not None
    done = issue.remedial_action or "Nothing recorded"
    return EntryValue(
        group=group.title,
        reference=", ".join(row.reference for row in group.rows),
        title=_titles(group.spans),
        text=f"{issue.explanation}\n\nWhat is being done: {done}",
        owner=issue.owner,
        due=str(issue.due or ""),
        status="; ".join(filter(None, (_why(group.spans), issue.agreed))),
    )


def _span_entry(group: str, span: Span) -> EntryValue:
    remedial = f"What is being done: {span.remedial_action}" if span.remedial_action else ""
    return EntryValue(
        group=group,
        reference=span.references,
        title=_titles((span,)),
        text="\n\n".join(filter(None, (span.comment, remedial))),
        owner="; ".join(dict.fromkeys(owner.title for line in span.lines for owner in line.owners)),
        due="; ".join(dict.fromkeys(str(line.due) for line in span.lines if line.due)),
        status=_why((span,)),
    )


def _titles(spans: tuple[Span, ...]) -> str:
    """What the rows are, a line each; with their references where there are several."""
    rows = [row for span in spans for row in span.rows]
    if len(rows) == 1:
        row = rows[0]
        return "\n".join((row.title, *(f"{line.reference}: {rest}" for line, rest in row.parts)))
    return "\n".join(f"{row.reference} {row.title}" for row in rows)


def _why(spans: tuple[Span, ...]) -> str:
    """The reasons of all the rows, each once."""
    reasons = (reason.words for span in spans for row in span.rows for reason in row.reasons)
    return "; ".join(dict.fromkeys(reasons))
