"""The tables of a plan's statutory dates and of its life, for pages and papers."""

from collections.abc import Sequence

from actions.clock import DeadlineValue
from actions.clock.life import Life, Moment
from actions.text import say_day
from wsoa.parts import Cell, Head, Row, TablePart

NO_DEADLINES = "No statutory date is recorded."


def deadlines_table(deadlines: Sequence[DeadlineValue], *, url: str = "") -> TablePart:
    """The deadlines with their days and how each was counted, how they stand to the working day, and who is told. `url` is their page, "" on paper."""
    return TablePart(
        caption="How each date stands, and who is told of it",
        heads=(
            Head("Date"),
            Head("Day", width=22),
            Head("How it stands", width=24),
            Head("Who is told", width=22),
        ),
        rows=tuple(_deadline(each, url) for each in deadlines),
        empty=NO_DEADLINES,
    )


def _deadline(each: DeadlineValue, url: str) -> Row:
    told = ", ".join(listener.post.title for listener in each.listeners)
    since = f" after {each.basis}" if each.basis else ""
    return Row(
        Cell(
            each.called,
            note=f"{each.counted_as}{since}",
            href=f"{url}#date-{each.id}" if url else "",
        ),
        (
            Cell(each.day_in_words, note=_day_note(each)),
            Cell(tag=each.standing.tag, text="", note=each.says_exactly),
            Cell(told or "Nobody"),
        ),
    )


def _day_note(each: DeadlineValue) -> str:
    """What is to be said of the day beside it: how it was counted, what was left out, and who set another."""
    if each.is_overridden:
        was = f" (as counted: {say_day(each.counted)})" if each.counted else ""
        return f"{each.how} Set to this day{was}: {each.reason}".strip()
    return each.missing or each.how


def timeline_table(life: Life, *, on_page: bool = True) -> TablePart:
    """The plan's life as a table, with links on a page."""
    return TablePart(
        caption="From inspection to sign-off",
        heads=(
            Head("Day", width=20),
            Head("Kind", width=16),
            Head("What"),
            Head("How it stands", width=24),
        ),
        rows=tuple(_moment(each, on_page=on_page) for each in life.moments),
        empty="Nothing is recorded of the plan’s life yet.",
    )


def _moment(each: Moment, *, on_page: bool) -> Row:
    return Row(
        Cell(
            say_day(each.day) if each.day else "Not known",
            note="To come" if each.is_to_come else "",
        ),
        (
            Cell(str(each.kind)),
            Cell(each.what, note=each.of, href=each.url if on_page else ""),
            Cell(tag=each.tag, note=each.says) if each.tag else Cell(each.says),
        ),
    )
