"""Write a meeting's board pack as a PDF file."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.commands import clean_argument, find_area, read_day, show_argument
from actions.models import Area
from boards.choices import MeetingState
from boards.models import Board, Meeting
from boards.pack_content import closed_content, pack_content
from boards.pack_values import PackContent
from boards.shown import versions_of
from reports.documents import pack_pdf
from reports.management.writing import output_file, write_file
from reports.pdf.render import PdfError
from wsoa.commands import PlainCommand


class Command(PlainCommand):
    """board_pack AREA BOARD DATE --output FILE.pdf [--version N]"""

    help = "Write the pack of a board's meeting as an accessible PDF (PDF/UA-1)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Area and board by slug, the meeting by its cut-off."""
        parser.add_argument("area")
        parser.add_argument("board")
        parser.add_argument("date", metavar="YYYY-MM-DD", help="the date of the pack's figures")
        parser.add_argument("--output", required=True, metavar="FILE.pdf")
        packs = parser.add_argument_group("versions", conflict_handler="resolve")  # Django has one
        packs.add_argument("--version", metavar="N", help="a closed version; else the one in force")

    def handle(self, **options: Any) -> None:
        """Find the meeting, render its pack, write it whole."""
        output = output_file(options["output"])
        board = _find_board(find_area(options["area"]), options["board"])
        meeting = _find_meeting(board, options["date"])
        content = _content(meeting, options["version"])
        try:
            pdf = pack_pdf(content)
        except PdfError as error:
            raise CommandError(str(error)) from error
        write_file(output, pdf)
        self.stdout.write(f"Wrote {output} ({len(pdf) // 1024} KB).")


def _find_board(area: Area, slug: str) -> Board:
    board = Board.objects.filter(area=area, slug=clean_argument(slug)).first()
    if board is None:
        known = ", ".join(area.boards.order_by("slug").values_list("slug", flat=True))
        raise CommandError(
            f"{area} has no board “{show_argument(slug)}”. Its boards: {known or 'none yet'}."
        )
    board.area = area
    return board


def _find_meeting(board: Board, typed: str) -> Meeting:
    day = read_day(typed, label="The date")
    meetings = Meeting.objects.filter(board=board, state=MeetingState.SCHEDULED)
    meeting = meetings.filter(as_at=day).first()
    if meeting is None:
        dates = meetings.order_by("as_at").values_list("as_at", flat=True)
        known = ", ".join(each.isoformat() for each in dates) or "none yet"
        raise CommandError(
            f"{board} has no meeting with figures as at {day.isoformat()}. Its dates: {known}."
        )
    meeting.board = board
    return meeting


def _content(meeting: Meeting, version: str | None) -> PackContent:
    """The version asked for, else what is in force, else the draft."""
    if version is None:
        return pack_content(meeting)
    packs = {str(pack.version): pack for pack in versions_of(meeting)}
    if version not in packs:
        known = ", ".join(sorted(packs, key=int)) or "none: the pack was never closed"
        raise CommandError(
            f"The pack has no closed version “{show_argument(version)}”. Its versions: {known}."
        )
    pack = packs[version]
    pack.meeting = meeting
    return closed_content(pack)
