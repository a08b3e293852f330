"""The whole action plan as papers and board packs print it: theme by theme, with the key to the ratings."""

from datetime import date

from actions.due_dates import DueDate
from actions.position import Line, Position, RatingValue
from actions.text import say_day
from reports.paper import PlanAppendix, PlanGroup, PlanRow, RatingTag


def action_plan(anchor: str, heading: str, position: Position) -> PlanAppendix:
    """The plan as at the Position's date; `anchor` is unique in the document."""
    word = position.plan.theme_word.capitalize()
    table = position.by_theme()
    return PlanAppendix(
        anchor=anchor,
        heading=heading,
        introduction=(
            f"The plan as at {say_day(position.as_at)}: {position.total} actions, in the order of "
            "their references."
        ),
        key=table.columns,
        groups=tuple(
            PlanGroup(
                heading=f"{word} {theme.reference}: {theme.title}",
                caption=f"{word} {theme.reference}: {count_actions(row.total)}",
                rows=tuple(
                    _plan_row(line) for line in position.lines if line.top_theme.id == theme.id
                ),
            )
            for theme, row in zip(position.top_themes, table.rows, strict=True)
            if row.total
        ),
    )


def _plan_row(line: Line) -> PlanRow:
    return PlanRow(
        reference=line.reference,
        title=line.title,
        detail=line.detail,
        lead=line.lead_organisation,
        owners=tuple(owner.title for owner in line.owners),
        due_original=_due(line.original_due),
        due_revised=_due(line.due) if line.is_revised else "",
        rating=rating_tag(line.rating),
        comment=line.commentary,
        comment_date=short_day(line.rated_on),
    )


def rating_tag(rating: RatingValue | None) -> RatingTag | None:
    """The rating as a tag; None for an action without one."""
    return RatingTag(rating.code, rating.label, rating.tone) if rating else None


def count_actions(count: int) -> str:
    """A number of actions in words and figures."""
    return f"{count:,} action" if count == 1 else f"{count:,} actions"


def short_day(day: date | None) -> str:
    """A day as narrow columns print it, such as 30 Apr 2018; nothing where there is none."""
    return f"{day.day} {day:%b %Y}" if day else ""


def _due(due: DueDate | None) -> str:
    return due.printed if due else ""
