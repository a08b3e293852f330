"""The comments in the margin of a section, as its page shows them."""

from dataclasses import dataclass

from reports.models import MarginComment, PaperSection


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers. `is_moved` where the words it quotes stand in the section no more."""

    comment: MarginComment
    answers: tuple[MarginComment, ...]
    is_settled: bool
    is_moved: bool


def threads_of(section: PaperSection) -> tuple[Thread, ...]:
    """The section's comments, the oldest first, those that are settled after all that are not. In two queries."""
    rows = list(section.comments.select_related("by", "settling__by").order_by("pk"))
    threads = [
        Thread(
            comment=row,
            answers=tuple(each for each in rows if each.answers_id == row.pk),
            is_settled=hasattr(row, "settling"),
            is_moved=bool(row.quote) and not _stands_in(row.quote, section.text),
        )
        for row in rows
        if row.answers_id is None
    ]
    return tuple(sorted(threads, key=lambda thread: thread.is_settled))


def _stands_in(quote: str, text: str) -> bool:
    return " ".join(quote.split()) in " ".join(text.split())
