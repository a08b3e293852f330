"""What every page of a board does first: find the board, or one of its meetings, for this person."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from actions.views.set_up.common import AreaPage, Crumb, area_at
from boards.models import Board, Meeting
from wsoa.capabilities import Capability


@dataclass(frozen=True, slots=True)
class BoardsPage(AreaPage):
    """An area's boards as one person looks at them, today."""

    today: date

    def board(self, slug: str) -> Board:
        """The board at the address; Http404 where the area has none of that name."""
        board = (
            Board.objects.filter(area=self.area, slug=slug)
            .select_related("reports_to", "escalates_to")
            .first()
        )
        if board is None:
            raise Http404("There is no such board.")
        board.area = self.area
        return board

    def meeting(self, slug: str, pk: int) -> Meeting:
        """The meeting at the address; Http404 where it is none of the board's."""
        board = self.board(slug)
        meeting = Meeting.objects.filter(board=board, pk=pk).first()
        if meeting is None:
            raise Http404("There is no such meeting.")
        meeting.board = board
        return meeting

    def crumbs(self, *after: Crumb) -> list[Crumb]:
        """The way to a page of a board."""
        return [
            ("Your areas", reverse("home")),
            (self.area.name, self.url("area")),
            ("Boards", self.url("boards")),
            *after,
        ]

    def board_crumbs(self, board: Board, *after: Crumb) -> list[Crumb]:
        """The way to a page under a board."""
        return self.crumbs((board.title, self.url("board", board.slug)), *after)

    def meeting_crumbs(self, meeting: Meeting, *after: Crumb) -> list[Crumb]:
        """The way to a page under a meeting."""
        board = meeting.board
        title = f"{meeting.held_on.day} {meeting.held_on:%B %Y}"
        return self.board_crumbs(
            board, (title, self.url("meeting", board.slug, meeting.pk)), *after
        )

    def context(self) -> dict[str, object]:
        """What the templates of every board page use."""
        return AreaPage.context(self) | {"today": self.today}


def boards_page(request: HttpRequest, area: str) -> BoardsPage:
    """The area at the address, for somebody of it. Http404 for everybody else."""
    page = area_at(request, area, Capability.VIEW_PLAN)
    return BoardsPage(page.user, page.area, page.role, timezone.localdate())
