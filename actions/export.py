"""The register as rows of cells, for spreadsheets."""

from collections.abc import Iterable, Iterator

from actions.position import Line

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def register_rows(lines: Iterable[Line], theme_word: str) -> Iterator[list[str]]:
    """A heading row, then one row an action. Dates are ISO; due dates as they were given."""
    yield [
        "Reference",
        "Action",
        "Detail",
        theme_word.capitalize(),
        "Workstream",
        "Report group",
        "Lead organisation",
        "Owners",
        "Original due date",
        "Due date",
        "Rating",
        "Rating means",
        "Rated from",
        "Progress",
        "Overdue",
        "Completed on",
        "Commentary",
        "Remedial action",
    ]
    for line in lines:
        yield [
            harmless(cell)
            for cell in (
                line.reference,
                line.title,
                line.detail,
                f"{line.theme.reference} {line.theme.title}",
                f"{line.workstream.reference} {line.workstream.title}" if line.workstream else "",
                line.report_group,
                line.lead_organisation,
                "; ".join(owner.title for owner in line.owners),
                line.original_due.printed if line.original_due else "",
                line.due.printed if line.due else "",
                line.rating.label if line.rating else "",
                line.rating.meaning if line.rating else "",
                line.rated_on.isoformat() if line.rated_on else "",
                line.progress.label,
                "Yes" if line.is_overdue else "No",
                line.completed_on.isoformat() if line.completed_on else "",
                line.commentary,
                line.remedial_action,
            )
        ]


def harmless(cell: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
