"""An exception report as the cells of a file: one row an action, whatever rows share a comment on paper."""

from collections.abc import Iterator, Mapping

from actions.export import csv_cell, harmless
from boards.agreed_issues import AgreedIssue, in_words
from boards.exceptions import Exceptions, Group

Agreed = Mapping[int, tuple[AgreedIssue, ...]]
"""Issue's id -> the meetings that agreed it."""

HEADINGS = (
    "Part",
    "Issue or group",
    "Reference",
    "Action",
    "Original due date",
    "Due date",
    "Rating",
    "Why it is here",
    "Explanation or comment",
    "What is being done",
    "Who answers for it",
    "Done by",
    "Agreed",
)


def csv_rows(exceptions: Exceptions, agreed: Agreed) -> list[list[str]]:
    """The report for a CSV file, heading row first: harmless text, in the order of the report."""
    rows = [[harmless(heading) for heading in HEADINGS]]
    for part, groups in (
        ("Significant concern", exceptions.significant),
        ("Others", exceptions.others),
    ):
        for group in groups:
            rows += _rows(part, group, agreed)
    return rows


def _rows(part: str, group: Group, agreed: Agreed) -> Iterator[list[str]]:
    issue = group.issue
    for span in group.spans:
        for row in span.rows:
            for line in row.lines:
                said = "\n".join(filter(None, (issue.explanation if issue else "", span.comment)))
                owners = "; ".join(owner.title for owner in line.owners)
                values = (
                    part,
                    group.title,
                    line.reference,
                    line.title,
                    line.original_due,
                    line.due,
                    line.rating.label if line.rating else "Unrated",
                    row.why,
                    said,
                    issue.remedial_action if issue else span.remedial_action,
                    issue.owner if issue else owners,
                    issue.due if issue else None,
                    in_words(issue, agreed.get(issue.id, ())) if issue else "",
                )
                yield [csv_cell(value) for value in values]
