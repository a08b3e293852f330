"""From a PackContent to a BoardPack: parts numbered, dates worded, rows in their columns.

The one context of the web page and the PDF. It words and arranges; it counts nothing that a Position does
not count.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone

from actions.text import say_day
from boards.choices import ItemKind, PackPart
from boards.pack_values import EntryValue, PackContent
from reports.board_pack import beside
from reports.board_pack import document as doc
from reports.board_pack.exceptions import exceptions
from reports.board_pack.plans import dashboard, movement, whole_plan
from reports.paper import HeaderRow

_BEHIND = {
    ItemKind.WELCOME: "members",
    ItemKind.MINUTES: "minutes",
    ItemKind.BOARD_ACTIONS: "decisions",
    ItemKind.COMMENTS: "comments",
    ItemKind.DASHBOARD: "dashboard",
    ItemKind.EXCEPTIONS: "exceptions",
    ItemKind.MOVEMENT: "movement",
    ItemKind.COVERAGE: "coverage",
    ItemKind.CLOCK: "clock",
    ItemKind.MEASURES: "measures",
    ItemKind.RISKS: "risks",
    ItemKind.ACTION_PLAN: "action-plan",
}
"""The kind of an agenda's item -> the anchor of the part that stands behind it."""


def board_pack(content: PackContent) -> doc.BoardPack:
    """The pack ready to be laid out."""
    parts = _numbered(content)
    return doc.BoardPack(
        title=f"{content.board}: board pack, {say_day(content.held_on)}",
        area=content.area,
        board=content.board,
        meeting=f"{content.area}, meeting of {say_day(content.held_on)}",
        standing=_standing(content),
        standing_note=_standing_note(content),
        mark=f"As closed, version {content.version}" if content.is_closed else "Draft: not closed",
        is_closed=content.is_closed,
        cover=tuple(_cover(content)),
        parts=parts,
    )


def _standing(content: PackContent) -> str:
    if not content.is_closed or content.closed_at is None:
        return "Draft: not closed"
    closed = timezone.localtime(content.closed_at)
    by = f" by {content.closed_by}" if content.closed_by else ""
    return f"Closed on {say_day(closed.date())} at {closed:%H:%M}{by}"


def _standing_note(content: PackContent) -> str:
    if content.is_closed:
        return "This is what the board was shown. It does not change."
    return "It says what is on record now, and changes with it until the pack is closed."


def _cover(content: PackContent) -> Iterator[HeaderRow]:
    yield HeaderRow("Meeting", f"{say_day(content.held_on)}, {content.starts_at:%H:%M}")
    yield HeaderRow("Place", content.place or "To be announced")
    yield HeaderRow("Figures as at", say_day(content.as_at))
    titles = "\n".join(shown.position.plan.title for shown in content.plans)
    yield HeaderRow("Plans", titles or "None: the board watches no plan")
    if content.is_closed:
        yield HeaderRow("Version", str(content.version))
        yield HeaderRow("Checksum (SHA-256)", content.checksum)


def _numbered(content: PackContent) -> tuple[doc.Part, ...]:
    """The agenda, then what stands behind its items, numbered in this order."""
    rest = [
        doc.Part(number=number, **given) for number, given in enumerate(_behind(content), start=2)
    ]
    headings = {part.anchor: f"{part.number} {part.heading}" for part in rest}
    rows = tuple(_agenda_row(entry, headings) for entry in content.part(PackPart.AGENDA))
    return (doc.Part(1, "agenda", "Agenda", (doc.Agenda(rows),), starts_page=True), *rest)


def _agenda_row(entry: EntryValue, headings: Mapping[str, str]) -> doc.AgendaRow:
    anchor = _BEHIND.get(_kind(entry.status), "")
    leads_to = headings.get(anchor, "")
    return doc.AgendaRow(
        number=entry.reference,
        title=entry.title,
        detail=entry.text,
        presenter=entry.owner,
        anchor=anchor if leads_to else "",
        leads_to=leads_to,
    )


def _kind(said: str) -> ItemKind:
    return ItemKind(said) if said in ItemKind.values else ItemKind.OTHER


def _behind(content: PackContent) -> Iterator[dict[str, Any]]:
    """The parts after the agenda, without their numbers."""
    yield _part("members", "Members and apologies", _members(content))
    yield _part("minutes", "Minutes of the last meeting", _minutes(content))
    yield _part(
        "decisions",
        "Decisions and board actions outstanding",
        _decisions(content),
        _board_actions(content),
    )
    yield _part("comments", "Comments of other meetings", _comments(content))
    yield _part("owed", "Papers owed", _owed(content))
    several = len(content.plans) > 1
    each = [
        (shown, f"-{place}" if place > 1 else "", f": {shown.position.plan.title}" * several)
        for place, shown in enumerate(content.plans, start=1)
    ]
    for shown, suffix, whose in each:
        anchor, heading = f"dashboard{suffix}", f"Dashboard{whose}"
        yield _part(anchor, heading, *dashboard(shown), starts_page=True)
    yield from _beside(content)
    yield _part(
        "exceptions",
        "Exceptions",
        exceptions(content),
        *([doc.Printed(beside.exceptions(content))] if _has_beside(content) else []),
        starts_page=True,
        is_wide=True,
    )
    for shown, suffix, whose in each:
        yield _part(f"movement{suffix}", f"What moved{whose}", *movement(shown), is_wide=True)
    for shown, suffix, whose in each:
        anchor, heading = f"action-plan{suffix}", f"Action plan{whose}"
        yield _part(
            anchor, heading, whole_plan(shown, anchor, heading), starts_page=True, is_wide=True
        )


