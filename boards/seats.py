"""Who sits on a board on a day, in the order in which a board is listed. Pure: the rows are given."""

from collections.abc import Iterable
from datetime import date

from boards.choices import BoardRole
from boards.models import Board, BoardMember

_RANK = {role: rank for rank, role in enumerate(BoardRole)}
CHAIRS = frozenset({BoardRole.CHAIR, BoardRole.CO_CHAIR})


def seats(board: Board) -> list[BoardMember]:
    """Every seat that the board has or had, with its post and organisation: chairs first, then by title.
    One query; none where the board's members were fetched beforehand with their posts."""
    fetched = getattr(board, "_prefetched_objects_cache", {})
    rows = board.members.all()
    if "members" not in fetched:
        rows = rows.select_related("post__organisation")
    return sorted(rows, key=_place)


def _place(seat: BoardMember) -> tuple[int, str, date]:
    return _RANK[BoardRole(seat.role)], seat.post.title.casefold(), seat.starts_on


def held_on(rows: Iterable[BoardMember], day: date) -> list[BoardMember]:
    """Those held on the day; a seat is held on its last day too."""
    return [
        seat
        for seat in rows
        if seat.starts_on <= day and (seat.ends_on is None or seat.ends_on >= day)
    ]


def chairs(rows: Iterable[BoardMember]) -> list[BoardMember]:
    """The chair, or the co-chairs, of them."""
    return [seat for seat in rows if seat.role in CHAIRS]