_BESIDE = {
    PackPart.COVERAGE: ("coverage", "Weaknesses and what answers them", beside.coverage),
    PackPart.CLOCK: ("clock", "Statutory dates", beside.clock),
    PackPart.MEASURE: ("measures", "Measures", beside.measures),
    PackPart.RISK: ("risks", "Risks", beside.risks),
}
"""What stands beside the actions: its part -> anchor, heading and table."""


def _has_beside(content: PackContent) -> bool:
    return any(content.part(part) for part in _BESIDE)


def _beside(content: PackContent) -> Iterator[dict[str, Any]]:
    """A part for each subject of which there is something, or which is on the agenda."""
    asked = {_BEHIND.get(_kind(entry.status)) for entry in content.part(PackPart.AGENDA)}
    for part, (anchor, heading, table) in _BESIDE.items():
        if content.part(part) or anchor in asked:
            charts = beside.measure_charts(content) if part == PackPart.MEASURE else ()
            printed = (doc.Printed(each) for each in (table(content), *charts))
            yield _part(anchor, heading, *printed, starts_page=True, is_wide=True)


def _part(
    anchor: str,
    heading: str,
    *blocks: doc.Block,
    starts_page: bool = False,
    is_wide: bool = False,
) -> dict[str, Any]:
    return {
        "anchor": anchor,
        "heading": heading,
        "blocks": blocks,
        "starts_page": starts_page,
        "is_wide": is_wide,
    }


def _members(content: PackContent) -> doc.PlainTable:
    entries = content.part(PackPart.MEMBER)
    told = any(entry.status or entry.text for entry in entries)
    heads = [doc.Head("Post", "pack__w40"), doc.Head("Organisation"), doc.Head("Role", "pack__w14")]
    return doc.PlainTable(
        heading="",
        caption=f"Who sits on the board, on {say_day(content.held_on)}",
        heads=(*heads, doc.Head("Attendance", "pack__w20")) if told else tuple(heads),
        rows=tuple(
            doc.TableRow(
                entry.title,
                (
                    doc.Cell("Organisation", entry.owner),
                    doc.Cell("Role", entry.group),
                    *(
                        [
                            doc.Cell(
                                "Attendance", _joined(entry.status, entry.text) or "Not recorded"
                            )
                        ]
                        if told
                        else []
                    ),
                ),
            )
            for entry in entries
        ),
        empty="No members are recorded.",
    )


def _minutes(content: PackContent) -> doc.Passages:
    return doc.Passages(
        tuple(
            doc.Passage(entry.title, entry.status, _paragraphs(entry.text))
            for entry in content.part(PackPart.MINUTES)
        ),
        "There are no minutes of an earlier meeting.",
    )


def _decisions(content: PackContent) -> doc.PlainTable:
    entries = content.part(PackPart.DECISION)
    about = len(content.plans) != 1 and any(entry.status for entry in entries)
    return doc.PlainTable(
        heading="Decisions of the last meeting",
        caption="What was decided, in order",
        heads=(
            doc.Head("Number", "pack__w12"),
            doc.Head("Decision"),
            *([doc.Head("Plan", "pack__w24")] if about else []),
        ),
        rows=tuple(
            doc.TableRow(
                entry.reference or entry.title,
                (
                    doc.Cell("Decision", entry.text),
                    *([doc.Cell("Plan", entry.status or "None in particular")] if about else []),
                ),
            )
            for entry in entries
        ),
        empty="No decisions are outstanding.",
    )


def _board_actions(content: PackContent) -> doc.PlainTable:
    return doc.PlainTable(
        heading="Board actions outstanding",
        caption="Carried from meeting to meeting until they are done",
        heads=(
            doc.Head("Given on", "pack__w16"),
            doc.Head("Board action"),
            doc.Head("Owner", "pack__w18"),
            doc.Head("Due", "pack__w14"),
            doc.Head("Stands", "pack__w20"),
        ),
        rows=tuple(
            doc.TableRow(
                entry.reference,
                (
                    doc.Cell("Board action", entry.text or entry.title),
                    doc.Cell("Owner", entry.owner or "Nobody yet"),
                    doc.Cell("Due", entry.due or "No date"),
                    doc.Cell("Stands", entry.status or "Open"),
                ),
            )
            for entry in content.part(PackPart.BOARD_ACTION)
        ),
        empty="No board actions are outstanding.",
    )


def _comments(content: PackContent) -> doc.PlainTable:
    return doc.PlainTable(
        heading="",
        caption="What other meetings said to this one",
        heads=(doc.Head("From", "pack__w20"), doc.Head("Comment"), doc.Head("Answer", "pack__w24")),
        rows=tuple(
            doc.TableRow(
                entry.title,
                (
                    doc.Cell("Comment", entry.text),
                    doc.Cell("Answer", entry.status or "Not answered yet"),
                ),
            )
            for entry in content.part(PackPart.COMMENT)
        ),
        empty="No other meeting has sent a comment.",
    )


def _owed(content: PackContent) -> doc.PlainTable:
    return doc.PlainTable(
        heading="",
        caption="What boards are owed, and when",
        heads=(
            doc.Head("Paper"),
            doc.Head("Owed to", "pack__w24"),
            doc.Head("Due", "pack__w20"),
            doc.Head("Stands", "pack__w20"),
        ),
        rows=tuple(
            doc.TableRow(
                entry.title,
                (
                    doc.Cell("Owed to", entry.owner),
                    doc.Cell("Due", entry.due or "No date"),
                    doc.Cell("Stands", entry.status or "Owed"),
                ),
            )
            for entry in content.part(PackPart.OWED)
        ),
        empty="No papers are owed.",
    )


def _joined(*said: str) -> str:
    return ": ".join(filter(None, said))


def _paragraphs(text: str) -> tuple[str, ...]:
    """The text line by line: a paragraph is never parted by a page, so none should be long."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
